//! A time in which somebody is away, and who stands in.

use sea_orm::entity::prelude::*;

use crate::{AbsenceId, Day, PersonId};

/// A time in which somebody is away, and who stands in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absences")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AbsenceId,
    /// Who is away.
    pub person_id: PersonId,
    /// Who stands in.
    pub stand_in_id: PersonId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day.
    pub until_on: Day,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
