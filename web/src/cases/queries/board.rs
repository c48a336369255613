//! What the board asks.

use super::CaseCard;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::{CaseId, NeighbourhoodId, PersonId, TopicId};
use crate::graphql::{PageInfo, schema};

/// Which cases. What is left out doesn't narrow.
#[derive(cynic::InputObject, Debug, Clone, Default, PartialEq)]
#[cynic(rename_all = "camelCase")]
pub struct CaseFilter {
    /// Of these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<CaseId>>,
    /// Where.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// About what.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// In which columns.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<BoardColumn>>,
    /// Held by whom.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub holder_ids: Option<Vec<PersonId>>,
    /// Those of the viewer.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
    /// Those where the viewer is on turn.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub my_turn: Option<bool>,
    /// Those that are late.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    /// Words of the code word, or of the summary where the viewer may read it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// Variables of [`BoardQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct BoardVariables {
    /// Which cases.
    pub filter: CaseFilter,
    /// How many of each column.
    pub per_column: i32,
}

/// The board.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "BoardVariables")]
pub struct BoardQuery {
    /// The columns and the counts.
    #[arguments(filter: $filter, perColumn: $per_column)]
    pub board: Board,
}

/// Columns and counts.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Board {
    /// In the order of the board.
    pub columns: Vec<BoardColumnCards>,
    /// All cases on it.
    pub total_count: i32,
    /// Those that are late.
    pub overdue_count: i32,
    /// Those where the viewer is on turn.
    pub my_turn_count: i32,
}

/// A column with its first cards.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct BoardColumnCards {
    /// Which.
    pub column: BoardColumn,
    /// Its cards.
    pub cards: CardConnection,
}

/// Cards, and how many there are.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CaseConnection")]
pub struct CardConnection {
    /// The cards of this page.
    pub nodes: Vec<CaseCard>,
    /// Whether there are more.
    pub page_info: PageInfo,
    /// On all pages together.
    pub total_count: i32,
}

/// Variables of [`MoreCardsQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MoreCardsVariables {
    /// Which cases.
    pub filter: CaseFilter,
    /// How many.
    pub first: i32,
    /// After which.
    pub after: Option<String>,
}

/// More cards of one column.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "MoreCardsVariables")]
pub struct MoreCardsQuery {
    /// The cards.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub cases: CardConnection,
}

/// Variables of [`ChangedCardsQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChangedCardsVariables {
    /// Which cases stand on the board.
    pub filter: CaseFilter,
    /// Which of them changed.
    pub changed: CaseFilter,
    /// How many those are.
    pub first: i32,
}

/// What changed on the board: the cards that still stand there, and all counts.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ChangedCardsVariables")]
pub struct ChangedCardsQuery {
    /// The cards.
    #[arguments(filter: $changed, first: $first)]
    pub cases: ChangedCards,
    /// The counts.
    #[arguments(filter: $filter, perColumn: 1)]
    pub board: BoardCounts,
}

/// The cards of those that changed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CaseConnection")]
pub struct ChangedCards {
    /// In no order that matters.
    pub nodes: Vec<CaseCard>,
}

/// The counts of the board.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Board")]
pub struct BoardCounts {
    /// In the order of the board.
    pub columns: Vec<ColumnCount>,
    /// All cases on it.
    pub total_count: i32,
    /// Those that are late.
    pub overdue_count: i32,
    /// Those where the viewer is on turn.
    pub my_turn_count: i32,
}

/// How many stand in a column.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "BoardColumnCards")]
pub struct ColumnCount {
    /// Which.
    pub column: BoardColumn,
    /// How many.
    pub cards: CardCount,
}

/// How many there are.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CaseConnection")]
pub struct CardCount {
    /// On all pages together.
    pub total_count: i32,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let asked = BoardQuery::build(BoardVariables { filter: CaseFilter::default(), per_column: 20 });
        expect_file!["../../../../tests/it/asked/board.graphql"].assert_eq(&asked.query);
        let filter = CaseFilter::default;
        let asked = ChangedCardsQuery::build(ChangedCardsVariables { filter: filter(), changed: filter(), first: 20 });
        expect_file!["../../../../tests/it/asked/board_changes.graphql"].assert_eq(&asked.query);
    }
}
