//! A signed assertion that was already exchanged, so that nobody can play it again.

use sea_orm::entity::prelude::*;

use crate::{MachineClientId, Timestamp};

/// A signed assertion that was already exchanged, so that nobody can play it again.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "used_assertions")]
pub struct Model {
    /// Whose assertion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: MachineClientId,
    /// Its unique id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jti: String,
    /// When it would have expired; after that the line can go.
    pub expires_at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
