//! Connectors: who applies, is trained, helps, pauses or stopped.
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | the connector | the own profile, with steps and contacts | keep it up to date, promise to be discreet, pause, stop |
//! | fixed contact person, and who stands in today | those whose contact they are | note a contact moment |
//! | community worker | besides: who is in training, active or paused in the own neighbourhoods | – |
//! | coordinator | everybody, with what they answered and what was noted of each step | every act |
//! | connector, specialist, centre manager, administrator, machine, nobody | – | – |
//!
//! Of the team a connector knows the names, which is `policy::people`. Anybody may apply: it shows nothing.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    CaseStatus, ConnectorId, ConnectorStatus, Day, NeighbourhoodId, OrganisationKind, PersonId, Role, Timestamp,
    absence, application_answer, application_question, case, connector, connector_host, connector_neighbourhood,
    connector_step, contact_moment, fixed_contact, neighbourhood, organisation, person, programme, role_grant,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr},
};

pub use super::contacts::{can_be_called, falls_to, has_stand_in, holds_on, possible_contacts};
use super::{Denied, RoleScope, Viewer};
use crate::connectors::flow::ConnectorAct;

/// The profiles that the viewer may see on this day.
pub fn visible(viewer: &Viewer, today: Day) -> Select<connector::Entity> {
    connector::Entity::find().filter(scope(viewer, today))
}

/// The one profile of the viewer's own.
pub fn own(viewer: &Viewer) -> Select<connector::Entity> {
    let profiles = connector::Entity::find();
    match viewer.person_id() {
        Some(id) => profiles.filter(connector::Column::PersonId.eq(id)),
        None => profiles.filter(connector::Column::Id.is_null()),
    }
}

/// Profiles whose fixed contact person the viewer is on this day, by themselves or standing in.
pub fn contacted_by(viewer: &Viewer, today: Day) -> SimpleExpr {
    match viewer.person_id() {
        Some(id) => connector::Column::Id.in_subquery(contacts_of(id, today)),
        None => connector::Column::Id.is_null(),
    }
}

/// Whether somebody with this address is on the way already; nothing of it is shown.
pub fn under_way(email: &str) -> Select<connector::Entity> {
    connector::Entity::find()
        .filter(connector::Column::Email.eq(email))
        .filter(connector::Column::Status.is_not_in([ConnectorStatus::Declined, ConnectorStatus::Stopped]))
}

/// One's turn to apply until the transaction ends, so that applications come one after the other.
pub fn turn_to_apply() -> Select<programme::Entity> {
    programme::Entity::find().select_only().column(programme::Column::Id).lock_exclusive()
}

/// The profile of this account, to see that there is one at most; nothing of it is shown.
pub fn of_account(id: PersonId) -> Select<connector::Entity> {
    connector::Entity::find().filter(connector::Column::PersonId.eq(id))
}

/// The questions of the form, for everybody.
pub fn questions() -> Select<application_question::Entity> {
    application_question::Entity::find()
}

/// The organisations that run the programme, from which connectors work.
pub fn hosts() -> Select<organisation::Entity> {
    organisation::Entity::find().filter(organisation::Column::Kind.eq(OrganisationKind::Welfare))
}

/// Profiles that ended this way before a moment and were not forgotten yet, for the clock that forgets them.
pub fn to_be_forgotten(status: ConnectorStatus, before: Timestamp) -> Select<connector::Entity> {
    connector::Entity::find()
        .filter(connector::Column::Status.eq(status))
        .filter(connector::Column::ForgottenAt.is_null())
        .filter(connector::Column::LastStepAt.lt(before))
}

/// How the programme is set up, for the clock.
pub fn programme_for_the_clock() -> Select<programme::Entity> {
    programme::Entity::find()
}

/// Those of these people who have no other role: with the profile their account is forgotten.
pub fn without_role(people: &[PersonId]) -> Select<person::Entity> {
    let roles = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::PersonId)
        .filter(role_grant::Column::EndedAt.is_null());
    person::Entity::find()
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .filter(person::Column::Id.not_in_subquery(roles.into_query()))
}

/// How the programme is set up; for everybody who is signed in.
pub fn programme(viewer: &Viewer) -> Select<programme::Entity> {
    let rows = programme::Entity::find();
    match viewer {
        Viewer::Person(_) => rows,
        Viewer::Nobody | Viewer::Machine(_) => rows.filter(programme::Column::Id.is_null()),
    }
}

/// Where those help whose profile the viewer sees.
pub fn neighbourhoods_of(viewer: &Viewer, today: Day) -> Select<connector_neighbourhood::Entity> {
    connector_neighbourhood::Entity::find()
        .filter(connector_neighbourhood::Column::ConnectorId.in_subquery(ids(visible(viewer, today))))
}

/// From which organisation those work whose profile the viewer sees.
pub fn hosts_of(viewer: &Viewer, today: Day) -> Select<connector_host::Entity> {
    connector_host::Entity::find().filter(connector_host::Column::ConnectorId.in_subquery(ids(visible(viewer, today))))
}

/// The steps of those whose profile the viewer sees.
pub fn steps_of(viewer: &Viewer, today: Day) -> Select<connector_step::Entity> {
    connector_step::Entity::find().filter(connector_step::Column::ConnectorId.in_subquery(ids(visible(viewer, today))))
}

/// What those answered who applied: for who runs the programme.
pub fn answers(viewer: &Viewer) -> Select<application_answer::Entity> {
    let answers = application_answer::Entity::find();
    if runs_the_programme(viewer) { answers } else { answers.filter(application_answer::Column::ConnectorId.is_null()) }
}

/// The fixed contacts of those whose profile the viewer sees, former ones too.
pub fn fixed_contacts(viewer: &Viewer, today: Day) -> Select<fixed_contact::Entity> {
    fixed_contact::Entity::find().filter(fixed_contact::Column::ConnectorId.in_subquery(ids(visible(viewer, today))))
}

/// The contacts of one connector that an act found, former ones too.
pub fn contacts_of_connector(id: ConnectorId) -> Select<fixed_contact::Entity> {
    fixed_contact::Entity::find().filter(fixed_contact::Column::ConnectorId.eq(id))
}

/// When those spoke with a contact person whose profile the viewer sees.
pub fn contact_moments(viewer: &Viewer, today: Day) -> Select<contact_moment::Entity> {
    contact_moment::Entity::find().filter(contact_moment::Column::ConnectorId.in_subquery(ids(visible(viewer, today))))
}

/// When people are away: a coordinator sees it of everybody, others of themselves and where they stand in.
pub fn absences(viewer: &Viewer) -> Select<absence::Entity> {
    let absences = absence::Entity::find();
    match viewer.person_id() {
        Some(_) if runs_the_programme(viewer) => absences,
        Some(id) => absences
            .filter(Condition::any().add(absence::Column::PersonId.eq(id)).add(absence::Column::StandInId.eq(id))),
        None => absences.filter(absence::Column::Id.is_null()),
    }
}

/// The absences of people who are somebody's contact: who sees the contact may know who stands in.
pub fn absences_of_contacts(viewer: &Viewer) -> Select<absence::Entity> {
    let absences = absence::Entity::find();
    match viewer {
        Viewer::Person(_) => absences,
        Viewer::Nobody | Viewer::Machine(_) => absences.filter(absence::Column::Id.is_null()),
    }
}

/// Name and telephone number of people who are a contact, or stand in, on a row that the viewer sees.
pub fn contact_people(viewer: &Viewer) -> Select<person::Entity> {
    let people = person::Entity::find();
    match viewer {
        Viewer::Person(_) => people,
        Viewer::Nobody | Viewer::Machine(_) => people.filter(person::Column::Id.is_null()),
    }
}

/// Name and telephone number of those who run the programme, for a connector who can call nobody else.
pub fn coordinators(viewer: &Viewer) -> Select<person::Entity> {
    let people = possible_contacts(&[Role::Coordinator]);
    match viewer {
        Viewer::Person(_) => people,
        Viewer::Nobody | Viewer::Machine(_) => people.filter(person::Column::Id.is_null()),
    }
}

/// Those who can carry a case in one of these areas: connectors and community workers there, each once a role. Select the
/// person's columns and the area from it.
pub fn carriers(areas: &BTreeSet<NeighbourhoodId>) -> Select<role_grant::Entity> {
    let mut grants = role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.is_in([Role::Connector, Role::CommunityWorker]))
        .filter(role_grant::Column::NeighbourhoodId.is_in(areas.iter().copied()))
        .filter(person::Column::EndedAt.is_null());
    let is_person =
        Expr::col((person::Entity, person::Column::Id)).equals((role_grant::Entity, role_grant::Column::PersonId));
    QuerySelect::query(&mut grants).inner_join(person::Entity, is_person);
    grants
}

/// The open cases that somebody holds, for who has them go to others; nothing of them is shown but what the viewer sees.
pub fn held_by(person: PersonId) -> Select<case::Entity> {
    case::Entity::find()
        .filter(case::Column::HolderPersonId.eq(person))
        .filter(case::Column::Status.ne(CaseStatus::Closed))
}

/// The neighbourhoods over which the viewer reads figures of people: all of them for who runs the programme, the own ones
/// for a community worker; none for anybody else.
pub fn counted_areas(viewer: &Viewer) -> Option<Select<neighbourhood::Entity>> {
    let person = viewer.person()?;
    let counts = person.roles.iter().any(|role| match role {
        RoleScope::Coordinator | RoleScope::CommunityWorker(_) => true,
        RoleScope::Connector(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    });
    counts.then(|| super::places::neighbourhoods_of(person))
}

/// Who runs the programme takes the steps: talks, starts the training, makes active, ends.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_lead(viewer: &Viewer) -> Result<(), Denied> {
    allowed(runs_the_programme(viewer))
}

/// The connector keeps the own profile up to date; who runs the programme keeps every profile.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_correct(viewer: &Viewer, account: Option<PersonId>) -> Result<(), Denied> {
    allowed(runs_the_programme(viewer) || is_own(viewer, account))
}

/// A connector pauses and stops by themselves; who runs the programme does it for anybody. Coming back is a conversation.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_leave(viewer: &Viewer, account: Option<PersonId>) -> Result<(), Denied> {
    allowed(runs_the_programme(viewer) || is_own(viewer, account))
}

/// Only the connector makes the promise.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_pledge(viewer: &Viewer, account: Option<PersonId>) -> Result<(), Denied> {
    allowed(is_own(viewer, account))
}

/// Who is the contact on this day notes that they spoke, and who runs the programme; not the connector.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_note_moment(viewer: &Viewer, is_contact: bool) -> Result<(), Denied> {
    allowed(is_contact || runs_the_programme(viewer))
}

/// Somebody tells when they are away themselves; who runs the programme tells it of anybody.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_plan_absence(viewer: &Viewer, of: PersonId) -> Result<(), Denied> {
    let is_contact = viewer.roles().iter().any(|role| match role {
        RoleScope::CommunityWorker(_) | RoleScope::Coordinator | RoleScope::MunicipalityOfficer => true,
        RoleScope::Connector(_) | RoleScope::Specialist(_) | RoleScope::CentreManager | RoleScope::Administrator => {
            false
        }
    });
    allowed(runs_the_programme(viewer) || is_contact && viewer.person_id() == Some(of))
}

/// Whether the viewer may do this with the profile of this account; `is_contact` says whether they are its contact today.
///
/// # Errors
/// [`Denied`] otherwise.
pub fn may(viewer: &Viewer, act: ConnectorAct, account: Option<PersonId>, is_contact: bool) -> Result<(), Denied> {
    match act {
        ConnectorAct::NoteConversation
        | ConnectorAct::StartTraining
        | ConnectorAct::Activate
        | ConnectorAct::Decline
        | ConnectorAct::Resume
        | ConnectorAct::PassCasesOn
        | ConnectorAct::SetFixedContact
        | ConnectorAct::SetHost
        | ConnectorAct::ChangeNeighbourhoods => may_lead(viewer),
        ConnectorAct::Pause | ConnectorAct::Stop => may_leave(viewer, account),
        ConnectorAct::NoteContactMoment => may_note_moment(viewer, is_contact),
        ConnectorAct::CorrectProfile => may_correct(viewer, account),
        ConnectorAct::AcceptPledge => may_pledge(viewer, account),
    }
}

/// Whether the viewer runs the programme.
pub fn runs_the_programme(viewer: &Viewer) -> bool {
    viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    })
}

/// Whether the profile of this account is the viewer's own.
pub fn is_own(viewer: &Viewer, account: Option<PersonId>) -> bool {
    account.is_some() && account == viewer.person_id()
}

fn scope(viewer: &Viewer, today: Day) -> Condition {
    let Some(me) = viewer.person() else { return nobody() };
    let mut scope = Condition::any().add(connector::Column::PersonId.eq(me.id));
    for role in &me.roles {
        scope = match role {
            RoleScope::Coordinator => scope.add(connector::Column::Id.is_not_null()),
            RoleScope::CommunityWorker(_) => scope
                .add(contacted_by(viewer, today))
                .add(Condition::all().add(is_of_the_team()).add(helps_in(&me.surroundings))),
            RoleScope::MunicipalityOfficer => scope.add(contacted_by(viewer, today)),
            RoleScope::Connector(_)
            | RoleScope::Specialist(_)
            | RoleScope::CentreManager
            | RoleScope::Administrator => scope,
        };
    }
    scope
}

/// Those with whom a worker of their neighbourhood works. Who only applied is between them and the coordinator.
fn is_of_the_team() -> SimpleExpr {
    connector::Column::Status.is_in([ConnectorStatus::InTraining, ConnectorStatus::Active, ConnectorStatus::Paused])
}

/// Profiles with one of these neighbourhoods.
pub fn helps_in(areas: &BTreeSet<NeighbourhoodId>) -> SimpleExpr {
    let there = connector_neighbourhood::Entity::find()
        .select_only()
        .column(connector_neighbourhood::Column::ConnectorId)
        .filter(connector_neighbourhood::Column::NeighbourhoodId.is_in(areas.iter().copied()));
    connector::Column::Id.in_subquery(there.into_query())
}

fn contacts_of(id: PersonId, today: Day) -> SelectStatement {
    fixed_contact::Entity::find()
        .select_only()
        .column(fixed_contact::Column::ConnectorId)
        .filter(falls_to(id, today))
        .into_query()
}

fn ids(profiles: Select<connector::Entity>) -> SelectStatement {
    profiles.select_only().column(connector::Column::Id).into_query()
}

fn nobody() -> Condition {
    Condition::all().add(Expr::col((connector::Entity, connector::Column::Id)).is_null())
}

fn allowed(allowed: bool) -> Result<(), Denied> {
    if allowed { Ok(()) } else { Err(Denied) }
}
