//! The directory of specialists.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::specialist;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use super::Viewer;

/// The entries that the viewer may know: everything for people with an account, the public part for others.
pub fn visible(viewer: &Viewer) -> Select<specialist::Entity> {
    let entries = specialist::Entity::find().filter(specialist::Column::ArchivedAt.is_null());
    match viewer {
        Viewer::Person(_) => entries,
        Viewer::Machine(_) | Viewer::Nobody => entries.filter(specialist::Column::IsPublic.eq(true)),
    }
}
