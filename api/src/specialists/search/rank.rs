//! How well an entry answers what was typed. Pure, and so the same on every database.
//!
//! A word counts for where it stands: in the name most, then through a topic, then in for whom it is, then in the description.
//! What stands there as typed counts before the two halves of a compound, and these before words with typing errors.

use entities::Capacity;

use super::{
    dialect::Field,
    facts::{Facts, Lists},
    plan::{Plan, PlannedWord},
    topics::{About, Recognised},
};

/// The slots of one word.
const WIDTH: usize = 10;

/// Something that an entry can have for a typed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The word itself, in this field.
    Whole(Field),
    /// A word that it is a part of, in this field.
    Part(Field),
    /// The first half of the compound, anywhere.
    FirstHalf,
    /// The second half of the compound, anywhere.
    SecondHalf,
    /// A word that is near, in the name.
    NearInName,
    /// A word that is near, anywhere.
    NearAnywhere,
}

const SLOTS: [Slot; WIDTH] = [
    Slot::Whole(Field::Name),
    Slot::Part(Field::Name),
    Slot::Whole(Field::About),
    Slot::Part(Field::About),
    Slot::Whole(Field::Description),
    Slot::Part(Field::Description),
    Slot::FirstHalf,
    Slot::SecondHalf,
    Slot::NearInName,
    Slot::NearAnywhere,
];

impl Slot {
    /// Whether it is the word as it was typed, and no other way of understanding it.
    pub fn is_as_typed(self) -> bool {
        match self {
            Self::Whole(_) | Self::Part(_) => true,
            Self::FirstHalf | Self::SecondHalf | Self::NearInName | Self::NearAnywhere => false,
        }
    }
}

/// What the words of an entry were found to have: a bit for each slot of each typed word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub i64);

impl Marks {
    /// The slots with the bit of each for the typed word at this place.
    pub fn slots(word: usize) -> impl Iterator<Item = (Slot, i64)> {
        SLOTS.into_iter().enumerate().map(move |(place, slot)| (slot, 1 << (word * WIDTH + place)))
    }

    fn has(self, word: usize, slot: Slot) -> bool {
        Self::slots(word).any(|(known, bit)| known == slot && self.0 & bit != 0)
    }
}

/// An entry that was found.
pub struct Candidate<'a> {
    /// Its topics, the main one first.
    pub topics: &'a [usize],
    /// What its own words have.
    pub marks: Marks,
}

/// How a word was understood, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As it was typed.
    AsTyped,
    /// As a compound of two words.
    Compound,
    /// With typing errors.
    WithErrors,
    /// As one half of a compound.
    Half,
}

const WAYS: [Way; 4] = [Way::AsTyped, Way::Compound, Way::WithErrors, Way::Half];

impl Way {
    /// How much it counts beside words that were understood in another way.
    fn sureness(self) -> f64 {
        match self {
            Self::AsTyped => 1.0,
            Self::Compound => 0.8,
            Self::WithErrors | Self::Half => 0.4,
        }
    }
}

/// What each candidate is worth for what was typed, in the order of the candidates, nothing where it doesn't answer;
/// and how each word was understood.
pub fn scores(plan: &Plan, candidates: &[Candidate<'_>]) -> (Vec<u32>, Vec<Option<Way>>) {
    let mut understood = Vec::new();
    let mut all = vec![Score::default(); candidates.len()];
    for (place, word) in plan.words.iter().enumerate() {
        let (worths, way) = worths(place, word, candidates);
        understood.push(way);
        let Some(way) = way else { continue };
        let found = worths.iter().filter(|worth| **worth > 0).count();
        // A word that few entries have says more.
        let rareness = 1.0 + (as_float(candidates.len()) / as_float(found)).log2() / 2.0;
        for (score, worth) in all.iter_mut().zip(worths).filter(|(_, worth)| *worth > 0) {
            score.worth += f64::from(worth) * way.sureness() * rareness;
            score.covers += way.sureness();
            score.strongly_covers += if worth >= STRONG { way.sureness() } else { 0.0 };
        }
    }
    let most = all.iter().map(|score| score.covers).fold(0.0, f64::max);
    (all.into_iter().map(|score| score.settled(most)).collect(), understood)
}

/// From here on a word is what an entry is about: by its name or a topic, and not by the way.
const STRONG: u32 = 40;

/// What an entry is worth, and how many of the typed words it answers.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    worth: f64,
    covers: f64,
    strongly_covers: f64,
}

impl Score {
    /// Beside an answer to more words, one to fewer counts only when it is about half of them or more.
    fn settled(self, most: f64) -> u32 {
        let is_answer = self.covers >= most || self.strongly_covers * 2.0 >= most;
        if is_answer && most > 0.0 { rounded(self.worth * self.covers / most) } else { 0 }
    }
}

/// What each candidate is worth for one word, in the surest way in which any of them has it.
fn worths(place: usize, word: &PlannedWord, candidates: &[Candidate<'_>]) -> (Vec<u32>, Option<Way>) {
    let all: Vec<[u32; WAYS.len()]> = candidates.iter().map(|candidate| ways(place, word, candidate)).collect();
    let way = (0..WAYS.len()).find(|&way| all.iter().any(|worths| worths[way] > 0));
    (all.iter().map(|worths| way.map_or(0, |way| worths[way])).collect(), way.map(|way| WAYS[way]))
}

/// What a candidate is worth for a word in each of the ways.
fn ways(place: usize, word: &PlannedWord, candidate: &Candidate<'_>) -> [u32; WAYS.len()] {
    let has = |slot| candidate.marks.has(place, slot);
    let in_field = |field, whole, part| match (has(Slot::Whole(field)), has(Slot::Part(field))) {
        (true, _) => whole,
        (false, true) => part,
        (false, false) => 0,
    };
    let own = in_field(Field::Name, 100, 70) + in_field(Field::About, 20, 14) + in_field(Field::Description, 12, 8);
    let topic = |about: &[About], how| through_topics(about, how, candidate.topics);
    let as_typed = own + topic(&word.topics, Recognised::AsTyped);

    let (first, second) = word.halves.as_ref().map_or((0, 0), |[first, second]| {
        (
            u32::from(has(Slot::FirstHalf)) * 30 + topic(&first.topics, Recognised::AsTyped),
            u32::from(has(Slot::SecondHalf)) * 30 + topic(&second.topics, Recognised::AsTyped),
        )
    });
    let compound = if first > 0 && second > 0 { u32::midpoint(first, second) } else { 0 };
    let near = u32::from(has(Slot::NearInName)) * 60 + u32::from(has(Slot::NearAnywhere)) * 10;
    [as_typed, compound, near + topic(&word.topics, Recognised::WithErrors), first.max(second) / 2]
}

/// The best of the topics that the word is about and the entry has; its main topic counts most.
fn through_topics(about: &[About], how: Recognised, topics: &[usize]) -> u32 {
    let worths = about.iter().filter(|about| about.recognised == how).filter_map(|about| {
        let place = topics.iter().position(|&topic| topic == about.topic)?;
        let later = u32::try_from(place).unwrap_or(u32::MAX).min(3) * 6;
        Some(about.worth.saturating_sub(later).max(1))
    });
    worths.max().unwrap_or(0)
}

/// What decides between entries that answer equally well: closeness to the areas in question, room, freshness. At most
/// 15.
pub fn fit(facts: &Facts<'_>, lists: &Lists<'_>, in_question: &[usize]) -> u32 {
    let is_close = in_question.iter().any(|area| lists.areas[facts.known.areas].contains(area));
    let closeness = match (is_close, facts.known.is_everywhere) {
        (true, false) => 2,
        (true, true) => 1,
        (false, _) => 0,
    };
    let room = match facts.known.capacity {
        Capacity::Open => 2,
        Capacity::Limited => 1,
        Capacity::Full | Capacity::ClosedTemporarily => 0,
    };
    2 * closeness + 2 * room + u32::from(facts.stale.is_none())
}

#[expect(clippy::cast_precision_loss, reason = "counts of entries are small")]
fn as_float(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "scores are small and never negative")]
fn rounded(score: f64) -> u32 {
    score.round() as u32
}
