//! What people who work in the neighbourhoods noted about entries of the directory.
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | connector, community worker | those on entries that they see | add, remove their own |
//! | coordinator | the same | add, remove |
//! | specialist, officer, centre manager, administrator, machine, nobody | – | – |
//!
//! Who works for an entry sees none on it, whatever else they are: colleagues tell each other here how it goes there.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{PersonId, SpecialistId, specialist, specialist_note};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use super::{Denied, PersonViewer, RoleScope, Viewer, specialists};

/// The notes that the viewer may see.
pub fn visible(viewer: &Viewer) -> Select<specialist_note::Entity> {
    let notes = specialist_note::Entity::find();
    if !works_in_the_neighbourhoods(viewer) {
        return notes.filter(specialist_note::Column::Id.is_null());
    }
    let entries = specialists::visible(viewer).select_only().column(specialist::Column::Id);
    let notes = notes.filter(specialist_note::Column::SpecialistId.in_subquery(entries.into_query()));
    let own = viewer.person().map(PersonViewer::specialists).unwrap_or_default();
    if own.is_empty() { notes } else { notes.filter(specialist_note::Column::SpecialistId.is_not_in(own)) }
}

/// Who sees the notes on an entry adds to them.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_add(viewer: &Viewer, entry: SpecialistId) -> Result<PersonId, Denied> {
    let me = viewer.person().filter(|person| !person.specialists().contains(&entry));
    me.filter(|_| works_in_the_neighbourhoods(viewer)).map(|person| person.id).ok_or(Denied)
}

/// Who wrote a note removes it, and who runs the programme, of those that they see.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_remove(viewer: &Viewer, writer: PersonId) -> Result<(), Denied> {
    let runs_the_programme = viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    });
    if runs_the_programme || viewer.person_id() == Some(writer) { Ok(()) } else { Err(Denied) }
}

fn works_in_the_neighbourhoods(viewer: &Viewer) -> bool {
    viewer.roles().iter().any(|role| match role {
        RoleScope::Connector(_) | RoleScope::CommunityWorker(_) | RoleScope::Coordinator => true,
        RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    })
}
