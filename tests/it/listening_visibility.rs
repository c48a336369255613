//! Who hears of what while it happens, as a table to read beside the one of the domain: cases, what is asked in them, what
//! people are told, and what connectors ask each other. Whoever isn't named at an act hears nothing of it.

use std::fmt::Write;
use std::time::Duration;

use api::policy::Viewer;
use async_graphql::{Request, Response};
use entities::{ConnectorStatus, ContactSide, Locale, OrganisationKind};
use expect_test::{Expect, expect};
use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream::{self, BoxStream};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::visibility::everybody;

/// What can be listened to, each in a word.
const FEEDS: [(&str, &str); 4] = [
    ("case", "subscription { caseChanged { kind id } }"),
    ("involvement", "subscription { involvementChanged { kind id caseId } }"),
    ("notice", "subscription { noticesChanged { unseenNoticeCount } }"),
    ("question", "subscription { peerQuestionChanged { kind id } }"),
];

/// How long it stays quiet when there is nothing to hear.
const SILENCE: Duration = Duration::from_millis(60);

/// How long somebody waits for what they are going to hear.
const PATIENCE: Duration = Duration::from_secs(20);

type Feed = UnboundedReceiver<Response>;

/// Somebody with an ear to everything.
struct Listener {
    who: String,
    feeds: Vec<(&'static str, Feed)>,
}

impl Listener {
    async fn of(world: &World, who: String, viewer: Viewer) -> Self {
        let mut feeds = Vec::new();
        for (word, document) in FEEDS {
            let context = world.app().request(viewer.clone(), Locale::Nl, "test".to_owned());
            let stream = world.schema().execute_stream(Request::new(document).data(context));
            feeds.push((word, listened_to(stream.boxed()).await));
        }
        Self { who, feeds }
    }

    /// What was heard of an act, in words; what is expected is waited for.
    async fn hears(&mut self, expected: &str) -> String {
        let words = self.feeds.iter_mut().map(|(word, feed)| async move {
            let patience = if expected.split(' ').any(|one| one == *word) { PATIENCE } else { SILENCE };
            let first = heard(feed, patience).await?;
            let mut hidden = is_without_case(&first);
            while let Some(more) = heard(feed, SILENCE).await {
                hidden |= is_without_case(&more);
            }
            Some(if hidden { format!("{word}, without its case") } else { (*word).to_owned() })
        });
        join_all(words).await.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Listens from now on, whether anybody looks or not: who stops in the middle keeps a connection to the database.
async fn listened_to(mut stream: BoxStream<'static, Response>) -> Feed {
    let (sender, feed) = unbounded_channel();
    // A stream listens from when it is first asked.
    let first = timeout(SILENCE, stream.next()).await.ok().flatten();
    let mut answers = stream::iter(first).chain(stream);
    tokio::spawn(async move {
        while let Some(answer) = answers.next().await {
            if sender.send(answer).is_err() {
                break;
            }
        }
    });
    feed
}

async fn heard(feed: &mut Feed, patience: Duration) -> Option<Value> {
    let answer = timeout(patience, feed.recv()).await.ok()??;
    // Who may not listen is told so; that tells of nothing.
    answer.errors.is_empty().then(|| answer.data.into_json().expect("JSON"))
}

fn is_without_case(told: &Value) -> bool {
    told.pointer("/involvementChanged/caseId").is_some_and(Value::is_null)
}

/// A table that grows act by act.
struct Heard<'a> {
    listeners: Vec<Listener>,
    expected: &'a Expect,
    table: String,
}

impl Heard<'_> {
    /// Notes who heard of what has just been done.
    async fn of(&mut self, act: &str) {
        let expected = self.expected.data();
        let listening = self.listeners.iter_mut().map(|listener| async move {
            let start = format!("{act:<32} {:<20} ", listener.who);
            let line = expected.lines().find_map(|line| line.trim_start().strip_prefix(&start));
            (start, listener.hears(line.unwrap_or_default()).await)
        });
        for (start, words) in join_all(listening).await {
            if !words.is_empty() {
                writeln!(self.table, "{start}{words}").expect("text");
            }
        }
    }
}

on_both! {
    async fn who_hears_of_what_while_it_happens(db: TestDatabase) {
        listen(&World::on(db).await).await;
    }
}

async fn listen(world: &World) {
    let expected = expect![[r#"
        a case of Ruwaard                CONNECTOR            case
        a case of Ruwaard                COMMUNITY_WORKER     case
        a case of Ruwaard                COORDINATOR          case
        a case of Lith                   COORDINATOR          case
        any worker is asked              CONNECTOR            case involvement
        any worker is asked              COMMUNITY_WORKER     case involvement notice
        any worker is asked              COORDINATOR          case involvement
        an entry is asked in Lith        COORDINATOR          case involvement
        an entry is asked in Lith        SPECIALIST           case involvement notice
        a connector is asked             CONNECTOR            notice question
        the team of Ruwaard is asked     CONNECTOR            notice question
        somebody applies                 COORDINATOR          notice
        Bas is a fixed contact           MUNICIPALITY_OFFICER notice
        Toos isn't well                  COMMUNITY_WORKER     notice
        Bas gives a meeting, Mia comes   CONNECTOR            notice
        Bas gives a meeting, Mia comes   MUNICIPALITY_OFFICER notice
        it is called off                 CONNECTOR            notice
        it is called off                 MUNICIPALITY_OFFICER notice
    "#]];
    let entry = world.specialist("schuldhulp").await;
    let viewers = everybody(world, entry).await;
    let people: Vec<Member> = viewers
        .iter()
        .filter_map(|(who, viewer)| viewer.person_id().map(|id| Member { id, name: who.clone(), email: String::new() }))
        .collect();
    let [mia, joris, _, _, bas, ..] = &people[..] else { panic!("everybody is there") };
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
    let wim = world.connector("Wim").in_neighbourhood("lith").await;
    let vera = world.coordinator("Vera").await;
    let (near, far) = (
        world.case("koekblik").held_by(&toos).await,
        world.case("bromtol").in_neighbourhood("lith").held_by(&thijs).await,
    );
    let profile = world
        .profile(Some(&toos), ConnectorStatus::Active, &["ruwaard"], |row| {
            row.activated_at = Some(row.applied_at.plus_days(-40));
        })
        .await;
    world.contact(profile, ContactSide::Welfare, joris, 5).await;
    world.count_what_was_arranged().await;

    let mut listeners = Vec::new();
    for (who, viewer) in viewers {
        listeners.push(Listener::of(world, who, viewer).await);
    }
    let mut heard = Heard { listeners, expected: &expected, table: String::new() };

    let step = json!({ "nextStep": "Samen bellen" });
    world.as_(&toos).acts_on(near, "setNextStep", step.clone()).await;
    heard.of("a case of Ruwaard").await;
    world.as_(&thijs).acts_on(far, "setNextStep", step).await;
    heard.of("a case of Lith").await;
    world.as_(&toos).acts_on(near, "requestSupport", json!({ "reason": "Kijk je mee?" })).await;
    heard.of("any worker is asked").await;
    let ask = json!({ "specialistId": entry, "reason": "Kijk je mee?" });
    world.as_(&thijs).acts_on(far, "requestConsultation", ask).await;
    heard.of("an entry is asked in Lith").await;

    world.as_(&toos).asks(mia, "Hoe doe jij dat?").await;
    heard.of("a connector is asked").await;
    let team = async |who: &Member, area: &str| {
        let input = json!({ "neighbourhoodId": world.neighbourhood(area).await, "text": "Wie weet dit?" });
        assert_eq!(world.as_(who).peers("askPeers", input).await.refusals(), Vec::<String>::new());
    };
    team(&toos, "ruwaard").await;
    heard.of("the team of Ruwaard is asked").await;
    team(&thijs, "lith").await;
    heard.of("the team of Lith is asked").await;
    world.as_(&thijs).asks(&wim, "Hoe doe jij dat?").await;
    heard.of("others ask each other").await;

    programme_goes_on(world, &mut heard, &[&toos, joris, bas, &vera, mia]).await;
    expected.assert_eq(&heard.table);
}

/// An application, contacts, how somebody is, and a meeting.
async fn programme_goes_on(world: &World, heard: &mut Heard<'_>, people: &[&Member; 5]) {
    let [toos, joris, bas, vera, mia] = people;
    world.welfare().await;
    let questions = world.questions().await;
    let form = world.filled_in(&questions, "ruwaard", "form").await;
    assert_eq!(world.as_nobody().apply(&form).await.refusals(), Vec::<String>::new());
    heard.of("somebody applies").await;

    let profile = world.as_(vera).execute("{ connectors(search: \"toos\") { nodes { id } } }", json!({})).await;
    let profile = profile.text("/connectors/nodes/0/id").parse().expect("an id");
    let contact = json!({ "side": "MUNICIPALITY", "personId": bas.id });
    world.as_(vera).steps("setFixedContact", profile, contact).await;
    heard.of("Bas is a fixed contact").await;

    let document =
        "mutation ($input: AnswerCheckInInput!) { answerCheckIn(input: $input) { userErrors { code field } } }";
    let input = json!({ "answer": "NOT_GOOD", "seenById": joris.id, "idempotencyKey": "not well" });
    assert_eq!(world.as_(toos).execute(document, json!({ "input": input })).await.refusals(), Vec::<String>::new());
    heard.of("Toos isn't well").await;

    world.works_for(bas, "gemeente").await;
    world.is_of_kind("gemeente", OrganisationKind::Municipality).await;
    let course = world.course("gesprek", |_| ()).await;
    let plan = json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30", "place": "Zaal",
        "capacity": 5, "municipalityTrainerId": bas.id });
    let input = json!({ "plan": plan, "personIds": [mia.id], "idempotencyKey": "plan" });
    let planned = world.as_(vera).trains("planTrainingSession", input).await;
    assert_eq!(planned.refusals(), Vec::<String>::new());
    heard.of("Bas gives a meeting, Mia comes").await;
    let off = json!({ "trainingSessionId": planned.at("/planTrainingSession/trainingSession/id"), "expectedVersion": 1, "reason": "Ziek" });
    assert_eq!(world.as_(vera).trains("callOffTrainingSession", off).await.refusals(), Vec::<String>::new());
    heard.of("it is called off").await;
    let enrolled = world.meeting(course, 9, vera, |_| ()).await;
    assert_eq!(world.as_(toos).enrols(enrolled).await.refusals(), Vec::<String>::new());
    heard.of("Toos takes a place").await;
}
