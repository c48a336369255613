//! Training.
//!
//! | | sees of meetings | sees of who takes part | may |
//! | --- | --- | --- | --- |
//! | connector, and who is in training | all | themselves | enrol, leave |
//! | community worker | all | people of their areas | – |
//! | coordinator | all | everybody | plan, change, call off, enrol others, tick off, mark a topic as changed |
//! | officer | those they give | – | – |
//! | who gives a meeting, whatever else they are | it | everybody at it | tick off |
//! | specialist, centre manager, administrator, machine, nobody | – | – | – |
//!
//! Whoever has had a place sees that meeting, also when their role ended.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    AttendanceState, ConnectorStatus, NeighbourhoodId, OrganisationKind, PersonId, Role, Timestamp, TrainingSessionId,
    attendance, calendar_feed, connector, course, course_topic, organisation, person, role_grant, topic_change,
    training_session,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, IntoCondition, SimpleExpr},
};

use super::{Denied, RoleScope, Viewer, connectors::helps_in};
use crate::training::types::TrainingSession;

/// The courses, for whoever follows, gives or plans training.
pub fn courses(viewer: &Viewer) -> Select<course::Entity> {
    let courses = course::Entity::find();
    let is_of_use = viewer.person().is_some_and(|person| person.is_in_training)
        || viewer.roles().iter().any(|role| match role {
            RoleScope::Connector(_)
            | RoleScope::CommunityWorker(_)
            | RoleScope::Coordinator
            | RoleScope::MunicipalityOfficer => true,
            RoleScope::Specialist(_) | RoleScope::CentreManager | RoleScope::Administrator => false,
        });
    if is_of_use {
        return courses;
    }
    let of_meetings = visible(viewer).select_only().column(training_session::Column::CourseId);
    courses.filter(course::Column::Id.in_subquery(of_meetings.into_query()))
}

/// The topics that the courses cover which the viewer sees.
pub fn course_topics(viewer: &Viewer) -> Select<course_topic::Entity> {
    let courses = courses(viewer).select_only().column(course::Column::Id);
    course_topic::Entity::find().filter(course_topic::Column::CourseId.in_subquery(courses.into_query()))
}

/// The meetings that the viewer may see.
pub fn visible(viewer: &Viewer) -> Select<training_session::Entity> {
    let meetings = training_session::Entity::find();
    let Some(me) = viewer.person() else { return meetings.filter(training_session::Column::Id.is_null()) };
    let sees_all = me.is_in_training
        || me.roles.iter().any(|role| match role {
            RoleScope::Connector(_) | RoleScope::CommunityWorker(_) | RoleScope::Coordinator => true,
            RoleScope::Specialist(_)
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => false,
        });
    if sees_all { meetings } else { meetings.filter(given_by(me.id).add(attended_by(me.id))) }
}

/// The places and waits that the viewer may see.
pub fn visible_attendances(viewer: &Viewer) -> Select<attendance::Entity> {
    let attendances = attendance::Entity::find();
    let Some(me) = viewer.person() else { return attendances.filter(attendance::Column::Id.is_null()) };
    let given = training_session::Entity::find()
        .select_only()
        .column(training_session::Column::Id)
        .filter(given_by(me.id))
        .into_query();
    let mut scope = Condition::any()
        .add(attendance::Column::PersonId.eq(me.id))
        .add(attendance::Column::SessionId.in_subquery(given));
    for role in &me.roles {
        scope = match role {
            RoleScope::Coordinator => scope.add(attendance::Column::Id.is_not_null()),
            RoleScope::CommunityWorker(_) => {
                let near = participants().filter(near(&me.surroundings)).select_only().column(person::Column::Id);
                scope.add(attendance::Column::PersonId.in_subquery(near.into_query()))
            }
            RoleScope::Connector(_)
            | RoleScope::Specialist(_)
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => scope,
        };
    }
    attendances.filter(scope)
}

/// Who waits at meetings that the viewer sees, to count them and to say how many come before: nobody of them is shown.
pub fn waiting(meetings: &[TrainingSessionId]) -> Select<attendance::Entity> {
    attendance::Entity::find()
        .filter(attendance::Column::State.eq(AttendanceState::Waiting))
        .filter(attendance::Column::SessionId.is_in(meetings.iter().copied()))
}

/// One's own places and waits.
pub fn own_attendances(viewer: &Viewer) -> Select<attendance::Entity> {
    let attendances = attendance::Entity::find();
    match viewer.person_id() {
        Some(me) => attendances.filter(attendance::Column::PersonId.eq(me)),
        None => attendances.filter(attendance::Column::Id.is_null()),
    }
}

/// A meeting, for who keeps its list in order: whoever leaves may see it no longer, and others move up all the same.
pub fn kept_meeting(meeting: TrainingSessionId) -> Select<training_session::Entity> {
    training_session::Entity::find_by_id(meeting)
}

/// All places and waits of a meeting, for who keeps its list in order: they have no viewer.
pub fn kept_attendances(meeting: TrainingSessionId) -> Select<attendance::Entity> {
    attendance::Entity::find().filter(attendance::Column::SessionId.eq(meeting))
}

/// The places and waits of somebody at meetings that have yet to begin, for who gives up all of them: they have no viewer.
pub fn places_of(person: PersonId, now: Timestamp) -> Select<attendance::Entity> {
    let ahead = training_session::Entity::find()
        .select_only()
        .column(training_session::Column::Id)
        .filter(training_session::Column::StartsAt.gt(now))
        .filter(training_session::Column::CancelledAt.is_null());
    attendance::Entity::find()
        .filter(attendance::Column::PersonId.eq(person))
        .filter(attendance::Column::State.is_in([AttendanceState::Enrolled, AttendanceState::Waiting]))
        .filter(attendance::Column::SessionId.in_subquery(ahead.into_query()))
}

/// The people who follow training: connectors, and who is on the way to become one.
pub fn participants() -> Select<person::Entity> {
    let takes_part = Condition::any()
        .add(granted(Role::Connector, role_grant::Column::Id.is_not_null()))
        .add(in_training(connector::Column::Id.is_not_null()));
    person::Entity::find().filter(person::Column::EndedAt.is_null()).filter(takes_part)
}

/// Who helps in these areas, and who is on the way to help there.
fn near(areas: &BTreeSet<NeighbourhoodId>) -> Condition {
    Condition::any()
        .add(granted(Role::Connector, role_grant::Column::NeighbourhoodId.is_in(areas.iter().copied())))
        .add(in_training(helps_in(areas)))
}

/// The accounts of who is on the way to become a connector, of these profiles.
fn in_training(profiles: SimpleExpr) -> SimpleExpr {
    let accounts = connector::Entity::find()
        .select_only()
        .column(connector::Column::PersonId)
        .filter(connector::Column::Status.eq(ConnectorStatus::InTraining))
        .filter(connector::Column::PersonId.is_not_null())
        .filter(profiles);
    person::Column::Id.in_subquery(accounts.into_query())
}

/// Those of them whose training the viewer looks after: their own, their areas', everybody's.
pub fn looked_after(viewer: &Viewer) -> Select<person::Entity> {
    let people = participants();
    let Some(me) = viewer.person() else { return people.filter(person::Column::Id.is_null()) };
    let scope = me.roles.iter().fold(Condition::any().add(person::Column::Id.eq(me.id)), |scope, role| match role {
        RoleScope::Coordinator => scope.add(person::Column::Id.is_not_null()),
        RoleScope::CommunityWorker(_) => scope.add(near(&me.surroundings)),
        RoleScope::Connector(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => scope,
    });
    people.filter(scope)
}

/// The people who can give training for the welfare organisation or the municipality, for who plans it.
pub fn trainers(viewer: &Viewer, kind: OrganisationKind) -> Select<person::Entity> {
    let own = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .filter(organisation::Column::Kind.eq(kind))
        .into_query();
    let works_there = Condition::all().add(person::Column::OrganisationId.in_subquery(own)).add(granted_one_of(&[
        Role::CommunityWorker,
        Role::Coordinator,
        Role::MunicipalityOfficer,
        Role::Specialist,
    ]));
    let trainers = person::Entity::find().filter(person::Column::EndedAt.is_null()).filter(works_there);
    if may_plan(viewer).is_ok() { trainers } else { trainers.filter(person::Column::Id.is_null()) }
}

/// The days on which topics changed, for whoever sees courses.
pub fn topic_changes(viewer: &Viewer) -> Select<topic_change::Entity> {
    let changes = topic_change::Entity::find();
    let sees = viewer.person().is_some_and(|person| person.is_in_training)
        || viewer.roles().iter().any(|role| match role {
            RoleScope::Connector(_) | RoleScope::CommunityWorker(_) | RoleScope::Coordinator => true,
            RoleScope::Specialist(_)
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => false,
        });
    if sees { changes } else { changes.filter(topic_change::Column::Id.is_null()) }
}

/// One's own address of the calendar, the one that was not withdrawn.
pub fn own_calendar(viewer: &Viewer) -> Select<calendar_feed::Entity> {
    let live = calendar_feed::Entity::find().filter(calendar_feed::Column::RevokedAt.is_null());
    match viewer.person_id() {
        Some(me) => live.filter(calendar_feed::Column::PersonId.eq(me)),
        None => live.filter(calendar_feed::Column::Id.is_null()),
    }
}

/// The calendar of this secret, withdrawn and expired ones too. Whoever knows the secret reads it.
pub fn calendar_of(token_hash: Vec<u8>) -> Select<calendar_feed::Entity> {
    calendar_feed::Entity::find().filter(calendar_feed::Column::TokenHash.eq(token_hash))
}

/// The meetings of somebody's calendar: those they give, and those at which they have, had or wait for a place.
pub fn calendar_meetings(person: PersonId) -> Select<training_session::Entity> {
    training_session::Entity::find().filter(given_by(person).add(attended_by(person)))
}

/// The courses of those meetings.
pub fn calendar_courses(person: PersonId) -> Select<course::Entity> {
    let meetings = calendar_meetings(person).select_only().column(training_session::Column::CourseId);
    course::Entity::find().filter(course::Column::Id.in_subquery(meetings.into_query()))
}

/// The places and waits of the one whose calendar it is.
pub fn attendances_of(person: PersonId) -> Select<attendance::Entity> {
    attendance::Entity::find().filter(attendance::Column::PersonId.eq(person))
}

/// Who runs the programme plans meetings, changes them and calls them off, enrols others, and marks topics as changed.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_plan(viewer: &Viewer) -> Result<(), Denied> {
    let runs_the_programme = viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    });
    if runs_the_programme { Ok(()) } else { Err(Denied) }
}

/// Connectors and who is in training enrol and leave for themselves.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_enrol(viewer: &Viewer) -> Result<PersonId, Denied> {
    let me = viewer.person().ok_or(Denied)?;
    let takes_part = me.is_in_training
        || me.roles.iter().any(|role| match role {
            RoleScope::Connector(_) => true,
            RoleScope::CommunityWorker(_)
            | RoleScope::Coordinator
            | RoleScope::Specialist(_)
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => false,
        });
    if takes_part { Ok(me.id) } else { Err(Denied) }
}

/// Who gives a meeting ticks off who is there, and who runs the programme.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_tick_off(viewer: &Viewer, meeting: &TrainingSession) -> Result<(), Denied> {
    let gives_it = viewer.person_id().is_some_and(|me| meeting.trainer_ids().any(|trainer| trainer == me));
    if gives_it { Ok(()) } else { may_plan(viewer) }
}

/// Every time that somebody was at a meeting, with the meeting and its course, to find out who learned what: that has
/// no viewer, and what comes out of it is shown through the policy of whom it is about.
pub fn attended_meetings() -> Select<attendance::Entity> {
    with_meetings(attendance::Column::State.eq(AttendanceState::Attended).into_condition())
}

/// Every place and every wait at a meeting that is ahead, with the meeting and its course: the same.
pub fn places_ahead(now: Timestamp) -> Select<attendance::Entity> {
    let held = Condition::all()
        .add(attendance::Column::State.is_in([AttendanceState::Enrolled, AttendanceState::Waiting]))
        .add(training_session::Column::EndsAt.gt(now))
        .add(training_session::Column::CancelledAt.is_null());
    with_meetings(held)
}

fn with_meetings(condition: Condition) -> Select<attendance::Entity> {
    let mut attendances = attendance::Entity::find().filter(condition);
    let is_meeting = Expr::col((training_session::Entity, training_session::Column::Id))
        .equals((attendance::Entity, attendance::Column::SessionId));
    let is_course = Expr::col((course::Entity, course::Column::Id))
        .equals((training_session::Entity, training_session::Column::CourseId));
    QuerySelect::query(&mut attendances).join(JoinType::InnerJoin, training_session::Entity, is_meeting).join(
        JoinType::InnerJoin,
        course::Entity,
        is_course,
    );
    attendances
}

fn given_by(person: PersonId) -> Condition {
    Condition::any()
        .add(training_session::Column::WelfareTrainerId.eq(person))
        .add(training_session::Column::MunicipalityTrainerId.eq(person))
}

fn attended_by(person: PersonId) -> Condition {
    let own = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::SessionId)
        .filter(attendance::Column::PersonId.eq(person))
        .filter(attendance::Column::State.ne(AttendanceState::Cancelled));
    Condition::all().add(training_session::Column::Id.in_subquery(own.into_query()))
}

fn granted(role: Role, condition: SimpleExpr) -> SimpleExpr {
    let grants = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::PersonId)
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(role))
        .filter(condition);
    person::Column::Id.in_subquery(grants.into_query())
}

fn granted_one_of(roles: &[Role]) -> SimpleExpr {
    let grants = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::PersonId)
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.is_in(roles.iter().copied()));
    person::Column::Id.in_subquery(grants.into_query())
}
