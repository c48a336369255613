//! The places on the board and how many there are, a statement each: windows are beyond the typed builder's selects, and
//! who waits for the cards doesn't wait for the counts.

use entities::{CaseId, case};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait, Statement,
    sea_query::{
        Asterisk, Expr, Func, FunctionCall, Order, PostgresQueryBuilder, Query, SelectStatement, WindowStatement,
    },
};

use crate::{
    cases::{
        derived::{self, REASONS},
        filter::{self, CaseFilter},
    },
    context::RequestCtx,
    policy,
};

/// A column, as a number from the left.
const COLUMN: &str = "column_number";

/// Where a case stands on the board.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Placed {
    /// The case.
    pub id: CaseId,
    /// The column, as a number from the left.
    pub column_number: i32,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Counted {
    /// The column, as a number from the left.
    pub column_number: i32,
    /// How many cases.
    pub in_column: i64,
    /// Of these, for how many something is past its day.
    pub overdue_in_column: i64,
    /// Of these, in how many it is the viewer's move.
    pub mine_in_column: i64,
}

/// The first cases of each column, what changed last first.
///
/// # Errors
/// When the database can't be read.
pub async fn first_of_each_column(
    req: &RequestCtx,
    filter: &CaseFilter,
    per_column: u64,
) -> Result<Vec<Placed>, DbErr> {
    let mut on_board = on_board(req, filter);
    on_board.column(case::Column::Id).column(case::Column::ChangedAt);
    let mut in_order = WindowStatement::partition_by(COLUMN);
    in_order.order_by("changed_at", Order::Desc).order_by("id", Order::Desc);
    let number: FunctionCall = Func::cust("ROW_NUMBER");
    let placed = Query::select()
        .columns(["id", COLUMN])
        .expr_window_as(number, in_order, "place")
        .from_subquery(on_board, "on_board")
        .take();
    let first = Query::select()
        .columns(["id", COLUMN])
        .from_subquery(placed, "placed")
        .and_where(Expr::col("place").lte(per_column))
        .take();
    read(req, filter, &first).await
}

/// How many cases stand in each column that has any.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(req: &RequestCtx, filter: &CaseFilter) -> Result<Vec<Counted>, DbErr> {
    let today = req.today();
    let mut on_board = on_board(req, filter);
    on_board
        .expr_as(derived::yes(derived::is_overdue(&REASONS, today)), "overdue")
        .expr_as(derived::yes(derived::is_my_turn(&req.viewer, today)), "mine");
    let counts = Query::select()
        .column(COLUMN)
        .expr_as(Func::count(Expr::col(Asterisk)), "in_column")
        .expr_as(Expr::col("overdue").sum(), "overdue_in_column")
        .expr_as(Expr::col("mine").sum(), "mine_in_column")
        .from_subquery(on_board, "on_board")
        .group_by_col(COLUMN)
        .take();
    read(req, filter, &counts).await
}

/// What stands on the board, each with its column.
fn on_board(req: &RequestCtx, filter: &CaseFilter) -> SelectStatement {
    policy::cases::visible(&req.viewer)
        .filter(derived::on_board(req.now))
        .filter(filter::condition(req, filter))
        .select_only()
        .column_as(derived::column(&req.viewer), COLUMN)
        .into_query()
}

/// On PostgreSQL the values stand in the statement itself, which is then the same all day for one viewer and one view:
/// it is planned once, and for them. Words that somebody typed never stand in it.
async fn read<R: FromQueryResult>(
    req: &RequestCtx,
    filter: &CaseFilter,
    statement: &SelectStatement,
) -> Result<Vec<R>, DbErr> {
    let db = req.db();
    let rows = match db.get_database_backend() {
        DbBackend::Postgres if filter.search.is_none() => {
            db.query_all_raw(Statement::from_string(DbBackend::Postgres, statement.to_string(PostgresQueryBuilder)))
                .await?
        }
        _ => db.query_all(statement).await?,
    };
    rows.iter().map(|row| R::from_query_result(row, "")).collect()
}
