//! A resident's consent to keep or share personal details.

use sea_orm::entity::prelude::*;

use crate::{CaseId, ConsentForm, ConsentId, Day, PersonId, Timestamp};

/// A resident's consent to keep or share personal details.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsentId,
    /// The case.
    pub case_id: CaseId,
    /// How it was given.
    pub form: ConsentForm,
    /// On which day.
    pub given_on: Day,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When the resident took it back.
    pub withdrawn_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
