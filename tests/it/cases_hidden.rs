//! What somebody may not see answers as what doesn't exist: by id, nested, and while listening.

use std::pin::Pin;
use std::time::Duration;

use api::policy::Viewer;
use async_graphql::Response;
use entities::{CaseId, InvolvementId, InvolvementKind, Locale, Outcome, PersonId, SpecialistId, log_line};
use futures_util::{Stream, StreamExt};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::people::Member;
use crate::harness::world::{BEGINNING, Session, World};
use crate::on_both;

const NODES: &str = "query ($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename } nodes(ids: $ids) { __typename } }";

/// Whatever lists or counts cases.
const EVERYWHERE: &str = "query ($filter: CaseFilter, $area: NeighbourhoodId!) {
    cases(filter: $filter) { totalCount pageInfo { hasNextPage } nodes { codeWord } }
    due: cases(filter: $filter, order: DUE) { totalCount nodes { codeWord } }
    board(filter: $filter) { totalCount overdueCount myTurnCount columns { cards { totalCount nodes { codeWord } } } }
    involvements { totalCount nodes { id } }
    asked: involvements(filter: { neighbourhoodIds: [$area] }) { totalCount }
    today { waiting { reason case { codeWord } } myCases { totalCount } followed { totalCount } }
    viewer { openCaseCount waitingCount }
    figures { open { value } opened { value } overdueCases byNeighbourhood { open } byTopic { opened }
        acceptTime { answered } openByAge { count } } }";

const CASES: &str = "subscription { caseChanged { kind id version } }";
const INVOLVEMENTS: &str = "subscription { involvementChanged { kind id caseId version } }";

on_both! {
    async fn ids_of_anything_answer_as_their_own_path_does(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("berghem").await;
        let id = world.case("koekblik").held_by(&mia).await;
        world.as_(&mia).does("addNote", json!({ "caseId": id, "text": "Samen koffie gedronken." })).await;
        let asked = world.involvement(id, InvolvementKind::Support, &mia, |_| ()).await;
        let document = "query ($id: CaseId!) { case(id: $id) { timeline { nodes { id } } } }";
        let lines = world.as_(&mia).execute(document, json!({ "id": id })).await;
        let line = lines.text("/case/timeline/nodes/0/id").to_owned();
        let area = world.neighbourhood("ruwaard").await;
        let ids = json!([id, asked, line, mia.id, area, world.id::<CaseId>(), "case_1", "nonsense"]);
        let mine = world.as_(&mia).execute(NODES, json!({ "id": id, "ids": ids })).await;
        let kinds = |answer: &Value| -> Vec<String> {
            answer.as_array().expect("nodes").iter()
                .map(|node| node["__typename"].as_str().unwrap_or("–").to_owned())
                .collect()
        };
        assert_eq!(kinds(mine.at("/nodes")),
            ["Case", "Involvement", "CaseEvent", "Person", "Neighbourhood", "–", "–", "–"]);
        let hers = world.as_(&toos).execute(NODES, json!({ "id": id, "ids": ids })).await;
        assert_eq!(kinds(hers.at("/nodes")), ["–", "–", "–", "–", "Neighbourhood", "–", "–", "–"]);
        assert_eq!(hers.at("/node"), &Value::Null);
    }

    /// Every act that takes the id of a case, of an involvement, of somebody or of an entry to ask.
    async fn acts_on_what_is_hidden_say_that_it_does_not_exist(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let hidden = world.case("koekblik").held_by(&mia).await;
        let entry = world.specialist("taalhuis").await;
        let asked = world.involvement(hidden, InvolvementKind::Consultation, &mia, |row| {
            row.receiver_specialist_id = Some(entry);
        }).await;
        let topic = world.topic("wonen").await;
        let viewers = [
            world.connector("Toos").in_neighbourhood("berghem").await,
            world.community_worker("Karin").in_neighbourhood("berghem").await,
            world.specialist_account("Nadia", world.specialist("schuldhulp").await).await,
            world.administrator("Ad").await,
        ];
        let consent = json!({ "form": "SPOKEN", "on": "2026-11-23" });
        let on_cases = [
            ("pickUpCase", json!({ "expectedVersion": 1 })),
            ("addNote", json!({ "text": "Bel 0412 00 99 99" })),
            ("setNextStep", json!({ "expectedVersion": 9, "nextStep": "Bellen" })),
            ("correctCase", json!({ "expectedVersion": 1, "topicIds": [topic] })),
            ("setCaseWaiting", json!({ "expectedVersion": 1, "waitingFor": "RESIDENT", "until": "2026-12-01" })),
            ("resumeCase", json!({ "expectedVersion": 1 })),
            ("closeCase", json!({ "expectedVersion": 1, "outcome": "NOT_REACHED" })),
            ("reopenCase", json!({ "expectedVersion": 1, "reason": "Toch" })),
            ("giveSignOfLife", json!({ "expectedVersion": 1 })),
            ("readCaseWithReason", json!({ "reason": "Nieuwsgierig" })),
            ("addResidentDetails", json!({ "expectedVersion": 1, "name": "Iemand", "consent": consent })),
            ("revealResidentDetails", json!({ "reason": "Nieuwsgierig" })),
            ("removeResidentDetails", json!({ "expectedVersion": 1 })),
            ("requestSupport", json!({ "expectedVersion": 1, "reason": "Help" })),
            ("requestTakeover", json!({ "expectedVersion": 1, "reason": "Help" })),
            ("offerTakeover", json!({ "expectedVersion": 1, "reason": "Help" })),
            ("requestConsultation", json!({ "expectedVersion": 1, "specialistId": entry, "reason": "Help" })),
            ("requestHandover", json!({ "expectedVersion": 1, "specialistId": entry, "reason": "Help" })),
            ("requestJointVisit", json!({ "expectedVersion": 1, "specialistId": entry, "reason": "Help" })),
        ];
        let on_involvements = [
            ("acceptInvolvement", json!({ "expectedVersion": 1 })),
            ("declineInvolvement", json!({ "expectedVersion": 1, "reason": "Nee" })),
            ("withdrawInvolvement", json!({ "expectedVersion": 9 })),
            ("completeInvolvement", json!({ "expectedVersion": 1 })),
            ("recordInvolvementAnswer", json!({ "expectedVersion": 1, "accepted": true })),
        ];
        for viewer in &viewers {
            let by = world.as_(viewer);
            for (mutation, input) in &on_cases {
                by.finds_nothing(mutation, input, "caseId", [json!(hidden), json!(world.id::<CaseId>())]).await;
            }
            for (mutation, input) in &on_involvements {
                let ids = [json!(asked), json!(world.id::<InvolvementId>())];
                by.finds_nothing(mutation, input, "involvementId", ids).await;
            }
        }
        let logged = log_line::Entity::find().filter(log_line::Column::CaseId.eq(hidden)).count(world.db()).await;
        assert_eq!(logged.expect("counted"), 0, "and nothing is written");
    }

    /// Who asks along sees neither an entry that is not in their directory nor somebody whom they don't know.
    async fn nobody_asks_along_whom_they_may_not_know(db: TestDatabase) {
        let world = World::on(db).await;
        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let (inside, gone) = (world.specialist("intern").await, world.specialist("opgeheven").await);
        world.change_entry(inside, |row| row.is_public = Set(false)).await;
        world.change_entry(gone, |row| row.archived_at = Set(Some(BEGINNING))).await;
        let id = world.case("koekblik").held_by_specialist(entry).await;
        let hers = world.as_(&nadia);
        let input = json!({ "caseId": id, "expectedVersion": 1, "reason": "Help" });
        let nothing = json!(world.id::<SpecialistId>());
        for hidden in [inside, gone] {
            let ids = [json!(hidden), nothing.clone()];
            hers.finds_nothing("requestConsultation", &input, "specialistId", ids).await;
        }
        let ids = [json!(joris.id), json!(world.id::<PersonId>())];
        hers.finds_nothing("requestSupport", &input, "communityWorkerId", ids).await;
        let any = hers.act("requestSupport", input).await;
        assert_eq!(any.refusals(), Vec::<String>::new(), "one of the workers can be asked");
    }

    /// Lists, filters, searches, totals and counts are the same with and without what is hidden.
    async fn what_is_hidden_changes_no_answer(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let onlookers = [
            world.connector("Toos").in_neighbourhood("berghem").await,
            world.community_worker("Karin").in_neighbourhood("berghem").await,
            world.specialist_account("Nadia", entry).await,
            world.officer("Bas").await,
            world.administrator("Ad").await,
        ];
        world.case("zonnebloem").in_neighbourhood("berghem").held_by(&onlookers[0]).await;
        let areas = [world.neighbourhood("ruwaard").await, world.neighbourhood("berghem").await];
        let topic = world.topic("schulden").await;
        let filters = [
            json!({}),
            json!({ "neighbourhoodIds": areas }),
            json!({ "topicIds": [topic] }),
            json!({ "holderIds": [mia.id] }),
            json!({ "mine": false }),
            json!({ "myTurn": false }),
            json!({ "overdue": true }),
            json!({ "columns": ["ACTIVE", "DONE"] }),
            json!({ "askers": ["RESIDENT"] }),
            json!({ "outcomes": ["SOLVED_TOGETHER"] }),
            json!({ "search": "koekblik" }),
            json!({ "search": "brief" }),
        ];
        let look = async || {
            let mut answers = Vec::new();
            for onlooker in &onlookers {
                for filter in &filters {
                    let answer = world.as_(onlooker).execute(EVERYWHERE, json!({ "filter": filter, "area": areas[0] })).await;
                    answers.push((onlooker.name.clone(), filter.to_string(), answer.data().to_string()));
                }
            }
            answers
        };
        let before = look().await;
        let id = world.case("koekblik").held_by(&mia).await;
        let other = world.specialist_account("Nel", world.specialist("thuiszorg").await).await;
        let asked = json!({ "reason": "Kijk je mee?", "respondBy": "2026-11-23" });
        world.as_(&mia).acts_on(id, "requestSupport", asked).await;
        world.case("paraplu").held_by(&mia).followed_by(&other).closed(Outcome::SolvedTogether).await;
        // The directory has one entry more by now, which everybody sees.
        for ((who, filter, before), (_, _, after)) in before.into_iter().zip(look().await) {
            assert_eq!(before, after, "{who} with {filter}");
        }
    }

    /// The team sees the card; what is behind it can't be found by guessing.
    async fn what_is_not_read_is_not_searched(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        world.case("koekblik").held_by(&mia).with(|case| {
            "Durft de post niet te openen.".clone_into(&mut case.summary);
            case.asker = entities::Asker::InformalCarer;
        }).await;
        let found = async |who, filter: Value| {
            let document = "query ($filter: CaseFilter) { cases(filter: $filter) { totalCount } }";
            world.as_(who).execute(document, json!({ "filter": filter })).await.number("/cases/totalCount")
        };
        for (filter, hers, his) in [
            (json!({ "search": "koekblik" }), 1, 1),
            (json!({ "search": "post" }), 1, 0),
            (json!({ "askers": ["INFORMAL_CARER"] }), 1, 0),
            (json!({ "holderIds": [mia.id] }), 1, 1),
        ] {
            assert_eq!((found(&mia, filter.clone()).await, found(&ahmet, filter.clone()).await), (hers, his), "{filter}");
        }
    }

    /// The team doesn't learn from a refusal whether there are details of the resident.
    async fn whether_there_are_details_is_hidden_with_the_notes(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let (with, without) = (world.case("koekblik").held_by(&mia).await, world.case("paraplu").held_by(&mia).await);
        let details = json!({ "name": "Iemand", "consent": { "form": "SPOKEN", "on": "2026-11-23" } });
        world.as_(&mia).acts_on(with, "addResidentDetails", details).await;
        let document = "mutation ($id: CaseId!) { revealResidentDetails(input: { caseId: $id, reason: \"Bellen\" }) {
            details { name } case { residentDetails { arePresent } } userErrors { code field message } } }";
        for who in [&ahmet, &ellen] {
            let told = async |id: CaseId| world.as_(who).execute(document, json!({ "id": id })).await;
            let (with, without) = (told(with).await, told(without).await);
            assert_eq!(with.refusals(), ["NOT_ALLOWED"], "{}", who.name);
            assert_eq!(with.data(), without.data(), "{}", who.name);
        }
    }

    async fn listeners_hear_of_what_they_see(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("berghem").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let listen = async |member, document: &str| {
            let request = world.as_(member).request(document, json!({})).await;
            let stream = world.schema().execute_stream(request);
            stream.map(|response| response.data.into_json().expect("an answer is JSON"))
        };
        let mut hers = Box::pin(listen(&toos, CASES).await);
        let mut his = Box::pin(listen(&joris, CASES).await);
        let mut answers = Box::pin(listen(&joris, INVOLVEMENTS).await);
        // A stream listens from when it is first asked.
        for stream in [&mut hers, &mut his, &mut answers] {
            assert!(tokio::time::timeout(Duration::from_millis(50), stream.next()).await.is_err());
        }
        world.as_(&mia).acts_on(id, "setNextStep", json!({ "nextStep": "Bellen" })).await;
        let told = his.next().await.expect("a hint");
        assert_eq!(told, json!({ "caseChanged": { "kind": "CHANGED", "id": id, "version": 2 } }));
        let asked = world.as_(&mia).acts_on(id, "requestSupport", json!({ "reason": "Kijk je mee?" })).await;
        let told = answers.next().await.expect("a hint");
        let involvement = involvement_id(&asked);
        assert_eq!(told, json!({ "involvementChanged":
            { "kind": "OPENED", "id": involvement, "caseId": id, "version": 1 } }));
        assert_eq!(his.next().await.expect("a hint")["caseChanged"]["version"], 3);
        world.end_roles(joris.id).await;
        world.as_(&mia).acts_on(id, "setNextStep", json!({ "nextStep": "Langsgaan" })).await;
        assert_eq!(his.next().await.expect("a hint")["caseChanged"]["kind"], "HIDDEN", "once");
        world.as_(&mia).acts_on(id, "setNextStep", json!({ "nextStep": "Schrijven" })).await;
        for stream in [&mut hers, &mut his] {
            assert!(tokio::time::timeout(Duration::from_millis(50), stream.next()).await.is_err());
        }
    }
    /// An answer changes the case too: its column, whose move it is, who reads it. Its listeners hear of both.
    async fn an_answer_is_told_of_the_case_too(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let id = world.case("koekblik").held_by(&mia).await;
        let (mut hers, mut theirs) = (Heard::listen(&world, &mia).await, Heard::listen(&world, &nadia).await);
        let (case, asked) = ("caseChanged", "involvementChanged");

        let question = json!({ "specialistId": entry, "reason": "Kijk je mee?" });
        let involvement = involvement_id(&world.as_(&mia).acts_on(id, "requestConsultation", question).await);
        assert_eq!(hers.next(case).await, json!({ "kind": "CHANGED", "id": id, "version": 2 }));
        assert_eq!(theirs.next(case).await, json!({ "kind": "CHANGED", "id": id, "version": 2 }));
        for heard in [&mut hers, &mut theirs] {
            assert_eq!(heard.next(asked).await, json!({ "kind": "OPENED", "id": involvement, "caseId": id, "version": 1 }));
        }
        world.as_(&nadia).answers(involvement, 1, "acceptInvolvement", json!({})).await;
        for heard in [&mut hers, &mut theirs] {
            assert_eq!(heard.next(case).await, json!({ "kind": "CHANGED", "id": id, "version": 2 }));
            assert_eq!(heard.next(asked).await, json!({ "kind": "CHANGED", "id": involvement, "caseId": id, "version": 2 }));
        }
        // Her access ends with it: of the case she hears that, once, and no more.
        world.as_(&nadia).answers(involvement, 2, "completeInvolvement", json!({})).await;
        assert_eq!(hers.next(case).await, json!({ "kind": "CHANGED", "id": id, "version": 2 }));
        assert_eq!(hers.next(asked).await, json!({ "kind": "CLOSED", "id": involvement, "caseId": id, "version": 3 }));
        assert_eq!(theirs.next(case).await, json!({ "kind": "HIDDEN", "id": id, "version": 2 }));
        assert_eq!(theirs.next(asked).await, json!({ "kind": "CLOSED", "id": involvement, "caseId": null, "version": 3 }));
        world.as_(&mia).acts_on(id, "setNextStep", json!({ "nextStep": "Bellen" })).await;
        assert_eq!(hers.next(case).await, json!({ "kind": "CHANGED", "id": id, "version": 3 }));
        theirs.silence().await;
    }

    async fn a_question_that_expires_is_told_of_the_case_too(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let asked = involvement_id(&world.as_(&mia).acts_on(id, "requestSupport", json!({ "reason": "Help" })).await);
        world.pass_days(22);
        let mut hers = Heard::listen(&world, &mia).await;
        let req = world.app().request(Viewer::Nobody, Locale::Nl, "clock".to_owned());
        assert_eq!(api::cases::involvements::expiry::expire_due(&req).await.expect("the clock runs"), 1);
        assert_eq!(hers.next("caseChanged").await, json!({ "kind": "CHANGED", "id": id, "version": 2 }));
        assert_eq!(hers.next("involvementChanged").await, json!({ "kind": "CLOSED", "id": asked, "caseId": id, "version": 2 }));
    }

    async fn who_listens_to_a_hidden_case_hears_what_who_listens_to_none_hears(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("berghem").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let document = |id: CaseId| format!("subscription {{ caseChanged(caseId: \"{id}\") {{ kind id version }} }}");
        let mut hidden = Listening::to(&world, &toos, &document(id)).await;
        let mut nothing = Listening::to(&world, &toos, &document(world.id())).await;
        world.as_(&mia).acts_on(id, "setNextStep", json!({ "nextStep": "Bellen" })).await;
        world.as_(&mia).acts_on(id, "closeCase", json!({ "outcome": "NOT_REACHED" })).await;
        hidden.silence().await;
        nothing.silence().await;
    }
}

impl Session<'_> {
    /// An act with the id of something hidden is answered as one with the id of nothing, but for the id.
    async fn finds_nothing(&self, mutation: &str, input: &Value, name: &str, [hidden, nothing]: [Value; 2]) {
        let told = async |id: &Value| {
            let mut input = input.clone();
            input[name] = id.clone();
            let answer = self.act(mutation, input).await;
            assert_eq!(answer.refusals(), [format!("NOT_FOUND input.{name}")], "{mutation}");
            answer.data().to_string().replace(id.as_str().expect("an id"), "…")
        };
        assert_eq!(told(&hidden).await, told(&nothing).await, "{mutation}");
    }
}

/// What somebody hears of one subscription.
struct Listening(Pin<Box<dyn Stream<Item = Response> + Send>>);

impl Listening {
    async fn to(world: &World, member: &Member, document: &str) -> Self {
        let request = world.as_(member).request(document, json!({})).await;
        let mut listening = Self(Box::pin(world.schema().execute_stream(request)));
        // A stream listens from when it is first asked.
        listening.silence().await;
        listening
    }

    async fn next(&mut self) -> Value {
        self.0.next().await.expect("a hint").data.into_json().expect("an answer is JSON")
    }

    async fn silence(&mut self) {
        let heard = tokio::time::timeout(Duration::from_millis(50), self.0.next()).await;
        assert!(heard.is_err(), "{heard:?}");
    }
}

/// What somebody hears of cases and of involvements.
struct Heard {
    cases: Listening,
    involvements: Listening,
}

impl Heard {
    async fn listen(world: &World, member: &Member) -> Self {
        let cases = Listening::to(world, member, CASES).await;
        Self { cases, involvements: Listening::to(world, member, INVOLVEMENTS).await }
    }

    async fn next(&mut self, of: &str) -> Value {
        let heard = if of == "caseChanged" { &mut self.cases } else { &mut self.involvements };
        heard.next().await[of].take()
    }

    async fn silence(&mut self) {
        self.cases.silence().await;
        self.involvements.silence().await;
    }
}
