//! A fixed contact person of a connector, for a time.

use sea_orm::entity::prelude::*;

use crate::{ConnectorId, ContactSide, Day, FixedContactId, PersonId};

/// A fixed contact person of a connector, for a time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fixed_contacts")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FixedContactId,
    /// Of which connector.
    pub connector_id: ConnectorId,
    /// At which side.
    pub side: ContactSide,
    /// Who.
    pub person_id: PersonId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day; none while it lasts.
    pub until_on: Option<Day>,
    /// The day of their last contact moment; before there is one, the day from which the rhythm counts.
    pub heard_on: Day,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
