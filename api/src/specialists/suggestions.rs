//! What a search offers while somebody types, as clients see it.

use async_graphql::SimpleObject;

use super::{search::Answer, types::Specialist};
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

/// The texts of an entry in which words can match.
pub fn texts(entry: &Specialist) -> [&str; 4] {
    [&entry.name, &entry.for_whom, &entry.description, &entry.how_to_get_in].map(String::as_str)
}

/// What to suggest after a search, out of the entries of its page; and the search as it was read, where that is another.
pub fn suggestions<'a>(
    answer: &Answer,
    text: &str,
    page: impl Iterator<Item = &'a Specialist> + Clone,
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
        .clone()
        .filter(|entry| shown.is_in_name(&entry.name))
        .take(MOST)
        .map(|entry| DirectorySuggestion { specialist: Some(entry.clone()), ..DirectorySuggestion::default() });
    let own: Vec<&str> = page.flat_map(texts).collect();
    // Names are suggested as entries.
    let without_names: Vec<&str> = own.chunks(4).flat_map(|texts| &texts[1..]).copied().collect();
    let searches = shown
        .goes_on(text, &without_names)
        .into_iter()
        .map(|search| DirectorySuggestion { search: Some(search), ..DirectorySuggestion::default() });
    (topics.chain(entries).chain(searches).collect(), shown.read_as(text, &own))
}
