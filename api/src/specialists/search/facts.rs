//! The facts of an entry as search keeps them, and as they count at one moment.
//!
//! Kept is one text with all that filters, counts and order need, written in the transaction that changes the entry.

use entities::{Channel, Day};
use sea_orm::ActiveEnum;

use super::{
    reference::Reference,
    remembered::{self, Remembered},
    words::words,
};
use crate::specialists::{
    freshness::{MARKS, StaleReason, last_stale_day},
    opening::{WallClock, is_open},
    types::Specialist,
};

/// Between two facts.
pub const BETWEEN: char = '|';

/// Writes the facts of an entry.
pub fn write(entry: &Specialist) -> String {
    let hours: Vec<_> = entry
        .hours()
        .iter()
        .map(|stretch| format!("{}:{}:{}", stretch.weekday.to_value(), stretch.opens, stretch.closes))
        .collect();
    let name: Vec<_> = words(&entry.name).map(|word| word.folded).collect();
    [
        entry.kind.to_value(),
        entry.capacity.to_value(),
        (if entry.is_free { "free" } else { "" }).to_owned(),
        (if entry.whole_municipality { "everywhere" } else { "" }).to_owned(),
        entry.checked_on.to_string(),
        entry.topic_slugs().join(" "),
        entry.area_codes().join(" "),
        entry.languages_spoken().join(" "),
        entry.channels_stored().join(" "),
        hours.join(" "),
        name.join(" "),
    ]
    .join(&BETWEEN.to_string())
}

/// The facts of an entry as they count at one moment. Lists are told by their place in [`Lists`].
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What doesn't depend on the moment.
    pub known: &'a remembered::Facts,
    /// Open at this moment.
    pub is_open: bool,
    /// Why it has to be looked at again; none when it is fresh.
    pub stale: Option<StaleReason>,
    /// When it was last found right.
    pub checked_on: Day,
}

/// The lists that entries have, each once. Topics and areas by their place in the reference; those that no entry needed
/// are empty.
#[derive(Debug)]
pub struct Lists<'a> {
    /// Topics.
    pub topics: Vec<TopicList>,
    /// Areas served, with their parts.
    pub areas: Vec<Vec<usize>>,
    /// Languages.
    pub languages: &'a [Vec<String>],
    /// Ways to meet.
    pub channels: &'a [Vec<Channel>],
}

/// Topics of an entry.
#[derive(Clone, Debug, Default)]
pub struct TopicList {
    /// As they stand, the main one first.
    pub own: Vec<usize>,
    /// With what they are a part of.
    pub with_wholes: Vec<usize>,
}

/// What counts at one moment; what many entries share is worked out once, when the first one needs it.
pub struct Moment<'a> {
    remembered: &'a Remembered,
    reference: &'a Reference,
    clock: WallClock,
    last_stale_day: Day,
    /// What was worked out.
    pub lists: Lists<'a>,
    has_topics: Vec<bool>,
    has_areas: Vec<bool>,
    open: Vec<Option<bool>>,
}

impl<'a> Moment<'a> {
    /// This one.
    pub fn new(remembered: &'a Remembered, reference: &'a Reference, clock: WallClock, today: Day) -> Self {
        let (topics, areas) = (remembered.topics.len(), remembered.areas.len());
        Self {
            remembered,
            reference,
            clock,
            last_stale_day: last_stale_day(today),
            lists: Lists {
                topics: vec![TopicList::default(); topics],
                areas: vec![Vec::new(); areas],
                languages: &remembered.languages,
                channels: &remembered.channels,
            },
            has_topics: vec![false; topics],
            has_areas: vec![false; areas],
            open: vec![None; remembered.hours.len()],
        }
    }

    /// How the facts of one entry with so many open marks count.
    pub fn count(&mut self, known: &'a remembered::Facts, open_marks: i64) -> Facts<'a> {
        let (remembered, reference, clock) = (self.remembered, self.reference, self.clock);
        if !std::mem::replace(&mut self.has_topics[known.topics], true) {
            self.lists.topics[known.topics] = topic_list(reference, &remembered.topics[known.topics]);
        }
        if !std::mem::replace(&mut self.has_areas[known.areas], true) {
            self.lists.areas[known.areas] = if known.is_everywhere {
                (0..reference.areas.len()).collect()
            } else {
                area_list(reference, &remembered.areas[known.areas])
            };
        }
        let is_open = *self.open[known.hours].get_or_insert_with(|| is_open(&remembered.hours[known.hours], clock));
        let checked_on = remembered.days[known.checked_on];
        let by_age = (checked_on <= self.last_stale_day).then_some(StaleReason::Age);
        let stale = if open_marks >= MARKS { Some(StaleReason::Marks) } else { by_age };
        Facts { known, is_open, stale, checked_on }
    }
}

fn topic_list(reference: &Reference, slugs: &[String]) -> TopicList {
    let own: Vec<usize> = slugs.iter().filter_map(|slug| reference.topic(slug)).collect();
    let mut with_wholes: Vec<usize> = own.iter().flat_map(|&topic| reference.with_parents_of_topic(topic)).collect();
    with_wholes.sort_unstable();
    with_wholes.dedup();
    TopicList { own, with_wholes }
}

fn area_list(reference: &Reference, codes: &[String]) -> Vec<usize> {
    let served = codes.iter().filter_map(|code| reference.area(code));
    let mut areas: Vec<usize> = served.flat_map(|area| reference.parts_of_area(area)).copied().collect();
    areas.sort_unstable();
    areas.dedup();
    areas
}
