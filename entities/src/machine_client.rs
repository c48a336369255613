//! A machine that reads through the API with a key of its own.

use sea_orm::entity::prelude::*;

use crate::{MachineClientId, OrganisationId, PersonId, Timestamp};

/// A machine that reads through the API with a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "machine_clients")]
pub struct Model {
    /// Its id, which is the OAuth `client_id`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MachineClientId,
    /// What it is for.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Data sets it may read, divided by spaces.
    #[sea_orm(column_type = "Text")]
    pub scopes: String,
    /// Its Ed25519 public key, base64url of 32 bytes (the `x` of the JWK).
    #[sea_orm(column_type = "Text")]
    pub public_key: String,
    /// RFC 7638 thumbprint of the key, which is its `kid`; unique.
    #[sea_orm(column_type = "Text")]
    pub key_thumbprint: String,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// By whom.
    pub registered_by: PersonId,
    /// When it lost access.
    pub revoked_at: Option<Timestamp>,
    /// When it last received a token.
    pub last_used_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
