//! What somebody who applies answered to a question.

use sea_orm::entity::prelude::*;

use crate::{ApplicationQuestionId, ConnectorId};

/// What somebody who applies answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_answers")]
pub struct Model {
    /// Whose answer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub connector_id: ConnectorId,
    /// To which question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: ApplicationQuestionId,
    /// The answer; `YES` or `NO` where it is one of these.
    #[sea_orm(column_type = "Text")]
    pub answer: String,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
