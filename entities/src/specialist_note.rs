//! What somebody who works in the neighbourhoods noted about an entry of the directory.

use sea_orm::entity::prelude::*;

use crate::{PersonId, SpecialistId, SpecialistNoteId, Timestamp};

/// What somebody who works in the neighbourhoods noted about an entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "specialist_notes")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SpecialistNoteId,
    /// The entry.
    pub specialist_id: SpecialistId,
    /// Who noted it.
    pub person_id: PersonId,
    /// What they noted.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
