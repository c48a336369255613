//! A language that a specialist speaks.

use sea_orm::entity::prelude::*;

use crate::SpecialistId;

/// A language that a specialist speaks.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "specialist_languages")]
pub struct Model {
    /// The specialist.
    #[sea_orm(primary_key, auto_increment = false)]
    pub specialist_id: SpecialistId,
    /// ISO 639-1 code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: String,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
