//! A neighbourhood where a connector helps, or wants to.

use sea_orm::entity::prelude::*;

use crate::{ConnectorId, NeighbourhoodId};

/// A neighbourhood where a connector helps, or wants to.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connector_neighbourhoods")]
pub struct Model {
    /// The connector.
    #[sea_orm(primary_key, auto_increment = false)]
    pub connector_id: ConnectorId,
    /// The neighbourhood.
    #[sea_orm(primary_key, auto_increment = false)]
    pub neighbourhood_id: NeighbourhoodId,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
