//! What of the board is to be asked again, and how the answer is put into it. Pure.
//!
//! A change of one case asks for that case and for the counts, however many cards stand on the board; only when very much
//! changes at once, or nobody knows what, the whole is asked again.

use super::board_model::{STEP, stamp};
use super::queries::{Board, CardConnection, CaseCard, ChangedCardsQuery};
use crate::calendar::Instant;
use crate::graphql::Change;
use crate::graphql::scalars::CaseId;

/// So many cases are asked for by themselves; more than that are as much as the board.
const MOST: usize = 20;
/// A column that has more than it shows, but shows fewer than this, is asked again.
const FEWEST: usize = STEP / 2;

/// What of the board is to be asked again.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Stale {
    /// Nothing.
    #[default]
    Nothing,
    /// These cases, and the counts.
    Cases(Vec<CaseId>),
    /// The whole board.
    All,
}

impl Stale {
    /// Something changed.
    pub fn hear(&mut self, change: &Change) {
        match change {
            Change::Case(change) => self.add(&change.id),
            Change::Involvement(change) => match &change.case_id {
                Some(id) => self.add(id),
                // Its case may be one that the viewer saw until now.
                None => *self = Self::All,
            },
            Change::Missed => *self = Self::All,
            Change::Notices(_) | Change::PeerQuestion(_) => {}
        }
    }

    /// A case changed.
    pub fn add(&mut self, id: &CaseId) {
        match self {
            Self::Nothing => *self = Self::Cases(vec![id.clone()]),
            Self::Cases(ids) if ids.contains(id) => {}
            Self::Cases(ids) if ids.len() < MOST => ids.push(id.clone()),
            Self::Cases(_) => *self = Self::All,
            Self::All => {}
        }
    }
}

/// The board with what the server says of these cases. None when that doesn't do, and the whole is to be asked again.
pub fn merged(board: &Board, ids: &[CaseId], answer: ChangedCardsQuery) -> Option<Board> {
    let ChangedCardsQuery { cases, board: counts } = answer;
    let mut board = board.clone();
    for id in ids {
        let told = cases.nodes.iter().find(|card| card.id == *id);
        let shown = super::board_model::card(&board, id);
        // What the viewer did since the server was asked is newer than what it says.
        if shown.zip(told).is_none_or(|(shown, told)| stamp(shown) <= stamp(told)) {
            replace(&mut board, id, told);
        }
    }
    board.total_count = counts.total_count;
    board.overdue_count = counts.overdue_count;
    board.my_turn_count = counts.my_turn_count;
    for column in &mut board.columns {
        let count = counts.columns.iter().find(|count| count.column == column.column)?;
        column.cards.total_count = count.cards.total_count;
    }
    let lacks = |cards: &CardConnection| cards.page_info.has_next_page && cards.nodes.len() < FEWEST;
    (!board.columns.iter().any(|column| lacks(&column.cards))).then_some(board)
}

/// Takes a card from wherever it stands, and puts it where the server would list it.
fn replace(board: &mut Board, id: &CaseId, card: Option<&CaseCard>) {
    for column in &mut board.columns {
        column.cards.nodes.retain(|other| other.id != *id);
    }
    let Some(card) = card else { return };
    let Some(column) = board.columns.iter_mut().find(|column| column.column == card.board_column) else { return };
    let cards = &mut column.cards;
    match cards.nodes.iter().position(|other| key(other) < key(card)) {
        Some(place) => cards.nodes.insert(place, card.clone()),
        // Below what is shown it comes when somebody scrolls there.
        None if cards.page_info.has_next_page => {}
        None => cards.nodes.push(card.clone()),
    }
}

/// By what the server lists cards: what changed last comes first.
fn key(card: &CaseCard) -> (Instant, &str) {
    (card.changed_at, &card.id.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::COLUMNS;
    use super::super::queries::{BoardColumnCards, BoardCounts, CardCount, ChangedCards, ColumnCount};
    use super::super::sample::{at, card};
    use super::*;
    use crate::graphql::PageInfo;
    use crate::graphql::enums::BoardColumn;

    /// A card that changed on this day of November.
    fn changed(word: &str, column: BoardColumn, day: u8) -> CaseCard {
        let changed_at = at(&format!("2026-11-{day:02}T09:00:00Z"));
        CaseCard { board_column: column, changed_at, ..card(word) }
    }

    fn board(cards: &[CaseCard]) -> Board {
        let columns = COLUMNS.map(|column| {
            let nodes: Vec<_> = cards.iter().filter(|card| card.board_column == column).cloned().collect();
            let total_count = i32::try_from(nodes.len()).unwrap();
            let cards = CardConnection { nodes, page_info: PageInfo::default(), total_count };
            BoardColumnCards { column, cards }
        });
        let total_count = i32::try_from(cards.len()).unwrap();
        Board { columns: columns.into(), total_count, overdue_count: 0, my_turn_count: 0 }
    }

    /// What the server says: these cards, and in each column so many.
    fn answer(nodes: &[CaseCard], counts: [i32; 6]) -> ChangedCardsQuery {
        let columns = COLUMNS.into_iter().zip(counts);
        let columns =
            columns.map(|(column, total_count)| ColumnCount { column, cards: CardCount { total_count } }).collect();
        let total_count = counts.iter().sum();
        let board = BoardCounts { columns, total_count, overdue_count: 2, my_turn_count: 1 };
        ChangedCardsQuery { cases: ChangedCards { nodes: nodes.to_vec() }, board }
    }

    fn words_in(board: &Board, column: BoardColumn) -> Vec<&str> {
        let column = board.columns.iter().find(|own| own.column == column).unwrap();
        column.cards.nodes.iter().map(|card| card.code_word.as_str()).collect()
    }

    fn id(word: &str) -> CaseId {
        CaseId(word.to_owned())
    }

    fn three() -> Board {
        board(&[
            changed("melkbus", BoardColumn::Active, 20),
            changed("theedoek", BoardColumn::Active, 10),
            changed("koekblik", BoardColumn::Waiting, 12),
        ])
    }

    #[test]
    fn a_case_is_asked_by_itself_and_very_many_are_the_board() {
        let mut stale = Stale::default();
        let case = |number: usize| -> Change {
            let change = json!({ "kind": "CHANGED", "id": number.to_string(), "version": 2 });
            Change::Case(serde_json::from_value(change).unwrap())
        };
        let within = |case: Option<&str>| {
            let change = json!({ "kind": "OPENED", "id": "i", "caseId": case, "version": 0 });
            Change::Involvement(serde_json::from_value(change).unwrap())
        };
        for change in [case(1), within(Some("2")), case(1)] {
            stale.hear(&change);
        }
        assert_eq!(stale, Stale::Cases(vec![id("1"), id("2")]));
        (0..MOST).for_each(|number| stale.hear(&case(number)));
        assert!(matches!(&stale, Stale::Cases(ids) if ids.len() == MOST));
        stale.hear(&case(MOST));
        assert_eq!(stale, Stale::All);
        stale.hear(&case(1));
        assert_eq!(stale, Stale::All);
        for unknown in [within(None), Change::Missed] {
            let mut stale = Stale::Cases(vec![id("1")]);
            stale.hear(&unknown);
            assert_eq!(stale, Stale::All);
        }
    }

    #[test]
    fn a_changed_card_stands_where_the_server_lists_it() {
        let moved = CaseCard { version: 4, ..changed("melkbus", BoardColumn::Waiting, 11) };
        let now = merged(&three(), &[id("melkbus")], answer(&[moved], [0, 1, 0, 2, 0, 0])).unwrap();
        assert_eq!(words_in(&now, BoardColumn::Active), ["theedoek"]);
        assert_eq!(words_in(&now, BoardColumn::Waiting), ["koekblik", "melkbus"]);
        assert_eq!((now.total_count, now.overdue_count, now.my_turn_count), (3, 2, 1));
        assert_eq!(now.columns[3].cards.total_count, 2);
        let new = changed("ijsvogel", BoardColumn::Active, 23);
        let now = merged(&now, &[id("ijsvogel")], answer(&[new], [0, 2, 0, 2, 0, 0])).unwrap();
        assert_eq!(words_in(&now, BoardColumn::Active), ["ijsvogel", "theedoek"]);
    }

    #[test]
    fn what_the_viewer_may_not_see_any_more_goes() {
        let now = merged(&three(), &[id("koekblik")], answer(&[], [0, 2, 0, 0, 0, 0])).unwrap();
        assert_eq!(words_in(&now, BoardColumn::Waiting), Vec::<&str>::new());
        assert_eq!(words_in(&now, BoardColumn::Active), ["melkbus", "theedoek"]);
    }

    #[test]
    fn what_the_viewer_did_meanwhile_stays() {
        let mut mine = three();
        super::super::board_model::place(
            &mut mine,
            CaseCard { version: 5, ..changed("melkbus", BoardColumn::Done, 23) },
        );
        let before = CaseCard { version: 4, ..changed("melkbus", BoardColumn::Waiting, 22) };
        let now = merged(&mine, &[id("melkbus")], answer(&[before], [0, 1, 0, 2, 0, 0])).unwrap();
        assert_eq!(words_in(&now, BoardColumn::Done), ["melkbus"]);
        assert_eq!(words_in(&now, BoardColumn::Waiting), ["koekblik"]);
    }

    #[test]
    fn a_long_column_shows_no_card_from_below_and_never_runs_short() {
        let cards: Vec<_> =
            (0..12).map(|number| changed(&format!("w{number:02}"), BoardColumn::New, 24 - number)).collect();
        let mut long = board(&cards);
        long.columns[0].cards.page_info.has_next_page = true;
        long.columns[0].cards.total_count = 900;
        let old = changed("oud", BoardColumn::New, 1);
        let now = merged(&long, &[id("oud")], answer(&[old], [901, 0, 0, 0, 0, 0])).unwrap();
        assert_eq!((now.columns[0].cards.nodes.len(), now.columns[0].cards.total_count), (12, 901));
        let gone = |number: usize| cards[..number].iter().map(|card| card.id.clone()).collect::<Vec<_>>();
        assert!(merged(&now, &gone(2), answer(&[], [899, 0, 0, 0, 0, 0])).is_some());
        assert_eq!(merged(&now, &gone(3), answer(&[], [898, 0, 0, 0, 0, 0])), None);
    }
}
