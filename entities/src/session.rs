//! A signed-in browser.

use sea_orm::entity::prelude::*;

use crate::{PersonId, SessionId, Timestamp};

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Who is signed in.
    pub person_id: PersonId,
    /// SHA-256 of the random id in the cookie; unique.
    pub token_hash: Vec<u8>,
    /// When they signed in.
    pub created_at: Timestamp,
    /// The last request, for the idle time-out (kept to the minute).
    pub last_seen_at: Timestamp,
    /// The absolute time-out.
    pub expires_at: Timestamp,
    /// When it was ended early.
    pub revoked_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
