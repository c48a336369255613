//! The directory as search remembers it: the facts of every entry and the words of the topics, taken apart once.
//!
//! Filters and counts look at every entry that a search finds, and facts change seldom. So they stay here for as long as
//! their revision is the one that stands in the database, which every change raises in its own transaction. This is no
//! answer that is kept: nothing in it depends on a viewer or a moment, and who may see an entry is asked of `policy`, entry
//! by entry, each time.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

use entities::{Capacity, Channel, Day, SpecialistKind, specialist_search};
use tokio::sync::Mutex;

use super::{
    facts::BETWEEN,
    found::{self, Hits},
    plan::Plan,
    reference::Reference,
    topics::Vocabulary,
};
use crate::{
    context::RequestCtx,
    error::Result,
    policy::specialists::Entry,
    specialists::{opening::Stretch, parts},
};

/// What search remembers; shared by all requests.
#[derive(Default)]
pub struct Memory {
    directory: Mutex<Option<Arc<Remembered>>>,
    vocabulary: std::sync::Mutex<Arc<Vocabulary>>,
}

impl Memory {
    /// The words of these topics, taken apart once for as long as these are the topics.
    pub fn vocabulary(&self, reference: &Reference) -> Arc<Vocabulary> {
        let mut memory = self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
        if !memory.is_of(reference) {
            *memory = Arc::new(Vocabulary::new(reference));
        }
        Arc::clone(&memory)
    }

    /// The directory as the reference tells that it is now, and what of it is found. Both are read at once when the
    /// directory was changed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn look(&self, req: &RequestCtx, plan: &Plan, reference: &Reference) -> Result<(Arc<Remembered>, Hits)> {
        // Who comes while it is being read waits, and finds it read.
        let mut memory = self.directory.lock().await;
        if let Some(remembered) = memory.as_ref().filter(|remembered| remembered.revision == reference.revision) {
            let remembered = Arc::clone(remembered);
            drop(memory);
            return Ok((remembered, found::hits(req, plan, reference).await?));
        }
        // The revision was read before the rows: what changed in between is read again next time, and nothing is missed.
        let (hits, rows) = found::hits_and_directory(req, plan, reference).await?;
        let remembered = Arc::new(Remembered::new(reference.revision, &rows));
        *memory = Some(Arc::clone(&remembered));
        Ok((remembered, hits))
    }
}

/// The directory of one revision.
#[derive(Debug, Default)]
pub struct Remembered {
    revision: i64,
    /// The entries, by their number.
    pub entries: Vec<Facts>,
    /// Slugs of topics, the main one first.
    pub topics: Vec<Vec<String>>,
    /// Codes of areas served.
    pub areas: Vec<Vec<String>>,
    /// Languages spoken.
    pub languages: Vec<Vec<String>>,
    /// Ways to meet.
    pub channels: Vec<Vec<Channel>>,
    /// Opening hours.
    pub hours: Vec<Vec<Stretch>>,
    /// Days on which entries were checked.
    pub days: Vec<Day>,
}

/// The facts of one entry. Lists are told by their place in [`Remembered`]: many entries share one.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its number.
    pub number: i64,
    /// What the policy asks of it.
    pub entry: Entry,
    /// Professional or voluntary.
    pub kind: SpecialistKind,
    /// Whether there is room.
    pub capacity: Capacity,
    /// Costs nothing.
    pub is_free: bool,
    /// Serves everywhere.
    pub is_everywhere: bool,
    /// When it was last found right.
    pub checked_on: usize,
    /// Its topics.
    pub topics: usize,
    /// The areas served.
    pub areas: usize,
    /// Languages spoken.
    pub languages: usize,
    /// Ways to meet.
    pub channels: usize,
    /// When it is open.
    pub hours: usize,
    /// Its name, folded, to sort by.
    pub name: String,
}

impl Remembered {
    /// Out of what search keeps; what was written by another hand is left out.
    fn new(revision: i64, rows: &[specialist_search::Model]) -> Self {
        let mut reader = Reader::default();
        let mut entries: Vec<Facts> = rows.iter().filter_map(|row| reader.read(row)).collect();
        entries.sort_unstable_by_key(|facts| facts.number);
        let Reader { topics, areas, languages, channels, hours, days } = reader;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Self {
            revision,
            entries,
            topics: topics.each(words),
            areas: areas.each(words),
            languages: languages.each(words),
            channels: channels.each(|text| text.split_whitespace().filter_map(parts::variant).collect()),
            hours: hours.each(|text| parts::stretches(Some(text))),
            days: days.each(|text| text.parse().unwrap_or(Day(jiff::civil::Date::MIN))),
        }
    }

    /// The facts of the entry with this number.
    pub fn facts(&self, number: i64) -> Option<&Facts> {
        let place = self.entries.binary_search_by_key(&number, |facts| facts.number).ok()?;
        self.entries.get(place)
    }
}

/// Stands in place of codes.
const EVERYWHERE: &str = "*";

/// The texts that entries share, each once, by the order in which they came.
#[derive(Default)]
struct Shared<'a>(HashMap<&'a str, usize>);

impl<'a> Shared<'a> {
    fn place(&mut self, text: &'a str) -> usize {
        let next = self.0.len();
        *self.0.entry(text).or_insert(next)
    }

    fn each<T>(self, read: impl Fn(&str) -> T) -> Vec<T> {
        let mut texts: Vec<_> = self.0.into_iter().collect();
        texts.sort_unstable_by_key(|(_, place)| *place);
        texts.into_iter().map(|(text, _)| read(text)).collect()
    }
}

#[derive(Default)]
struct Reader<'a> {
    topics: Shared<'a>,
    areas: Shared<'a>,
    languages: Shared<'a>,
    channels: Shared<'a>,
    hours: Shared<'a>,
    days: Shared<'a>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, row: &'a specialist_search::Model) -> Option<Facts> {
        let mut pieces = row.facts.split(BETWEEN);
        let mut next = || pieces.next();
        let (kind, capacity) = (parts::variant(next()?)?, parts::variant(next()?)?);
        let (is_free, is_everywhere) = (!next()?.is_empty(), !next()?.is_empty());
        let (checked_on, topics, areas, languages) = (next()?, next()?, next()?, next()?);
        let (channels, hours, name) = (next()?, next()?, next()?);
        checked_on.parse::<Day>().ok()?;
        Some(Facts {
            number: row.number,
            // Search knows no archived ones.
            entry: Entry { id: row.specialist_id, is_public: row.is_public, is_archived: false },
            kind,
            capacity,
            is_free,
            is_everywhere,
            checked_on: self.days.place(checked_on),
            topics: self.topics.place(topics),
            // Who serves everything names no areas.
            areas: self.areas.place(if is_everywhere { EVERYWHERE } else { areas }),
            languages: self.languages.place(languages),
            channels: self.channels.place(channels),
            hours: self.hours.place(hours),
            name: name.to_owned(),
        })
    }
}
