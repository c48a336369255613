//! What comes in about notes on entries.

use async_graphql::InputObject;
use entities::{SpecialistId, SpecialistNoteId};

/// A note on an entry.
#[derive(Clone, Debug, InputObject)]
pub struct AddSpecialistNoteInput {
    /// On which entry.
    pub specialist_id: SpecialistId,
    /// What is good to know, at most 500 characters, and nothing that identifies a resident.
    pub text: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// A note that goes.
#[derive(Clone, Debug, InputObject)]
pub struct RemoveSpecialistNoteInput {
    /// Which.
    pub specialist_note_id: SpecialistNoteId,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}
