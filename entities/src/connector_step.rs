//! A step on the way of a connector.

use sea_orm::entity::prelude::*;

use crate::{ConnectorId, ConnectorStatus, ConnectorStepId, PersonId, Timestamp};

/// A step on the way of a connector.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connector_steps")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConnectorStepId,
    /// Of whom.
    pub connector_id: ConnectorId,
    /// Where they stood from then on.
    pub status: ConnectorStatus,
    /// When.
    pub at: Timestamp,
    /// Who took it; none for the form.
    pub person_id: Option<PersonId>,
    /// What is good to know about it.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
