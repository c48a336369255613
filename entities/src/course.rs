//! A course: one meeting or more in which connectors learn something.

use sea_orm::entity::prelude::*;

use crate::{CourseId, CourseKind};

/// A course: one meeting or more in which connectors learn something.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "courses")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CourseId,
    /// Stable key; unique.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Its name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// What it is for.
    pub kind: CourseKind,
    /// What one learns, in a few sentences.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// What it is about, as questions or subjects, divided by `;`.
    #[sea_orm(column_type = "Text")]
    pub subjects: String,
    /// Of how many meetings it consists, from 1.
    pub meetings: i32,
    /// How long all meetings take together.
    pub duration_minutes: i32,
    /// After how many months it has to be renewed; none when never.
    pub validity_months: Option<i32>,
    /// Whether somebody of the welfare organisation gives it.
    pub has_welfare_trainer: bool,
    /// Whether somebody of the municipality gives it.
    pub has_municipality_trainer: bool,
    /// Place in lists, ascending.
    pub position: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
