//! Saved views of the board.
//!
//! | | sees, saves and removes |
//! | --- | --- |
//! | everybody with an account | their own |
//! | machine, nobody | – |
//!
//! A name may tell what somebody worries about, so no role sees those of others.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{PersonId, board_view};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use super::{Denied, Viewer};

/// The viewer's own saved views.
pub fn visible(viewer: &Viewer) -> Select<board_view::Entity> {
    let views = board_view::Entity::find();
    match viewer.person_id() {
        Some(id) => views.filter(board_view::Column::PersonId.eq(id)),
        None => views.filter(board_view::Column::PersonId.is_null()),
    }
}

/// Who saves a view, for themselves.
///
/// # Errors
/// [`Denied`] for a machine and for nobody.
pub fn may_save(viewer: &Viewer) -> Result<PersonId, Denied> {
    viewer.person_id().ok_or(Denied)
}
