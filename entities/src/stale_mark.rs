//! One "klopt niet meer" on an entry of the directory.

use sea_orm::entity::prelude::*;

use crate::{PersonId, SpecialistId, StaleMarkId, Timestamp};

/// One "klopt niet meer" on an entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stale_marks")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaleMarkId,
    /// The entry.
    pub specialist_id: SpecialistId,
    /// Who marked it.
    pub person_id: PersonId,
    /// What is wrong.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
    /// When somebody checked or changed the entry; the mark then no longer counts.
    pub settled_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
