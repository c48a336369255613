//! What comes in about the directory.

use async_graphql::InputObject;
use entities::{Capacity, Channel, Day, NeighbourhoodId, SpecialistKind, TopicId};

use super::freshness::StaleReason;

/// Which entries to find: those that fit every one that is given. An empty list is as if it weren't given.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SpecialistFilter {
    /// About one of these topics, or a part of one.
    pub topic_ids: Option<Vec<TopicId>>,
    /// Serving one of these areas: itself, the area it is a part of, or the whole municipality.
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// Speaking one of these languages, ISO 639-1.
    pub languages: Option<Vec<String>>,
    /// Of one of these kinds.
    pub kinds: Option<Vec<SpecialistKind>>,
    /// With one of these amounts of room.
    pub capacities: Option<Vec<Capacity>>,
    /// To be met in one of these ways.
    pub channels: Option<Vec<Channel>>,
    /// True: only what costs nothing; false: only what costs something.
    pub free: Option<bool>,
    /// True: only what is open at this moment; false: only what isn't.
    pub open_now: Option<bool>,
    /// True: only what has to be looked at again; false: only what hasn't.
    pub stale: Option<bool>,
    /// To be looked at again for one of these reasons.
    pub stale_reasons: Option<Vec<StaleReason>>,
    /// Last found right on this day or later.
    pub checked_from: Option<Day>,
    /// Last found right on this day or earlier.
    pub checked_to: Option<Day>,
}
