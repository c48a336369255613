//! A key that a client gave with a mutation, with the first answer.

use sea_orm::entity::prelude::*;

use crate::{PersonId, Timestamp};

/// A key that a client gave with a mutation, with the first answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    /// Whose key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// The key, chosen by the client.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The mutation's name.
    #[sea_orm(column_type = "Text")]
    pub mutation: String,
    /// SHA-256 of the input.
    pub input_hash: Vec<u8>,
    /// What the answer is made from again, as JSON: ids only.
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    /// When it was first used.
    pub at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
