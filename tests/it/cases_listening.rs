//! Who listens hears of what changed, the case and what is asked in it, as long as they may see it.

use std::pin::Pin;
use std::time::Duration;

use api::policy::Viewer;
use async_graphql::Response;
use entities::{CaseId, Locale};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// Listens to all cases.
pub const CASES: &str = "subscription { caseChanged { kind id version } }";
const INVOLVEMENTS: &str = "subscription { involvementChanged { kind id caseId version } }";

on_both! {
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
        let mut hidden = Listening::to(&world, &toos, &to_case(id)).await;
        let mut nothing = Listening::to(&world, &toos, &to_case(world.id())).await;
        world.as_(&mia).acts_on(id, "setNextStep", json!({ "nextStep": "Bellen" })).await;
        world.as_(&mia).acts_on(id, "closeCase", json!({ "outcome": "NOT_REACHED" })).await;
        hidden.silence().await;
        nothing.silence().await;
    }
}

/// Listens to one case.
pub fn to_case(id: CaseId) -> String {
    format!("subscription {{ caseChanged(caseId: \"{id}\") {{ kind id version }} }}")
}

/// What somebody hears of one subscription.
pub struct Listening(Pin<Box<dyn Stream<Item = Response> + Send>>);

impl Listening {
    /// From now on.
    pub async fn to(world: &World, member: &Member, document: &str) -> Self {
        let request = world.as_(member).request(document, json!({})).await;
        let mut listening = Self(Box::pin(world.schema().execute_stream(request)));
        // A stream listens from when it is first asked.
        listening.silence().await;
        listening
    }

    /// The next that is heard, however long that takes.
    pub async fn next(&mut self) -> Value {
        self.0.next().await.expect("a hint").data.into_json().expect("an answer is JSON")
    }

    /// What is heard in the next moment, in words; that it is over is heard too.
    pub async fn heard(&mut self) -> Option<String> {
        let heard = tokio::time::timeout(Duration::from_millis(50), self.0.next()).await;
        heard.ok().map(|heard| format!("{heard:?}"))
    }

    async fn silence(&mut self) {
        assert_eq!(self.heard().await, None);
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
