//! What belongs to an account: its keys. (Sessions, invitations, clients and the processing log come beside it.)
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::idempotency_key;
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
