//! A moment at which a connector and a contact person spoke.

use sea_orm::entity::prelude::*;

use crate::{ConnectorId, ContactMeans, ContactMomentId, ContactSide, Day, PersonId, Timestamp};

/// A moment at which a connector and a contact person spoke.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_moments")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactMomentId,
    /// Which connector.
    pub connector_id: ConnectorId,
    /// For which side it counts.
    pub side: ContactSide,
    /// Who spoke with them.
    pub person_id: PersonId,
    /// On which day.
    pub held_on: Day,
    /// By what means.
    pub means: ContactMeans,
    /// What it was about, in one line; can be empty.
    #[sea_orm(column_type = "Text")]
    pub line: String,
    /// When it was written down.
    pub recorded_at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
