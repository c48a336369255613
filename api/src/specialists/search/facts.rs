//! The facts of an entry as search keeps them: one text with all that filters, counts and order need.
//!
//! Filters and counts look at every entry that a search finds; with the facts at hand they need no other table.
//! The text is written in the transaction that changes the entry.

use std::collections::HashMap;

use entities::{Capacity, Channel, Day, SpecialistKind};
use sea_orm::ActiveEnum;

use super::{reference::Reference, words::words};
use crate::specialists::{
    freshness::{MARKS, StaleReason, stale_reason},
    opening::{WallClock, is_open},
    parts,
    types::Specialist,
};

/// Between two facts.
const BETWEEN: char = '|';

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

/// The facts of an entry as they count at one moment. Lists are told by their place in [`Lists`]: many entries share
/// one.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Professional or voluntary.
    pub kind: SpecialistKind,
    /// Whether there is room.
    pub capacity: Capacity,
    /// Costs nothing.
    pub is_free: bool,
    /// Serves everywhere.
    pub is_everywhere: bool,
    /// Open at this moment.
    pub is_open: bool,
    /// Why it has to be looked at again; none when it is fresh.
    pub stale: Option<StaleReason>,
    /// When it was last found right.
    pub checked_on: Day,
    /// Its topics.
    pub topics: usize,
    /// The areas served.
    pub areas: usize,
    /// Languages spoken.
    pub languages: usize,
    /// Ways to meet.
    pub channels: usize,
    /// Its name, folded, to sort by.
    pub name: &'a str,
}

/// The lists that entries have, each once. Topics and areas by their place in the reference.
#[derive(Debug, Default)]
pub struct Lists {
    /// Topics.
    pub topics: Vec<TopicList>,
    /// Areas served, with their parts.
    pub areas: Vec<Vec<usize>>,
    /// Languages.
    pub languages: Vec<Vec<String>>,
    /// Ways to meet.
    pub channels: Vec<Vec<Channel>>,
}

/// Topics of an entry.
#[derive(Debug)]
pub struct TopicList {
    /// As they stand, the main one first.
    pub own: Vec<usize>,
    /// With what they are a part of.
    pub with_wholes: Vec<usize>,
}

/// Reads facts; what many entries share is read once.
pub struct Reader<'a> {
    reference: &'a Reference,
    clock: WallClock,
    today: Day,
    /// What was read.
    pub lists: Lists,
    topics: HashMap<&'a str, usize>,
    areas: HashMap<&'a str, usize>,
    languages: HashMap<&'a str, usize>,
    channels: HashMap<&'a str, usize>,
    open: HashMap<&'a str, bool>,
    checked: HashMap<&'a str, Option<(Day, Option<StaleReason>)>>,
}

impl<'a> Reader<'a> {
    /// For this moment.
    pub fn new(reference: &'a Reference, clock: WallClock, today: Day) -> Self {
        let everywhere = (0..reference.areas.len()).collect();
        Self {
            reference,
            clock,
            today,
            // The first list of areas is the whole municipality.
            lists: Lists { areas: vec![everywhere], ..Lists::default() },
            topics: HashMap::new(),
            areas: HashMap::new(),
            languages: HashMap::new(),
            channels: HashMap::new(),
            open: HashMap::new(),
            checked: HashMap::new(),
        }
    }

    /// Reads the facts of one entry with so many open marks; `None` when they were written by another hand.
    pub fn read(&mut self, text: &'a str, open_marks: i64) -> Option<Facts<'a>> {
        let mut pieces = text.split(BETWEEN);
        let mut next = || pieces.next();
        let (kind, capacity) = (parts::variant(next()?)?, parts::variant(next()?)?);
        let (is_free, is_everywhere) = (!next()?.is_empty(), !next()?.is_empty());
        let (checked_on, topics, areas, languages) = (next()?, next()?, next()?, next()?);
        let (channels, hours, name) = (next()?, next()?, next()?);
        let (reference, clock, today) = (self.reference, self.clock, self.today);
        let by_age = |day: Day| (day, stale_reason(day, 0, today));
        let (checked_on, old) =
            (*self.checked.entry(checked_on).or_insert_with(|| checked_on.parse().ok().map(by_age)))?;
        Some(Facts {
            kind,
            capacity,
            is_free,
            is_everywhere,
            is_open: *self.open.entry(hours).or_insert_with(|| is_open(&parts::stretches(Some(hours)), clock)),
            stale: if open_marks >= MARKS { Some(StaleReason::Marks) } else { old },
            checked_on,
            topics: *self
                .topics
                .entry(topics)
                .or_insert_with(|| add(&mut self.lists.topics, topic_list(reference, topics))),
            areas: if is_everywhere {
                0
            } else {
                *self.areas.entry(areas).or_insert_with(|| add(&mut self.lists.areas, area_list(reference, areas)))
            },
            languages: *self.languages.entry(languages).or_insert_with(|| {
                add(&mut self.lists.languages, languages.split_whitespace().map(str::to_owned).collect())
            }),
            channels: *self.channels.entry(channels).or_insert_with(|| {
                add(&mut self.lists.channels, channels.split_whitespace().filter_map(parts::variant).collect())
            }),
            name,
        })
    }
}

fn topic_list(reference: &Reference, text: &str) -> TopicList {
    let own: Vec<usize> = text.split_whitespace().filter_map(|slug| reference.topic(slug)).collect();
    let mut with_wholes: Vec<usize> = own.iter().flat_map(|&topic| reference.with_parents_of_topic(topic)).collect();
    with_wholes.sort_unstable();
    with_wholes.dedup();
    TopicList { own, with_wholes }
}

fn area_list(reference: &Reference, text: &str) -> Vec<usize> {
    let served: Vec<usize> = text.split_whitespace().filter_map(|code| reference.area(code)).collect();
    reference.with_parts_of_areas(&served)
}

/// Adds a list; its place comes back.
fn add<T>(lists: &mut Vec<T>, list: T) -> usize {
    lists.push(list);
    lists.len() - 1
}
