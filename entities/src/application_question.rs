//! A question of the form with which one applies.

use sea_orm::entity::prelude::*;

use crate::{AnswerKind, ApplicationQuestionId};

/// A question of the form with which one applies.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_questions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationQuestionId,
    /// Its name in files; unique.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// The question, in Dutch.
    #[sea_orm(column_type = "Text")]
    pub question_nl: String,
    /// A hint below it, in Dutch.
    #[sea_orm(column_type = "Text")]
    pub help_nl: String,
    /// The question, in English.
    #[sea_orm(column_type = "Text")]
    pub question_en: String,
    /// A hint below it, in English.
    #[sea_orm(column_type = "Text")]
    pub help_en: String,
    /// How it is answered.
    pub answer_kind: AnswerKind,
    /// Whether it has to be answered.
    pub is_required: bool,
    /// Its place in the form.
    pub position: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
