//! What somebody may not see answers as what doesn't exist: by id, nested, in lists, counts and
//! searches, and to acts.

use entities::{CaseId, InvolvementId, InvolvementKind, Outcome, PersonId, SpecialistId, log_line};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::{Value, json};

use crate::harness::world::{BEGINNING, Session, World};
use crate::on_both;

const NODES: &str = "query ($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename } nodes(ids: $ids) { __typename } }";

/// Whatever lists or counts cases.
pub const EVERYWHERE: &str = "query ($filter: CaseFilter, $area: NeighbourhoodId!) {
    cases(filter: $filter) { totalCount pageInfo { hasNextPage } nodes { codeWord } }
    due: cases(filter: $filter, order: DUE) { totalCount nodes { codeWord } }
    board(filter: $filter) { totalCount overdueCount myTurnCount columns { cards { totalCount nodes { codeWord } } } }
    involvements { totalCount nodes { id } }
    asked: involvements(filter: { neighbourhoodIds: [$area] }) { totalCount }
    today { waiting { reason case { codeWord } } myCases { totalCount } followed { totalCount } }
    viewer { openCaseCount waitingCount }
    figures { open { value } opened { value } overdueCases byNeighbourhood { open } byTopic { opened }
        acceptTime { answered } openByAge { count } } }";

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
                    answers.push((onlooker.name.clone(), filter.to_string(), answer.data().clone()));
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
}

impl Session<'_> {
    /// An act with the id of something hidden is answered as one with the id of nothing, but for the id.
    async fn finds_nothing(&self, mutation: &str, input: &Value, name: &str, [hidden, nothing]: [Value; 2]) {
        let told = async |id: &Value| {
            let mut input = input.clone();
            input[name] = id.clone();
            let answer = self.act(mutation, input).await;
            assert_eq!(answer.refusals(), [format!("NOT_FOUND input.{name}")], "{mutation}");
            let told = answer.data().to_string().replace(id.as_str().expect("an id"), "…");
            serde_json::from_str::<Value>(&told).expect("JSON")
        };
        assert_eq!(told(&hidden).await, told(&nothing).await, "{mutation}");
    }
}
