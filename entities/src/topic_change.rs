//! A day on which something about a topic changed, so that who learned it before has to hear of it.

use sea_orm::entity::prelude::*;

use crate::{Day, PersonId, Timestamp, TopicChangeId, TopicId};

/// A day on which something about a topic changed, so that who learned it before has to hear of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "topic_changes")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TopicChangeId,
    /// The topic.
    pub topic_id: TopicId,
    /// Since which day it is different; once a topic and day.
    pub changed_on: Day,
    /// What is different.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// Who marked it.
    pub marked_by: PersonId,
    /// When they did.
    pub at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
