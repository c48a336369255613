//! What somebody learned: the courses that they followed, and when.

use std::collections::BTreeMap;

use entities::{CourseId, CourseKind, Day, PersonId, Timestamp, attendance, course, training_session};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use super::flow;
use crate::{context::local_day, error::Result, policy};

/// The day on which somebody had been at every meeting of the basic course; none when a meeting is missing. One
/// statement.
///
/// # Errors
/// When the database can't be read.
pub async fn basic_course_attended_on(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<Day>> {
    let attended: Vec<(CourseId, i32, i32, Timestamp)> = policy::training::attended_meetings()
        .filter(attendance::Column::PersonId.eq(person))
        .filter(course::Column::Kind.eq(CourseKind::Basic))
        .select_only()
        .column(training_session::Column::CourseId)
        .column(course::Column::Meetings)
        .column(training_session::Column::Part)
        .column(training_session::Column::StartsAt)
        .into_tuple()
        .all(db)
        .await?;
    let mut courses: BTreeMap<CourseId, (i32, Vec<(Day, i32)>)> = BTreeMap::new();
    for (course, meetings, part, starts_at) in attended {
        courses.entry(course).or_insert((meetings, Vec::new())).1.push((local_day(starts_at), part));
    }
    Ok(courses.into_values().filter_map(|(meetings, attended)| flow::followed_on(meetings, attended)).max())
}
