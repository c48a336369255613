//! What comes in about contacts, absences and contact moments.

use async_graphql::InputObject;
use entities::{AbsenceId, ConnectorId, ContactMeans, ContactSide, Day, PersonId};

use crate::scalars::Typed;

/// Setting who is somebody's fixed contact person at a side.
#[derive(Clone, Debug, InputObject)]
pub struct SetFixedContactInput {
    /// Of whom.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// At which side.
    pub side: ContactSide,
    /// Who from today on.
    pub person_id: PersonId,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Telling when a contact person is away.
#[derive(Clone, Debug, InputObject)]
pub struct PlanAbsenceInput {
    /// Who is away; left out, the viewer.
    pub person_id: Option<PersonId>,
    /// Who stands in.
    pub stand_in_id: PersonId,
    /// From this day: today or later.
    pub from_on: Typed<Day>,
    /// Up to and with this day.
    pub until_on: Typed<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Cancelling an absence, or what is left of it.
#[derive(Clone, Debug, InputObject)]
pub struct CancelAbsenceInput {
    /// Which.
    pub absence_id: AbsenceId,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Noting that a contact person and a connector spoke.
#[derive(Clone, Debug, InputObject)]
pub struct NoteContactMomentInput {
    /// With which connector.
    pub connector_id: ConnectorId,
    /// For which side it counts; left out, for the viewer's.
    pub side: Option<ContactSide>,
    /// On which day: today or before.
    pub held_on: Typed<Day>,
    /// By what means.
    pub means: ContactMeans,
    /// What it was about, in one line of at most 200 characters; can be left out. Nothing that identifies a resident.
    pub line: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Setting how often contact persons and connectors speak, at least.
#[derive(Clone, Debug, InputObject)]
pub struct SetContactRhythmInput {
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// After so many days without a contact moment one is overdue, 1 to 365.
    pub days: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}
