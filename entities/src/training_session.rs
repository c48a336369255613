//! One meeting of a course.

use sea_orm::entity::prelude::*;

use crate::{CourseId, PersonId, Timestamp, TrainingSessionId};

/// One meeting of a course.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "training_sessions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TrainingSessionId,
    /// Of which course.
    pub course_id: CourseId,
    /// Which meeting of the course, from 1.
    pub part: i32,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends; after that.
    pub ends_at: Timestamp,
    /// Where.
    #[sea_orm(column_type = "Text")]
    pub place: String,
    /// How many places there are.
    pub capacity: i32,
    /// Who gives it for the welfare organisation.
    pub welfare_trainer_id: Option<PersonId>,
    /// Who gives it for the municipality.
    pub municipality_trainer_id: Option<PersonId>,
    /// How many places are taken, not by who stayed away; never more than there are.
    pub enrolled: i32,
    /// How many ever came to ask for a place; it numbers them.
    pub arrivals: i32,
    /// When it was called off.
    pub cancelled_at: Option<Timestamp>,
    /// Why.
    #[sea_orm(column_type = "Text", nullable)]
    pub cancelled_because: Option<String>,
    /// Who planned it.
    pub planned_by: PersonId,
    /// Counts every change, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
