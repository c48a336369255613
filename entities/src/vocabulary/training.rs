//! The words of training.

use async_graphql::Enum;
use sea_orm::{DeriveActiveEnum, EnumIter, sea_query::StringLen};

/// What a course is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CourseKind {
    /// Needed to start as a connector.
    Basic,
    /// Goes deeper into something.
    Deepening,
    /// Tells what changed; it renews what was learned before.
    Refresher,
}

/// Where somebody stands with a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AttendanceState {
    /// Has a place.
    Enrolled,
    /// Waits for a place.
    Waiting,
    /// Gave the place or the wait up.
    Cancelled,
    /// Was there.
    Attended,
    /// Had a place and wasn't there.
    Absent,
}
