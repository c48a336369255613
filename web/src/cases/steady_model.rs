//! Where the cards stand while others change them: what is under the finger or has the focus doesn't move. Pure.

use std::collections::HashSet;

use super::COLUMNS;
use super::board_model::column as find;
use super::queries::Board;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::CaseId;

/// The cards of each column, in the order in which they are shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Order(Vec<(BoardColumn, Vec<CaseId>)>);

impl Order {
    /// The cards of one column.
    pub fn of(&self, column: BoardColumn) -> &[CaseId] {
        self.0.iter().find(|own| own.0 == column).map_or(&[], |own| own.1.as_slice())
    }

    /// The column in which a card is shown.
    pub fn column_of(&self, id: &CaseId) -> Option<BoardColumn> {
        self.0.iter().find(|own| own.1.contains(id)).map(|own| own.0)
    }
}

/// The order after the board changed.
///
/// A card in `held` stays where it is, and so does every card above it, even one that somebody else moved away: it goes
/// once nobody holds on to it. What the viewer moves, the cards in `own`, goes at once.
pub fn settle(before: &Order, board: &Board, held: &[CaseId], own: &HashSet<CaseId>) -> Order {
    let kept = COLUMNS.map(|column| {
        let shown = before.of(column);
        let last = shown.iter().rposition(|id| held.contains(id)).map_or(0, |position| position + 1);
        shown[..last].iter().filter(|id| !own.contains(*id)).cloned().collect::<Vec<_>>()
    });
    let staying: HashSet<CaseId> = kept.iter().flatten().cloned().collect();
    let columns = COLUMNS.into_iter().zip(kept).map(|(column, mut ids)| {
        let now = find(board, column).map(|it| it.cards.nodes.as_slice()).unwrap_or_default();
        ids.extend(now.iter().map(|card| card.id.clone()).filter(|id| !staying.contains(id)));
        (column, ids)
    });
    Order(columns.collect())
}

#[cfg(test)]
mod tests {
    use super::super::queries::{BoardColumnCards, CardConnection, CaseCard};
    use super::super::sample::card;
    use super::*;
    use crate::graphql::PageInfo;

    fn board(columns: &[(BoardColumn, &[&str])]) -> Board {
        let columns = columns.iter().map(|(column, cards)| {
            let nodes: Vec<_> = cards.iter().map(|word| CaseCard { board_column: *column, ..card(word) }).collect();
            let total_count = i32::try_from(nodes.len()).unwrap();
            let cards = CardConnection { nodes, page_info: PageInfo::default(), total_count };
            BoardColumnCards { column: *column, cards }
        });
        Board { columns: columns.collect(), total_count: 0, overdue_count: 0, my_turn_count: 0 }
    }

    fn ids(words: &[&str]) -> Vec<CaseId> {
        words.iter().map(|word| CaseId((*word).to_owned())).collect()
    }

    #[test]
    fn what_is_held_stays_with_all_that_stands_above_it() {
        let (active, waiting) = (BoardColumn::Active, BoardColumn::Waiting);
        let nobody = HashSet::new();
        let start = board(&[(active, &["melkbus", "theedoek", "spiegelei"]), (waiting, &["koekblik"])]);
        let first = settle(&Order::default(), &start, &[], &nobody);
        assert_eq!(first.of(active), ids(&["melkbus", "theedoek", "spiegelei"]));
        // Somebody else moves the first away and brings a new one on top.
        let later = board(&[(active, &["ijsvogel", "spiegelei", "theedoek"]), (waiting, &["melkbus", "koekblik"])]);
        let held = settle(&first, &later, &ids(&["theedoek"]), &nobody);
        assert_eq!(held.of(active), ids(&["melkbus", "theedoek", "ijsvogel", "spiegelei"]));
        assert_eq!(held.of(waiting), ids(&["koekblik"]));
        assert_eq!(held.column_of(&CaseId("melkbus".to_owned())), Some(active));
        let free = settle(&held, &later, &[], &nobody);
        assert_eq!(free.of(active), ids(&["ijsvogel", "spiegelei", "theedoek"]));
        assert_eq!(free.of(waiting), ids(&["melkbus", "koekblik"]));
    }

    #[test]
    fn what_the_viewer_moves_goes_at_once() {
        let (active, waiting) = (BoardColumn::Active, BoardColumn::Waiting);
        let start = board(&[(active, &["melkbus", "theedoek"]), (waiting, &[])]);
        let first = settle(&Order::default(), &start, &[], &HashSet::new());
        let later = board(&[(active, &["theedoek"]), (waiting, &["melkbus"])]);
        let own = ids(&["melkbus"]).into_iter().collect();
        let moved = settle(&first, &later, &ids(&["melkbus"]), &own);
        assert_eq!(moved.of(active), ids(&["theedoek"]));
        assert_eq!(moved.of(waiting), ids(&["melkbus"]));
    }
}
