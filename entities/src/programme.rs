//! How the programme is set up here. There is one row.

use sea_orm::entity::prelude::*;

/// How the programme is set up here. There is one row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// After how many days without a contact moment one is overdue.
    pub contact_rhythm_days: i32,
    /// After how many days a connector is asked again how they are.
    pub check_in_rhythm_days: i32,
    /// After how many days an application that ended is forgotten.
    pub application_retention_days: i32,
    /// Counts changes, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
