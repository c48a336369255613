//! Writes the training of the demo.

use entities::{AttendanceState, Day, PersonId, Timestamp, attendance, topic_change, training_session};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    cast::Cast,
    trainings::{DemoMeeting, DemoTopicChange},
};
use crate::{
    import::{IdSource, store::insert},
    training::flow,
};

/// A meeting was planned so many days before it.
const PLANNED_BEFORE: i64 = 30;

/// Writes the meetings with who was there, who comes and who waits, in that order.
///
/// # Errors
/// When the database can't be written.
pub async fn write_meetings(
    db: &impl ConnectionTrait,
    meetings: &[DemoMeeting],
    cast: &Cast,
    ids: &IdSource<'_>,
    planner: PersonId,
    (today, now): (Day, Timestamp),
) -> Result<(), DbErr> {
    let (mut sessions, mut places) = (Vec::new(), Vec::new());
    for meeting in meetings {
        let (starts_at, ends_at) = (meeting.from.on(today), meeting.until.on(today));
        let planned_at = starts_at.plus_days(-PLANNED_BEFORE).min(now);
        let person = |key: &String| cast.people[key].id;
        let trainer = |key: &Option<String>| key.as_ref().map(person);
        let (welfare, municipality) = (trainer(&meeting.welfare_trainer), trainer(&meeting.municipality_trainer));
        let id = ids.at(planned_at);
        let people: Vec<(PersonId, AttendanceState)> = [
            (&meeting.attended, AttendanceState::Attended),
            (&meeting.absent, AttendanceState::Absent),
            (&meeting.enrolled, AttendanceState::Enrolled),
            (&meeting.waiting, AttendanceState::Waiting),
        ]
        .into_iter()
        .flat_map(|(keys, state)| keys.iter().map(move |key| (key, state)))
        .map(|(key, state)| (person(key), state))
        .collect();
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        sessions.push(training_session::Model {
            id,
            course_id: cast.lists.courses[&meeting.course],
            part: meeting.part,
            starts_at,
            ends_at,
            place: meeting.place.clone(),
            capacity: meeting.capacity,
            welfare_trainer_id: welfare,
            municipality_trainer_id: municipality,
            enrolled: count(people.iter().filter(|(_, state)| flow::takes_a_place(*state)).count()),
            arrivals: count(people.len()),
            cancelled_at: meeting.called_off.as_ref().map(|_| now),
            cancelled_because: meeting.called_off.clone(),
            planned_by: planner,
            version: 1,
        });
        for ((person_id, state), arrival) in people.into_iter().zip(1..) {
            places.push(attendance::Model {
                id: ids.at(planned_at),
                session_id: id,
                person_id,
                state,
                arrival,
                enrolled_by: person_id,
                at: planned_at,
            });
        }
    }
    insert::<training_session::Entity>(db, sessions).await?;
    insert::<attendance::Entity>(db, places).await
}

/// Writes the topics that changed.
///
/// # Errors
/// When the database can't be written.
pub async fn write_topic_changes(
    db: &impl ConnectionTrait,
    changes: &[DemoTopicChange],
    cast: &Cast,
    ids: &IdSource<'_>,
    (today, now): (Day, Timestamp),
) -> Result<(), DbErr> {
    let rows = changes.iter().map(|change| {
        let at = now.plus_days(-i64::from(change.days_ago));
        topic_change::Model {
            id: ids.at(at),
            topic_id: cast.lists.topics[&change.topic],
            changed_on: today.plus_days(-i64::from(change.days_ago)),
            note: change.note.clone(),
            marked_by: cast.people[&change.who].id,
            at,
        }
    });
    insert::<topic_change::Entity>(db, rows.collect()).await
}
