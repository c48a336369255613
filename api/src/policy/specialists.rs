//! The directory of specialists.
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | connector | every entry | mark stale |
//! | community worker, coordinator | every entry | add, edit, confirm, mark stale, archive |
//! | specialist | the public ones and their own | edit and confirm their own |
//! | officer, centre manager | every entry | – |
//! | administrator, nobody | the public ones | – |
//! | machine with scope `directory` | the public ones | – |
//!
//! An archived entry exists for nobody. A confidential address is for who may edit the entry. Who knows an entry is told
//! of the viewer's own people only, and only out of involvements that the viewer sees.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    InvolvementStatus, PersonId, SpecialistId, involvement, person, specialist, specialist_search, stale_mark,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select, sea_query::Expr,
};
use uuid::Uuid;

use super::{Denied, MachineScope, RoleScope, Viewer, cases, people};

/// Which entries a viewer sees, of those that are not archived.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    Nothing,
    /// The public ones, and these.
    Public(BTreeSet<SpecialistId>),
    Everything,
}

/// What the policy asks of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: SpecialistId,
    /// Whether it is shown without signing in.
    pub is_public: bool,
    /// Whether it was taken out of the directory.
    pub is_archived: bool,
}

impl From<&specialist::Model> for Entry {
    fn from(row: &specialist::Model) -> Self {
        Self { id: row.id, is_public: row.is_public, is_archived: row.archived_at.is_some() }
    }
}

/// The entries that the viewer may see.
pub fn visible(viewer: &Viewer) -> Select<specialist::Entity> {
    let here = specialist::Entity::find().filter(specialist::Column::ArchivedAt.is_null());
    match reach(viewer) {
        Reach::Nothing => here.filter(specialist::Column::Id.is_null()),
        Reach::Public(own) => {
            let public = Condition::any().add(specialist::Column::IsPublic.eq(true));
            here.filter(if own.is_empty() { public } else { public.add(specialist::Column::Id.is_in(own)) })
        }
        Reach::Everything => here,
    }
}

/// The same entries as search knows them, which knows no archived ones.
pub fn findable(viewer: &Viewer) -> Select<specialist_search::Entity> {
    let known = specialist_search::Entity::find();
    match reach(viewer) {
        Reach::Nothing => known.filter(specialist_search::Column::Number.is_null()),
        Reach::Public(own) => {
            let public = Condition::any().add(specialist_search::Column::IsPublic.eq(true));
            let is_own = specialist_search::Column::SpecialistId.is_in(own.clone());
            known.filter(if own.is_empty() { public } else { public.add(is_own) })
        }
        Reach::Everything => known,
    }
}

/// The same for one entry.
pub fn may_see(viewer: &Viewer, entry: Entry) -> bool {
    sees(viewer)(entry)
}

/// The same for one entry after the other.
pub fn sees(viewer: &Viewer) -> impl Fn(Entry) -> bool + use<> {
    let reach = reach(viewer);
    move |entry| {
        !entry.is_archived
            && match &reach {
                Reach::Nothing => false,
                Reach::Public(own) => entry.is_public || own.contains(&entry.id),
                Reach::Everything => true,
            }
    }
}

/// Every entry, for keeping the search; nothing of it is shown.
pub fn searchable() -> Select<specialist::Entity> {
    specialist::Entity::find()
}

/// What search knows of every entry, to keep and to remember it; what of it is shown, [`sees`] says.
pub fn known_to_search() -> Select<specialist_search::Entity> {
    specialist_search::Entity::find()
}

/// The same, each with the mark that the viewer has on it, if any.
pub fn visible_with_own_mark(viewer: &Viewer) -> Select<specialist::Entity> {
    // Machines and nobody have none.
    let me = viewer.person_id().unwrap_or(PersonId(Uuid::nil()));
    let is_own = Expr::col((stale_mark::Entity, stale_mark::Column::SpecialistId))
        .equals((specialist::Entity, specialist::Column::Id))
        .and(Expr::col((stale_mark::Entity, stale_mark::Column::PersonId)).eq(me))
        .and(Expr::col((stale_mark::Entity, stale_mark::Column::SettledAt)).is_null());
    let mut entries = visible(viewer);
    QuerySelect::query(&mut entries).left_join(stale_mark::Entity, is_own);
    entries
}

/// The marks that count, on entries that the viewer may see.
pub fn open_marks(viewer: &Viewer) -> Select<stale_mark::Entity> {
    let entries = visible(viewer).select_only().column(specialist::Column::Id);
    stale_mark::Entity::find()
        .filter(stale_mark::Column::SettledAt.is_null())
        .filter(stale_mark::Column::SpecialistId.in_subquery(entries.into_query()))
}

/// The times that the viewer or one of their colleagues asked these entries along and got a yes, as far as the viewer
/// sees these involvements: a connector sees of colleagues what goes on now. Select whom, by whom and when from it,
/// nothing else.
pub fn worked_with(viewer: &Viewer, entries: &[SpecialistId]) -> Select<involvement::Entity> {
    let own_people = match viewer {
        Viewer::Person(me) => {
            let colleagues = people::colleagues(me).select_only().column(person::Column::Id);
            Condition::any()
                .add(involvement::Column::RequesterId.eq(me.id))
                .add(involvement::Column::RequesterId.in_subquery(colleagues.into_query()))
        }
        Viewer::Machine(_) | Viewer::Nobody => Condition::all().add(involvement::Column::Id.is_null()),
    };
    cases::visible_involvements(viewer)
        .filter(involvement::Column::ReceiverSpecialistId.is_in(entries.iter().copied()))
        .filter(involvement::Column::Status.is_in([InvolvementStatus::Accepted, InvolvementStatus::Completed]))
        .filter(own_people)
}

/// Those who work in the neighbourhoods tell that an entry is no longer right.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_mark_stale(viewer: &Viewer) -> Result<(), Denied> {
    allowed(viewer.roles().iter().any(|role| match role {
        RoleScope::Connector(_) | RoleScope::CommunityWorker(_) | RoleScope::Coordinator => true,
        RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    }))
}

/// Professionals of the welfare organisation add entries.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_add(viewer: &Viewer) -> Result<(), Denied> {
    allowed(keeps_directory(viewer))
}

/// Who keeps the directory changes, confirms and tells the room of every entry; a specialist of their own.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_edit(viewer: &Viewer, entry: SpecialistId) -> Result<(), Denied> {
    let is_own = viewer.person().is_some_and(|person| person.specialists().contains(&entry));
    allowed(keeps_directory(viewer) || is_own)
}

/// The coordinator takes an entry out of the directory: that it still helps somewhere is then told to nobody who may not
/// see those cases.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_archive(viewer: &Viewer) -> Result<(), Denied> {
    allowed(viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    }))
}

/// A confidential address is for who may edit the entry.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_read_confidential_address(viewer: &Viewer, entry: SpecialistId) -> Result<(), Denied> {
    may_edit(viewer, entry)
}

fn keeps_directory(viewer: &Viewer) -> bool {
    viewer.roles().iter().any(|role| match role {
        RoleScope::CommunityWorker(_) | RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    })
}

fn reach(viewer: &Viewer) -> Reach {
    match viewer {
        Viewer::Nobody => Reach::Public(BTreeSet::new()),
        Viewer::Machine(machine) if machine.scopes.contains(&MachineScope::Directory) => Reach::Public(BTreeSet::new()),
        Viewer::Machine(_) => Reach::Nothing,
        Viewer::Person(person) => {
            let sees_everything = person.roles.iter().any(|role| match role {
                RoleScope::Connector(_)
                | RoleScope::CommunityWorker(_)
                | RoleScope::Coordinator
                | RoleScope::MunicipalityOfficer
                | RoleScope::CentreManager => true,
                RoleScope::Specialist(_) | RoleScope::Administrator => false,
            });
            if sees_everything { Reach::Everything } else { Reach::Public(person.specialists()) }
        }
    }
}

fn allowed(is_allowed: bool) -> Result<(), Denied> {
    if is_allowed { Ok(()) } else { Err(Denied) }
}
