//! Figures.
//!
//! | | counts |
//! | --- | --- |
//! | coordinator | every case |
//! | community worker | the cases they see: their areas, and what they hold, follow or are asked for elsewhere |
//! | connector | the cases they hold |
//! | specialist, officer, centre manager, administrator, machine, nobody | nothing: zeros |
//!
//! Whoever has figures has those of the directory too. A number counts nothing that its list would not show.

use entities::{case, specialist};
use sea_orm::{ColumnTrait, Condition, QueryFilter, Select};

use super::{RoleScope, Viewer};

/// What a viewer's figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Nothing,
    Held,
    Seen,
}

/// The cases that the viewer's figures count.
pub fn cases(viewer: &Viewer) -> Select<case::Entity> {
    super::cases::visible(viewer).filter(counted(viewer))
}

/// That the viewer's figures count a case that the viewer sees.
pub fn counted(viewer: &Viewer) -> Condition {
    let counted = match (reach(viewer), viewer.person_id()) {
        (Reach::Seen, _) => case::Column::Id.is_not_null(),
        (Reach::Held, Some(me)) => case::Column::HolderPersonId.eq(me),
        (Reach::Held, None) | (Reach::Nothing, _) => case::Column::Id.is_null(),
    };
    Condition::all().add(counted)
}

/// The entries of the directory that the viewer's figures count.
pub fn directory(viewer: &Viewer) -> Select<specialist::Entity> {
    let seen = super::specialists::visible(viewer);
    match reach(viewer) {
        Reach::Seen | Reach::Held => seen,
        Reach::Nothing => seen.filter(specialist::Column::Id.is_null()),
    }
}

fn reach(viewer: &Viewer) -> Reach {
    let reaches = viewer.roles().iter().map(|role| match role {
        RoleScope::Coordinator | RoleScope::CommunityWorker(_) => Reach::Seen,
        RoleScope::Connector(_) => Reach::Held,
        RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => Reach::Nothing,
    });
    reaches.max().unwrap_or(Reach::Nothing)
}
