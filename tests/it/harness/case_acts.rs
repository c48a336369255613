//! Acts on cases, as short as a test tells them.

use std::sync::atomic::{AtomicUsize, Ordering};

use entities::{CaseId, InvolvementId};
use serde_json::{Value, json};

use super::answer::Answer;
use super::world::Session;

/// What a test may ask of a case.
pub const CASE: &str = "id version codeWord status boardColumn outcome waitingFor waitingUntil closedAt changedAt
    lastSignOfLifeAt signOfLifeDue relations availableActs
    neighbourhood { code name } topics { slug }
    holder { kind name isViewer } turn { kind name isViewer } due { on reason overdueDays }
    content { summary nextStep asker source askBarriers contactPreference contactNote }
    residentDetails { arePresent addedAt } followers { name }
    involvements { id version kind status reason sharesDetails availableActs receiver { name } }
    openInvolvement { id version kind status }
    timeline(first: 100) { nodes { kind note byPhone actor { name } party { name } outcome } }";

const INVOLVEMENT: &str = "id version kind status reason nextStep declineReason sharesDetails respondBy answeredAt
    answeredByPhone endedAt availableActs requester { name } receiver { kind name isViewer } case { id }";

impl Session<'_> {
    /// Does an act by its mutation; a key is made when the input has none. The answer has the payload's fields at
    /// `/<mutation>`.
    pub async fn act(&self, mutation: &str, mut input: Value) -> Answer {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let (kind, payload) = shape(mutation);
        if mutation != "revealResidentDetails" && input.get("idempotencyKey").is_none() {
            input["idempotencyKey"] = json!(format!("key {}", NUMBER.fetch_add(1, Ordering::Relaxed)));
        }
        let document = format!(
            "mutation ($input: {kind}!) {{ {mutation}(input: $input) {{ {payload} userErrors {{ code field message }} }} }}"
        );
        self.execute(&document, json!({ "input": input })).await
    }

    /// The same, done without a refusal: the payload.
    #[track_caller]
    pub fn does(&self, mutation: &'static str, input: Value) -> impl Future<Output = Value> {
        let caller = std::panic::Location::caller();
        let session = *self;
        async move {
            let answer = session.act(mutation, input).await;
            let refusals = answer.refusals();
            assert!(refusals.is_empty(), "{mutation} at {caller} was refused: {refusals:?}");
            answer.at(&format!("/{mutation}")).clone()
        }
    }

    /// The case as this person sees it; null when it doesn't exist for them.
    pub async fn case(&self, id: CaseId) -> Value {
        let document = format!("query ($id: CaseId!) {{ case(id: $id) {{ {CASE} }} }}");
        self.execute(&document, json!({ "id": id })).await.at("/case").clone()
    }

    /// Which version of the case this person sees.
    pub async fn version(&self, id: CaseId) -> i64 {
        self.case(id).await["version"].as_i64().expect("the case is seen")
    }

    /// An act on the case at the version that this person sees, with more input.
    pub async fn acts_on(&self, id: CaseId, mutation: &'static str, more: Value) -> Value {
        let mut input = json!({ "caseId": id, "expectedVersion": self.version(id).await });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        self.does(mutation, input).await
    }

    /// An act on an involvement at a version, with more input.
    pub async fn answers(&self, id: InvolvementId, version: i64, mutation: &'static str, more: Value) -> Value {
        let mut input = json!({ "involvementId": id, "expectedVersion": version });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        self.does(mutation, input).await
    }
}

/// The id in a payload.
pub fn case_id(payload: &Value) -> CaseId {
    payload["case"]["id"].as_str().expect("a case").parse().expect("its id")
}

/// The id in a payload.
pub fn involvement_id(payload: &Value) -> InvolvementId {
    payload["involvement"]["id"].as_str().expect("an involvement").parse().expect("its id")
}

/// The kinds of the lines on a timeline.
pub fn kinds(case: &Value) -> Vec<&str> {
    case["timeline"]["nodes"].as_array().expect("lines").iter().filter_map(|line| line["kind"].as_str()).collect()
}

fn shape(mutation: &str) -> (&'static str, String) {
    let case = format!("case {{ {CASE} }}");
    let involvement = format!("involvement {{ {INVOLVEMENT} }} {case}");
    match mutation {
        "openCase" => ("OpenCaseInput", case),
        "pickUpCase" | "resumeCase" | "removeResidentDetails" => ("CaseActInput", case),
        "addNote" => ("AddNoteInput", case),
        "setNextStep" => ("SetNextStepInput", case),
        "correctCase" => ("CorrectCaseInput", case),
        "setCaseWaiting" => ("SetCaseWaitingInput", case),
        "closeCase" => ("CloseCaseInput", case),
        "reopenCase" => ("ReopenCaseInput", case),
        "giveSignOfLife" => ("GiveSignOfLifeInput", case),
        "readCaseWithReason" => ("ReadCaseWithReasonInput", case),
        "addResidentDetails" => ("AddResidentDetailsInput", case),
        "revealResidentDetails" => {
            ("RevealResidentDetailsInput", format!("details {{ name phone address consentOn consentForm }} {case}"))
        }
        "requestSupport" | "requestTakeover" => ("RequestWorkerInput", involvement),
        "offerTakeover" => ("OfferTakeoverInput", involvement),
        "requestConsultation" | "requestHandover" | "requestJointVisit" => ("RequestSpecialistInput", involvement),
        "acceptInvolvement" => ("AcceptInvolvementInput", involvement),
        "declineInvolvement" => ("DeclineInvolvementInput", involvement),
        "withdrawInvolvement" => ("WithdrawInvolvementInput", involvement),
        "completeInvolvement" => ("CompleteInvolvementInput", involvement),
        "recordInvolvementAnswer" => ("RecordInvolvementAnswerInput", involvement),
        other => panic!("no such act: {other}"),
    }
}
