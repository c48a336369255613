//! What belongs to an account: its keys. (Sessions, invitations, clients and the processing log come beside it.)
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{Timestamp, idempotency_key, session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use super::Viewer;

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
