//! One line of a case's timeline. Never changed.

use sea_orm::entity::prelude::*;

use crate::{
    CaseEventId, CaseEventKind, CaseId, Day, InvolvementId, NoteVisibility, Outcome, PersonId, SpecialistId, Timestamp,
    WaitingFor,
};

/// One line of a case's timeline. Never changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_events")]
pub struct Model {
    /// Its id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseEventId,
    /// The case.
    pub case_id: CaseId,
    /// What happened.
    pub kind: CaseEventKind,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor_person_id: Option<PersonId>,
    /// For which specialist they did it, or who spoke by phone.
    pub actor_specialist_id: Option<SpecialistId>,
    /// The other person.
    pub party_person_id: Option<PersonId>,
    /// The other specialist.
    pub party_specialist_id: Option<SpecialistId>,
    /// The involvement.
    pub involvement_id: Option<InvolvementId>,
    /// What was written.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// Who reads it; set exactly when there is a note.
    pub note_visibility: Option<NoteVisibility>,
    /// What the case waits for since.
    pub waiting_for: Option<WaitingFor>,
    /// Until when.
    pub waiting_until: Option<Day>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Recorded by another after a telephone call.
    pub by_phone: bool,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
