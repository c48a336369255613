//! Notices of somebody who has many, among those of others: as many statements as with few, and an index for what every page
//! asks, and for what the sender asks every few seconds.

use api::http::Stop;
use api::mail::sender;
use api::notices::reminders;
use api::policy::Viewer;
use entities::{
    CaseId, ConnectorStatus, CourseKind, InvolvementKind, Locale, MailKind, MailState, MailTrouble, NoticeKind,
    PersonId, Timestamp, mail, notice,
};
use serde_json::{Value, json};

use crate::harness::mail::into_folder;
use crate::harness::people::Member;
use crate::harness::program::Folder;
use crate::harness::world::World;
use crate::notices::asks_joris;
use crate::on_both;

/// What the page of notices asks, and the bell with it.
const PAGE: &str = "query ($after: String) { viewer { unseenNoticeCount mailSetting { frequency failingSince trouble }
    notices(first: 100, after: $after) { nodes { id kind at seenAt text
    case { id codeWord } involvement { id kind } trainingSession { id startsAt course { name } }
    connector { id name isViewer } peerQuestion { id } causedBy { name } } pageInfo { hasNextPage endCursor } } } }";

on_both! {
    async fn the_page_takes_as_many_statements_for_one_notice_as_for_a_hundred(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let course = world.course("gesprek", |_| ()).await;
        let fill = async |from: usize, to: usize| {
            for number in from..to {
                asks_joris(&world, &mia, &joris, &format!("woord {number}")).await;
                let meeting = world.meeting(course, 3, &ellen, |row| row.welfare_trainer_id = Some(joris.id)).await;
                let input = json!({ "trainingSessionId": meeting, "expectedVersion": 1, "reason": "Ziek." });
                assert!(world.as_(&ellen).trains("callOffTrainingSession", input).await.refusals().is_empty());
                let buddy = world.connector(&format!("Buur {number}")).in_neighbourhood("ruwaard").await;
                let profile = world.profile(Some(&buddy), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
                let input = json!({ "side": "WELFARE", "personId": joris.id });
                world.as_(&ellen).steps("setFixedContact", profile, input).await;
            }
        };
        fill(0, 1).await;
        let (answer, few) = world.as_(&joris).count(PAGE, json!({})).await;
        assert_eq!(answer.number("/viewer/unseenNoticeCount"), 3);
        fill(1, 12).await;
        let (answer, many) = world.as_(&joris).count(PAGE, json!({})).await;
        assert_eq!(answer.list("/viewer/notices/nodes").len(), 36);
        assert_eq!(few.len(), many.len(), "{many:#?}");
        assert!(many.len() <= 12, "{}: {many:#?}", many.len());
    }

    /// Two full pages, each notice about something of its own, with the notices of a hundred others around it.
    async fn two_hundred_notices_are_two_pages_of_as_many_statements_as_few(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        crowd(&world, 100).await;
        world.insert::<notice::Entity>(told(&world, &joris, &mia, 0..4).await).await;
        let (answer, few) = world.as_(&joris).count(PAGE, json!({})).await;
        assert_eq!(answer.list("/viewer/notices/nodes").len(), 4);
        world.insert::<notice::Entity>(told(&world, &joris, &mia, 4..200).await).await;
        world.analyse().await;
        let (first, of_first) = world.as_(&joris).count(PAGE, json!({})).await;
        assert_eq!(first.number("/viewer/unseenNoticeCount"), 200);
        let after = first.at("/viewer/notices/pageInfo/endCursor").clone();
        let (second, of_second) = world.as_(&joris).count(PAGE, json!({ "after": after })).await;
        for (page, statements) in [(&first, of_first), (&second, of_second)] {
            let nodes = page.list("/viewer/notices/nodes");
            assert_eq!(nodes.len(), 100);
            let is_shown = |name: &str| nodes.iter().any(|notice| !notice[name].is_null());
            assert!(["case", "involvement", "trainingSession", "connector", "causedBy"].into_iter().all(is_shown), "{}", nodes[3]);
            assert_eq!(statements.len(), few.len(), "{statements:#?}");
            assert!(statements.len() <= 12, "{}: {statements:#?}", statements.len());
        }
        assert_eq!(second.at("/viewer/notices/pageInfo/hasNextPage"), &Value::Bool(false));
    }

    /// Of the statements as they are sent, to read a page, to send mail and to remind.
    async fn what_is_asked_often_is_served_by_an_index(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.course("basis", |row| row.kind = CourseKind::Basic).await;
        crowd(&world, 200).await;
        world.insert::<notice::Entity>(told(&world, &joris, &mia, 0..200).await).await;
        let long_ago = (1..1000).map(|hours| world.now().plus_millis(-3_600_000 * hours));
        let old = long_ago.map(|at| of(&world, joris.id, NoticeKind::TrainingDue, at)).collect();
        world.insert::<notice::Entity>(old).await;
        world.analyse().await;
        let session = world.as_(&joris);
        let first = session.execute(PAGE, json!({})).await;
        let after = first.at("/viewer/notices/pageInfo/endCursor").clone();
        for (name, variables) in [("the first page", json!({})), ("a further page", json!({ "after": after }))] {
            let request = session.request(PAGE, variables).await;
            world.take_statements();
            world.schema().execute(request).await;
            let plans = plans(&world, name, 4).await;
            // The page comes out of the index in its order, however many there are.
            let page = plans.iter().find(|(statement, _)| statement.contains("ORDER BY") && statement.contains("\"at\"")).expect("a page");
            assert!(!page.1.contains("TEMP B-TREE FOR ORDER BY") && !page.1.contains("Sort"), "{name} is sorted: {page:?}");
        }
        // A mail is looked up, claimed, made and marked.
        let folder = Folder::new(&format!("plans-{}", world.kind()));
        let (post, _) = into_folder(&folder);
        world.take_statements();
        assert_eq!(sender::round(world.app(), &post, &Stop::default()).await.expect("sent"), WAITING);
        plans(&world, "the sender", 4).await;
        let req = world.app().request(Viewer::Nobody, Locale::Nl, "by the clock".to_owned());
        for of in reminders::Reminder::ALL {
            reminders::remind(&req, of).await.expect("reminded");
        }
        plans(&world, "reminding", 1).await;
    }
}

/// How the database does what it was asked about notices and mails since the last time: so many statements at least, and no table
/// of these is read from its beginning to its end.
async fn plans(world: &World, name: &str, least: usize) -> Vec<(String, String)> {
    let mut plans = Vec::new();
    for statement in world.take_whole_statements() {
        let is_of_them =
            ["notices", "mails", "mail_settings"].iter().any(|table| statement.contains(&format!("\"{table}\"")));
        if !is_of_them || statement.starts_with("INSERT") {
            continue;
        }
        let plan = world.plan(&statement).await;
        let reads_all = world.reads_whole(&plan, &THEIRS);
        assert!(!reads_all, "{name}: {}\n{plan}", statement.chars().take(600).collect::<String>());
        plans.push((statement, plan));
    }
    assert!(plans.len() >= least, "{name}: {plans:#?}");
    plans
}

/// The tables of notices and mail.
const THEIRS: [&str; 3] = ["notices", "mails", "mail_settings"];
/// So many mails of a crowd are still to be sent.
const WAITING: usize = 3;

/// So many people, each with fifty notices and ten mails, most of which were sent.
async fn crowd(world: &World, people: usize) {
    let (mut notices, mut mails) = (Vec::new(), Vec::new());
    for number in 0..people {
        let who = world.connector(&format!("Mens {number}")).in_neighbourhood("lith").await;
        for age in 0..50_i64 {
            let at = world.now().plus_days(-age);
            let id = world.id();
            notices.push(notice::Model { mail_id: Some(id), ..of(world, who.id, NoticeKind::TrainingDue, at) });
            if age > 9 {
                continue;
            }
            let waits = age == 0 && number < WAITING;
            let (state, ended_at) = if waits { (MailState::Waiting, None) } else { (MailState::Sent, Some(at)) };
            let trouble = (age == 1).then_some(MailTrouble::TryLater);
            mails.push(mail::Model {
                id,
                person_id: who.id,
                kind: MailKind::Digest,
                state,
                written_at: at,
                due_at: at,
                leased_until: None,
                tries: 1,
                trouble,
                failing_since: trouble.map(|_| at),
                ended_at,
                version: 1,
            });
        }
    }
    world.insert::<notice::Entity>(notices).await;
    world.insert::<mail::Entity>(mails).await;
}

/// What Joris is told, each notice about a case, a meeting or a connector of its own.
async fn told(world: &World, joris: &Member, mia: &Member, numbers: std::ops::Range<usize>) -> Vec<notice::Model> {
    let course = world.course("gesprek", |_| ()).await;
    let mut rows = Vec::new();
    for number in numbers {
        let at = world.now().plus_millis(-60_000 * i64::try_from(number).expect("few"));
        let mut row = notice::Model { caused_by: Some(mia.id), ..of(world, joris.id, NoticeKind::CaseGiven, at) };
        let case = async || -> CaseId { world.case(&format!("woord {number}")).held_by(joris).await };
        match number % 4 {
            0 => row.case_id = Some(case().await),
            1 => {
                let case = case().await;
                (row.kind, row.case_id) = (NoticeKind::InvolvementRequested, Some(case));
                row.involvement_id = Some(world.involvement(case, InvolvementKind::Support, mia, |_| ()).await);
            }
            2 => {
                row.kind = NoticeKind::TrainingChanged;
                row.training_session_id = Some(world.meeting(course, 3, joris, |_| ()).await);
            }
            _ => {
                row.kind = NoticeKind::FixedContactOf;
                row.connector_id = Some(world.profile(None, ConnectorStatus::Active, &["ruwaard"], |_| ()).await);
            }
        }
        rows.push(row);
    }
    rows
}

fn of(world: &World, person_id: PersonId, kind: NoticeKind, at: Timestamp) -> notice::Model {
    notice::Model {
        id: world.id(),
        person_id,
        kind,
        at,
        case_id: None,
        involvement_id: None,
        training_session_id: None,
        connector_id: None,
        peer_question_id: None,
        caused_by: None,
        mail_id: None,
        reminder_key: None,
        seen_at: None,
    }
}
