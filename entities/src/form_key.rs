//! A key that came with a form that anybody can send, with the first answer. Whose it is stands nowhere.

use sea_orm::entity::prelude::*;

use crate::Timestamp;

/// A key that came with a form that anybody can send, with the first answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_keys")]
pub struct Model {
    /// Mark of the form's mutation and of the key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: Vec<u8>,
    /// Mark of what was filled in.
    pub input_mark: Vec<u8>,
    /// What the answer is made from again, as JSON: nothing personal.
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    /// When it was first used.
    pub at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
