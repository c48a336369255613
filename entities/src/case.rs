//! One question for help (hulpvraag). Nothing here identifies the resident.

use sea_orm::entity::prelude::*;

use crate::{
    Asker, CaseId, CaseSource, CaseStatus, ContactPreference, Day, NeighbourhoodId, Outcome, PersonId, SpecialistId,
    Timestamp, WaitingFor,
};

/// One question for help (hulpvraag). Nothing here identifies the resident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cases")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseId,
    /// The resident's own word for it; unique among open cases of a neighbourhood.
    #[sea_orm(column_type = "Text")]
    pub code_word: String,
    /// Where.
    pub neighbourhood_id: NeighbourhoodId,
    /// What it is about, in a few words; for the holder and the involved.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Who asks.
    pub asker: Asker,
    /// How it came.
    pub source: CaseSource,
    /// How the resident wants contact.
    pub contact_preference: ContactPreference,
    /// When or how exactly.
    #[sea_orm(column_type = "Text", nullable)]
    pub contact_note: Option<String>,
    /// Where it stands.
    pub status: CaseStatus,
    /// What it waits for; set exactly while waiting.
    pub waiting_for: Option<WaitingFor>,
    /// After this day the wait is overdue; set exactly while waiting.
    pub waiting_until: Option<Day>,
    /// How it ended; set exactly when closed.
    pub outcome: Option<Outcome>,
    /// Who carries it, a connector or community worker.
    pub holder_person_id: Option<PersonId>,
    /// Or the specialist who carries it. At most one of both.
    pub holder_specialist_id: Option<SpecialistId>,
    /// What happens next.
    #[sea_orm(column_type = "Text", nullable)]
    pub next_step: Option<String>,
    /// By when a specialist who holds must tell how it goes.
    pub sign_of_life_due: Option<Day>,
    /// When they last did.
    pub last_sign_of_life_at: Option<Timestamp>,
    /// Who noted it.
    pub opened_by: Option<PersonId>,
    /// When it was noted.
    pub opened_at: Timestamp,
    /// When something last happened.
    pub changed_at: Timestamp,
    /// When it was closed; set exactly when closed.
    pub closed_at: Option<Timestamp>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
