//! How many of something there are in an area over a span of days. Kept with every change, so that figures and boards add
//! up a few rows, however many cases there are.

use sea_orm::{entity::prelude::*, sea_query::StringLen};

use crate::NeighbourhoodId;

/// How many of something there are in an area over a span of days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tallies")]
pub struct Model {
    /// Of what.
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Measure,
    /// Over which days, as a number: a day, a week, seven weeks, 49 weeks or all days.
    #[sea_orm(primary_key, auto_increment = false)]
    pub span: i32,
    /// Where; the nil id for all areas together.
    #[sea_orm(primary_key, auto_increment = false)]
    pub neighbourhood_id: NeighbourhoodId,
    /// Which one of several, such as the topic; empty where there is one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// How many.
    pub number: i32,
}

/// None: a sum belongs to no row.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is summed up for the figures and the boards. Stored only: no client sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Measure {
    /// Cases by the day on which they were noted.
    Opened,
    /// Those of informal carers.
    OpenedByCarer,
    /// Those of residents who were held back, by what; the key is the ask-barrier.
    OpenedByBarrier,
    /// Those about a topic; the key is its id.
    OpenedByTopic,
    /// Cases that are open now, by the day on which they were noted.
    Open,
    /// Those about a topic, of all days; the key is its id.
    OpenByTopic,
    /// Those in a column of the board, of all days, as who does more than follow them sees it; the key is the column's
    /// number from the left.
    OpenByColumn,
    /// Cases that are closed now, by the day on which they were closed.
    Closed,
    /// The same by how they ended; the key is the outcome.
    ClosedByOutcome,
    /// Open cases that wait, by the day after which that is overdue.
    Waiting,
    /// Open cases that owe a sign of life, by the day after which that is overdue.
    SignOfLife,
    /// Open cases with an unanswered question, by the day after which the first one is overdue.
    Answer,
    /// Open cases with any of these, by the first of these days.
    Due,
    /// Answered involvements by the day of the answer; the key is how they stand now.
    Answered,
    /// Those answered with yes, by how long it took; the key is a step on a scale.
    TimeToYes,
}
