//! One stretch of opening hours, Europe/Amsterdam. None at all means by appointment.

use sea_orm::entity::prelude::*;

use crate::{SpecialistId, Weekday};

/// One stretch of opening hours, Europe/Amsterdam. None at all means by appointment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_hours")]
pub struct Model {
    /// The specialist.
    #[sea_orm(primary_key, auto_increment = false)]
    pub specialist_id: SpecialistId,
    /// The day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub weekday: Weekday,
    /// Minutes after midnight, 0 to 1439.
    #[sea_orm(primary_key, auto_increment = false)]
    pub opens: i32,
    /// Minutes after midnight, 1 to 1440, after `opens`.
    pub closes: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
