//! What somebody may not see answers as what doesn't exist: by id, nested, and while listening.

use std::time::Duration;

use entities::{CaseId, InvolvementKind};
use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::world::World;
use crate::on_both;

const NODES: &str = "query ($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename } nodes(ids: $ids) { __typename } }";

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

    async fn acts_on_what_is_hidden_say_that_it_does_not_exist(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("berghem").await;
        let hidden = world.case("koekblik").held_by(&mia).await;
        let nothing: CaseId = world.id();
        let toos = world.as_(&toos);
        let table = [
            ("pickUpCase", json!({ "expectedVersion": 1 })),
            ("addNote", json!({ "text": "Hoi" })),
            ("closeCase", json!({ "expectedVersion": 1, "outcome": "NOT_REACHED" })),
            ("reopenCase", json!({ "expectedVersion": 1, "reason": "Toch" })),
            ("readCaseWithReason", json!({ "reason": "Nieuwsgierig" })),
            ("revealResidentDetails", json!({ "reason": "Nieuwsgierig" })),
            ("requestSupport", json!({ "expectedVersion": 1, "reason": "Help" })),
            ("offerTakeover", json!({ "expectedVersion": 1, "reason": "Help" })),
        ];
        for (mutation, input) in table {
            let mut answers = Vec::new();
            for id in [hidden, nothing] {
                let mut input = input.clone();
                input["caseId"] = json!(id);
                let answer = toos.act(mutation, input).await;
                assert_eq!(answer.refusals(), ["NOT_FOUND input.caseId"], "{mutation}");
                answers.push(answer.data().clone());
            }
            assert_eq!(answers[0], answers[1], "{mutation}");
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
}
