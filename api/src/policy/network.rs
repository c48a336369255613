//! The people whom somebody knows from working together: "mijn mensen".
//!
//! | | knows, with a number to call | with an address to write to |
//! | --- | --- | --- |
//! | connector | fixed contacts and today's stand-ins, workers and team of their areas, trainers and fellow participants of meetings that they were at, entries that they worked with | fixed contacts, stand-ins, workers, trainers |
//! | who is in training | the same, but of their areas to be the workers alone | the same |
//! | community worker, and anybody else with an account | the same, as far as they have any | the same |
//! | machine, nobody | – | – |
//!
//! Each begins with the viewer: what they did together, and where they both work. It gives no other sight of anybody.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    AttendanceState, ConnectorStatus, Day, InvolvementStatus, NeighbourhoodId, PersonId, Role, absence, attendance,
    connector, connector_neighbourhood, fixed_contact, involvement, person, role_grant, training_session,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use super::{
    PersonViewer,
    contacts::{has_stand_in, holds_on},
};

/// The fixed contacts of somebody on a day.
pub fn fixed_contacts(me: &PersonViewer, day: Day) -> Select<fixed_contact::Entity> {
    let own = connector::Entity::find()
        .select_only()
        .column(connector::Column::Id)
        .filter(connector::Column::PersonId.eq(me.id));
    fixed_contact::Entity::find()
        .filter(fixed_contact::Column::ConnectorId.in_subquery(own.into_query()))
        .filter(holds_on(day))
}

/// Who is away of these contacts on a day, and who stands in.
pub fn absences(contacts: &[PersonId], day: Day) -> Select<absence::Entity> {
    absence::Entity::find()
        .filter(absence::Column::PersonId.is_in(contacts.iter().copied()))
        .filter(absence::Column::FromOn.lte(day))
        .filter(absence::Column::UntilOn.gte(day))
        .filter(has_stand_in())
}

/// The connectors and community workers of somebody's own areas.
pub fn near(me: &PersonViewer) -> Select<role_grant::Entity> {
    others_in(me, &[Role::Connector, Role::CommunityWorker], &me.surroundings)
}

/// Where somebody is going to help who is on the way to it, as their profile has it.
pub fn will_help_in(me: &PersonViewer) -> Select<connector_neighbourhood::Entity> {
    let own = connector::Entity::find()
        .select_only()
        .column(connector::Column::Id)
        .filter(connector::Column::PersonId.eq(me.id))
        .filter(connector::Column::Status.eq(ConnectorStatus::InTraining));
    connector_neighbourhood::Entity::find()
        .filter(connector_neighbourhood::Column::ConnectorId.in_subquery(own.into_query()))
}

/// The community workers of the areas where somebody is going to help. The team is known from the first day as a connector.
pub fn workers_of(me: &PersonViewer, areas: &BTreeSet<NeighbourhoodId>) -> Select<role_grant::Entity> {
    others_in(me, &[Role::CommunityWorker], areas)
}

/// The meetings at which somebody was.
pub fn attended(me: &PersonViewer) -> Select<training_session::Entity> {
    training_session::Entity::find().filter(training_session::Column::Id.in_subquery(own_attended(me)))
}

/// The others who were at those meetings.
pub fn fellow_participants(me: &PersonViewer) -> Select<attendance::Entity> {
    attendance::Entity::find()
        .filter(attendance::Column::State.eq(AttendanceState::Attended))
        .filter(attendance::Column::SessionId.in_subquery(own_attended(me)))
        .filter(attendance::Column::PersonId.ne(me.id))
}

/// What somebody asked entries of the directory along for, and they said yes to.
pub fn worked_with(me: &PersonViewer) -> Select<involvement::Entity> {
    involvement::Entity::find()
        .filter(involvement::Column::RequesterId.eq(me.id))
        .filter(involvement::Column::ReceiverSpecialistId.is_not_null())
        .filter(involvement::Column::Status.is_in([InvolvementStatus::Accepted, InvolvementStatus::Completed]))
}

/// The accounts of people who came out of the selects above, those that were not closed.
pub fn people(known: &[PersonId]) -> Select<person::Entity> {
    person::Entity::find()
        .filter(person::Column::Id.is_in(known.iter().copied()))
        .filter(person::Column::EndedAt.is_null())
}

fn others_in(me: &PersonViewer, roles: &[Role], areas: &BTreeSet<NeighbourhoodId>) -> Select<role_grant::Entity> {
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.is_in(roles.iter().copied()))
        .filter(role_grant::Column::NeighbourhoodId.is_in(areas.iter().copied()))
        .filter(role_grant::Column::PersonId.ne(me.id))
}

fn own_attended(me: &PersonViewer) -> sea_orm::sea_query::SelectStatement {
    attendance::Entity::find()
        .select_only()
        .column(attendance::Column::SessionId)
        .filter(attendance::Column::PersonId.eq(me.id))
        .filter(attendance::Column::State.eq(AttendanceState::Attended))
        .into_query()
}
