//! That a connector would rather not say how they are, for a day.

use sea_orm::entity::prelude::*;

use crate::{ConnectorId, Day};

/// That a connector would rather not say how they are, for a day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "check_in_skips")]
pub struct Model {
    /// Which connector.
    #[sea_orm(primary_key, auto_increment = false)]
    pub connector_id: ConnectorId,
    /// On which day, the last time.
    pub on_day: Day,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
