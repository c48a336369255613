//! Somebody with an account.

use std::fmt;

use sea_orm::entity::prelude::*;

use crate::{Locale, OrganisationId, PersonId, Timestamp};

/// Somebody with an account.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    /// Their id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// Their name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Lower case; unique; what they sign in with.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Work telephone number, for colleagues.
    #[sea_orm(column_type = "Text", nullable)]
    pub phone: Option<String>,
    /// Where they work or volunteer.
    pub organisation_id: Option<OrganisationId>,
    /// Argon2id in PHC form; none until the invitation is accepted.
    #[sea_orm(column_type = "Text", nullable)]
    pub password_hash: Option<String>,
    /// Their language.
    pub locale: Locale,
    /// In the demo: who this is, for the sign-in page.
    #[sea_orm(column_type = "Text", nullable)]
    pub demo_story: Option<String>,
    /// When they were invited.
    pub created_at: Timestamp,
    /// When the account was closed.
    pub ended_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who it is and nothing personal: what is printed may end in a log.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("id", &self.id).finish_non_exhaustive()
    }
}
