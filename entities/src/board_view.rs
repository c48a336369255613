//! A view of the board that somebody saved under a name.

use sea_orm::entity::prelude::*;

use crate::{BoardViewId, PersonId, Timestamp};

/// A view of the board that somebody saved under a name.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board_views")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BoardViewId,
    /// Whose it is.
    pub person_id: PersonId,
    /// The name, 1 to 60 characters.
    pub name: String,
    /// The name in lower case; unique for a person.
    pub name_key: String,
    /// The parameters of the address.
    pub query: String,
    /// When it was first saved.
    pub created_at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
