//! What belongs to an account: its keys. (Sessions, invitations, clients and the processing log come beside it.)
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{Timestamp, idempotency_key, invitation, machine_client, person, role_grant, session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use super::Viewer;
use crate::context::Installation;

/// The viewer's own idempotency keys.
pub fn own_idempotency_keys(viewer: &Viewer) -> Select<idempotency_key::Entity> {
    let keys = idempotency_key::Entity::find();
    match viewer.person_id() {
        Some(id) => keys.filter(idempotency_key::Column::PersonId.eq(id)),
        None => keys.filter(idempotency_key::Column::PersonId.is_null()),
    }
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
