//! The board: its columns, its counts, and what changed on it. Pure.

use std::collections::HashMap;
use std::sync::Arc;

use super::COLUMNS;
use super::queries::{Board, BoardColumnCards, CardConnection, CaseCard};
use crate::calendar::Instant;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::CaseId;
use crate::i18n::{Locale, words};

/// So many cards of a column come first, and so many more each time.
pub const STEP: usize = 20;

/// Where the viewer works, as the head of the board names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// In one neighbourhood.
    One(String),
    /// In so many.
    Several(usize),
    /// Everywhere.
    Everywhere,
    /// Nowhere in particular: a specialist.
    Nowhere,
}

/// The line under the heading: "27 vragen in jouw 6 buurten. 2 zijn te laat."
pub fn head(locale: Locale, board: &Board, reach: &Reach) -> String {
    let total = board.total_count;
    let first = match reach {
        Reach::One(place) => {
            let done = column(board, BoardColumn::Done).map_or(0, |it| it.cards.total_count);
            let open = words::board::in_place(locale, total - done, place);
            if board.overdue_count > 0 { [&open, "."].concat() } else { open }
        }
        Reach::Several(number) => words::board::in_places(locale, total, &number.to_string()),
        Reach::Everywhere => words::board::everywhere(locale, total),
        Reach::Nowhere => words::board::for_me(locale, total),
    };
    match board.overdue_count {
        0 => first,
        late => [&first, " ", &words::board::late(locale, late)].concat(),
    }
}

/// One column of the board.
pub fn column(board: &Board, column: BoardColumn) -> Option<&BoardColumnCards> {
    board.columns.iter().find(|it| it.column == column)
}

/// One card of the board.
pub fn card<'a>(board: &'a Board, id: &CaseId) -> Option<&'a CaseCard> {
    board.columns.iter().flat_map(|column| &column.cards.nodes).find(|card| card.id == *id)
}

/// The column that a phone shows when nobody chose: the first where the viewer is on turn, else the first with a card.
pub fn first_column(board: &Board) -> BoardColumn {
    let is_mine = |card: &CaseCard| card.turn.as_ref().is_some_and(|turn| turn.is_viewer);
    let open = || board.columns.iter().filter(|it| it.column != BoardColumn::Done);
    let mine = open().find(|column| column.cards.nodes.iter().any(is_mine));
    let filled = || open().find(|column| column.cards.total_count > 0);
    mine.or_else(filled).map_or(BoardColumn::New, |it| it.column)
}

/// Adds the next page to a column.
pub fn append(board: &mut Board, column: BoardColumn, more: CardConnection) {
    // In any column: a card may have moved while its page was under way.
    let cards = board.columns.iter().flat_map(|it| &it.cards.nodes);
    let known: Vec<CaseId> = cards.map(|card| card.id.clone()).collect();
    let Some(place) = board.columns.iter_mut().find(|it| it.column == column) else {
        return;
    };
    let fresh = more.nodes.into_iter().filter(|card| !known.contains(&card.id));
    place.cards.nodes.extend(fresh);
    place.cards.page_info = more.page_info;
    place.cards.total_count = more.total_count;
}

/// Puts a card where it belongs after an act, on top, without waiting for the server to tell the whole board again.
pub fn place(board: &mut Board, card: CaseCard) {
    for column in &mut board.columns {
        let before = column.cards.nodes.len();
        column.cards.nodes.retain(|other| other.id != card.id || column.column == card.board_column);
        if column.cards.nodes.len() < before {
            column.cards.total_count -= 1;
        }
    }
    let Some(column) = board.columns.iter_mut().find(|it| it.column == card.board_column) else {
        return;
    };
    if let Some(same) = column.cards.nodes.iter_mut().find(|other| other.id == card.id) {
        *same = card;
    } else {
        column.cards.nodes.insert(0, card);
        column.cards.total_count += 1;
    }
}

/// The board with the cards that are on their way, each in the column it goes to.
pub fn with_moves(board: &Arc<Board>, moves: &HashMap<CaseId, Option<BoardColumn>>) -> Arc<Board> {
    let on_their_way = moves.iter().filter_map(|(id, column)| {
        let card = card(board, id)?;
        let column = column.filter(|column| *column != card.board_column)?;
        Some(CaseCard { board_column: column, ..card.clone() })
    });
    let on_their_way: Vec<_> = on_their_way.collect();
    if on_their_way.is_empty() {
        return board.clone();
    }
    let mut moved = Board::clone(board);
    for card in on_their_way {
        place(&mut moved, card);
    }
    Arc::new(moved)
}

/// How many cards a column still hides, and how many of them come next.
pub fn hidden(cards: &CardConnection) -> Option<(usize, usize)> {
    let shown = cards.nodes.len();
    let total = usize::try_from(cards.total_count).unwrap_or_default();
    let rest = total.saturating_sub(shown);
    (rest > 0 && cards.page_info.has_next_page).then(|| (rest.min(STEP), rest))
}

/// The words on the button that brings more: "Nog 2", "Nog 20 van 183".
pub fn more(locale: Locale, (next, rest): (usize, usize)) -> String {
    let (next, all) = (next.to_string(), rest.to_string());
    if next == all { words::board::more(locale, &next) } else { words::board::more_of(locale, &next, &all) }
}

/// How new a card is. A note changes no version, but it is a change.
pub type Stamp = (i32, Instant);

/// How new a card is.
pub fn stamp(card: &CaseCard) -> Stamp {
    (card.version, card.changed_at)
}

/// How new all cards on the board are.
pub fn stamps(board: &Board) -> HashMap<CaseId, Stamp> {
    let cards = board.columns.iter().flat_map(|column| &column.cards.nodes);
    cards.map(|card| (card.id.clone(), stamp(card))).collect()
}

/// The cards that others changed or brought since `seen`.
pub fn changed(board: &Board, seen: &HashMap<CaseId, Stamp>) -> Vec<CaseId> {
    let cards = board.columns.iter().flat_map(|column| &column.cards.nodes);
    let is_newer = |card: &&CaseCard| seen.get(&card.id).is_none_or(|seen| *seen < stamp(card));
    cards.filter(is_newer).map(|card| card.id.clone()).collect()
}

/// What is said to who can't see the marks.
pub fn announcement(locale: Locale, board: &Board, changed: &[CaseId]) -> String {
    let first = changed.first().and_then(|id| card(board, id));
    let word = first.map_or("", |card| card.code_word.as_str());
    let number = i32::try_from(changed.len()).unwrap_or(i32::MAX);
    if number == 0 { String::new() } else { words::board::changed(locale, number, word) }
}

/// The columns in the order of the board, with an empty one where the server left one out.
pub fn counts(board: &Board) -> [(BoardColumn, i32); 6] {
    COLUMNS.map(|name| (name, column(board, name).map_or(0, |it| it.cards.total_count)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, card as sample, silent, viewer};
    use super::*;
    use crate::graphql::PageInfo;

    fn board(cards: &[(BoardColumn, &str)]) -> Board {
        let column = |name: BoardColumn| {
            let own = cards.iter().filter(|(column, _)| *column == name);
            let nodes: Vec<CaseCard> =
                own.map(|(column, word)| CaseCard { board_column: *column, ..sample(word) }).collect();
            let total_count = i32::try_from(nodes.len()).unwrap();
            BoardColumnCards {
                column: name,
                cards: CardConnection { nodes, page_info: PageInfo::default(), total_count },
            }
        };
        let total_count = i32::try_from(cards.len()).unwrap();
        Board { columns: COLUMNS.map(column).into(), total_count, overdue_count: 0, my_turn_count: 0 }
    }

    fn words_in(board: &Board, name: BoardColumn) -> Vec<&str> {
        column(board, name).unwrap().cards.nodes.iter().map(|card| card.code_word.as_str()).collect()
    }

    const THREE: [(BoardColumn, &str); 3] =
        [(BoardColumn::Active, "melkbus"), (BoardColumn::Waiting, "theedoek"), (BoardColumn::Done, "spiegelei")];

    #[test]
    fn the_head_counts() {
        let mut board = board(&THREE);
        let several = Reach::Several(6);
        assert_eq!(head(Locale::Nl, &board, &several), "3 vragen in jouw 6 buurten.");
        assert_eq!(head(Locale::Nl, &board, &Reach::One("Ruwaard".to_owned())), "2 open vragen in Ruwaard");
        board.overdue_count = 2;
        assert_eq!(head(Locale::Nl, &board, &several), "3 vragen in jouw 6 buurten. 2 zijn te laat.");
        assert_eq!(head(Locale::En, &board, &Reach::Everywhere), "3 questions in all neighbourhoods. 2 are late.");
        board.overdue_count = 1;
        let one = head(Locale::Nl, &board, &Reach::One("Ruwaard".to_owned()));
        assert_eq!(one, "2 open vragen in Ruwaard. 1 is te laat.");
    }

    #[test]
    fn a_phone_begins_where_something_is() {
        let mut board = board(&THREE);
        assert_eq!(first_column(&board), BoardColumn::Active);
        board.columns[3].cards.nodes[0].turn = Some(silent(viewer("Mia")));
        assert_eq!(first_column(&board), BoardColumn::Waiting);
        assert_eq!(first_column(&self::board(&[(BoardColumn::Done, "ijsvogel")])), BoardColumn::New);
    }

    #[test]
    fn a_card_moves_at_once() {
        let mut board = board(&THREE);
        place(&mut board, CaseCard { board_column: BoardColumn::Waiting, version: 4, ..sample("melkbus") });
        assert_eq!(words_in(&board, BoardColumn::Waiting), ["melkbus", "theedoek"]);
        assert_eq!(words_in(&board, BoardColumn::Active), Vec::<&str>::new());
        let expected = [0, 0, 0, 2, 0, 1];
        assert_eq!(counts(&board).map(|(_, count)| count), expected);
        place(&mut board, CaseCard { board_column: BoardColumn::Waiting, version: 5, ..sample("theedoek") });
        assert_eq!(words_in(&board, BoardColumn::Waiting), ["melkbus", "theedoek"]);
        assert_eq!(card(&board, &CaseId("theedoek".to_owned())).unwrap().version, 5);
        assert_eq!(counts(&board).map(|(_, count)| count), expected);
    }

    #[test]
    fn what_is_on_its_way_stands_there_already() {
        let board = Arc::new(board(&THREE));
        let moves = [(CaseId("melkbus".to_owned()), Some(BoardColumn::Waiting)), (CaseId("theedoek".to_owned()), None)];
        let moved = with_moves(&board, &moves.into());
        assert_eq!(words_in(&moved, BoardColumn::Waiting), ["melkbus", "theedoek"]);
        assert_eq!(words_in(&board, BoardColumn::Active), ["melkbus"]);
        assert!(Arc::ptr_eq(&with_moves(&board, &HashMap::new()), &board));
    }

    #[test]
    fn a_column_tells_how_many_more() {
        let mut board = board(&THREE);
        let hidden_in = |board: &Board| hidden(&column(board, BoardColumn::Done).unwrap().cards);
        assert_eq!(hidden_in(&board), None);
        board.columns[5].cards.total_count = 5;
        board.columns[5].cards.page_info.has_next_page = true;
        assert_eq!(hidden_in(&board), Some((4, 4)));
        assert_eq!(more(Locale::Nl, (4, 4)), "Nog 4");
        assert_eq!(more(Locale::Nl, (20, 183)), "Nog 20 van 183");
        let nodes = vec![sample("spiegelei"), sample("ijsvogel")];
        append(&mut board, BoardColumn::Done, CardConnection { nodes, page_info: PageInfo::default(), total_count: 2 });
        assert_eq!(words_in(&board, BoardColumn::Done), ["spiegelei", "ijsvogel"]);
        assert_eq!(hidden_in(&board), None);
    }

    #[test]
    fn what_others_changed_is_told() {
        let mut board = board(&THREE);
        let seen = stamps(&board);
        assert_eq!(changed(&board, &seen), []);
        board.columns[1].cards.nodes[0].changed_at = at("2026-11-23T09:41:00Z");
        board.columns[0].cards.nodes.push(sample("koekblik"));
        let changed = changed(&board, &seen);
        assert_eq!(changed, [CaseId("koekblik".to_owned()), CaseId("melkbus".to_owned())]);
        assert_eq!(announcement(Locale::Nl, &board, &changed), "2 vragen zijn zojuist veranderd.");
        assert_eq!(announcement(Locale::Nl, &board, &changed[1..]), "melkbus is zojuist veranderd.");
        assert_eq!(announcement(Locale::Nl, &board, &[]), "");
    }
}
