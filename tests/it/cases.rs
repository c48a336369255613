//! Cases from noted to closed, as the people who help tell it.

use entities::{CaseStatus, Outcome};
use serde_json::{Value, json};

use crate::harness::case_acts::{case_id, kinds};
use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn a_question_is_noted_worked_and_closed(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ruwaard = world.neighbourhood("ruwaard").await;
        let topics = [world.topic("schulden").await, world.topic("brieven").await];
        let mia = world.as_(&mia);

        let opened = mia
            .does("openCase", json!({ "neighbourhoodId": ruwaard, "topicIds": topics, "codeWord": " Koekblik ",
                "summary": "Durft de post niet te openen.", "askBarriers": ["SHAME", "DISTRUST", "SHAME"] }))
            .await;
        let id = case_id(&opened);
        let case = &opened["case"];
        assert_eq!(case["codeWord"], "koekblik");
        assert_eq!(case["status"], "NEW");
        assert_eq!(case["boardColumn"], "NEW");
        assert_eq!(case["version"], 1);
        assert_eq!(case["topics"], json!([{ "slug": "schulden" }, { "slug": "brieven" }]));
        assert_eq!(case["holder"], json!({ "kind": "PERSON", "name": "Mia", "isViewer": true }));
        assert_eq!(case["relations"], json!(["HOLDER", "TEAM"]));
        assert_eq!(case["content"]["askBarriers"], json!(["DISTRUST", "SHAME"]));
        assert_eq!(case["content"]["asker"], "RESIDENT");
        assert_eq!(kinds(case), ["OPENED"]);

        let case = mia.acts_on(id, "pickUpCase", json!({})).await;
        assert_eq!(case["case"]["status"], "ACTIVE");
        mia.does("addNote", json!({ "caseId": id, "text": "Samen de stapel gesorteerd." })).await;
        mia.acts_on(id, "setNextStep", json!({ "nextStep": "Donderdag weer langs" })).await;
        let waiting = mia
            .acts_on(id, "setCaseWaiting", json!({ "waitingFor": "DECISION", "until": "2026-12-01", "note": "Bezwaar loopt." }))
            .await;
        assert_eq!(waiting["case"]["boardColumn"], "WAITING");
        assert_eq!(waiting["case"]["turn"]["kind"], "DECISION");
        assert_eq!(waiting["case"]["due"], json!({ "on": "2026-12-01", "reason": "WAITING", "overdueDays": 0 }));
        world.pass_days(10);
        let late = mia.case(id).await;
        assert_eq!(late["due"]["overdueDays"], 2);
        assert_eq!(late["turn"], json!({ "kind": "PERSON", "name": "Mia", "isViewer": true }));
        mia.acts_on(id, "resumeCase", json!({})).await;
        let closed = mia.acts_on(id, "closeCase", json!({ "outcome": "SOLVED_TOGETHER", "note": "Regeling getroffen." })).await;
        let case = &closed["case"];
        assert_eq!(case["status"], "CLOSED");
        assert_eq!(case["boardColumn"], "DONE");
        assert_eq!(case["due"], Value::Null);
        assert_eq!(case["turn"], Value::Null);
        assert_eq!(case["availableActs"], json!(["REOPEN"]));
        assert_eq!(kinds(case), ["OPENED", "PICKED_UP", "NOTE", "NEXT_STEP_SET", "WAITING_SET", "RESUMED", "CLOSED"]);
        let reopened = mia.acts_on(id, "reopenCase", json!({ "reason": "Er kwam een nieuwe brief." })).await;
        assert_eq!(reopened["case"]["status"], "ACTIVE");
        assert_eq!(reopened["case"]["holder"]["name"], "Mia");
        assert_eq!(reopened["case"]["version"], 7, "a note changes no version");
    }

    async fn a_case_needs_no_more_than_where_and_about_what(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let input = json!({ "neighbourhoodId": world.neighbourhood("ruwaard").await,
            "topicIds": [world.topic("schulden").await], "keep": false });
        let opened = world.as_(&mia).does("openCase", input).await;
        let case = &opened["case"];
        assert_ne!(case["codeWord"], "");
        assert_eq!(case["holder"], Value::Null);
        assert_eq!(case["turn"], json!({ "kind": "TEAM", "name": "Team Ruwaard", "isViewer": false }));
        assert_eq!(case["content"], Value::Null, "the team sees the card");
        assert_eq!(case["availableActs"], json!(["PICK_UP"]));
    }

    async fn the_same_key_opens_one_case(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let mia = world.as_(&mia);
        let input = json!({ "neighbourhoodId": world.neighbourhood("ruwaard").await,
            "topicIds": [world.topic("schulden").await], "idempotencyKey": "een" });
        let first = mia.does("openCase", input.clone()).await;
        let again = mia.does("openCase", input.clone()).await;
        assert_eq!(first, again);
        let mut other = input;
        other["summary"] = json!("Iets anders.");
        let refused = mia.act("openCase", other).await;
        assert_eq!(refused.refusals(), ["KEY_REUSED input.idempotencyKey"]);
    }

    async fn wrong_input_is_told_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let elsewhere = world.neighbourhood("berghem").await;
        let ruwaard = world.neighbourhood("ruwaard").await;
        let topic = world.topic("schulden").await;
        world.case("koekblik").await;
        let mia = world.as_(&mia);
        let refusals = async |input: Value| mia.act("openCase", input).await.refusals();
        assert_eq!(
            refusals(json!({ "neighbourhoodId": ruwaard, "topicIds": [], "codeWord": "x!", "summary": "Bel 06-12345678",
                "contactNote": "a".repeat(201) })).await,
            ["INVALID input.codeWord", "PERSONAL_DATA input.summary", "TOO_LONG input.contactNote", "REQUIRED input.topicIds"]
        );
        assert_eq!(
            refusals(json!({ "neighbourhoodId": elsewhere, "topicIds": [topic] })).await,
            ["NOT_ALLOWED input.neighbourhoodId"]
        );
        assert_eq!(
            refusals(json!({ "neighbourhoodId": ruwaard, "topicIds": [world.id::<entities::TopicId>()] })).await,
            ["NOT_FOUND input.topicIds"]
        );
        assert_eq!(
            refusals(json!({ "neighbourhoodId": ruwaard, "topicIds": [topic], "codeWord": "Koekblik" })).await,
            ["ALREADY_EXISTS input.codeWord"]
        );
        let answer = mia.act("openCase", json!({ "neighbourhoodId": ruwaard, "topicIds": [topic],
            "summary": "Bel 06-12345678" })).await;
        assert_eq!(answer.text("/openCase/userErrors/0/message"), "Er staat een telefoonnummer in. Haal het weg.");
    }

    async fn every_free_text_is_guarded(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let entry = world.specialist("schuldhulp").await;
        let mia = world.as_(&mia);
        for text in [
            "mail naar toos@example.org",
            "bel 06-12345678",
            "zijn BSN is 111222333",
            "rekening NL91ABNA0417164300",
        ] {
        let asked = |field: &str| {
            let mut input = json!({ "reason": "Samen kijken", "specialistId": entry });
            input[field] = json!(text);
            input
        };
        let table = [
            ("addNote", json!({ "text": text }), "text"),
            ("setNextStep", json!({ "nextStep": text }), "nextStep"),
            ("correctCase", json!({ "summary": text }), "summary"),
            ("correctCase", json!({ "contactNote": text }), "contactNote"),
            ("setCaseWaiting", json!({ "waitingFor": "RESIDENT", "until": "2026-12-01", "note": text }), "note"),
            ("closeCase", json!({ "outcome": "NOT_REACHED", "note": text }), "note"),
            ("requestSupport", json!({ "reason": text }), "reason"),
            ("requestSupport", json!({ "reason": "Samen kijken", "nextStep": text }), "nextStep"),
            ("requestTakeover", json!({ "reason": text }), "reason"),
            ("requestTakeover", json!({ "reason": "Samen kijken", "nextStep": text }), "nextStep"),
            ("requestConsultation", asked("reason"), "reason"),
            ("requestConsultation", asked("nextStep"), "nextStep"),
            ("requestHandover", asked("reason"), "reason"),
            ("requestHandover", asked("nextStep"), "nextStep"),
            ("requestJointVisit", asked("reason"), "reason"),
            ("requestJointVisit", asked("nextStep"), "nextStep"),
        ];
        for (mutation, mut input, field) in table {
            input["caseId"] = json!(id);
            if mutation != "addNote" {
                input["expectedVersion"] = json!(1);
            }
            let answer = mia.act(mutation, input).await;
            assert_eq!(answer.refusals(), [format!("PERSONAL_DATA input.{field}")], "{mutation}: {text}");
            assert_eq!(answer.number(&format!("/{mutation}/case/version")), 1, "nothing was written");
        }
        }
    }

    async fn a_stale_version_changes_nothing_and_shows_what_is(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let mia = world.as_(&mia);
        mia.acts_on(id, "setNextStep", json!({ "nextStep": "Weer bellen" })).await;
        let answer = mia.act("closeCase", json!({ "caseId": id, "expectedVersion": 1, "outcome": "NOT_REACHED" })).await;
        assert_eq!(answer.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(answer.number("/closeCase/case/version"), 2);
        assert_eq!(answer.text("/closeCase/case/status"), "ACTIVE");
    }

    async fn days_that_are_asked_lie_ahead(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let mia = world.as_(&mia);
        for (until, told) in [("2026-11-22", vec!["IN_THE_PAST input.until"]), ("2027-11-25", vec!["INVALID input.until"]), ("2026-11-23", vec![])] {
            let input = json!({ "caseId": id, "expectedVersion": 1, "waitingFor": "RESIDENT", "until": until });
            assert_eq!(mia.act("setCaseWaiting", input).await.refusals(), told, "{until}");
        }
    }

    async fn what_the_state_forbids_is_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let closed = world.case("koekblik").held_by(&mia).closed(Outcome::SolvedTogether).await;
        let active = world.case("paraplu").held_by(&mia).await;
        let fresh = world.case("kompas").held_by(&mia).with(|case| case.status = CaseStatus::New).await;
        let mia = world.as_(&mia);
        let mut refusals = Vec::new();
        for (id, mutation, more) in [
            (closed, "addNote", json!({ "text": "Nog iets" })),
            (closed, "closeCase", json!({ "outcome": "NOT_REACHED" })),
            (active, "pickUpCase", json!({})),
            (active, "resumeCase", json!({})),
            (active, "reopenCase", json!({ "reason": "Toch" })),
            (fresh, "setCaseWaiting", json!({ "waitingFor": "RESIDENT", "until": "2026-12-01" })),
        ] {
            let mut input = more;
            input["caseId"] = json!(id);
            if mutation != "addNote" {
                input["expectedVersion"] = json!(1);
            }
            refusals.extend(mia.act(mutation, input).await.refusals());
        }
        assert_eq!(refusals, vec!["TRANSITION_NOT_ALLOWED"; 6]);
    }

    async fn a_word_that_was_taken_gets_a_number_when_its_case_is_opened_again(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).closed(Outcome::SolvedTogether).await;
        world.case("koekblik").await;
        let reopened = world.as_(&mia).acts_on(id, "reopenCase", json!({ "reason": "Nieuwe brief" })).await;
        assert_eq!(reopened["case"]["codeWord"], "koekblik 2");
    }

    async fn whoever_reopens_holds_when_the_former_holder_is_gone(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.community_worker("Ahmet").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).closed(Outcome::SolvedTogether).await;
        world.end_roles(mia.id).await;
        let reopened = world.as_(&ahmet).acts_on(id, "reopenCase", json!({ "reason": "Nieuwe brief" })).await;
        assert_eq!(reopened["case"]["holder"]["name"], "Ahmet");
    }
}
