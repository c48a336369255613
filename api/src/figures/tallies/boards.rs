//! What stands on the board of whole areas, from their tallies.

use entities::{
    Day,
    tally::{self, Measure},
};
use sea_orm::{
    ColumnTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement, SimpleExpr, UnionType},
};

use super::spans;
use crate::{
    cases::vocabulary::BoardColumn,
    policy::{self, figures::Whole},
};

/// The names of what the select tells in each row, in this order.
pub mod told {
    /// In which column of the board, as a number from the left.
    pub const COLUMN: &str = "column_number";
    /// How many cases.
    pub const CASES: &str = "in_column";
    /// How many that are past a day, of whatever column.
    pub const OVERDUE: &str = "overdue";
}

/// Numbers that add up to what everybody sees on the board of these areas who does more than follow: open cases, and
/// those closed from this day on; tomorrow's too, for a day may end while a request is under way.
pub fn on_boards(areas: &Whole, closed_from: Day, today: Day) -> SelectStatement {
    let none = || Expr::value(0_i64);
    let open = summed(areas, Measure::OpenByColumn, vec![spans::ALL])
        .expr_as(Expr::col((tally::Entity, tally::Column::Key)).cast_as("integer"), told::COLUMN)
        .expr_as(number(), told::CASES)
        .expr_as(none(), told::OVERDUE)
        .group_by_col((tally::Entity, tally::Column::Key))
        .take();
    let closed = summed(areas, Measure::Closed, spans::between(closed_from, today.plus_days(1)))
        .expr_as(Expr::value(BoardColumn::Done as i32), told::COLUMN)
        .expr_as(number(), told::CASES)
        .expr_as(none(), told::OVERDUE)
        .group_by_col((tally::Entity, tally::Column::Measure))
        .take();
    let late = summed(areas, Measure::Due, spans::until(today.plus_days(-1)))
        .expr_as(Expr::value(BoardColumn::Active as i32), told::COLUMN)
        .expr_as(none(), told::CASES)
        .expr_as(number(), told::OVERDUE)
        .group_by_col((tally::Entity, tally::Column::Measure))
        .take();
    { open }.union(UnionType::All, closed).union(UnionType::All, late).take()
}

fn summed(areas: &Whole, measure: Measure, spans: Vec<i32>) -> SelectStatement {
    policy::figures::tallies_together(areas)
        .filter(tally::Column::Measure.eq(measure))
        .filter(tally::Column::Span.is_in(spans))
        .select_only()
        .into_query()
}

fn number() -> SimpleExpr {
    Expr::col((tally::Entity, tally::Column::Number)).sum()
}
