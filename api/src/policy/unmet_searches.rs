//! Searches that found nothing and that somebody told of.
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | coordinator | all of them | report, settle |
//! | connector, community worker, specialist, officer, centre manager | – | report |
//! | administrator, machine, nobody | – | – |
//!
//! Who told of one is written nowhere, so there is nobody for whom it could be shown.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{UnmetSearchId, unmet_search};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use super::{Denied, RoleScope, Viewer};

/// Those that the viewer may see and that are not settled.
pub fn visible(viewer: &Viewer) -> Select<unmet_search::Entity> {
    let open = unmet_search::Entity::find().filter(unmet_search::Column::SettledOn.is_null());
    if runs_the_programme(viewer) { open } else { open.filter(unmet_search::Column::Id.is_null()) }
}

/// One telling by its id, to know it when it comes twice; nothing of it is shown.
pub fn told_before(id: UnmetSearchId) -> Select<unmet_search::Entity> {
    unmet_search::Entity::find_by_id(id)
}

/// Those who work with the directory tell what is missing.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_report(viewer: &Viewer) -> Result<(), Denied> {
    let may = viewer.roles().iter().any(|role| match role {
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Coordinator
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager => true,
        RoleScope::Administrator => false,
    });
    if may { Ok(()) } else { Err(Denied) }
}

/// Who runs the programme settles them.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_settle(viewer: &Viewer) -> Result<(), Denied> {
    if runs_the_programme(viewer) { Ok(()) } else { Err(Denied) }
}

fn runs_the_programme(viewer: &Viewer) -> bool {
    viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    })
}
