//! What somebody looks at on the board, as it stands in the address: a link is a view. Pure.
//!
//! The names in the address are Dutch in both languages, so that a link stays a link. Lists are separated by commas.

use serde::Serialize;

use super::dialogs::key_of;
use super::queries::CaseFilter;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::{NeighbourhoodId, PersonId, TopicId};

const YES: &str = "ja";

/// Whose cases, as seen from the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Held by the viewer.
    Mine,
    /// By others of the team, or by nobody yet.
    Team,
}

/// A view of the board. What is empty or false doesn't narrow.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BoardView {
    /// `buurt`: where.
    pub places: Vec<NeighbourhoodId>,
    /// `onderwerp`: about what.
    pub topics: Vec<TopicId>,
    /// `helpt`: held by whom.
    pub holders: Vec<PersonId>,
    /// `mijn` or `team`: whose.
    pub whose: Option<Whose>,
    /// `aanzet`: where the viewer is on turn.
    pub my_turn: bool,
    /// `telaat`: what is late.
    pub late: bool,
    /// `zoek`: words.
    pub search: String,
    /// `kolom`: the column that a phone shows.
    pub column: Option<BoardColumn>,
}

impl BoardView {
    /// The view of an address, whose parameters `read` looks up. What can't be understood is left out.
    pub fn read(read: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name| read(name).is_some_and(|text| text == YES);
        Self {
            places: list(read("buurt"), NeighbourhoodId::of_address),
            topics: list(read("onderwerp"), TopicId::of_address),
            holders: list(read("helpt"), PersonId::of_address),
            whose: [(Whose::Mine, "mijn"), (Whose::Team, "team")]
                .into_iter()
                .find_map(|(it, name)| is_set(name).then_some(it)),
            my_turn: is_set("aanzet"),
            late: is_set("telaat"),
            search: read("zoek").unwrap_or_default(),
            column: read("kolom").as_deref().and_then(column_of),
        }
    }

    /// The parameters of the address of this view; not yet encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let yes = |set: bool| if set { YES.to_owned() } else { String::new() };
        let Self { places, topics, holders, whose, my_turn, late, search, column } = self;
        let all = [
            ("buurt", joined(places)),
            ("onderwerp", joined(topics)),
            ("helpt", joined(holders)),
            ("mijn", yes(*whose == Some(Whose::Mine))),
            ("team", yes(*whose == Some(Whose::Team))),
            ("aanzet", yes(*my_turn)),
            ("telaat", yes(*late)),
            ("zoek", search.clone()),
            ("kolom", column.map(column_key).unwrap_or_default().to_owned()),
        ];
        all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    }

    /// What the server is asked.
    pub fn filter(&self) -> CaseFilter {
        let Self { places, topics, holders, whose, my_turn, late, search, column: _ } = self;
        let search = search.trim();
        CaseFilter {
            ids: None,
            neighbourhood_ids: filled(places),
            topic_ids: filled(topics),
            columns: None,
            holder_ids: filled(holders),
            mine: whose.map(|whose| whose == Whose::Mine),
            my_turn: my_turn.then_some(true),
            overdue: late.then_some(true),
            search: (!search.is_empty()).then(|| search.to_owned()),
        }
    }

    /// Whether it narrows at all.
    pub fn is_narrow(&self) -> bool {
        self.filter() != CaseFilter::default()
    }

    /// The same column, without anything that narrows.
    #[must_use]
    pub fn widened(&self) -> Self {
        Self { column: self.column, ..Self::default() }
    }
}

/// The name of a column in an address and on the device.
pub fn column_key(column: BoardColumn) -> &'static str {
    match column {
        BoardColumn::New => "nieuw",
        BoardColumn::Active => "bezig",
        BoardColumn::InConsultation => "overleg",
        BoardColumn::Waiting => "wacht",
        BoardColumn::HandedOver => "overgedragen",
        BoardColumn::Done => "klaar",
    }
}

/// The column of a name in an address or on the device.
pub fn column_of(key: &str) -> Option<BoardColumn> {
    super::COLUMNS.into_iter().find(|column| column_key(*column) == key)
}

fn list<T>(text: Option<String>, of: fn(&str) -> Option<T>) -> Vec<T> {
    text.unwrap_or_default().split(',').filter_map(of).collect()
}

fn joined<T: Serialize>(values: &[T]) -> String {
    values.iter().map(key_of).collect::<Vec<_>>().join(",")
}

fn filled<T: Clone>(values: &[T]) -> Option<Vec<T>> {
    (!values.is_empty()).then(|| values.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(parameters: &[(&str, &str)]) -> BoardView {
        BoardView::read(|name| {
            let found = parameters.iter().find(|(key, _)| *key == name)?;
            Some(found.1.to_owned())
        })
    }

    fn full() -> BoardView {
        BoardView {
            places: [1, 2].map(|it| NeighbourhoodId(format!("neighbourhood_{it:032}"))).to_vec(),
            topics: vec![TopicId(format!("topic_{:032}", 1))],
            holders: vec![PersonId(format!("person_{:032}", 1))],
            whose: Some(Whose::Mine),
            my_turn: true,
            late: true,
            search: "jas, rood".to_owned(),
            column: Some(BoardColumn::InConsultation),
        }
    }

    #[test]
    fn a_link_is_a_view() {
        let view = full();
        let parameters = view.parameters();
        let pairs: Vec<(&str, &str)> = parameters.iter().map(|(name, text)| (*name, text.as_str())).collect();
        assert_eq!(from(&pairs), view);
        assert!(pairs.contains(&("kolom", "overleg")));
        assert_eq!(BoardView::default().parameters(), []);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let odd = from(&[
            ("kolom", "hal"),
            ("mijn", "1"),
            ("buurt", ",,onzin"),
            ("onderwerp", "onzin"),
            ("helpt", "onzin"),
            ("iets", "ja"),
        ]);
        assert_eq!(odd, BoardView::default());
    }

    #[test]
    fn only_what_narrows_is_sent() {
        assert_eq!(serde_json::to_value(BoardView::default().filter()).unwrap(), serde_json::json!({}));
        let view = BoardView { my_turn: true, search: "  jas ".to_owned(), ..BoardView::default() };
        assert_eq!(
            serde_json::to_value(view.filter()).unwrap(),
            serde_json::json!({ "myTurn": true, "search": "jas" })
        );
        let team = BoardView { whose: Some(Whose::Team), ..BoardView::default() };
        assert_eq!(serde_json::to_value(team.filter()).unwrap(), serde_json::json!({ "mine": false }));
        let column = BoardView { column: Some(BoardColumn::Done), search: " ".to_owned(), ..BoardView::default() };
        assert!(!column.is_narrow());
        assert!(full().is_narrow() && !full().widened().is_narrow());
        assert_eq!(full().widened().column, Some(BoardColumn::InConsultation));
    }
}
