//! What is met of what somebody needs to help.

use std::collections::{BTreeMap, BTreeSet};

use entities::{
    ConnectorId, ContactSide, CourseId, CourseKind, Day, PersonId, Timestamp, attendance, course, fixed_contact,
    training_session,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QuerySelect};

use super::flow::Readiness;
use crate::{context::local_day, error::Result, policy, training};

/// Of how many meetings a course consists, and at which somebody was, on which day.
type Meetings = (i32, Vec<(Day, i32)>);

/// Who of these people had been at every meeting of the basic course. One statement, however many they are.
///
/// # Errors
/// When the database can't be read.
pub async fn who_attended_basic_course(
    db: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<BTreeSet<PersonId>, DbErr> {
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let attended: Vec<(PersonId, CourseId, i32, i32, Timestamp)> = policy::training::attended_meetings()
        .filter(attendance::Column::PersonId.is_in(people.iter().copied()))
        .filter(course::Column::Kind.eq(CourseKind::Basic))
        .select_only()
        .column(attendance::Column::PersonId)
        .column(training_session::Column::CourseId)
        .column(course::Column::Meetings)
        .column(training_session::Column::Part)
        .column(training_session::Column::StartsAt)
        .into_tuple()
        .all(db)
        .await?;
    let mut courses: BTreeMap<(PersonId, CourseId), Meetings> = BTreeMap::new();
    for (person, course, meetings, part, starts_at) in attended {
        courses.entry((person, course)).or_insert((meetings, Vec::new())).1.push((local_day(starts_at), part));
    }
    let followed = courses.into_iter().filter_map(|((person, _), (meetings, attended))| {
        training::flow::followed_on(meetings, attended).map(|_| person)
    });
    Ok(followed.collect())
}

/// What is met for one connector, read in a transaction.
///
/// # Errors
/// When the database can't be read.
pub async fn of(
    db: &impl ConnectionTrait,
    id: ConnectorId,
    account: Option<PersonId>,
    pledged: bool,
    today: Day,
) -> Result<Readiness> {
    let attended = match account {
        Some(person) => training::basic_course_attended_on(db, person).await?.is_some(),
        None => false,
    };
    let sides: Vec<ContactSide> = policy::connectors::contacts_of_connector(id)
        .filter(policy::connectors::holds_on(today))
        .select_only()
        .column(fixed_contact::Column::Side)
        .into_tuple()
        .all(db)
        .await?;
    Ok(Readiness {
        attended_basic_course: attended,
        pledged,
        has_welfare_contact: sides.contains(&ContactSide::Welfare),
        has_municipality_contact: sides.contains(&ContactSide::Municipality),
    })
}
