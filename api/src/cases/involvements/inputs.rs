//! What comes in with an act on an involvement.

use async_graphql::InputObject;
use entities::{CaseId, Day, InvolvementId, PersonId, SpecialistId, Timestamp};

use crate::cases::inputs::ConsentInput;

/// A question to a community worker.
#[derive(Clone, Debug, InputObject)]
pub struct RequestWorkerInput {
    /// On which case.
    pub case_id: CaseId,
    /// The version of the case that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Who is asked; left out, any worker of the neighbourhood may answer.
    pub community_worker_id: Option<PersonId>,
    /// Why, in at most 500 characters, without anything that identifies the resident.
    pub reason: String,
    /// What should happen then, in at most 200 characters.
    pub next_step: Option<String>,
    /// The resident's consent; only with it personal details travel along.
    pub consent: Option<ConsentInput>,
    /// By when an answer is wanted; default in 7 days, at most 90.
    pub respond_by: Option<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// An offer of a community worker to take a case over.
#[derive(Clone, Debug, InputObject)]
pub struct OfferTakeoverInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version of the case that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Why, in at most 500 characters, without anything that identifies the resident.
    pub reason: String,
    /// What should happen then, in at most 200 characters.
    pub next_step: Option<String>,
    /// By when an answer is wanted; default in 7 days, at most 90.
    pub respond_by: Option<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// A question to a specialist.
#[derive(Clone, Debug, InputObject)]
pub struct RequestSpecialistInput {
    /// On which case.
    pub case_id: CaseId,
    /// The version of the case that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Who is asked.
    pub specialist_id: SpecialistId,
    /// Why, in at most 500 characters, without anything that identifies the resident.
    pub reason: String,
    /// What should happen then, in at most 200 characters.
    pub next_step: Option<String>,
    /// The resident's consent; only with it personal details travel along.
    pub consent: Option<ConsentInput>,
    /// When a joint visit is; in the future.
    pub planned_at: Option<Timestamp>,
    /// By when an answer is wanted; default in 7 days, at most 90.
    pub respond_by: Option<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Yes.
#[derive(Clone, Debug, InputObject)]
pub struct AcceptInvolvementInput {
    /// To what.
    pub involvement_id: InvolvementId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// After a handover: by when the specialist tells how it goes; default in 14 days, at most 90.
    pub sign_of_life_by: Option<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// No.
#[derive(Clone, Debug, InputObject)]
pub struct DeclineInvolvementInput {
    /// To what.
    pub involvement_id: InvolvementId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Why not, in at most 500 characters.
    pub reason: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// A question that is taken back.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawInvolvementInput {
    /// Which.
    pub involvement_id: InvolvementId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// An involvement that is done.
#[derive(Clone, Debug, InputObject)]
pub struct CompleteInvolvementInput {
    /// Which.
    pub involvement_id: InvolvementId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// A note with it, for everybody involved.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// What a specialist without an account said by phone.
#[derive(Clone, Debug, InputObject)]
pub struct RecordInvolvementAnswerInput {
    /// To what.
    pub involvement_id: InvolvementId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Whether the answer was yes.
    pub accepted: bool,
    /// Why not; needed when the answer was no.
    pub reason: Option<String>,
    /// After a handover: by when the specialist tells how it goes; default in 14 days, at most 90.
    pub sign_of_life_by: Option<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}
