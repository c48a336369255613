//! Training.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{AttendanceState, attendance, course, training_session};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};

/// Every time that somebody was at a meeting, with the meeting and its course, to find out who learned what: that has
/// no viewer, and what comes out of it is shown through the policy of whom it is about.
pub fn attended_meetings() -> Select<attendance::Entity> {
    let mut attended = attendance::Entity::find().filter(attendance::Column::State.eq(AttendanceState::Attended));
    let is_meeting = Expr::col((training_session::Entity, training_session::Column::Id))
        .equals((attendance::Entity, attendance::Column::SessionId));
    let is_course = Expr::col((course::Entity, course::Column::Id))
        .equals((training_session::Entity, training_session::Column::CourseId));
    QuerySelect::query(&mut attended).join(JoinType::InnerJoin, training_session::Entity, is_meeting).join(
        JoinType::InnerJoin,
        course::Entity,
        is_course,
    );
    attended
}
