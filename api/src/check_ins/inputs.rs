//! What comes in about how connectors are.

use async_graphql::InputObject;
use entities::{CheckInAnswer, PersonId};

/// Saying how one is.
#[derive(Clone, Debug, InputObject)]
pub struct AnswerCheckInInput {
    /// How.
    pub answer: CheckInAnswer,
    /// Who stood at the question as the one who sees it. Is it somebody else by now, then nothing is written.
    pub seen_by_id: PersonId,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Putting the question off until tomorrow.
#[derive(Clone, Debug, InputObject)]
pub struct SkipCheckInInput {
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Setting how often connectors are asked how they are.
#[derive(Clone, Debug, InputObject)]
pub struct SetCheckInRhythmInput {
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// After so many days it is asked again, 1 to 365.
    pub days: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}
