//! What a search offers while somebody types, as clients see it.

use async_graphql::SimpleObject;

use super::{
    search::{Answer, Texts},
    types::Specialist,
};
use crate::places::types::Topic;

/// So many of each kind.
const MOST: usize = 3;

/// What somebody may be looking for, by what they have typed so far: one of the three.
#[derive(Clone, Debug, Default, SimpleObject)]
pub struct DirectorySuggestion {
    /// A topic that it may be about; filter on it.
    pub topic: Option<Topic>,
    /// An entry whose name it may be.
    pub specialist: Option<Specialist>,
    /// The search with its last word written on.
    pub search: Option<String>,
}

/// What to suggest after a search, out of the entries of its page and their words; and the search as it was read, where
/// that is another.
pub fn suggestions<'a>(
    answer: &Answer,
    text: &str,
    page: impl Iterator<Item = &'a Specialist>,
    words: &[Texts],
) -> (Vec<DirectorySuggestion>, Option<String>) {
    if text.trim().is_empty() {
        return (Vec::new(), None);
    }
    let (shown, reference) = (&answer.shown, &answer.reference);
    // A topic that nobody helps with leads nowhere.
    let topics = shown.topics_in_mind().into_iter().filter(|&topic| answer.counts.topics[topic] > 0);
    let topics = topics.take(MOST).map(|topic| DirectorySuggestion {
        topic: Some(reference.topics[topic].clone()),
        ..DirectorySuggestion::default()
    });
    let entries = page
        .zip(words)
        .filter(|(_, words)| shown.is_in_name(words))
        .take(MOST)
        .map(|(entry, _)| DirectorySuggestion { specialist: Some(entry.clone()), ..DirectorySuggestion::default() });
    // Names are suggested as entries.
    let searches = shown
        .goes_on(text, words)
        .into_iter()
        .map(|search| DirectorySuggestion { search: Some(search), ..DirectorySuggestion::default() });
    (topics.chain(entries).chain(searches).collect(), shown.read_as(text, words))
}
