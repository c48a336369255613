//! What each act sends.

use crate::calendar::{Day, Instant};
use crate::graphql::enums::{AskBarrier, ConsentForm, ContactPreference, NoteVisibility, Outcome, WaitingFor};
use crate::graphql::scalars::{CaseId, InvolvementId, PersonId, Phone, SpecialistId, TopicId};
use crate::graphql::schema;

/// An act that needs nothing else.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CaseActInput {
    /// Which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Made when the dialog opened.
    pub idempotency_key: Option<String>,
}

/// A note.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AddNoteInput {
    /// On which case.
    pub case_id: CaseId,
    /// As it was typed.
    pub text: String,
    /// Who may read it.
    pub visibility: Option<NoteVisibility>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// What happens next.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetNextStepInput {
    /// Of which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// As it was typed.
    pub next_step: String,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// What was written down wrong. What is left out stays.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CorrectCaseInput {
    /// Of which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// In a few words.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What it is about.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// Why it wasn't asked before.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ask_barriers: Option<Vec<AskBarrier>>,
    /// How the resident wants to be reached.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact_preference: Option<ContactPreference>,
    /// What else to know about that.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub contact_note: Option<String>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// What it waits for, and until when.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetCaseWaitingInput {
    /// Which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// For whom or what.
    pub waiting_for: WaitingFor,
    /// Until when.
    pub until: Day,
    /// What else to know.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// How it ended.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CloseCaseInput {
    /// Which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// How.
    pub outcome: Outcome,
    /// What else to know.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// Why it begins again.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ReopenCaseInput {
    /// Which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Why.
    pub reason: String,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// How it goes.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct GiveSignOfLifeInput {
    /// With which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// In a few words.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// Why somebody reads along.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ReadCaseWithReasonInput {
    /// Which case.
    pub case_id: CaseId,
    /// Why.
    pub reason: String,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// What the resident agreed to.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ConsentInput {
    /// How.
    pub form: ConsentForm,
    /// When.
    pub on: Day,
}

/// Whom of the community workers to ask, and why.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RequestWorkerInput {
    /// For which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// None: whoever can.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub community_worker_id: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// What happens next.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// With it, details of the resident travel along.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentInput>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// Why somebody offers to take over.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct OfferTakeoverInput {
    /// Which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Why.
    pub reason: String,
    /// What happens next.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// Which specialist to ask, and why.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RequestSpecialistInput {
    /// For which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Whom.
    pub specialist_id: SpecialistId,
    /// Why.
    pub reason: String,
    /// What happens next.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// With it, details of the resident travel along.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentInput>,
    /// When the visit is.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub planned_at: Option<Instant>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// A yes.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AcceptInvolvementInput {
    /// To what.
    pub involvement_id: InvolvementId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Before when they tell how it goes.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub sign_of_life_by: Option<Day>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// A no.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct DeclineInvolvementInput {
    /// To what.
    pub involvement_id: InvolvementId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Why.
    pub reason: String,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// Never mind.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct WithdrawInvolvementInput {
    /// What.
    pub involvement_id: InvolvementId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// It is done.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CompleteInvolvementInput {
    /// What.
    pub involvement_id: InvolvementId,
    /// As the person saw it.
    pub expected_version: i32,
    /// How it went.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// What was said by phone.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RecordInvolvementAnswerInput {
    /// To what.
    pub involvement_id: InvolvementId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Yes or no.
    pub accepted: bool,
    /// Why not.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Before when they tell how it goes.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub sign_of_life_by: Option<Day>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// What the resident told, and agreed to.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AddResidentDetailsInput {
    /// Of which case.
    pub case_id: CaseId,
    /// As the person saw it.
    pub expected_version: i32,
    /// Their name.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// To call them.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Where they live.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// That they agreed.
    pub consent: ConsentInput,
    /// What the person may not see goes.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub replace_hidden: Option<bool>,
    /// Made when the dialog opened.
    pub idempotency_key: String,
}

/// Why somebody looks.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RevealResidentDetailsInput {
    /// Of which case.
    pub case_id: CaseId,
    /// Why.
    pub reason: String,
}
