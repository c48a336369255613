//! Which of the found entries fit the filters, and how many would with one filter less. Pure.

use std::collections::BTreeMap;

use entities::{Capacity, Channel, Day, SpecialistKind};
use sea_orm::Iterable;

use super::{
    facts::{Facts, Lists},
    reference::Reference,
};
use crate::specialists::{freshness::StaleReason, inputs::SpecialistFilter};

/// The filters, with topics and areas by their place in the reference.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    topics: Option<Vec<usize>>,
    /// Areas asked for.
    pub areas: Option<Vec<usize>>,
    languages: Option<Vec<String>>,
    kinds: Option<Vec<SpecialistKind>>,
    capacities: Option<Vec<Capacity>>,
    channels: Option<Vec<Channel>>,
    free: Option<bool>,
    open_now: Option<bool>,
    stale: Option<bool>,
    stale_reasons: Option<Vec<StaleReason>>,
    checked_from: Option<Day>,
    checked_to: Option<Day>,
}

/// One of the filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Topics,
    Areas,
    Languages,
    Kinds,
    Capacities,
    Channels,
    Free,
    OpenNow,
    Stale,
    Checked,
}

/// The filters that an entry doesn't fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Misfit(u16);

impl Misfit {
    /// It fits them all.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// It fits all but this one, perhaps.
    fn is_at_most(self, by: By) -> bool {
        self.0 & !(1 << by as u16) == 0
    }
}

impl Filter {
    /// Reads the filters. An unknown topic or area is a filter that nothing fits.
    pub fn new(input: &SpecialistFilter, reference: &Reference) -> Self {
        let topics = given(input.topic_ids.as_ref()).map(|ids| {
            reference
                .topics
                .iter()
                .enumerate()
                .filter(|(_, topic)| ids.contains(&topic.id))
                .map(|(place, _)| place)
                .collect()
        });
        let areas = given(input.neighbourhood_ids.as_ref()).map(|ids| {
            reference
                .areas
                .iter()
                .enumerate()
                .filter(|(_, area)| ids.contains(&area.id))
                .map(|(place, _)| place)
                .collect()
        });
        Self {
            topics,
            areas,
            languages: given(input.languages.as_ref())
                .map(|languages| languages.iter().map(|language| language.to_lowercase()).collect()),
            kinds: given(input.kinds.as_ref()).cloned(),
            capacities: given(input.capacities.as_ref()).cloned(),
            channels: given(input.channels.as_ref()).cloned(),
            free: input.free,
            open_now: input.open_now,
            stale: input.stale,
            stale_reasons: given(input.stale_reasons.as_ref()).cloned(),
            checked_from: input.checked_from,
            checked_to: input.checked_to,
        }
    }

    /// Whether the topic at this place is asked for.
    pub fn asks_topic(&self, place: usize) -> bool {
        self.topics.as_ref().is_some_and(|topics| topics.contains(&place))
    }

    /// Whether the area at this place is asked for.
    pub fn asks_area(&self, place: usize) -> bool {
        self.areas.as_ref().is_some_and(|areas| areas.contains(&place))
    }

    /// Which of the filters an entry doesn't fit.
    pub fn misfit(&self, facts: &Facts<'_>, lists: &Lists<'_>) -> Misfit {
        let topics = &lists.topics[facts.known.topics].with_wholes;
        let (areas, languages) = (&lists.areas[facts.known.areas], &lists.languages[facts.known.languages]);
        let channels = &lists.channels[facts.known.channels];
        let fits = [
            (By::Topics, any(self.topics.as_ref(), |topic| topics.contains(topic))),
            (By::Areas, any(self.areas.as_ref(), |area| areas.contains(area))),
            (By::Languages, any(self.languages.as_ref(), |language| languages.contains(language))),
            (By::Kinds, any(self.kinds.as_ref(), |kind| facts.known.kind == *kind)),
            (By::Capacities, any(self.capacities.as_ref(), |capacity| facts.known.capacity == *capacity)),
            (By::Channels, any(self.channels.as_ref(), |channel| channels.contains(channel))),
            (By::Free, self.free.is_none_or(|free| facts.known.is_free == free)),
            (By::OpenNow, self.open_now.is_none_or(|open| facts.is_open == open)),
            (By::Stale, self.fits_freshness(facts.stale)),
            (By::Checked, self.checked_from.is_none_or(|from| facts.checked_on >= from)),
            (By::Checked, self.checked_to.is_none_or(|to| facts.checked_on <= to)),
        ];
        Misfit(fits.iter().filter(|(_, fits)| !fits).fold(0, |misfit, (by, _)| misfit | 1 << *by as u16))
    }

    fn fits_freshness(&self, reason: Option<StaleReason>) -> bool {
        self.stale.is_none_or(|stale| reason.is_some() == stale)
            && any(self.stale_reasons.as_ref(), |wanted| reason == Some(*wanted))
    }
}

/// How many entries would be found with each value, the other filters applied.
#[derive(Clone, Debug)]
pub struct Counts {
    /// By place of the topic.
    pub topics: Vec<i32>,
    /// By place of the area.
    pub areas: Vec<i32>,
    /// By language.
    pub languages: BTreeMap<String, i32>,
    /// By kind, in the order of the enum.
    pub kinds: Vec<(SpecialistKind, i32)>,
    /// By room, in the order of the enum.
    pub capacities: Vec<(Capacity, i32)>,
    /// By channel, in the order of the enum.
    pub channels: Vec<(Channel, i32)>,
    /// Costing nothing.
    pub free: i32,
    /// Open at this moment.
    pub open_now: i32,
    /// To be looked at again.
    pub stale: i32,
}

/// Counts by the lists that entries have; [`Tally::counts`] takes the lists apart.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    topics: Vec<i32>,
    areas: Vec<i32>,
    languages: Vec<i32>,
    channels: Vec<i32>,
    kinds: Vec<i32>,
    capacities: Vec<i32>,
    free: i32,
    open_now: i32,
    stale: i32,
}

impl Tally {
    /// Counts an entry where it fits.
    pub fn add(&mut self, facts: &Facts<'_>, misfit: Misfit) {
        let count = |by, counts: &mut Vec<i32>, place: usize| {
            if misfit.is_at_most(by) {
                counts.resize(counts.len().max(place + 1), 0);
                counts[place] += 1;
            }
        };
        count(By::Topics, &mut self.topics, facts.known.topics);
        count(By::Areas, &mut self.areas, facts.known.areas);
        count(By::Languages, &mut self.languages, facts.known.languages);
        count(By::Channels, &mut self.channels, facts.known.channels);
        count(By::Kinds, &mut self.kinds, facts.known.kind as usize);
        count(By::Capacities, &mut self.capacities, facts.known.capacity as usize);
        self.free += i32::from(misfit.is_at_most(By::Free) && facts.known.is_free);
        self.open_now += i32::from(misfit.is_at_most(By::OpenNow) && facts.is_open);
        self.stale += i32::from(misfit.is_at_most(By::Stale) && facts.stale.is_some());
    }

    /// How many entries have each value.
    pub fn counts(self, reference: &Reference, lists: &Lists<'_>) -> Counts {
        let mut topics = vec![0; reference.topics.len()];
        let mut areas = vec![0; reference.areas.len()];
        let mut languages = BTreeMap::new();
        let mut channels: Vec<_> = Channel::iter().map(|channel| (channel, 0)).collect();
        for (count, list) in self.topics.iter().zip(&lists.topics) {
            list.with_wholes.iter().for_each(|&topic| topics[topic] += count);
        }
        for (count, list) in self.areas.iter().zip(&lists.areas) {
            for &area in list {
                areas[area] += count;
            }
        }
        for (count, list) in self.languages.iter().zip(lists.languages) {
            for language in list {
                *languages.entry(language.clone()).or_insert(0) += count;
            }
        }
        for (count, list) in self.channels.iter().zip(lists.channels) {
            channels.iter_mut().filter(|(channel, _)| list.contains(channel)).for_each(|(_, all)| *all += count);
        }
        languages.retain(|_, count| *count > 0);
        let of = |counts: &[i32], place: usize| counts.get(place).copied().unwrap_or(0);
        Counts {
            topics,
            areas,
            languages,
            kinds: SpecialistKind::iter().map(|kind| (kind, of(&self.kinds, kind as usize))).collect(),
            capacities: Capacity::iter().map(|capacity| (capacity, of(&self.capacities, capacity as usize))).collect(),
            channels,
            free: self.free,
            open_now: self.open_now,
            stale: self.stale,
        }
    }
}

/// A list that was given and has something in it.
fn given<T>(list: Option<&Vec<T>>) -> Option<&Vec<T>> {
    list.filter(|list| !list.is_empty())
}

fn any<T>(wanted: Option<&Vec<T>>, fits: impl FnMut(&T) -> bool) -> bool {
    wanted.is_none_or(|wanted| wanted.iter().any(fits))
}
