//! The organisation from which a connector works, for a time.

use sea_orm::entity::prelude::*;

use crate::{ConnectorHostId, ConnectorId, Day, OrganisationId};

/// The organisation from which a connector works, for a time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connector_hosts")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConnectorHostId,
    /// The connector.
    pub connector_id: ConnectorId,
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day; none while it lasts.
    pub until_on: Option<Day>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
