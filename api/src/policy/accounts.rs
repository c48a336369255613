//! Accounts, roles, machines and the processing log.
//!
//! | | administrator | coordinator | everybody else |
//! | --- | --- | --- | --- |
//! | invite somebody as connector, community worker, specialist | yes | yes | – |
//! | invite somebody as anything else | yes | – | – |
//! | give and take the roles of connector, community worker, specialist | yes | yes | – |
//! | give and take any other role | yes | – | – |
//! | register, see and revoke machines | yes | – | – |
//! | read the processing log | yes | – | – |
//! | see mail that can't be delivered, have it tried again (`policy::notices`) | yes | yes | – |
//! | own sessions, language and idempotency keys | own | own | own |
//!
//! The last administrator keeps that role: that rule is about the state of all accounts, not about who asks, and
//! stands in `people::roles`.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    PersonId, Role, Timestamp, form_key, idempotency_key, invitation, log_line, machine_client, person, role_grant,
    session, specialist,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::{Denied, RoleScope, Viewer};
use crate::context::Installation;

/// The viewer's own idempotency keys.
pub fn own_idempotency_keys(viewer: &Viewer) -> Select<idempotency_key::Entity> {
    let keys = idempotency_key::Entity::find();
    match viewer.person_id() {
        Some(id) => keys.filter(idempotency_key::Column::PersonId.eq(id)),
        None => keys.filter(idempotency_key::Column::PersonId.is_null()),
    }
}

/// What a form was answered that came with this key: whoever has the key sent it.
pub fn form_key(mark: Vec<u8>) -> Select<form_key::Entity> {
    form_key::Entity::find_by_id(mark)
}

/// The account of somebody who is going to hold a case, and their roles as they are until the transaction ends: whoever
/// changes these waits, and others who make them hold one don't. Nothing of it is told.
pub fn roles_stay(id: PersonId) -> Select<person::Entity> {
    person::Entity::find_by_id(id).select_only().column(person::Column::Id).lock_shared()
}

/// The same of several people, in one order for everybody.
pub fn all_roles_stay(ids: &BTreeSet<PersonId>) -> Select<person::Entity> {
    person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .select_only()
        .column(person::Column::Id)
        .order_by_asc(person::Column::Id)
        .lock_shared()
}

/// Whether the viewer may give this role to somebody, and take it away.
///
/// # Errors
/// [`Denied`] otherwise.
pub fn may_grant(viewer: &Viewer, role: Role) -> Result<(), Denied> {
    allowed(viewer.roles().iter().any(|own| match own {
        RoleScope::Administrator => true,
        RoleScope::Coordinator => match role {
            Role::Connector | Role::CommunityWorker | Role::Specialist => true,
            Role::Coordinator | Role::MunicipalityOfficer | Role::CentreManager | Role::Administrator => false,
        },
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager => false,
    }))
}

/// Whether the viewer may change the roles of somebody by these: what is given and what is taken.
///
/// # Errors
/// [`Denied`] for who manages no accounts, and when one of the roles is not theirs to give.
pub fn may_change_roles(viewer: &Viewer, changed: impl IntoIterator<Item = Role>) -> Result<(), Denied> {
    let least = [Role::Connector];
    least.into_iter().chain(changed).try_for_each(|role| may_grant(viewer, role))
}

/// Whether the viewer may register, see and revoke machines.
///
/// # Errors
/// [`Denied`] otherwise.
pub fn may_manage_clients(viewer: &Viewer) -> Result<(), Denied> {
    allowed(is_administrator(viewer))
}

/// The machines that the viewer may see, revoked ones too.
pub fn visible_clients(viewer: &Viewer) -> Select<machine_client::Entity> {
    let clients = machine_client::Entity::find();
    match may_manage_clients(viewer) {
        Ok(()) => clients,
        Err(Denied) => clients.filter(machine_client::Column::Id.is_null()),
    }
}

/// The lines of the processing log that the viewer may read.
pub fn visible_log(viewer: &Viewer) -> Select<log_line::Entity> {
    let lines = log_line::Entity::find();
    if is_administrator(viewer) { lines } else { lines.filter(log_line::Column::Id.is_null()) }
}

/// The roles that somebody has now, for who changes them.
pub fn current_roles(person: PersonId) -> Select<role_grant::Entity> {
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::PersonId.eq(person))
}

/// The administrators of this moment, to see that one is left.
pub fn current_administrators() -> Select<role_grant::Entity> {
    let people = open_accounts().select_only().column(person::Column::Id);
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(Role::Administrator))
        .filter(role_grant::Column::PersonId.in_subquery(people.into_query()))
}

/// The entries of the directory for which somebody can work.
pub fn staffed_entries() -> Select<specialist::Entity> {
    specialist::Entity::find().filter(specialist::Column::ArchivedAt.is_null())
}

/// Any account of this address, closed ones too: an address stands in the database once.
pub fn accounts_of(email: &str) -> Select<person::Entity> {
    person::Entity::find().filter(person::Column::Email.eq(email))
}

/// The sessions that are not over: not ended, not idle for too long (milliseconds), not too old. Whoever knows
/// the id of one is that person, so a viewer comes out of it and none goes in.
pub fn live_sessions(now: Timestamp, idle_millis: i64) -> Select<session::Entity> {
    session::Entity::find()
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::LastSeenAt.gt(now.plus_millis(-idle_millis)))
}

/// The invitations that can still be accepted. Whoever knows the secret of one is the invited.
pub fn open_invitations(now: Timestamp) -> Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
}

/// The invitations that were accepted, for as long as their links would have worked. Whoever knows the secret of one was
/// the invited; it lets nobody in by itself.
pub fn used_invitations(now: Timestamp) -> Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::AcceptedAt.is_not_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
}

/// The accounts that were not closed, for finding out who somebody is; nothing of them is shown.
pub fn open_accounts() -> Select<person::Entity> {
    person::Entity::find().filter(person::Column::EndedAt.is_null())
}

/// The people of the demo, for everybody; nobody outside the demo.
pub fn demo_people(installation: &Installation) -> Select<person::Entity> {
    let people = open_accounts().filter(person::Column::DemoStory.is_not_null());
    if installation.is_demo { people } else { people.filter(person::Column::Id.is_null()) }
}

/// The roles that the people of the demo have now, for everybody; none outside the demo.
pub fn demo_grants(installation: &Installation) -> Select<role_grant::Entity> {
    let people = demo_people(installation).select_only().column(person::Column::Id);
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::PersonId.in_subquery(people.into_query()))
}

/// The machine clients that were not revoked, for finding out which one asks; nothing of them is shown.
pub fn live_clients() -> Select<machine_client::Entity> {
    machine_client::Entity::find().filter(machine_client::Column::RevokedAt.is_null())
}

fn is_administrator(viewer: &Viewer) -> bool {
    viewer.roles().iter().any(|role| match role {
        RoleScope::Administrator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Coordinator
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager => false,
    })
}

fn allowed(allowed: bool) -> Result<(), Denied> {
    if allowed { Ok(()) } else { Err(Denied) }
}
