//! What connectors ask each other ("even sparren").
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | connector who asked | it, with every answer | answer, close it, open it again, take it away, take back their own answers |
//! | connector who was asked | the same | answer, take back their own answers |
//! | connectors of the team that was asked, while they are of it | the same | the same |
//! | any other connector; community worker, coordinator, specialist, officer, centre manager, administrator, machine, nobody | – | – |
//!
//! It is between connectors: who thinks aloud with a colleague isn't listened to by who steers or supports the work. Who
//! pauses or stops loses it with the role.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{PersonId, Role, Timestamp, attendance, neighbourhood, peer_answer, peer_question, person, role_grant};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};

use super::{Denied, PersonViewer, RoleScope, Viewer, network};

/// The questions that the viewer may see.
pub fn visible(viewer: &Viewer) -> Select<peer_question::Entity> {
    let questions = peer_question::Entity::find();
    match connector(viewer) {
        Some(me) => questions.filter(concerns(me)),
        None => questions.filter(peer_question::Column::Id.is_null()),
    }
}

/// The answers to questions that the viewer may see.
pub fn answers(viewer: &Viewer) -> Select<peer_answer::Entity> {
    let seen = visible(viewer).select_only().column(peer_question::Column::Id);
    peer_answer::Entity::find().filter(peer_answer::Column::QuestionId.in_subquery(seen.into_query()))
}

/// The roles by which these people are connectors now, to tell them something.
pub fn still_connect(people: &BTreeSet<PersonId>) -> Select<role_grant::Entity> {
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(Role::Connector))
        .filter(role_grant::Column::PersonId.is_in(people.iter().copied()))
}

/// The questions in which nothing was said or done since a moment, for the clock that forgets them.
pub fn for_the_clock(since: Timestamp) -> Select<peer_question::Entity> {
    peer_question::Entity::find().filter(peer_question::Column::LastAt.lt(since))
}

/// Questions at which the viewer is on turn: open, and another said the last word to them.
pub fn waits_for(viewer: &Viewer) -> Condition {
    let Some(me) = connector(viewer) else {
        return Condition::all().add(peer_question::Column::Id.is_null());
    };
    let is_own = peer_question::Column::AskerId.eq(me.id);
    let own = Condition::all().add(is_own.clone()).add(peer_question::Column::LastBy.ne(me.id));
    let asked = Condition::all().add(is_own.not()).add(asker_spoke_last());
    Condition::all().add(peer_question::Column::ClosedAt.is_null()).add(Condition::any().add(own).add(asked))
}

/// The same of a row that the viewer sees.
pub fn is_on_turn(viewer: &Viewer, asker: PersonId, last_by: PersonId, closed_at: Option<Timestamp>) -> bool {
    let Some(me) = connector(viewer) else { return false };
    closed_at.is_none() && if asker == me.id { last_by != asker } else { last_by == asker }
}

/// The connectors whom somebody can ask, each by the areas in which they help: those of the own teams, and those with whom
/// they were at a training.
pub fn may_be_asked(me: &PersonViewer) -> Select<role_grant::Entity> {
    let met = network::fellow_participants(me).select_only().column(attendance::Column::PersonId);
    let is_known = Condition::any()
        .add(role_grant::Column::NeighbourhoodId.is_in(me.teams.iter().copied()))
        .add(role_grant::Column::PersonId.in_subquery(met.into_query()));
    let there = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::EndedAt.is_null())
        .into_query();
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(Role::Connector))
        .filter(role_grant::Column::PersonId.ne(me.id))
        .filter(role_grant::Column::PersonId.in_subquery(there))
        .filter(is_known)
}

/// The connectors of the team of an area other than the viewer: by who has a role there, in a part of it, or in what it
/// lies in.
pub fn team_of(me: &PersonViewer, areas: &[entities::NeighbourhoodId]) -> Select<role_grant::Entity> {
    may_be_asked(me).filter(role_grant::Column::NeighbourhoodId.is_in(areas.iter().copied()))
}

/// The areas whose team somebody can ask: those in which they help, and not what these lie in.
pub fn own_teams(me: &PersonViewer) -> Select<neighbourhood::Entity> {
    let own = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::NeighbourhoodId)
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(Role::Connector))
        .filter(role_grant::Column::PersonId.eq(me.id));
    neighbourhood::Entity::find().filter(neighbourhood::Column::Id.in_subquery(own.into_query()))
}

/// Connectors ask.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_ask(viewer: &Viewer) -> Result<&PersonViewer, Denied> {
    connector(viewer).ok_or(Denied)
}

/// Who sees a question answers it.
///
/// # Errors
/// [`Denied`] for whom it doesn't concern.
pub fn may_answer(viewer: &Viewer, question: &peer_question::Model) -> Result<PersonId, Denied> {
    let peer_question::Model { asker_id, asked_id, neighbourhood_id, .. } = question;
    let takes_part = |me: &&PersonViewer| {
        *asker_id == me.id || *asked_id == Some(me.id) || neighbourhood_id.is_some_and(|area| me.teams.contains(&area))
    };
    connector(viewer).filter(takes_part).map(|me| me.id).ok_or(Denied)
}

/// Who asked closes it, opens it again, and takes it away.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_settle(viewer: &Viewer, asker: PersonId) -> Result<(), Denied> {
    if connector(viewer).is_some_and(|me| me.id == asker) { Ok(()) } else { Err(Denied) }
}

/// Who gave an answer takes it back.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_take_back(viewer: &Viewer, writer: PersonId) -> Result<(), Denied> {
    may_settle(viewer, writer)
}

/// The viewer, if they are a connector now.
fn connector(viewer: &Viewer) -> Option<&PersonViewer> {
    let connects = viewer.roles().iter().any(|role| match role {
        RoleScope::Connector(_) => true,
        RoleScope::CommunityWorker(_)
        | RoleScope::Coordinator
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    });
    viewer.person().filter(|_| connects)
}

fn concerns(me: &PersonViewer) -> Condition {
    Condition::any()
        .add(peer_question::Column::AskerId.eq(me.id))
        .add(peer_question::Column::AskedId.eq(me.id))
        .add(peer_question::Column::NeighbourhoodId.is_in(me.teams.iter().copied()))
}

fn asker_spoke_last() -> SimpleExpr {
    Expr::col((peer_question::Entity, peer_question::Column::LastBy))
        .equals((peer_question::Entity, peer_question::Column::AskerId))
}
