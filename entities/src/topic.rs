//! A topic of the controlled list, with the question of daily life.

use sea_orm::entity::prelude::*;

use crate::TopicId;

/// A topic of the controlled list, with the question of daily life.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "topics")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TopicId,
    /// Stable key; unique.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Dutch name.
    #[sea_orm(column_type = "Text")]
    pub name_nl: String,
    /// The question in a resident's words.
    #[sea_orm(column_type = "Text")]
    pub question_nl: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// The question in English.
    #[sea_orm(column_type = "Text", nullable)]
    pub question_en: Option<String>,
    /// Everyday words, jargon and inflections, divided by `;`.
    #[sea_orm(column_type = "Text")]
    pub synonyms: String,
    /// The topic it is a part of.
    pub parent_id: Option<TopicId>,
    /// Place in lists, ascending.
    pub position: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
