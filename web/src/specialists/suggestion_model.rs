//! What is offered while somebody types, and how the keys go through it. Pure.

use super::directory_model::{Filter, Wanted};
use super::queries::DirectorySuggestion;
use crate::graphql::scalars::SpecialistId;

/// Where a suggestion leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Leads {
    /// To a view of the directory.
    To(Wanted),
    /// To the page of an entry.
    ToEntry(SpecialistId),
}

/// What sort of thing is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A topic, as the question of daily life.
    Topic,
    /// An entry, by its name.
    Entry,
    /// Words to search for.
    Search,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What it is.
    pub sort: Sort,
    /// What it says.
    pub words: String,
    /// Beside it: whose entry it is.
    pub beside: Option<String>,
    /// Where it leads.
    pub leads: Leads,
}

/// The lines of the list in a view of the directory. A topic becomes a filter in place of what was typed.
pub fn offers(suggestions: &[DirectorySuggestion], wanted: &Wanted) -> Vec<Offer> {
    let offer = |suggestion: &DirectorySuggestion| {
        if let Some(topic) = &suggestion.topic {
            let filter = Filter::Topic(topic.id.clone());
            let mut to = Wanted { search: String::new(), ..wanted.clone() };
            if !to.has(&filter) {
                to.filters.push(filter);
            }
            let words = topic.question.clone();
            return Some(Offer { sort: Sort::Topic, words, beside: Some(topic.name.clone()), leads: Leads::To(to) });
        }
        if let Some(entry) = &suggestion.specialist {
            let beside = Some(entry.organisation.name.clone()).filter(|name| *name != entry.name);
            let leads = Leads::ToEntry(entry.id.clone());
            return Some(Offer { sort: Sort::Entry, words: entry.name.clone(), beside, leads });
        }
        let search = suggestion.search.clone()?;
        let leads = Leads::To(Wanted { search: search.clone(), ..wanted.clone() });
        Some(Offer { sort: Sort::Search, words: search, beside: None, leads })
    };
    suggestions.iter().filter_map(offer).collect()
}

/// What a key does in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Opens the list, if there is anything in it, at this line; or goes there.
    GoTo(Option<usize>),
    /// Takes this line.
    Take(usize),
    /// Closes the list and leaves what was typed.
    Close,
    /// What it always does.
    Usual,
}

/// What a key does, with so many lines of which one is chosen, or none. The list is left at its ends, and then begins anew.
pub fn key(name: &str, is_open: bool, chosen: Option<usize>, lines: usize) -> Key {
    match name {
        "ArrowDown" | "ArrowUp" if lines == 0 => Key::Usual,
        "ArrowDown" => Key::GoTo(match chosen.filter(|_| is_open) {
            None => Some(0),
            Some(line) => Some(line + 1).filter(|next| *next < lines),
        }),
        "ArrowUp" => Key::GoTo(match chosen.filter(|_| is_open) {
            None => Some(lines - 1),
            Some(line) => line.checked_sub(1),
        }),
        "Enter" if is_open => chosen.filter(|line| *line < lines).map_or(Key::Close, Key::Take),
        "Escape" if is_open && lines > 0 => Key::Close,
        "Tab" if is_open => Key::Close,
        _ => Key::Usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::scalars::TopicId;
    use crate::specialists::queries::{EntryName, OrganisationName, TopicQuestion};

    const NONE: DirectorySuggestion = DirectorySuggestion { topic: None, specialist: None, search: None };

    #[test]
    fn each_offer_leads_somewhere() {
        let topic =
            TopicQuestion { id: TopicId("t".to_owned()), name: "Post".to_owned(), question: "Snap ik niet".to_owned() };
        let organisation = OrganisationName { name: "Bibliotheek".to_owned() };
        let entry = EntryName { id: SpecialistId("s".to_owned()), name: "Brievenhulp".to_owned(), organisation };
        let wanted = Wanted { search: "brie".to_owned(), filters: vec![Filter::Free] };
        let all = offers(
            &[
                DirectorySuggestion { topic: Some(topic), ..NONE },
                DirectorySuggestion { specialist: Some(entry), ..NONE },
                DirectorySuggestion { search: Some("brieven".to_owned()), ..NONE },
                NONE,
            ],
            &wanted,
        );
        let topic = Filter::Topic(TopicId("t".to_owned()));
        let leads: Vec<_> = all.iter().map(|offer| &offer.leads).collect();
        assert_eq!(
            leads,
            [
                &Leads::To(Wanted { search: String::new(), filters: vec![Filter::Free, topic] }),
                &Leads::ToEntry(SpecialistId("s".to_owned())),
                &Leads::To(Wanted { search: "brieven".to_owned(), filters: vec![Filter::Free] }),
            ]
        );
        assert_eq!(all[0].words, "Snap ik niet");
        assert_eq!(all[1].beside.as_deref(), Some("Bibliotheek"));
    }

    #[test]
    fn arrows_go_round() {
        assert_eq!(key("ArrowDown", false, None, 3), Key::GoTo(Some(0)));
        assert_eq!(key("ArrowDown", true, Some(0), 3), Key::GoTo(Some(1)));
        assert_eq!(key("ArrowDown", true, Some(2), 3), Key::GoTo(None));
        assert_eq!(key("ArrowUp", true, None, 3), Key::GoTo(Some(2)));
        assert_eq!(key("ArrowUp", true, Some(0), 3), Key::GoTo(None));
        assert_eq!(key("ArrowDown", true, None, 0), Key::Usual);
    }

    #[test]
    fn enter_takes_and_escape_closes() {
        assert_eq!(key("Enter", true, Some(1), 3), Key::Take(1));
        assert_eq!(key("Enter", true, None, 3), Key::Close);
        assert_eq!(key("Enter", true, Some(4), 3), Key::Close, "the list became shorter");
        assert_eq!(key("Enter", false, Some(1), 3), Key::Usual);
        assert_eq!(key("Escape", true, Some(1), 3), Key::Close);
        assert_eq!(key("Escape", false, None, 3), Key::Usual, "then the browser empties the field");
        assert_eq!(key("a", true, Some(1), 3), Key::Usual);
    }
}
