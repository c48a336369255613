//! The places on the board, in one statement: windows are beyond the typed builder's selects.

use entities::{CaseId, case};
use sea_orm::{
    Condition, ConnectionTrait, DbBackend, DbErr, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
    Statement,
    sea_query::{
        CommonTableExpression, Expr, Func, FunctionCall, Order, PostgresQueryBuilder, Query, SelectStatement,
        WindowStatement, WithClause, WithQuery,
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

/// Where a case stands on the board, with the counts of its column.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Placed {
    /// The case.
    pub id: CaseId,
    /// The column, as a number from the left.
    pub column_number: i32,
    /// Its place in the column, from 1.
    pub place: i64,
    /// How many cases stand in the column.
    pub in_column: i64,
    /// Of these, for how many something is past its day.
    pub overdue_in_column: i64,
    /// Of these, in how many it is the viewer's move.
    pub mine_in_column: i64,
}

/// The first cases of each column, what changed last first.
///
/// On PostgreSQL the values stand in the statement itself, which is then the same all day for one viewer and one view:
/// it is planned once, and for them. Words that somebody typed never stand in it.
///
/// # Errors
/// When the database can't be read.
pub async fn first_of_each_column(
    req: &RequestCtx,
    filter: &CaseFilter,
    per_column: u64,
) -> Result<Vec<Placed>, DbErr> {
    let statement = with_places(on_board(req, filter::condition(req, filter)), per_column);
    let db = req.db();
    let rows = match db.get_database_backend() {
        DbBackend::Postgres if filter.search.is_none() => {
            db.query_all_raw(Statement::from_string(DbBackend::Postgres, statement.to_string(PostgresQueryBuilder)))
                .await?
        }
        _ => db.query_all(&statement).await?,
    };
    rows.iter().map(|row| Placed::from_query_result(row, "")).collect()
}

/// What stands on the board, each with its column.
fn on_board(req: &RequestCtx, filter: Condition) -> SelectStatement {
    let today = req.today();
    let overdue = derived::yes(derived::is_overdue(&REASONS, today));
    let mine = derived::yes(derived::is_my_turn(&req.viewer, today));
    policy::cases::visible(&req.viewer)
        .filter(derived::on_board(req.now))
        .filter(filter)
        .select_only()
        .column(case::Column::Id)
        .column(case::Column::ChangedAt)
        .column_as(derived::column(&req.viewer), "column_number")
        .column_as(overdue, "overdue")
        .column_as(mine, "mine")
        .into_query()
}

/// Finds the board once, counts its columns, and puts the cards of each in order: to count within the windows would
/// read every column a second time.
fn with_places(on_board: SelectStatement, per_column: u64) -> WithQuery {
    const BOARD: &str = "on_board";
    const COUNTS: &str = "counts";
    const PLACED: &str = "placed";
    let mut in_order = WindowStatement::partition_by("column_number");
    in_order.order_by("changed_at", Order::Desc).order_by("id", Order::Desc);
    let number: FunctionCall = Func::cust("ROW_NUMBER");
    let placed =
        Query::select().columns(["id", "column_number"]).expr_window_as(number, in_order, "place").from(BOARD).take();
    let counts = Query::select()
        .column("column_number")
        .expr_as(Expr::col("id").count(), "in_column")
        .expr_as(Expr::col("overdue").sum(), "overdue_in_column")
        .expr_as(Expr::col("mine").sum(), "mine_in_column")
        .from(BOARD)
        .group_by_col("column_number")
        .take();
    let same_column = Expr::col((PLACED, "column_number")).equals((COUNTS, "column_number"));
    let query = Query::select()
        .columns(["id", "place"].map(|column| (PLACED, column)))
        .columns(["column_number", "in_column", "overdue_in_column", "mine_in_column"].map(|column| (COUNTS, column)))
        .from(PLACED)
        .inner_join(COUNTS, same_column)
        .and_where(Expr::col((PLACED, "place")).lte(per_column))
        .take();
    let named = |name: &'static str, query: SelectStatement| {
        CommonTableExpression::new().table_name(name).query(query).to_owned()
    };
    let with = WithClause::new()
        .cte(named(BOARD, on_board).materialized(true).to_owned())
        .cte(named(COUNTS, counts))
        .cte(named(PLACED, placed))
        .to_owned();
    query.with(with)
}
