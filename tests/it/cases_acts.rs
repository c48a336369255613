//! The acts on cases and involvements, told as stories, on both databases.

use entities::{CaseId, InvolvementId, ProcessingAction, case_event, log_line, resident_details};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use crate::harness::{answer::Answer, people::Member, world::World};
use crate::on_both;

const CASE: &str = "case { id version status codeWord holder { name isViewer } boardColumn waitingUntil outcome
    content { summary nextStep } residentDetails { arePresent } followers { name } availableActs
    openInvolvement { id version status } signOfLifeDue lastSignOfLifeAt } userErrors { code field message }";

/// Does an act on a case as somebody.
async fn act(world: &World, who: &Member, mutation: &str, input: Value) -> Answer {
    let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
    let kind = match mutation {
        "pickUpCase" | "resumeCase" | "removeResidentDetails" => "CaseActInput",
        "requestSupport" | "requestTakeover" => "RequestWorkerInput",
        "requestConsultation" | "requestHandover" | "requestJointVisit" => "RequestSpecialistInput",
        "recordInvolvementAnswer" => "RecordInvolvementAnswerInput",
        _ => &kind,
    };
    let involvement =
        if mutation.contains("nvolvement") || mutation.starts_with("request") || mutation == "offerTakeover" {
            "involvement { id version status availableActs answeredByPhone sharesDetails receiver { name } }"
        } else {
            ""
        };
    let document =
        format!("mutation($input: {kind}!) {{ done: {mutation}(input: $input) {{ {involvement} {CASE} }} }}");
    world.as_(who).execute(&document, json!({ "input": input })).await
}

/// Opens a case and picks it up; its id as text.
async fn helped(world: &World, who: &Member, word: &str) -> String {
    let topic = world.topic("schulden").await;
    let area = world.neighbourhood("ruwaard").await;
    let input = json!({ "idempotencyKey": format!("open {word}"), "neighbourhoodId": area.to_string(),
        "topicIds": [topic.to_string()], "codeWord": word, "summary": "Een tas vol dichte brieven." });
    let opened = act(world, who, "openCase", input).await;
    assert_eq!(opened.refusals(), Vec::<String>::new());
    let id = opened.text("/done/case/id").to_owned();
    let picked = act(world, who, "pickUpCase", json!({ "caseId": id, "expectedVersion": 1 })).await;
    assert_eq!(picked.text("/done/case/status"), "ACTIVE");
    id
}

async fn kinds(world: &World, case: &str) -> Vec<String> {
    let id: CaseId = case.parse().expect("an id");
    let events = case_event::Entity::find()
        .filter(case_event::Column::CaseId.eq(id))
        .order_by_asc(case_event::Column::Id)
        .all(world.db())
        .await
        .expect("the timeline");
    events.iter().map(|event| format!("{:?}", event.kind)).collect()
}

async fn log_of(world: &World, action: ProcessingAction) -> Vec<log_line::Model> {
    let lines = log_line::Entity::find().filter(log_line::Column::Action.eq(action));
    lines.all(world.db()).await.expect("the log")
}

on_both! {
    async fn a_case_is_opened_helped_put_on_wait_and_closed(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "koekblik").await;
        let noted = act(&world, &mia, "addNote", json!({ "caseId": id, "text": "We dronken koffie.", "idempotencyKey": "n1" })).await;
        assert_eq!(noted.number("/done/case/version"), 2, "a note makes no view stale");
        let next = act(&world, &mia, "setNextStep", json!({ "caseId": id, "expectedVersion": 2, "nextStep": "Samen de brieven openen" })).await;
        assert_eq!(next.text("/done/case/content/nextStep"), "Samen de brieven openen");
        let waits = json!({ "caseId": id, "expectedVersion": 3, "waitingFor": "DECISION", "until": "2026-12-05" });
        let waiting = act(&world, &mia, "setCaseWaiting", waits).await;
        assert_eq!(waiting.text("/done/case/boardColumn"), "WAITING");
        act(&world, &mia, "resumeCase", json!({ "caseId": id, "expectedVersion": 4 })).await;
        let closed = act(&world, &mia, "closeCase", json!({ "caseId": id, "expectedVersion": 5, "outcome": "SOLVED_TOGETHER" })).await;
        assert_eq!(closed.text("/done/case/outcome"), "SOLVED_TOGETHER");
        let reopened = act(&world, &mia, "reopenCase", json!({ "caseId": id, "expectedVersion": 6, "reason": "Er kwam weer een brief." })).await;
        assert_eq!(reopened.text("/done/case/status"), "ACTIVE");
        assert_eq!(kinds(&world, &id).await,
            ["Opened", "PickedUp", "Note", "NextStepSet", "WaitingSet", "Resumed", "Closed", "Reopened"]);
        assert_eq!(log_of(&world, ProcessingAction::CaseChanged).await.len(), 7);
    }

    async fn a_case_is_handed_over_and_the_connector_follows(db: TestDatabase) {
        let world = World::on(db).await;
        let entry = world.specialist("schuldhulpverlening").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let id = helped(&world, &mia, "lantaarn").await;
        let question = json!({ "caseId": id, "expectedVersion": 2, "specialistId": entry.to_string(),
            "reason": "Een achterstand bij de huur.", "idempotencyKey": "h1" });
        let asked = act(&world, &mia, "requestHandover", question).await;
        assert_eq!(asked.refusals(), Vec::<String>::new());
        assert_eq!(asked.text("/done/case/boardColumn"), "WAITING");
        let involvement = asked.text("/done/involvement/id").to_owned();
        let twice = json!({ "caseId": id, "expectedVersion": 3, "specialistId": entry.to_string(), "reason": "Nog eens.", "idempotencyKey": "h2" });
        assert_eq!(act(&world, &mia, "requestHandover", twice).await.refusals(), ["INVOLVEMENT_OPEN"]);
        let yes = json!({ "involvementId": involvement, "expectedVersion": 1, "idempotencyKey": "a1" });
        let accepted = act(&world, &nadia, "acceptInvolvement", yes.clone()).await;
        assert_eq!(accepted.refusals(), Vec::<String>::new());
        assert_eq!(accepted.at("/done/case/holder/isViewer"), &json!(true));
        assert_eq!(accepted.text("/done/case/signOfLifeDue"), "2026-12-07");
        assert_eq!(accepted.text("/done/case/content/summary"), "Een tas vol dichte brieven.");
        let again = act(&world, &nadia, "acceptInvolvement", yes).await;
        assert_eq!(again.refusals(), Vec::<String>::new(), "the same key gives the first answer");
        let followed = act(&world, &mia, "addNote", json!({ "caseId": id, "text": "Hoi", "idempotencyKey": "n9" })).await;
        assert_eq!(followed.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(followed.text("/done/case/boardColumn"), "HANDED_OVER");
        assert_eq!(followed.at("/done/case/content"), &Value::Null, "a follower reads no notes");
        let how = json!({ "caseId": id, "expectedVersion": 4, "note": "Er is een plan." });
        let sign = act(&world, &nadia, "giveSignOfLife", how).await;
        assert_eq!(sign.text("/done/case/lastSignOfLifeAt"), "2026-11-23T09:00:00Z");
        let unseen = json!({ "caseId": id, "text": "Een\u{0}brief", "idempotencyKey": "n0" });
        assert_eq!(act(&world, &nadia, "addNote", unseen).await.refusals(), ["INVALID input.text"]);
        let note = json!({ "caseId": id, "text": "De huur is drie maanden te laat.", "idempotencyKey": "n10" });
        assert_eq!(act(&world, &nadia, "addNote", note).await.refusals(), Vec::<String>::new());
        let look = "query ($id: CaseId!) { case(id: $id) { timeline(last: 50) { nodes { kind note } } } }";
        let told = world.as_(&mia).execute(look, json!({ "id": id })).await;
        let lines = told.list("/case/timeline/nodes");
        assert!(lines.contains(&json!({ "kind": "SIGN_OF_LIFE", "note": "Er is een plan." })), "{lines:?}");
        assert!(!lines.iter().any(|line| line["kind"] == "NOTE"), "a follower reads how it goes, and no notes: {lines:?}");
        let closed = act(&world, &nadia, "closeCase", json!({ "caseId": id, "expectedVersion": 5, "outcome": "SOLVED_BY_SPECIALIST" })).await;
        assert_eq!(closed.refusals(), Vec::<String>::new());
        assert_eq!(kinds(&world, &id).await, ["Opened", "PickedUp", "InvolvementRequested", "InvolvementAccepted",
            "HolderChanged", "SignOfLife", "Note", "InvolvementCompleted", "Closed"]);
    }

    async fn what_a_specialist_without_an_account_said_is_written_down(db: TestDatabase) {
        let world = World::on(db).await;
        let entry = world.specialist("taalmaatje").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "kompas").await;
        let question = json!({ "caseId": id, "expectedVersion": 2, "specialistId": entry.to_string(), "reason": "Wil Nederlands oefenen.", "idempotencyKey": "c1" });
        let asked = act(&world, &mia, "requestConsultation", question).await;
        let involvement = asked.text("/done/involvement/id").to_owned();
        assert!(asked.list("/done/involvement/availableActs").contains(&json!("RECORD_ANSWER")));
        let no = json!({ "involvementId": involvement, "expectedVersion": 1, "accepted": false, "idempotencyKey": "r0" });
        assert_eq!(act(&world, &mia, "recordInvolvementAnswer", no).await.refusals(), ["REQUIRED input.reason"]);
        let yes = json!({ "involvementId": involvement, "expectedVersion": 1, "accepted": true, "idempotencyKey": "r1" });
        let recorded = act(&world, &mia, "recordInvolvementAnswer", yes).await;
        assert_eq!(recorded.refusals(), Vec::<String>::new());
        assert_eq!(recorded.at("/done/involvement/answeredByPhone"), &json!(true));
        let done = json!({ "involvementId": involvement, "expectedVersion": 2, "note": "Ze oefenen nu op dinsdag.", "idempotencyKey": "d1" });
        assert_eq!(act(&world, &mia, "completeInvolvement", done).await.text("/done/involvement/status"), "COMPLETED");
    }

    async fn a_worker_takes_over_after_an_offer_that_the_holder_accepts(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris Hendriks").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "theedoek").await;
        let offer = json!({ "caseId": id, "expectedVersion": 2, "reason": "Dit is te zwaar voor jou alleen.", "idempotencyKey": "o1" });
        let offered = act(&world, &joris, "offerTakeover", offer).await;
        assert_eq!(offered.refusals(), Vec::<String>::new());
        let involvement = offered.text("/done/involvement/id").to_owned();
        let yes = json!({ "involvementId": involvement, "expectedVersion": 1, "idempotencyKey": "a1" });
        assert_eq!(act(&world, &joris, "acceptInvolvement", yes.clone()).await.refusals(), ["NOT_ALLOWED"]);
        let accepted = act(&world, &mia, "acceptInvolvement", yes).await;
        assert_eq!(accepted.text("/done/case/holder/name"), "Joris Hendriks");
        assert_eq!(accepted.text("/done/case/followers/0/name"), "Mia");
    }

    /// What was handed over comes back to the neighbourhood: the specialist says yes, here or by phone.
    async fn a_worker_takes_over_from_a_specialist(db: TestDatabase) {
        let world = World::on(db).await;
        let (entry, silent) = (world.specialist("schuldhulp").await, world.specialist("taalmaatje").await);
        let nadia = world.specialist_account("Nadia", entry).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let turn = "query($id: CaseId!) { case(id: $id) { turn { name isViewer } } }";
        let mine = "{ cases(filter: { myTurn: true }) { totalCount } involvements(filter: { waitingForMe: true }) { totalCount } }";
        for (word, holder, who, mutation) in [
            ("anker", entry, &nadia, "acceptInvolvement"),
            ("boei", silent, &joris, "recordInvolvementAnswer"),
        ] {
            let id = world.case(word).held_by_specialist(holder).await.to_string();
            let offer = json!({ "caseId": id, "expectedVersion": 1, "reason": "Ik doe het verder.", "idempotencyKey": word });
            let offered = act(&world, &joris, "offerTakeover", offer).await;
            assert_eq!(offered.refusals(), Vec::<String>::new());
            if who.id == nadia.id {
                let answers = world.as_(who).execute(turn, json!({ "id": id })).await;
                assert_eq!(answers.at("/case/turn"), &json!({ "name": "Schuldhulp", "isViewer": true }));
                let waits = world.as_(who).execute(mine, json!({})).await;
                assert_eq!((waits.number("/cases/totalCount"), waits.number("/involvements/totalCount")), (1, 1));
                let his = world.as_(&joris).execute(mine, json!({})).await;
                assert_eq!((his.number("/cases/totalCount"), his.number("/involvements/totalCount")), (0, 0));
            }
            let mut yes = json!({ "involvementId": offered.text("/done/involvement/id"), "expectedVersion": 1,
                "idempotencyKey": format!("ja {word}") });
            if mutation == "recordInvolvementAnswer" {
                yes["accepted"] = json!(true);
            }
            let accepted = act(&world, who, mutation, yes).await;
            assert_eq!(accepted.refusals(), Vec::<String>::new(), "{word}");
            let held = world.as_(&joris).execute("query($id: CaseId!) { case(id: $id) { holder { name } } }", json!({ "id": id })).await;
            assert_eq!(held.text("/case/holder/name"), "Joris", "{word}");
        }
    }

    async fn any_worker_of_the_neighbourhood_may_answer_and_no_other(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
        let id = helped(&world, &mia, "strohoed").await;
        let question = json!({ "caseId": id, "expectedVersion": 2, "reason": "Ik weet niet meer hoe verder.", "idempotencyKey": "s1" });
        let asked = act(&world, &mia, "requestSupport", question).await;
        let yes = json!({ "involvementId": asked.text("/done/involvement/id"), "expectedVersion": 1, "idempotencyKey": "a1" });
        assert_eq!(act(&world, &karin, "acceptInvolvement", yes.clone()).await.refusals(), ["NOT_FOUND input.involvementId"]);
        let accepted = act(&world, &joris, "acceptInvolvement", yes).await;
        assert_eq!(accepted.text("/done/involvement/receiver/name"), "Joris");
        assert_eq!(accepted.text("/done/case/holder/name"), "Mia");
    }

    async fn personal_data_in_a_text_is_refused_at_its_field(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "anker").await;
        let bad = json!({ "caseId": id, "text": "Bel 0412 00 99 99.", "idempotencyKey": "n1" });
        let refused = act(&world, &mia, "addNote", bad).await;
        assert_eq!(refused.refusals(), ["PERSONAL_DATA input.text"]);
        assert_eq!(refused.text("/done/userErrors/0/message"), "Er staat een telefoonnummer in. Haal het weg.");
        assert_eq!(kinds(&world, &id).await.len(), 2, "nothing was written");
    }

    async fn a_stale_version_writes_nothing_and_shows_what_is_there(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "meeuw").await;
        let refused = act(&world, &mia, "setNextStep", json!({ "caseId": id, "expectedVersion": 1, "nextStep": "Bellen" })).await;
        assert_eq!(refused.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(refused.number("/done/case/version"), 2);
        assert_eq!(refused.at("/done/case/content/nextStep"), &Value::Null);
    }

    async fn a_key_with_other_input_is_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "klaproos").await;
        let note = |text: &str| json!({ "caseId": id, "text": text, "idempotencyKey": "one" });
        act(&world, &mia, "addNote", note("Eerste")).await;
        act(&world, &mia, "addNote", note("Eerste")).await;
        assert_eq!(act(&world, &mia, "addNote", note("Tweede")).await.refusals(), ["KEY_REUSED input.idempotencyKey"]);
        assert_eq!(kinds(&world, &id).await, ["Opened", "PickedUp", "Note"]);
    }

    async fn residents_details_are_sealed_and_every_read_is_logged(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "regenjas").await;
        let details = json!({ "caseId": id, "expectedVersion": 2, "name": "Iemand Anders", "phone": "0412 00 11 22",
            "consent": { "form": "SPOKEN", "on": "2026-11-23" }, "idempotencyKey": "d1" });
        let mut wrong = details.clone();
        wrong["phone"] = json!("bel maar");
        wrong["idempotencyKey"] = json!("d0");
        assert_eq!(act(&world, &mia, "addResidentDetails", wrong).await.refusals(), ["INVALID input.phone"]);
        let added = act(&world, &mia, "addResidentDetails", details).await;
        assert_eq!(added.refusals(), Vec::<String>::new());
        assert_eq!(added.at("/done/case/residentDetails/arePresent"), &json!(true));
        let rows = resident_details::Entity::find().all(world.db()).await.expect("the rows");
        assert!(!String::from_utf8_lossy(&rows[0].sealed).contains("Iemand"), "sealed at rest");
        let reveal = "mutation($input: RevealResidentDetailsInput!) { revealResidentDetails(input: $input) {
            details { name phone address consentOn } userErrors { code field } } }";
        let input = json!({ "input": { "caseId": id, "reason": "Ik ga nu bellen." } });
        let refused = world.as_(&ahmet).execute(reveal, input.clone()).await;
        assert_eq!(refused.refusals(), ["NOT_ALLOWED"], "the team doesn't learn whether there are any");
        assert_eq!(log_of(&world, ProcessingAction::DetailsRead).await.len(), 0);
        let keyed = json!({ "input": { "caseId": id, "reason": "Nog eens.", "idempotencyKey": "kijk" } });
        for _ in 0..2 {
            let again = world.as_(&mia).execute(reveal, keyed.clone()).await;
            assert_eq!(again.text("/revealResidentDetails/details/name"), "Iemand Anders");
        }
        let mut other = keyed;
        other["input"]["reason"] = json!("Iets anders.");
        assert_eq!(world.as_(&mia).execute(reveal, other).await.refusals(), ["KEY_REUSED input.idempotencyKey"]);
        let kept = entities::idempotency_key::Entity::find().all(world.db()).await.expect("the keys");
        assert!(!kept.iter().any(|kept| kept.answer.contains("Iemand")), "what was opened is never kept");
        let opened = world.as_(&mia).execute(reveal, input).await;
        assert_eq!(opened.text("/revealResidentDetails/details/name"), "Iemand Anders");
        let lines = log_of(&world, ProcessingAction::DetailsRead).await;
        assert_eq!(lines.iter().map(|line| line.reason.as_deref()).collect::<Vec<_>>(), [Some("Nog eens."), Some("Nog eens."), Some("Ik ga nu bellen.")], "every look is logged");
        // What isn't given stays; what is given empty goes.
        let more = json!({ "caseId": id, "expectedVersion": 3, "address": "Hoofdstraat 1", "phone": "",
            "consent": { "form": "SPOKEN", "on": "2026-11-23" }, "idempotencyKey": "d2" });
        assert_eq!(act(&world, &mia, "addResidentDetails", more).await.refusals(), Vec::<String>::new());
        let input = json!({ "input": { "caseId": id, "reason": "Klopt het nu?" } });
        let opened = world.as_(&mia).execute(reveal, input).await.at("/revealResidentDetails/details").clone();
        let told = [&opened["name"], &opened["phone"], &opened["address"]];
        assert_eq!(told, [&json!("Iemand Anders"), &Value::Null, &json!("Hoofdstraat 1")]);
        let removed = act(&world, &mia, "removeResidentDetails", json!({ "caseId": id, "expectedVersion": 4 })).await;
        assert_eq!(removed.at("/done/case/residentDetails/arePresent"), &json!(false));
        assert_eq!(resident_details::Entity::find().all(world.db()).await.expect("the rows").len(), 0);
    }

    async fn a_question_that_nobody_answers_expires(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = helped(&world, &mia, "wilgentak").await;
        let question = json!({ "caseId": id, "expectedVersion": 2, "communityWorkerId": joris.id.to_string(), "reason": "Help je mee?", "idempotencyKey": "s1" });
        let asked = act(&world, &mia, "requestSupport", question).await;
        let expire = || async {
            let req = world.app().request(api::policy::Viewer::Nobody, entities::Locale::Nl, "clock".to_owned());
            api::cases::involvements::expiry::expire_due(&req).await.expect("the clock runs")
        };
        world.pass_days(21);
        assert_eq!(expire().await, 0, "a fortnight after its day, not on it");
        world.pass_days(1);
        assert_eq!((expire().await, expire().await), (1, 0));
        let involvement: InvolvementId = asked.text("/done/involvement/id").parse().expect("an id");
        let yes = json!({ "involvementId": involvement.to_string(), "expectedVersion": 2, "idempotencyKey": "a1" });
        assert_eq!(act(&world, &joris, "acceptInvolvement", yes).await.refusals(), ["TRANSITION_NOT_ALLOWED"]);
        assert_eq!(kinds(&world, &id).await.last().map(String::as_str), Some("InvolvementExpired"));
    }

    async fn a_reason_opens_a_case_for_an_hour(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let id = helped(&world, &mia, "peperbus").await;
        let read = act(&world, &ellen, "readCaseWithReason", json!({ "caseId": id, "reason": "Een klacht." })).await;
        assert_eq!(read.text("/done/case/content/summary"), "Een tas vol dichte brieven.");
        assert_eq!(log_of(&world, ProcessingAction::CaseReadWithReason).await[0].reason.as_deref(), Some("Een klacht."));
        world.pass_minutes(61);
        let note = act(&world, &ellen, "addNote", json!({ "caseId": id, "text": "Hoi", "idempotencyKey": "n1" })).await;
        assert_eq!(note.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(note.at("/done/case/content"), &Value::Null);
    }

    async fn a_code_word_is_proposed_and_never_used_twice(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let topic = world.topic("schulden").await;
        let area = world.neighbourhood("ruwaard").await;
        let open = |key: &str, word: Option<&str>| json!({ "idempotencyKey": key, "neighbourhoodId": area.to_string(),
            "topicIds": [topic.to_string()], "codeWord": word });
        let first = act(&world, &mia, "openCase", open("k1", None)).await;
        let word = first.text("/done/case/codeWord").to_owned();
        assert!(word.len() >= 2);
        let taken = act(&world, &mia, "openCase", open("k2", Some(&word))).await;
        assert_eq!(taken.refusals(), ["ALREADY_EXISTS input.codeWord"]);
        let elsewhere = world.neighbourhood("lith").await;
        let foreign = json!({ "idempotencyKey": "k3", "neighbourhoodId": elsewhere.to_string(), "topicIds": [topic.to_string()] });
        assert_eq!(act(&world, &mia, "openCase", foreign).await.refusals(), ["NOT_ALLOWED input.neighbourhoodId"]);
    }
}
