//! Search in the directory: everyday words, beginnings, compounds and typing errors, in Dutch and what people bring along.
//!
//! It goes in three steps. `plan` works out what to look for from what was typed, the topics' words and the words of the
//! directory that look alike. The database looks: FTS5 on SQLite, text search vectors and trigrams on PostgreSQL, over words that
//! `words` folded and stemmed (`dialect` is all that differs). `rank` and `filter` order and count what was
//! found, the same for both. `index` keeps what search knows.

mod dialect;
mod facts;
mod filter;
mod found;
pub mod index;
mod near;
mod plan;
mod postgres;
mod rank;
mod reference;
mod remembered;
mod shown;
mod sqlite;
mod suggest;
mod topics;
mod words;

use std::{cmp::Reverse, sync::Arc};

use entities::SpecialistId;

use self::{
    facts::{Facts, Moment},
    filter::Tally,
    found::Found,
    plan::Plan,
    rank::Candidate,
};
pub use self::{
    filter::{Counts, Filter},
    reference::Reference,
    remembered::Memory,
    shown::{Shown, Texts},
    words::{fold, words},
};
use crate::{
    context::RequestCtx,
    error::Result,
    paging::{Cut, Side},
    policy::PersonViewer,
    specialists::{inputs::SpecialistFilter, opening::WallClock},
};

/// One page of what a search found.
pub struct Answer {
    /// The entries of the page, the best first.
    pub page: Vec<Place>,
    /// Whether there are others before the page, and after it.
    pub others: (bool, bool),
    /// How many fit the filters.
    pub total: usize,
    /// How many there would be with each value of a filter, the others applied.
    pub counts: Counts,
    /// Why entries were found, to show it.
    pub shown: Shown,
    /// The topics and areas it was read with.
    pub reference: Reference,
    /// The filters, read.
    pub filter: Filter,
}

/// The place of an entry in the order: by rank downwards, then name, then id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// How well it answers, and then how well it fits; higher is better.
    pub rank: u32,
    /// Its name, folded.
    pub name: String,
    /// The entry.
    pub id: SpecialistId,
    /// The places of its topics.
    pub topics: Vec<usize>,
}

/// What a cursor tells of a place.
pub type Key = (u32, String, SpecialistId);

/// Finds the entries that the viewer may see, in at most three statements.
///
/// # Errors
/// When the database can't be read.
pub async fn find(req: &RequestCtx, text: &str, input: &SpecialistFilter, cut: &Cut<Key>) -> Result<Answer> {
    let typed = plan::typed(text);
    let (reference, like) = futures_util::try_join!(Reference::load(req), found::words_like(req, &typed))?;
    let vocabulary = if typed.is_empty() { Arc::default() } else { req.app.directory.vocabulary(&reference) };
    let plan = Plan::new(&typed, &vocabulary, &like);
    let (remembered, hits) = req.app.directory.look(req, &plan, &reference).await?;
    let found = hits.of(req, &remembered);
    let filter = Filter::new(input, &reference);

    let mut moment = Moment::new(&remembered, &reference, WallClock::at(req.now), req.today());
    let read: Vec<(Found<'_>, Facts<'_>)> =
        found.into_iter().map(|found| (found, moment.count(found.facts, found.open_marks))).collect();
    let lists = moment.lists;
    let candidate = |(found, _): &(Found<'_>, Facts<'_>)| Candidate {
        topics: &lists.topics[found.facts.topics].own,
        marks: found.marks,
    };
    let (scores, ways) = rank::scores(&plan, &read.iter().map(candidate).collect::<Vec<_>>());

    let in_question = filter.areas.clone().unwrap_or_else(|| own_areas(req, &reference));
    let mut tally = Tally::default();
    let mut fitting = Vec::new();
    for ((Found { facts: known, .. }, facts), score) in read.iter().zip(scores) {
        if score == 0 && !plan.words.is_empty() {
            continue;
        }
        let misfit = filter.misfit(facts, &lists);
        tally.add(facts, misfit);
        if misfit.is_none() {
            let rank = score * 16 + rank::fit(facts, &lists, &in_question);
            fitting.push((Order(Reverse(rank), &known.name, known.entry.id), known.topics));
        }
    }
    let total = fitting.len();
    let (page, before, after) = page(fitting, cut);
    let place = |(Order(Reverse(rank), name, id), topics): (Order<'_>, usize)| Place {
        rank,
        name: name.to_owned(),
        id,
        topics: lists.topics[topics].own.clone(),
    };
    let page = page.into_iter().map(place).collect();
    let counts = tally.counts(&reference, &lists);
    let shown = Shown::new(plan, &ways, vocabulary);
    Ok(Answer { page, others: (before, after), total, counts, shown, reference, filter })
}

/// What entries are sorted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Order<'a>(Reverse<u32>, &'a str, SpecialistId);

/// The entries of the page in order, and whether there are others before and after it. Only the page is sorted.
fn page<'a>(mut entries: Vec<(Order<'a>, usize)>, cut: &Cut<Key>) -> (Vec<(Order<'a>, usize)>, bool, bool) {
    entries.retain(|(place, _)| {
        cut.after.as_ref().is_none_or(|(rank, name, id)| *place > Order(Reverse(*rank), name, *id))
            && cut.before.as_ref().is_none_or(|(rank, name, id)| *place < Order(Reverse(*rank), name, *id))
    });
    let limit = usize::try_from(cut.limit()).unwrap_or(usize::MAX);
    let by = |one: &(Order<'_>, usize), other: &(Order<'_>, usize)| match cut.side {
        Side::First => one.0.cmp(&other.0),
        Side::Last => other.0.cmp(&one.0),
    };
    if entries.len() > limit {
        entries.select_nth_unstable_by(limit, by);
        entries.truncate(limit);
    }
    entries.sort_unstable_by(by);
    cut.page(entries)
}

/// The places of the areas where the viewer works.
fn own_areas(req: &RequestCtx, reference: &Reference) -> Vec<usize> {
    let own = req.viewer.person().map(PersonViewer::neighbourhoods).unwrap_or_default();
    let areas = reference.areas.iter().enumerate();
    areas.filter(|(_, area)| own.contains(&area.id)).map(|(place, _)| place).collect()
}
