//! What search keeps of an entry besides its words; an archived entry has none. Derived, never the source.

use sea_orm::entity::prelude::*;

use crate::SpecialistId;

/// What search keeps of an entry besides its words; an archived entry has none. Derived, never the source.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "specialist_search")]
pub struct Model {
    /// Names the entry in the tables of words, which know numbers only.
    #[sea_orm(primary_key)]
    pub number: i64,
    /// The entry.
    pub specialist_id: SpecialistId,
    /// Shown without signing in and to machines.
    pub is_public: bool,
    /// Its facts, as search writes and reads them.
    #[sea_orm(column_type = "Text")]
    pub facts: String,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
