//! Neighbourhoods, organisations and topics: public reference data, for everybody.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{neighbourhood, organisation, topic};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use super::{PersonViewer, RoleScope, Viewer};

/// All areas, for everybody.
pub fn visible_neighbourhoods(_viewer: &Viewer) -> Select<neighbourhood::Entity> {
    neighbourhood::Entity::find()
}

/// The areas where somebody works, with their parts; all of them for who runs the programme.
pub fn neighbourhoods_of(person: &PersonViewer) -> Select<neighbourhood::Entity> {
    let everywhere = person.roles.iter().any(|role| match role {
        RoleScope::Coordinator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    });
    let areas = neighbourhood::Entity::find();
    if everywhere { areas } else { areas.filter(neighbourhood::Column::Id.is_in(person.neighbourhoods())) }
}

/// All organisations, for everybody.
pub fn visible_organisations(_viewer: &Viewer) -> Select<organisation::Entity> {
    organisation::Entity::find()
}

/// All topics, for everybody.
pub fn visible_topics(_viewer: &Viewer) -> Select<topic::Entity> {
    topic::Entity::find()
}
