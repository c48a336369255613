//! What is sent twice is done once: the same key and input give the first answer again, also when it can't be done any more,
//! and another input with the key is refused and changes nothing.

use entities::{ConnectorStatus, ContactSide, absence, check_in, connector, form_key, peer_question, unmet_search};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::world::{Session, World};
use crate::on_both;

const NOTHING: Vec<String> = Vec::new();
const REUSED: [&str; 1] = ["KEY_REUSED input.idempotencyKey"];

/// One who helps, with a contact at the welfare organisation, a case and a fellow connector; and an act that somebody does.
struct Trial<'a> {
    session: Session<'a>,
    document: String,
    input: Value,
    /// What is different in another input.
    other: Value,
}

impl Trial<'_> {
    async fn send(&self, input: &Value) -> Answer {
        self.session.execute(&self.document, json!({ "input": input })).await
    }

    /// The input is accepted, and accepted again with the same answer; with something else in it, it is refused.
    async fn holds(&self, count: impl AsyncFn() -> u64) {
        let first = self.send(&self.input).await;
        assert_eq!(first.refusals(), NOTHING, "{}", self.document);
        let done = count().await;
        for _ in 0..2 {
            let again = self.send(&self.input).await;
            assert_eq!((again.refusals(), again.data()), (NOTHING, first.data()), "{}", self.document);
        }
        let mut other = self.input.clone();
        other.as_object_mut().expect("an object").extend(self.other.as_object().expect("an object").clone());
        assert_eq!(self.send(&other).await.refusals(), REUSED, "{}", self.document);
        assert_eq!(count().await, done, "{}", self.document);
    }
}

fn document(mutation: &str, kind: &str, asked: &str) -> String {
    format!(
        "mutation ($input: {kind}!) {{ {mutation}(input: $input) {{ {asked} userErrors {{ code field message }} }} }}"
    )
}

on_both! {
    async fn leaving_and_passing_on_are_done_once_a_key(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let session = world.as_(&ellen);
        for (number, mutation) in ["pauseConnector", "stopConnector", "passCasesOn"].into_iter().enumerate() {
            let mia = world.connector(&format!("Mia {number}")).in_neighbourhood("ruwaard").await;
            let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
            let cases = json!([{ "caseId": world.case(&format!("mus {number}")).held_by(&mia).await, "toPersonId": joris.id }]);
            let key = format!("weg {number}");
            let is_leaving = mutation != "passCasesOn";
            let trial = Trial {
                session,
                document: document(mutation, if is_leaving { "LeaveConnectorInput" } else { "PassCasesOnInput" }, "connector { status version openCaseCount }"),
                input: if is_leaving {
                    json!({ "connectorId": id, "expectedVersion": 1, "cases": cases, "idempotencyKey": key })
                } else {
                    json!({ "connectorId": id, "cases": cases, "idempotencyKey": key })
                },
                other: if is_leaving { json!({ "note": "Gaat verhuizen." }) } else { json!({ "cases": [] }) },
            };
            trial.holds(async || {
                let row = connector::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there");
                u64::try_from(row.version).expect("few")
            }).await;
        }
    }

    async fn an_absence_and_a_question_and_an_answer_are_written_once_a_key(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("lith").await);
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 40).await;
        let absent = Trial {
            session: world.as_(&joris),
            document: document("planAbsence", "PlanAbsenceInput", "absence { id fromOn untilOn }"),
            input: json!({ "standInId": karin.id, "fromOn": "2026-12-01", "untilOn": "2026-12-05", "idempotencyKey": "weg" }),
            other: json!({ "untilOn": "2026-12-06" }),
        };
        absent.holds(async || absence::Entity::find().count(world.db()).await.expect("counted")).await;
        let asks = Trial {
            session: world.as_(&mia),
            document: document("askPeers", "AskPeersInput", "peerQuestion { id text }"),
            input: json!({ "personId": toos.id, "text": "Hoe doe jij dat?", "idempotencyKey": "vraag" }),
            other: json!({ "text": "En wanneer?" }),
        };
        asks.holds(async || peer_question::Entity::find().count(world.db()).await.expect("counted")).await;
        let says = Trial {
            session: world.as_(&mia),
            document: document("answerCheckIn", "AnswerCheckInInput", "checkIn { answer }"),
            input: json!({ "answer": "NOT_GOOD", "seenById": joris.id, "idempotencyKey": "hoe" }),
            other: json!({ "answer": "GOOD" }),
        };
        says.holds(async || check_in::Entity::find().count(world.db()).await.expect("counted")).await;
        assert_eq!(world.hears(&joris).await.iter().filter(|line| line.starts_with("NOT_WELL")).count(), 1);
        let misses = Trial {
            session: world.as_(&mia),
            document: document("reportUnmetSearch", "ReportUnmetSearchInput", "isReported"),
            input: json!({ "words": "dakdekker", "note": "Voor een schuur.", "idempotencyKey": "gemist" }),
            other: json!({ "note": "Voor een huis." }),
        };
        misses.holds(async || unmet_search::Entity::find().count(world.db()).await.expect("counted")).await;
    }

    /// Nobody is signed in: the key alone says that it is the same form, whatever came of it.
    async fn a_form_is_received_once_a_key(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        let apply = async |mut form: Value, key: &str| {
            form["idempotencyKey"] = json!(key);
            Trial {
                session: world.as_nobody(),
                document: document("applyAsConnector", "ApplyAsConnectorInput", "isReceived answerBy"),
                input: form,
                other: json!({ "name": "Piet de Wit" }),
            }
        };
        let form = world.filled_in(&questions, "ruwaard", "").await;
        let applications = async || connector::Entity::find().count(world.db()).await.expect("counted");
        apply(form.clone(), "eerste").await.holds(applications).await;
        // Of who is on the way already the key is kept as well: nobody learns from it who applied before.
        apply(form.clone(), "tweede").await.holds(applications).await;
        assert_eq!(applications().await, 1);
        // The first answer is given again when the form has worn out, on another day, with the day that was told first.
        world.pass_minutes(25 * 60);
        let again = apply(form.clone(), "eerste").await;
        let answer = again.send(&again.input).await;
        assert_eq!(answer.at("/applyAsConnector"), &json!({ "isReceived": true, "answerBy": "2026-11-30", "userErrors": [] }));
        let late = apply(form, "derde").await;
        assert_ne!(late.send(&late.input).await.refusals(), NOTHING, "the form has worn out");
        // What was refused keeps no key; and what is kept is forgotten, like every key.
        assert_eq!(form_key::Entity::find().count(world.db()).await, Ok(2));
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(form_key::Entity::find().count(world.db()).await, Ok(0));
    }

    /// Sent several times at one moment, with the same in it or something else.
    async fn a_form_that_comes_several_times_at_once_is_one(db: TestDatabase) {
        let world = World::on(db).await;
        let questions = world.questions().await;
        for round in 0..6 {
            let mut form = world.filled_in(&questions, "ruwaard", &format!("k{round}")).await;
            form["email"] = json!(format!("sanne{round}@example.org"));
            let mut other = form.clone();
            other["email"] = json!(format!("piet{round}@example.org"));
            let session = world.as_nobody();
            let (one, two, three) = tokio::join!(session.apply(&form), session.apply(&form), session.apply(&other));
            let (same, different) = ([one.refusals(), two.refusals()], three.refusals());
            assert_eq!(same[0], same[1]);
            let mut told = [same[0].clone(), different];
            told.sort();
            assert_eq!(told, [NOTHING, REUSED.map(str::to_owned).to_vec()], "one of them was first");
            assert_eq!(connector::Entity::find().count(world.db()).await, Ok(round + 1));
        }
    }
}
