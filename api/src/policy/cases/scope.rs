//! Which rows of cases exist for a viewer, as conditions that every select goes through. The same as
//! `standing` says of one case.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    AskBarrier, CaseEventKind, CaseId, CaseStatus, InvolvementStatus, NeighbourhoodId, NoteVisibility, PersonId, Role,
    SpecialistId, Timestamp, TopicId, case, case_ask_barrier, case_event, case_follower, case_reading, case_topic,
    consent, involvement, resident_details, role_grant,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement, SimpleExpr, UnionType},
};

use super::{Reader, Standing, acts::KNOWN_TO_FOLLOWERS};
use crate::{
    cases::{derived::yes, types::Case},
    policy::{RoleScope, Viewer},
};

/// The cases that exist for the viewer: their cards.
pub fn visible(viewer: &Viewer) -> Select<case::Entity> {
    case::Entity::find().filter(card_scope(viewer, Team::Included))
}

/// That the viewer reads the summary of a case.
pub fn reads_content(viewer: &Viewer, now: Timestamp) -> Condition {
    let mut scope = none();
    let Some(me) = viewer.person() else { return scope };
    for role in &me.roles {
        scope = match role {
            RoleScope::Connector(_) => scope.add(case::Column::HolderPersonId.eq(me.id)),
            RoleScope::CommunityWorker(areas) => {
                scope.add(case::Column::HolderPersonId.eq(me.id)).add(among(asked_person(me.id))).add(
                    Condition::all()
                        .add(case::Column::NeighbourhoodId.is_in(areas.iter().copied()))
                        .add(any_of(among(asked_any_worker()), among(reason_given(me.id, now)))),
                )
            }
            RoleScope::Coordinator => scope.add(among(reason_given(me.id, now))),
            RoleScope::Specialist(entries) => scope
                .add(case::Column::HolderSpecialistId.is_in(entries.iter().copied()))
                .add(among(asked_entries(entries.iter().copied(), &[InvolvementStatus::Accepted]))),
            RoleScope::MunicipalityOfficer | RoleScope::CentreManager | RoleScope::Administrator => scope,
        };
    }
    scope
}

/// That the viewer reads a case, or counts it in the figures of their neighbourhoods: who asks and what held them
/// back may then narrow a list.
pub fn may_be_counted(viewer: &Viewer, now: Timestamp) -> Condition {
    let mut scope = reads_content(viewer, now);
    for role in viewer.roles() {
        scope = match role {
            RoleScope::CommunityWorker(areas) => scope.add(case::Column::NeighbourhoodId.is_in(areas.iter().copied())),
            RoleScope::Coordinator => scope.add(case::Column::Id.is_not_null()),
            RoleScope::Connector(_)
            | RoleScope::Specialist(_)
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => scope,
        };
    }
    scope
}

/// The cases with one of these topics, by id, to narrow a list of visible ones.
pub fn about(topics: &[TopicId]) -> Select<case_topic::Entity> {
    case_topic::Entity::find()
        .select_only()
        .column(case_topic::Column::CaseId)
        .filter(case_topic::Column::TopicId.is_in(topics.iter().copied()))
}

/// The cases of residents who were held back by one of these, to narrow a list of those that
/// [`may_be_counted`].
pub fn held_back_by(barriers: &[AskBarrier]) -> Select<case_ask_barrier::Entity> {
    case_ask_barrier::Entity::find().filter(case_ask_barrier::Column::Barrier.is_in(barriers.iter().copied()))
}

/// That the viewer follows a case and does nothing else in it: the column for what was handed over.
pub fn only_follows(viewer: &Viewer) -> Condition {
    let Some(me) = viewer.person() else { return none() };
    let mut follows = none();
    let mut more = none();
    for role in &me.roles {
        match role {
            RoleScope::Connector(_) => {
                follows = follows.add(among(followed(me.id)));
                more = more.add(case::Column::HolderPersonId.eq(me.id));
            }
            RoleScope::CommunityWorker(areas) => {
                follows = follows.add(among(followed(me.id)));
                more = more.add(case::Column::HolderPersonId.eq(me.id)).add(among(asked_person(me.id))).add(
                    Condition::all()
                        .add(case::Column::NeighbourhoodId.is_in(areas.iter().copied()))
                        .add(among(asked_any_worker())),
                );
            }
            RoleScope::Specialist(entries) => {
                follows = follows.add(among(followed(me.id)));
                more = more
                    .add(case::Column::HolderSpecialistId.is_in(entries.iter().copied()))
                    .add(among(asked_entries(entries.iter().copied(), &OPEN)));
            }
            RoleScope::Coordinator
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => {}
        }
    }
    // `NOT (… OR holder = ?)` is unknown where nobody holds; unknown must count as no.
    Condition::all().add(follows).add(yes(more).eq(0))
}

/// The involvements of cases that the viewer sees, and those in which they were a party themselves. Who sees a case as
/// one of the team knows who is asked along now, not who was before.
pub fn visible_involvements(viewer: &Viewer) -> Select<involvement::Entity> {
    let of_case = |scope: Condition| {
        let cases = case::Entity::find()
            .select_only()
            .column(case::Column::Id)
            .filter(
                Expr::col((case::Entity, case::Column::Id)).equals((involvement::Entity, involvement::Column::CaseId)),
            )
            .filter(scope);
        Expr::exists(cases.into_query())
    };
    let mut scope = own_part(viewer).add(of_case(card_scope(viewer, Team::Apart)));
    let is_open = involvement::Column::Status.is_in(OPEN);
    scope = scope.add(Condition::all().add(is_open).add(of_case(card_scope(viewer, Team::Included))));
    involvement::Entity::find().filter(scope)
}

/// The involvements in which the viewer is or was a party.
pub fn own_involvements(viewer: &Viewer) -> Select<involvement::Entity> {
    involvement::Entity::find().filter(own_part(viewer))
}

/// The involvements of cases that were read through [`visible`]: having the row shows that the viewer sees it.
pub fn involvements_of(cases: &[Case]) -> Select<involvement::Entity> {
    involvement::Entity::find().filter(involvement::Column::CaseId.is_in(cases.iter().map(|case| case.id)))
}

/// The same of cases that are known by id only, as far as the viewer sees them. What of it the viewer may know,
/// [`super::may_see`] says.
pub fn all_involvements_among(viewer: &Viewer, cases: &[CaseId]) -> Select<involvement::Entity> {
    let visible =
        visible(viewer).select_only().column(case::Column::Id).filter(case::Column::Id.is_in(cases.iter().copied()));
    involvement::Entity::find()
        .filter(involvement::Column::CaseId.is_in(cases.iter().copied()))
        .filter(involvement::Column::CaseId.in_subquery(visible.into_query()))
}

/// The involvements of these cases, as far as the viewer sees the cases.
pub fn involvements_among(viewer: &Viewer, cases: &[CaseId]) -> Select<involvement::Entity> {
    visible_involvements(viewer).filter(involvement::Column::CaseId.is_in(cases.iter().copied()))
}

/// The lines of a case's timeline that the viewer may know. A follower learns who holds, who is asked along,
/// and how it ends; who reads the notes learns everything but the notes kept from them.
pub fn events_of(viewer: &Viewer, case: &Case, standing: &Standing) -> Select<case_event::Entity> {
    let events = case_event::Entity::find().filter(case_event::Column::CaseId.eq(case.id));
    let is_note = case_event::Column::Kind.eq(CaseEventKind::Note);
    match standing.reads_notes() {
        Some(reader) => events.filter(any_of(is_note.not(), note_readable(viewer, reader))),
        None if standing.asked => events.filter(is_note.not()),
        None if standing.follows => events.filter(case_event::Column::Kind.is_in(KNOWN_TO_FOLLOWERS)),
        None => events.filter(nothing()),
    }
}

/// One line of a timeline, of a case that the viewer sees. Whether they may know the line, [`super::may_know`] says.
pub fn visible_events(viewer: &Viewer) -> Select<case_event::Entity> {
    let cases = visible(viewer).select_only().column(case::Column::Id);
    case_event::Entity::find().filter(case_event::Column::CaseId.in_subquery(cases.into_query()))
}

/// The topics of cases that were read through [`visible`].
pub fn topics_of(cases: &[CaseId]) -> Select<case_topic::Entity> {
    case_topic::Entity::find().filter(case_topic::Column::CaseId.is_in(cases.iter().copied()))
}

/// The ask-barriers of cases whose content the viewer reads.
pub fn ask_barriers_of(cases: &[CaseId]) -> Select<case_ask_barrier::Entity> {
    case_ask_barrier::Entity::find().filter(case_ask_barrier::Column::CaseId.is_in(cases.iter().copied()))
}

/// The resident's details of a case, for whom [`super::may`] lets reveal or remove them.
pub fn details_of(case: &Case) -> Select<resident_details::Entity> {
    resident_details::Entity::find().filter(resident_details::Column::CaseId.eq(case.id))
}

/// The consents of a case, for whom [`super::may`] lets reveal or remove the resident's details.
pub fn consents_of(case: &Case) -> Select<consent::Entity> {
    consent::Entity::find().filter(consent::Column::CaseId.eq(case.id))
}

/// The open cases that an entry of the directory holds, or is asked along in, to narrow a list of visible ones or to
/// learn that there is one; nothing else of them is told.
pub fn in_hands_of(entry: SpecialistId) -> Select<case::Entity> {
    let asked_along = asked_entries(std::iter::once(entry), &OPEN);
    case::Entity::find()
        .filter(Expr::col((case::Entity, case::Column::Status)).ne(fixed(&CaseStatus::Closed)))
        .filter(any_of(case::Column::HolderSpecialistId.eq(entry), among(asked_along)))
}

/// The community workers of this neighbourhood, or of an area that it lies in.
pub fn workers_of(areas: &BTreeSet<NeighbourhoodId>) -> Select<role_grant::Entity> {
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(Role::CommunityWorker))
        .filter(role_grant::Column::NeighbourhoodId.is_in(areas.iter().copied()))
}

pub(super) const OPEN: [InvolvementStatus; 2] = [InvolvementStatus::Requested, InvolvementStatus::Accepted];

/// Whether the cases of fellow connectors are meant too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Team {
    Included,
    Apart,
}

fn card_scope(viewer: &Viewer, team: Team) -> Condition {
    let mut scope = none();
    let Some(me) = viewer.person() else { return scope };
    for role in &me.roles {
        scope = match role {
            RoleScope::Connector(areas) => scope
                .add_option(
                    (team == Team::Included).then(|| case::Column::NeighbourhoodId.is_in(areas.iter().copied())),
                )
                .add(case::Column::HolderPersonId.eq(me.id))
                .add(among(followed(me.id))),
            RoleScope::CommunityWorker(areas) => scope
                .add(case::Column::NeighbourhoodId.is_in(areas.iter().copied()))
                .add(case::Column::HolderPersonId.eq(me.id))
                .add(among(followed(me.id)))
                .add(among(asked_person(me.id))),
            RoleScope::Coordinator => scope.add(case::Column::Id.is_not_null()),
            RoleScope::Specialist(entries) => scope
                .add(case::Column::HolderSpecialistId.is_in(entries.iter().copied()))
                .add(among(followed(me.id)))
                .add(among(asked_entries(entries.iter().copied(), &OPEN))),
            RoleScope::MunicipalityOfficer | RoleScope::CentreManager | RoleScope::Administrator => scope,
        };
    }
    scope
}

/// The cases outside these areas in which a community worker has a part: held, followed, asked. By id, so that they are
/// found by their indexes; of a worker's cases in other areas it says the same as [`visible`]. None for who works in
/// another role too.
pub fn with_part_outside(viewer: &Viewer, areas: &[NeighbourhoodId]) -> Option<SelectStatement> {
    let me = viewer.person()?;
    let is_worker = |role: &RoleScope| match role {
        RoleScope::CommunityWorker(_) => true,
        RoleScope::Connector(_)
        | RoleScope::Coordinator
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    };
    let outside = |cases: Condition| {
        let elsewhere = case::Column::NeighbourhoodId.is_not_in(areas.iter().copied());
        case::Entity::find().select_only().column(case::Column::Id).filter(cases).filter(elsewhere).into_query()
    };
    let held = outside(Condition::all().add(case::Column::HolderPersonId.eq(me.id)));
    let known = { followed(me.id) }.union(UnionType::Distinct, asked_person(me.id)).take();
    let known = outside(Condition::all().add(among(known)));
    me.roles.iter().all(is_worker).then(|| { held }.union(UnionType::Distinct, known).take())
}

/// That the viewer asked, or was asked by name or through an entry they work for.
fn own_part(viewer: &Viewer) -> Condition {
    let mut scope = none();
    let Some(me) = viewer.person() else { return scope };
    for role in &me.roles {
        scope = match role {
            RoleScope::Connector(_) => scope.add(involvement::Column::RequesterId.eq(me.id)),
            RoleScope::CommunityWorker(_) => scope
                .add(involvement::Column::RequesterId.eq(me.id))
                .add(involvement::Column::ReceiverPersonId.eq(me.id)),
            RoleScope::Specialist(entries) => scope
                .add(involvement::Column::RequesterId.eq(me.id))
                .add(involvement::Column::ReceiverSpecialistId.is_in(entries.iter().copied())),
            RoleScope::Coordinator
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => scope,
        };
    }
    scope
}

fn note_readable(viewer: &Viewer, reader: Reader) -> Condition {
    let visibility = case_event::Column::NoteVisibility;
    let by_reader = match reader {
        Reader::Colleague => visibility.is_in([NoteVisibility::Involved, NoteVisibility::WithoutSpecialist]),
        Reader::Specialist => visibility.eq(NoteVisibility::Involved),
    };
    let by_writer = viewer.person_id().map(|me| case_event::Column::ActorPersonId.eq(me));
    Condition::any().add(by_reader).add_option(by_writer)
}

pub(super) fn followed(me: PersonId) -> SelectStatement {
    case_follower::Entity::find()
        .select_only()
        .column(case_follower::Column::CaseId)
        .filter(case_follower::Column::PersonId.eq(me))
        .filter(case_follower::Column::EndedAt.is_null())
        .into_query()
}

fn reason_given(me: PersonId, now: Timestamp) -> SelectStatement {
    case_reading::Entity::find()
        .select_only()
        .column(case_reading::Column::CaseId)
        .filter(case_reading::Column::PersonId.eq(me))
        .filter(case_reading::Column::ExpiresAt.gt(now))
        .into_query()
}

fn asked(statuses: &[InvolvementStatus]) -> Select<involvement::Entity> {
    involvement::Entity::find()
        .select_only()
        .column(involvement::Column::CaseId)
        .filter(Expr::col((involvement::Entity, involvement::Column::Status)).is_in(statuses.iter().map(fixed)))
        // An offer asks the holder, whom it gives no more than they have.
        .filter(any_of(
            involvement::Column::TakerId.is_null(),
            Expr::col(involvement::Column::TakerId).not_equals(involvement::Column::RequesterId),
        ))
}

fn asked_person(me: PersonId) -> SelectStatement {
    asked(&OPEN).filter(involvement::Column::ReceiverPersonId.eq(me)).into_query()
}

fn asked_entries(entries: impl Iterator<Item = SpecialistId>, statuses: &[InvolvementStatus]) -> SelectStatement {
    asked(statuses).filter(involvement::Column::ReceiverSpecialistId.is_in(entries)).into_query()
}

pub(super) fn asked_any_worker() -> SelectStatement {
    asked(&[InvolvementStatus::Requested])
        .filter(involvement::Column::ReceiverPersonId.is_null())
        .filter(involvement::Column::ReceiverSpecialistId.is_null())
        .into_query()
}

pub(super) fn among(cases: SelectStatement) -> SimpleExpr {
    case::Column::Id.in_subquery(cases)
}

pub(super) fn any_of(one: impl Into<Condition>, other: impl Into<Condition>) -> Condition {
    Condition::any().add(one.into()).add(other.into())
}

/// A disjunction of nothing yet: false.
pub(super) fn none() -> Condition {
    Condition::any().add(nothing())
}

/// False, in the statement itself: a plan that is made once for all values leaves out only what it can see to be so.
pub fn nothing() -> SimpleExpr {
    SimpleExpr::Constant(false.into())
}

/// A word of the vocabulary, in the statement itself: a plan that is made once for all values then knows how many rows
/// have it.
pub fn fixed<E: ActiveEnum<Value = String>>(word: &E) -> SimpleExpr {
    SimpleExpr::Constant(word.to_value().into())
}
