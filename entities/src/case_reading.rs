//! A look into a case by somebody who is not involved, with a reason; it lasts an hour.

use sea_orm::entity::prelude::*;

use crate::{CaseId, CaseReadingId, PersonId, Timestamp};

/// A look into a case by somebody who is not involved, with a reason; it lasts an hour.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_readings")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CaseReadingId,
    /// The case.
    pub case_id: CaseId,
    /// Who looks.
    pub person_id: PersonId,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
