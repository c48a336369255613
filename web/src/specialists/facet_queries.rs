//! How many entries each filter leaves.

use super::queries::{AreaName, TopicQuestion};
use crate::graphql::enums::{Capacity, Channel};
use crate::graphql::schema;

/// How many each filter leaves.
#[derive(cynic::QueryFragment, Debug, Clone, Default, PartialEq)]
pub struct SpecialistFacets {
    /// By area.
    pub neighbourhoods: Vec<NeighbourhoodFacet>,
    /// By topic.
    pub topics: Vec<TopicFacet>,
    /// By room.
    pub capacities: Vec<CapacityFacet>,
    /// By way to meet.
    pub channels: Vec<ChannelFacet>,
    /// By language.
    pub languages: Vec<LanguageFacet>,
    /// Open now.
    pub open_now: i32,
    /// Costs nothing.
    pub free: i32,
    /// To be checked.
    pub stale: i32,
}

/// How many serve an area.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct NeighbourhoodFacet {
    /// The area.
    pub neighbourhood: AreaName,
    /// How many.
    pub count: i32,
}

/// How many are about a topic.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct TopicFacet {
    /// The topic.
    pub topic: TopicQuestion,
    /// How many.
    pub count: i32,
}

/// How many have that much room.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct CapacityFacet {
    /// How much.
    pub capacity: Capacity,
    /// How many.
    pub count: i32,
}

/// How many can be met that way.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ChannelFacet {
    /// The way.
    pub channel: Channel,
    /// How many.
    pub count: i32,
}

/// How many speak a language.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct LanguageFacet {
    /// ISO 639-1.
    pub language: String,
    /// How many.
    pub count: i32,
}
