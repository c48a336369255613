//! What was found so far: a list that comes in parts. Pure.

use std::collections::HashSet;
use std::sync::Arc;

use super::directory_model::{MORE_ROWS, Wanted};
use super::queries::SpecialistConnection;

/// A part of what was found, and of what it is a part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FoundPage {
    /// What was looked for.
    pub wanted: Wanted,
    /// Where it begins; None at the start.
    pub after: Option<String>,
    /// The rows, and what stands beside them.
    pub connection: Arc<SpecialistConnection>,
}

impl FoundPage {
    /// All rows so far: what was there `before` and what comes after it. What doesn't follow, such as rows that come
    /// twice, leaves it as it is.
    pub fn joined_to(&self, before: Option<&Self>) -> Self {
        let (Some(before), Some(after)) = (before, &self.after) else { return self.clone() };
        let follows = before.wanted == self.wanted && before.connection.page_info.end_cursor.as_ref() == Some(after);
        if !follows {
            return before.clone();
        }
        let there: HashSet<&str> = before.connection.edges.iter().map(|edge| edge.node.id.0.as_str()).collect();
        // What moved down the list in the meantime stands in it once.
        let new = self.connection.edges.iter().filter(|edge| !there.contains(edge.node.id.0.as_str()));
        let edges = before.connection.edges.iter().chain(new).cloned().collect();
        let connection = SpecialistConnection { edges, ..SpecialistConnection::clone(&self.connection) };
        Self { connection: Arc::new(connection), ..before.clone() }
    }
}

/// How many rows come next; None when all are there.
pub fn more_rows(found: &SpecialistConnection) -> Option<i32> {
    let shown = i32::try_from(found.edges.len()).unwrap_or(i32::MAX);
    found.page_info.has_next_page.then(|| found.total_count.saturating_sub(shown).clamp(1, MORE_ROWS))
}

#[cfg(test)]
mod tests {
    use super::super::queries::{Freshness, OpeningState, OrganisationName, SpecialistEdge, SpecialistRow};
    use super::*;
    use crate::calendar::Day;
    use crate::graphql::PageInfo;
    use crate::graphql::enums::Capacity;
    use crate::graphql::scalars::SpecialistId;

    fn of(search: &str) -> Wanted {
        Wanted { search: search.to_owned(), filters: Vec::new() }
    }

    fn row(name: &str) -> SpecialistEdge {
        let opening_state =
            OpeningState { is_open: true, by_appointment: false, round_the_clock: true, changes_at: None };
        let node = SpecialistRow {
            id: SpecialistId(name.to_owned()),
            name: name.to_owned(),
            organisation: OrganisationName { name: "Welzijn".to_owned() },
            for_whom: String::new(),
            capacity: Capacity::Open,
            opening_state,
            checked_on: Day::parse("2026-11-24").unwrap(),
            freshness: Freshness { is_stale: false, reason: None, mark_count: 0, marked_by_viewer: false },
            phone: None,
            email: None,
        };
        SpecialistEdge { node, matched_words: Vec::new(), matched_topic: None }
    }

    fn page(search: &str, after: Option<&str>, end: Option<&str>, names: std::ops::Range<i32>) -> FoundPage {
        let page_info = PageInfo { has_next_page: end.is_some(), end_cursor: end.map(str::to_owned) };
        let edges = names.map(|name| row(&name.to_string())).collect();
        let connection = SpecialistConnection { edges, page_info, total_count: 120, ..SpecialistConnection::default() };
        let connection = Arc::new(connection);
        FoundPage { wanted: of(search), after: after.map(str::to_owned), connection }
    }

    #[test]
    fn a_long_list_comes_to_its_end() {
        let first = page("hulp", None, Some("a"), 0..20).joined_to(None);
        assert_eq!(more_rows(&first.connection), Some(50));
        let second = page("hulp", Some("a"), Some("b"), 20..70).joined_to(Some(&first));
        assert_eq!((second.connection.edges.len(), more_rows(&second.connection)), (70, Some(50)));
        // Somebody added one meanwhile, so that the last of the page before comes again.
        let third = page("hulp", Some("b"), None, 69..120).joined_to(Some(&second));
        assert_eq!((third.connection.edges.len(), more_rows(&third.connection)), (120, None));
        // What comes twice, or too late, changes nothing.
        let twice = page("hulp", Some("a"), Some("b"), 20..70);
        assert_eq!(twice.joined_to(Some(&second)), second);
        let other = page("geld", None, Some("a"), 0..20).joined_to(Some(&third));
        assert_eq!(other.connection.edges.len(), 20);
        assert_eq!(twice.joined_to(Some(&other)), other);
    }

    #[test]
    fn the_rest_is_asked_after_what_is_there() {
        let first = of("geld").variables_after(None);
        assert_eq!((first.first, first.after), (Some(20), None));
        let next = of("geld").variables_after(Some("a".to_owned()));
        assert_eq!((next.first, next.after.as_deref()), (Some(50), Some("a")));
        assert_eq!(more_rows(&page("geld", None, Some("a"), 0..113).connection), Some(7));
    }
}
