//! Becoming a connector: the form, the steps, and what is needed to help.

use entities::{ConnectorStatus, ContactSide, Role, application_answer, connector, role_grant};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::world::World;
use crate::on_both;

on_both! {
    /// From the form to the first case: each step is the coordinator's, but for the promise.
    async fn somebody_applies_and_becomes_active(db: TestDatabase) {
        let world = World::on(db).await;
        world.welfare().await;
        let questions = world.questions().await;
        let ellen = world.coordinator("Ellen").await;
        let bas = world.officer("Bas").await;
        let form = world.filled_in(&questions, "ruwaard", "k1").await;
        let received = world.as_nobody().apply(&form).await;
        assert_eq!(received.at("/applyAsConnector"), &json!({ "isReceived": true, "answerBy": "2026-11-30", "userErrors": [] }));

        let session = world.as_(&ellen);
        let list = session.execute("{ connectors(status: APPLIED) { nodes { id } } }", json!({})).await;
        let id = list.text("/connectors/nodes/0/id").parse().expect("an id");
        let seen = session.connector(id).await;
        assert_eq!((&seen["name"], &seen["email"], &seen["dayparts"]), (&json!("Sanne Kuipers"), &json!("sanne@example.org"), &json!(["MORNING", "EVENING"])));
        assert_eq!(seen["neighbourhoods"], json!([{ "code": "ruwaard" }]));
        assert_eq!(seen["answers"], json!([
            { "question": { "question": "Vraag over buurt?" }, "answer": "Ik woon hier al lang." },
            { "question": { "question": "Vraag over meehelpen?" }, "answer": "YES" },
        ]));
        assert_eq!(seen["missing"], json!(["BASIC_COURSE", "PLEDGE", "WELFARE_CONTACT", "MUNICIPALITY_CONTACT"]));
        assert_eq!(seen["steps"], json!([{ "status": "APPLIED", "by": null, "note": null }]));

        world.pass_days(2);
        let seen = session.steps("noteConversation", id, json!({ "note": "Kent veel mensen." })).await;
        assert_eq!((&seen["status"], &seen["lastStepAt"]), (&json!("TALKED"), &json!("2026-11-25T09:01:00Z")));
        let started = session.step("startTraining", id, json!({})).await;
        assert_eq!(started.refusals(), Vec::<String>::new());
        assert!(started.text("/startTraining/invitationPath").starts_with("/uitnodiging/"));
        let seen = started.at("/startTraining/connector").clone();
        assert_eq!((&seen["status"], &seen["host"]["organisation"]["name"]), (&json!("IN_TRAINING"), &json!("Welzijn")));
        assert_eq!(seen["steps"].as_array().map(Vec::len), Some(3));
        assert_eq!(seen["steps"][1]["note"], "Kent veel mensen.");

        // Four things are missing, and each is named.
        let refused = session.step("activateConnector", id, json!({})).await;
        assert_eq!(refused.refusals(), ["REQUIRED", "REQUIRED", "REQUIRED", "REQUIRED"]);
        let messages: Vec<&str> = refused.list("/activateConnector/userErrors").iter().filter_map(|error| error["message"].as_str()).collect();
        for (message, word) in messages.iter().zip(["basistraining", "belofte", "welzijnsorganisatie", "gemeente"]) {
            assert!(message.contains(word), "{message}");
        }
        assert_eq!(roles(&world).await, 0);

        let sanne = crate::harness::people::Member {
            id: seen["person"]["id"].as_str().expect("an account").parse().expect("an id"),
            name: "Sanne Kuipers".to_owned(),
            email: "sanne@example.org".to_owned(),
        };
        world.attended_basic_course(&sanne).await;
        session.steps("setFixedContact", id, json!({ "side": "WELFARE", "personId": ellen.id })).await;
        let seen = session.steps("setFixedContact", id, json!({ "side": "MUNICIPALITY", "personId": bas.id })).await;
        assert_eq!(seen["missing"], json!(["PLEDGE"]));
        // Nobody promises it for somebody else.
        assert_eq!(session.step("acceptPledge", id, json!({})).await.refusals(), ["NOT_ALLOWED"]);
        let own = world.as_(&sanne).steps("acceptPledge", id, json!({})).await;
        assert_eq!((&own["missing"], &own["isViewer"]), (&json!([]), &json!(true)));
        // What was answered and noted stays with the coordinator.
        assert_eq!((&own["answers"], &own["steps"][1]["note"]), (&json!([]), &Value::Null));

        let seen = session.steps("activateConnector", id, json!({})).await;
        assert_eq!((&seen["status"], &seen["activatedAt"]), (&json!("ACTIVE"), &json!("2026-11-25T09:01:00Z")));
        assert_eq!(roles(&world).await, 1);
        let viewer = world.as_(&sanne).execute("{ viewer { roles { role neighbourhood { code } } } }", json!({})).await;
        assert_eq!(viewer.at("/viewer/roles"), &json!([{ "role": "CONNECTOR", "neighbourhood": { "code": "ruwaard" } }]));
    }

    /// In training one sees the own profile and no case.
    async fn who_is_in_training_sees_the_own_profile_and_nothing_else(db: TestDatabase) {
        let world = World::on(db).await;
        let sanne = world.person("Sanne").await;
        let own = world.profile(Some(&sanne), ConnectorStatus::InTraining, &["ruwaard"], |_| ()).await;
        let other = world.profile(None, ConnectorStatus::Applied, &["ruwaard"], |_| ()).await;
        world.case("mus").await;
        let session = world.as_(&sanne);
        assert_eq!(session.connector(own).await["status"], "IN_TRAINING");
        assert_eq!(session.connector(other).await, Value::Null);
        let answer = session.execute("{ viewer { areas roles { role } connector { id } } connectors { totalCount } overdueContacts { totalCount } absences { id } possibleContacts(side: WELFARE) { name } }", json!({})).await;
        assert_eq!(answer.at("/viewer"), &json!({ "areas": ["TRAINING"], "roles": [], "connector": { "id": own } }));
        assert_eq!(answer.number("/connectors/totalCount"), 1);
        assert_eq!((answer.at("/absences"), answer.at("/possibleContacts")), (&json!([]), &json!([])));
    }

    async fn a_form_that_comes_twice_is_one_application(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        let form = world.filled_in(&questions, "ruwaard", "k1").await;
        for _ in 0..3 {
            assert_eq!(world.as_nobody().apply(&form).await.refusals(), Vec::<String>::new());
        }
        assert_eq!(applications(&world).await, 1);
        // The same key with something else is told.
        let mut other = form.clone();
        other["name"] = json!("Piet");
        assert_eq!(world.as_nobody().apply(&other).await.refusals(), ["KEY_REUSED input.idempotencyKey"]);
        // Somebody who is on the way already is told the same as anybody, and nothing is added.
        let again = world.filled_in(&questions, "ruwaard", "k2").await;
        let answer = world.as_nobody().apply(&again).await;
        assert_eq!(answer.at("/applyAsConnector/isReceived"), &json!(true));
        assert_eq!(applications(&world).await, 1);
        // Whoever declined may apply again.
        let ellen = world.coordinator("Ellen").await;
        let id = connector::Entity::find().one(world.db()).await.expect("read").expect("there").id;
        let seen = world.as_(&ellen).steps("declineApplication", id, json!({ "reason": "NOT_REACHED" })).await;
        assert_eq!((&seen["status"], &seen["endReason"], &seen["missing"]), (&json!("DECLINED"), &json!("NOT_REACHED"), &json!([])));
        assert_eq!(world.as_nobody().apply(&world.filled_in(&questions, "ruwaard", "k3").await).await.refusals(), Vec::<String>::new());
        assert_eq!(applications(&world).await, 2);
    }

    async fn many_at_once_with_one_key_are_one_application(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        let form = world.filled_in(&questions, "ruwaard", "k1").await;
        let nobody = world.as_nobody();
        let tries = (0..8).map(|_| nobody.apply(&form));
        for answer in futures_util::future::join_all(tries).await {
            assert_eq!(answer.refusals(), Vec::<String>::new());
        }
        assert_eq!(applications(&world).await, 1);
    }

    /// Somebody fills it in on a phone and on a laptop: two forms with a key each, of one person.
    async fn many_at_once_with_one_address_are_one_application(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        let nobody = world.as_nobody();
        for round in 0..4 {
            let mut forms = Vec::new();
            for key in 0..8 {
                let mut form = world.filled_in(&questions, "ruwaard", &format!("ronde {round} {key}")).await;
                form["email"] = json!(format!("sanne{round}@example.org"));
                forms.push(form);
            }
            for answer in futures_util::future::join_all(forms.iter().map(|form| nobody.apply(form))).await {
                assert_eq!(answer.refusals(), Vec::<String>::new());
            }
            assert_eq!(applications(&world).await, round + 1);
        }
    }

    async fn what_is_wrong_is_told_at_its_field_and_nothing_is_written(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        let form = world.filled_in(&questions, "ruwaard", "k1").await;
        let nowhere: entities::NeighbourhoodId = world.id();
        let long = "n".repeat(10_000);
        let wrong = |field: &str, value: Value| {
            let mut form = form.clone();
            *form.pointer_mut(field).expect("a field") = value;
            form
        };
        let table = [
            ("/name", json!(""), "REQUIRED input.name"),
            ("/name", json!(long), "TOO_LONG input.name"),
            ("/name", json!("nul\u{0}"), "INVALID input.name"),
            ("/email", json!("sanne"), "INVALID input.email"),
            ("/phone", json!("bel mij"), "INVALID input.phone"),
            ("/neighbourhoodIds", json!([]), "REQUIRED input.neighbourhoodIds"),
            ("/neighbourhoodIds", json!([nowhere]), "NOT_FOUND input.neighbourhoodIds"),
            ("/answers/0/answer", json!("  "), "REQUIRED input.answers.0.answer"),
            ("/answers/0/answer", json!(long), "TOO_LONG input.answers.0.answer"),
            ("/answers/0/answer", json!("Mijn buurman heeft BSN 111222333."), "PERSONAL_DATA input.answers.0.answer"),
            ("/answers/1/answer", json!("misschien"), "INVALID input.answers.1.answer"),
            ("/formToken", json!("verzonnen"), "EXPIRED input.formToken"),
            ("/idempotencyKey", json!(""), "INVALID input.idempotencyKey"),
        ];
        for (field, value, refusal) in table {
            assert_eq!(world.as_nobody().apply(&wrong(field, value)).await.refusals(), [refusal], "{field}");
        }
        // Everything that is wrong is told at once.
        let mut form = form.clone();
        (form["name"], form["email"]) = (json!(""), json!("x"));
        assert_eq!(world.as_nobody().apply(&form).await.refusals(), ["REQUIRED input.name", "INVALID input.email"]);
        assert_eq!(applications(&world).await, 0);
        assert_eq!(application_answer::Entity::find().count(world.db()).await.expect("counted"), 0);
    }

    /// A program fills in what nobody sees, or sends the form at once, or an old one.
    async fn programs_that_fill_in_forms_get_nowhere(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        let mut form = world.filled_in(&questions, "ruwaard", "k1").await;
        form["website"] = json!("https://koop.example.org");
        assert_eq!(world.as_nobody().apply(&form).await.at("/applyAsConnector/isReceived"), &json!(true));
        assert_eq!(applications(&world).await, 0);

        let fresh = world.as_nobody().execute("{ applicationForm { token } }", json!({})).await;
        let mut form = world.filled_in(&questions, "ruwaard", "k2").await;
        let old = form.clone();
        form["formToken"] = fresh.at("/applicationForm/token").clone();
        world.pass_days(1);
        assert_eq!(world.as_nobody().apply(&old).await.refusals(), ["EXPIRED input.formToken"]);
        let young = world.as_nobody().execute("{ applicationForm { token } }", json!({})).await;
        form["formToken"] = young.at("/applicationForm/token").clone();
        assert_eq!(world.as_nobody().apply(&form).await.refusals(), ["TOO_MANY_ATTEMPTS input.formToken"]);
        world.pass_minutes(1);
        assert_eq!(world.as_nobody().apply(&form).await.refusals(), Vec::<String>::new());
    }

    async fn steps_go_where_they_may_and_nowhere_else(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let session = world.as_(&ellen);
        let id = world.profile(None, ConnectorStatus::Applied, &["ruwaard"], |_| ()).await;
        assert_eq!(session.step("startTraining", id, json!({})).await.refusals(), ["TRANSITION_NOT_ALLOWED"]);
        let stale = session.step("noteConversation", id, json!({ "expectedVersion": 7 })).await;
        assert_eq!(stale.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(stale.at("/noteConversation/connector/version"), 1);
        // The same try again is no second step.
        for _ in 0..2 {
            session.steps("noteConversation", id, json!({ "idempotencyKey": "once", "expectedVersion": 1 })).await;
        }
        assert_eq!(session.connector(id).await["steps"].as_array().map(Vec::len), Some(1));
        // Whoever else tries it sees no profile at all.
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        assert_eq!(world.as_(&joris).step("startTraining", id, json!({})).await.refusals(), ["NOT_FOUND input.connectorId"]);
        // An address with a profile makes no second account.
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let twin = world.profile(None, ConnectorStatus::Talked, &["ruwaard"], |row| row.email.clone_from(&mia.email)).await;
        assert_eq!(session.step("startTraining", twin, json!({})).await.refusals(), ["ALREADY_EXISTS"]);
        // Who was here before goes on with the profile that they have.
        for (name, status, place) in [("Toos", ConnectorStatus::Stopped, "onder Gestopt."), ("Wim", ConnectorStatus::Declined, "onder Niet doorgegaan.")] {
            let former = world.person(name).await;
            let earlier = world.profile(Some(&former), status, &["ruwaard"], |_| ()).await;
            let again = world.profile(None, ConnectorStatus::Talked, &["ruwaard"], |row| row.email.clone_from(&former.email)).await;
            let refused = session.step("startTraining", again, json!({})).await;
            assert_eq!(refused.refusals(), ["ALREADY_EXISTS input.connectorId"], "{name}");
            let message = refused.text("/startTraining/userErrors/0/message");
            assert!(message.contains("eerder profiel") && message.ends_with(place), "{message}");
            session.steps("noteConversation", earlier, json!({})).await;
            assert_eq!(session.steps("startTraining", earlier, json!({})).await["person"]["id"], json!(former.id));
        }
    }

    async fn the_profile_is_kept_by_its_owner(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let good = json!({ "phone": "0412 00 40 40", "languages": ["tr", "nl"], "skills": "Formulieren", "dayparts": ["WEEKEND"], "availability": "Niet in augustus" });
        let seen = world.as_(&mia).steps("correctConnector", id, good.clone()).await;
        assert_eq!((&seen["phone"], &seen["languages"], &seen["skills"]), (&json!("0412 00 40 40"), &json!(["nl", "tr"]), &json!("Formulieren")));
        // Colleagues call the same number.
        let person = world.as_(&ellen).execute("query ($id: ID!) { node(id: $id) { ... on Person { phone } } }", json!({ "id": mia.id })).await;
        assert_eq!(person.at("/node/phone"), "0412 00 40 40");
        for (field, value, refusal) in [
            ("phone", json!("x"), "INVALID input.phone"),
            ("languages", json!(["Nederlands"]), "INVALID input.languages"),
            ("skills", json!("Bel 06-12345678"), "PERSONAL_DATA input.skills"),
            ("availability", json!("a".repeat(10_000)), "TOO_LONG input.availability"),
        ] {
            let mut input = good.clone();
            input[field] = value;
            assert_eq!(world.as_(&mia).step("correctConnector", id, input).await.refusals(), [refusal]);
        }
        // Where one helps comes with rights: that is the coordinator's.
        let lith = world.neighbourhood("lith").await;
        let elsewhere = json!({ "neighbourhoodIds": [lith] });
        assert_eq!(world.as_(&mia).step("changeConnectorNeighbourhoods", id, elsewhere.clone()).await.refusals(), ["NOT_ALLOWED"]);
        let seen = world.as_(&ellen).steps("changeConnectorNeighbourhoods", id, elsewhere).await;
        assert_eq!(seen["neighbourhoods"], json!([{ "code": "lith" }]));
        let viewer = world.as_(&mia).execute("{ viewer { roles { neighbourhood { code } } } }", json!({})).await;
        assert_eq!(viewer.at("/viewer/roles"), &json!([{ "neighbourhood": { "code": "lith" } }]));
    }

    /// Three hundred of them take as many statements as three.
    async fn the_board_takes_as_many_statements_however_many_there_are(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let board = format!("{{ {} overdueContacts(first: 100) {{ totalCount nodes {{ connector {{ name neighbourhoods {{ name }} }} contact {{ side dueOn contact {{ name }} }} }} }} }}",
            ["APPLIED", "TALKED", "IN_TRAINING", "ACTIVE"].map(|status| format!(
                "{status}: connectors(status: {status}, first: 100) {{ totalCount nodes {{ id name status lastStepAt missing availableActs neighbourhoods {{ name }} fixedContacts {{ side contact {{ name }} }} }} }}")).join(" "));
        let mut counts = Vec::new();
        for count in [1, 75] {
            for number in 0..count {
                for status in [ConnectorStatus::Applied, ConnectorStatus::Talked, ConnectorStatus::InTraining, ConnectorStatus::Active] {
                    let id = world.profile(None, status, &["ruwaard"], |row| row.name = format!("Naam {number}")).await;
                    world.contact(id, ContactSide::Welfare, &joris, 100).await;
                }
            }
            let (answer, statements) = world.as_(&ellen).count(&board, json!({})).await;
            assert!(answer.number("/ACTIVE/totalCount") >= count);
            counts.push(statements.len());
        }
        assert_eq!(counts[0], counts[1], "the board takes more statements with more connectors");
    }
}

async fn applications(world: &World) -> u64 {
    connector::Entity::find().count(world.db()).await.expect("counted")
}

/// Roles of connectors that hold now.
async fn roles(world: &World) -> u64 {
    role_grant::Entity::find()
        .filter(role_grant::Column::Role.eq(Role::Connector))
        .filter(role_grant::Column::EndedAt.is_null())
        .count(world.db())
        .await
        .expect("counted")
}
