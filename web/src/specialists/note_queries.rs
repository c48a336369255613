//! What is asked and told of notes on an entry.

use crate::calendar::Instant;
use crate::graphql::scalars::{SpecialistId, SpecialistNoteId};
use crate::graphql::{PageInfo, UserError, schema};

/// A page of notes, the latest first.
#[derive(cynic::QueryFragment, Debug, Clone, Default, PartialEq)]
pub struct SpecialistNoteConnection {
    /// The notes.
    pub nodes: Vec<SpecialistNote>,
    /// Whether there are older ones.
    pub page_info: PageInfo,
}

impl SpecialistNoteConnection {
    /// The notes, and where the older ones begin.
    pub fn rows(self) -> (Vec<SpecialistNote>, Option<String>) {
        (self.nodes, self.page_info.next())
    }
}

/// What somebody noted.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct SpecialistNote {
    /// Identifies it.
    pub id: SpecialistNoteId,
    /// What they noted.
    pub text: String,
    /// When.
    pub at: Instant,
    /// Who.
    pub writer: Writer,
    /// What the viewer may do.
    pub available_acts: Vec<SpecialistNoteAct>,
}

/// What may be done to a note.
#[derive(cynic::Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialistNoteAct {
    /// It can go.
    Remove,
}

/// Who noted it.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
#[cynic(graphql_type = "Party")]
pub struct Writer {
    /// Their name.
    pub name: String,
    /// It is the viewer.
    pub is_viewer: bool,
}

/// Variables of [`NotesQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct NotesVariables {
    /// On which entry.
    pub id: SpecialistId,
    /// Older than which.
    pub after: Option<String>,
}

/// Older notes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "NotesVariables")]
pub struct NotesQuery {
    /// None when the entry is gone.
    #[arguments(id: $id)]
    pub specialist: Option<NotedSpecialist>,
}

/// The entry with older notes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist", variables = "NotesVariables")]
pub struct NotedSpecialist {
    /// The notes.
    #[arguments(first: 20, after: $after)]
    pub notes: SpecialistNoteConnection,
}

/// A note on an entry.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AddSpecialistNoteInput {
    /// On which entry.
    pub specialist_id: SpecialistId,
    /// What.
    pub text: String,
    /// Makes it count once.
    pub idempotency_key: String,
}

/// Variables of [`AddSpecialistNoteMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AddSpecialistNoteVariables {
    /// On which entry, and what.
    pub input: AddSpecialistNoteInput,
}

/// Notes something.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AddSpecialistNoteVariables")]
pub struct AddSpecialistNoteMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub add_specialist_note: AddSpecialistNotePayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct AddSpecialistNotePayload {
    /// The note.
    pub note: Option<SpecialistNote>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// A note that goes.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RemoveSpecialistNoteInput {
    /// Which.
    pub specialist_note_id: SpecialistNoteId,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`RemoveSpecialistNoteMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct RemoveSpecialistNoteVariables {
    /// Which.
    pub input: RemoveSpecialistNoteInput,
}

/// Removes a note.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "RemoveSpecialistNoteVariables")]
pub struct RemoveSpecialistNoteMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub remove_specialist_note: RemoveSpecialistNotePayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct RemoveSpecialistNotePayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}
