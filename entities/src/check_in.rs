//! How a connector said they are, on a day, to their fixed contact of that day.

use sea_orm::entity::prelude::*;

use crate::{CheckInAnswer, CheckInId, ConnectorId, Day, PersonId, Timestamp};

/// How a connector said they are, on a day, to their fixed contact of that day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "check_ins")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CheckInId,
    /// Which connector.
    pub connector_id: ConnectorId,
    /// Who may see it: the fixed contact at the welfare organisation at that moment.
    pub contact_id: PersonId,
    /// On which day; one a day.
    pub on_day: Day,
    /// How they are.
    pub answer: CheckInAnswer,
    /// When they said so last.
    pub at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
