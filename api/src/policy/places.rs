//! Neighbourhoods, organisations and topics: public reference data, for everybody.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{neighbourhood, organisation, topic};
use sea_orm::{EntityTrait, Select};

use super::Viewer;

/// All areas, for everybody.
pub fn visible_neighbourhoods(_viewer: &Viewer) -> Select<neighbourhood::Entity> {
    neighbourhood::Entity::find()
}

/// All organisations, for everybody.
pub fn visible_organisations(_viewer: &Viewer) -> Select<organisation::Entity> {
    organisation::Entity::find()
}

/// All topics, for everybody.
pub fn visible_topics(_viewer: &Viewer) -> Select<topic::Entity> {
    topic::Entity::find()
}
