//! A connector: somebody who applied, is trained, helps or stopped.

use std::fmt;

use sea_orm::entity::prelude::*;

use crate::{ApplicationEnd, ConnectorId, ConnectorStatus, Day, PersonId, Timestamp};

/// A connector: somebody who applied, is trained, helps or stopped.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connectors")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConnectorId,
    /// Their account; none until their training starts.
    pub person_id: Option<PersonId>,
    /// Where they stand.
    pub status: ConnectorStatus,
    /// Counts changes, from 1.
    pub version: i32,
    /// Their name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// E-mail address, in lower case.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Telephone number.
    #[sea_orm(column_type = "Text")]
    pub phone: String,
    /// ISO 639-1 codes, divided by spaces.
    #[sea_orm(column_type = "Text")]
    pub languages: String,
    /// What they are good at, in their own words; can be empty.
    #[sea_orm(column_type = "Text")]
    pub skills: String,
    /// Names of dayparts, divided by spaces.
    #[sea_orm(column_type = "Text")]
    pub dayparts: String,
    /// When they have time, in their own words; can be empty.
    #[sea_orm(column_type = "Text")]
    pub availability: String,
    /// When they applied.
    pub applied_at: Timestamp,
    /// When their last step was.
    pub last_step_at: Timestamp,
    /// When they promised to keep to themselves what they hear.
    pub pledged_at: Option<Timestamp>,
    /// When they became active for the first time.
    pub activated_at: Option<Timestamp>,
    /// Until when they paused, as they said.
    pub paused_until: Option<Day>,
    /// Why the application ended.
    pub end_reason: Option<ApplicationEnd>,
    /// When everything personal was forgotten: the texts above are empty from then on.
    pub forgotten_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who it is and nothing personal: what is printed may end in a log.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}
