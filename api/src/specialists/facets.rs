//! How many entries there would be with each value of a filter, as clients see it.

use async_graphql::SimpleObject;
use entities::{Capacity, Channel, SpecialistKind};

use super::search::Answer;
use crate::places::types::{Neighbourhood, Topic};

/// Counts over what the search finds, each with the other filters applied. Short by nature.
#[derive(Clone, Debug, SimpleObject)]
pub struct SpecialistFacets {
    /// By area, those with something or chosen, in reading order.
    pub neighbourhoods: Vec<NeighbourhoodFacet>,
    /// By topic, those with something or chosen, in reading order; a topic counts what its parts count.
    pub topics: Vec<TopicFacet>,
    /// By room, all of them.
    pub capacities: Vec<CapacityFacet>,
    /// By way to meet, all of them.
    pub channels: Vec<ChannelFacet>,
    /// By language, those that are spoken, the most spoken first.
    pub languages: Vec<LanguageFacet>,
    /// By kind, all of them.
    pub kinds: Vec<KindFacet>,
    /// Open at this moment.
    pub open_now: i32,
    /// Costing nothing.
    pub free: i32,
    /// To be looked at again.
    pub stale: i32,
}

/// An area with a count.
#[derive(Clone, Debug, SimpleObject)]
pub struct NeighbourhoodFacet {
    /// The area.
    pub neighbourhood: Neighbourhood,
    /// Entries that serve it.
    pub count: i32,
}

/// A topic with a count.
#[derive(Clone, Debug, SimpleObject)]
pub struct TopicFacet {
    /// The topic.
    pub topic: Topic,
    /// Entries about it or a part of it.
    pub count: i32,
}

/// An amount of room with a count.
#[derive(Clone, Debug, SimpleObject)]
pub struct CapacityFacet {
    /// Whether there is room.
    pub capacity: Capacity,
    /// Entries with it.
    pub count: i32,
}

/// A way to meet with a count.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChannelFacet {
    /// The way.
    pub channel: Channel,
    /// Entries to be met so.
    pub count: i32,
}

/// A language with a count.
#[derive(Clone, Debug, SimpleObject)]
pub struct LanguageFacet {
    /// ISO 639-1.
    pub language: String,
    /// Entries that speak it.
    pub count: i32,
}

/// A kind with a count.
#[derive(Clone, Debug, SimpleObject)]
pub struct KindFacet {
    /// Professional or voluntary.
    pub kind: SpecialistKind,
    /// Entries of it.
    pub count: i32,
}

impl SpecialistFacets {
    /// Out of what a search counted.
    pub fn new(answer: &Answer) -> Self {
        let (counts, reference) = (&answer.counts, &answer.reference);
        let areas = reference.areas.iter().zip(&counts.areas).enumerate();
        let topics = reference.topics.iter().zip(&counts.topics).enumerate();
        let mut languages: Vec<_> = counts
            .languages
            .iter()
            .map(|(language, &count)| LanguageFacet { language: language.clone(), count })
            .collect();
        languages.sort_by_key(|facet| -facet.count);
        Self {
            neighbourhoods: areas
                .filter(|(place, (_, count))| **count > 0 || answer.filter.asks_area(*place))
                .map(|(_, (neighbourhood, &count))| NeighbourhoodFacet { neighbourhood: neighbourhood.clone(), count })
                .collect(),
            topics: topics
                .filter(|(place, (_, count))| **count > 0 || answer.filter.asks_topic(*place))
                .map(|(_, (topic, &count))| TopicFacet { topic: topic.clone(), count })
                .collect(),
            capacities: counts.capacities.iter().map(|&(capacity, count)| CapacityFacet { capacity, count }).collect(),
            channels: counts.channels.iter().map(|&(channel, count)| ChannelFacet { channel, count }).collect(),
            languages,
            kinds: counts.kinds.iter().map(|&(kind, count)| KindFacet { kind, count }).collect(),
            open_now: counts.open_now,
            free: counts.free,
            stale: counts.stale,
        }
    }
}
