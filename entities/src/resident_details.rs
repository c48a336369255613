//! A resident's name, phone and address, sealed.

use sea_orm::entity::prelude::*;

use crate::{CaseId, ConsentId, PersonId, Timestamp};

/// A resident's name, phone and address, sealed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "resident_details")]
pub struct Model {
    /// The case they belong to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: CaseId,
    /// Nonce and ciphertext (AEAD); the case id is bound to it.
    pub sealed: Vec<u8>,
    /// Which key sealed it.
    #[sea_orm(column_type = "Text")]
    pub key_id: String,
    /// The consent to keep them.
    pub consent_id: ConsentId,
    /// Who added them.
    pub added_by: PersonId,
    /// When.
    pub added_at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
