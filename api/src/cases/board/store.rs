//! The first cases of each column of the board and how many there are, a statement each, so that who waits for the cards
//! doesn't wait for the counts. Windows and unions are beyond the typed builder's selects.

use entities::{CaseId, CaseStatus, case};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Statement, Value,
    sea_query::{
        Asterisk, Expr, Func, FunctionCall, Order, PostgresQueryBuilder, Query, SelectStatement, SimpleExpr, UnionType,
        WindowStatement,
    },
};

use crate::{
    cases::{
        derived::{self, REASONS},
        filter::{self, CaseFilter},
        outlook::{done_since, seen_column},
        vocabulary::BoardColumn,
    },
    context::{RequestCtx, local_day},
    figures::tallies,
    policy::{self, PersonViewer, figures::Whole},
};

/// A column, as a number from the left.
const COLUMN: &str = tallies::told::COLUMN;
const FOLLOWS: &str = "follows";
const SUMMED: &str = "summed";
const MINE: &str = "mine";

/// Where a case stands on the board.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Placed {
    /// The case.
    pub id: CaseId,
    /// The column, as a number from the left.
    pub column_number: i32,
}

/// How many stand on the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In each column, from the left.
    pub in_column: [i64; BoardColumn::ALL.len()],
    /// For how many something is past its day.
    pub overdue: i64,
    /// In how many it is the viewer's move.
    pub mine: i64,
}

/// Some of what stands on the board.
#[derive(Clone, Copy, Debug, FromQueryResult)]
struct Summand {
    /// In which column everybody sees them who does more than follow, as a number from the left.
    column_number: i32,
    /// 1 when the viewer only follows them.
    follows: i32,
    /// 1 when the sums of their area have them too.
    summed: i32,
    /// How many cases.
    in_column: i64,
    /// Of these, for how many something is past its day.
    overdue: i64,
    /// Of these, in how many it is the viewer's move.
    mine: i64,
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
    let sees_all = policy::cases::whole(&req.viewer) == Whole::All && filter.areas_alone() == Some(None);
    let first = if sees_all { newest(req, per_column) } else { first_by_place(req, filter, per_column) };
    read(req, filter, &first).await
}

/// What changed last of each column, for who sees everything: a few rows from the end of an index are a column's first
/// cases. Of a few areas these lie far apart.
fn newest(req: &RequestCtx, per_column: u64) -> SelectStatement {
    let is_closed = || Expr::col((case::Entity, case::Column::Status)).eq(policy::cases::fixed(&CaseStatus::Closed));
    let mut of_columns = BoardColumn::ALL.into_iter().map(|column| {
        let number = column as i32;
        let cases = policy::cases::visible(&req.viewer);
        let cases = match column {
            BoardColumn::Done => cases.filter(is_closed()).filter(derived::on_board(req.now)),
            BoardColumn::HandedOver => {
                cases.filter(derived::is_open()).filter(policy::cases::only_follows(&req.viewer))
            }
            BoardColumn::New | BoardColumn::Active | BoardColumn::InConsultation | BoardColumn::Waiting => {
                cases.filter(derived::is_open()).filter(derived::column(&req.viewer).eq(constant(number)))
            }
        };
        let newest = cases
            .select_only()
            .column(case::Column::Id)
            .column_as(constant(number), COLUMN)
            .order_by_desc(case::Column::ChangedAt)
            .order_by_desc(case::Column::Id)
            .limit(per_column)
            .into_query();
        Query::select().columns(["id", COLUMN]).from_subquery(newest, "newest").take()
    });
    let first = of_columns.next().unwrap_or_default();
    of_columns.fold(first, |mut all, column| all.union(UnionType::All, column).take())
}

/// The first cases of each column by their places in it: those of the areas of which the viewer sees every card, by the
/// index of their area, and what binds the viewer elsewhere.
fn first_by_place(req: &RequestCtx, filter: &CaseFilter, per_column: u64) -> SelectStatement {
    let cards = |which: SimpleExpr| {
        let mut cards = on_board(req, filter);
        cards.expr_as(derived::column(&req.viewer), COLUMN).columns([case::Column::Id, case::Column::ChangedAt]);
        cards.and_where(which).take()
    };
    let areas = policy::cases::whole(&req.viewer);
    let mut on_board = cards(areas.contain());
    if let (Whole::Areas(_), Some(me)) = (&areas, req.viewer.person()) {
        let elsewhere = areas.contain().not().and(bound(req, me));
        on_board.union(UnionType::All, cards(elsewhere));
    }
    let mut in_order = WindowStatement::partition_by(COLUMN);
    in_order.order_by("changed_at", Order::Desc).order_by("id", Order::Desc);
    let number: FunctionCall = Func::cust("ROW_NUMBER");
    let placed = Query::select()
        .columns(["id", COLUMN])
        .expr_window_as(number, in_order, "place")
        .from_subquery(on_board, "on_board")
        .take();
    Query::select()
        .columns(["id", COLUMN])
        .from_subquery(placed, "placed")
        .and_where(Expr::col("place").lte(per_column))
        .take()
}

/// How many cases stand in each column: by sums where the filter asks for nothing but areas, else one by one.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(req: &RequestCtx, filter: &CaseFilter) -> Result<Counts, DbErr> {
    let areas = filter.areas_alone().map(|asked| policy::cases::whole(&req.viewer).within(asked));
    let statement = match (areas, req.viewer.person()) {
        (Some(areas), Some(me)) => {
            let one_by_one = counted(req, filter, bound(req, me), areas.contain());
            let kept = tallies::on_boards(&areas, local_day(done_since(req.now)), req.today());
            let sums = Query::select()
                .column(COLUMN)
                .expr_as(constant(0_i32), FOLLOWS)
                .expr_as(constant(0_i32), SUMMED)
                .columns([tallies::told::CASES, tallies::told::OVERDUE])
                .expr_as(constant(0_i64), MINE)
                .from_subquery(kept, "kept")
                .take();
            { one_by_one }.union(UnionType::All, sums).take()
        }
        _ => counted(req, filter, constant(true), constant(false)),
    };
    let mut counts = Counts::default();
    for row in read::<Summand>(req, filter, &statement).await? {
        counts.add(&row);
    }
    Ok(counts)
}

impl Counts {
    fn add(&mut self, row: &Summand) {
        let shared = usize::try_from(row.column_number).ok().and_then(|place| BoardColumn::ALL.get(place));
        let Some(shared) = shared.copied() else { return };
        self.in_column[seen_column(shared, row.follows == 1) as usize] += row.in_column;
        self.mine += row.mine;
        if row.summed == 1 {
            // Counted already, where everybody else sees them.
            self.in_column[shared as usize] -= row.in_column;
        } else {
            self.overdue += row.overdue;
        }
    }
}

/// Cases on the board for which this holds, one by one; and whether the sums have them.
fn counted(req: &RequestCtx, filter: &CaseFilter, which: SimpleExpr, are_summed: SimpleExpr) -> SelectStatement {
    let today = req.today();
    let mut on_board = on_board(req, filter);
    on_board
        .and_where(which)
        .expr_as(derived::shared_column(), COLUMN)
        .expr_as(derived::yes(policy::cases::only_follows(&req.viewer)), FOLLOWS)
        .expr_as(derived::yes(are_summed), SUMMED)
        .expr_as(derived::yes(derived::is_overdue(&REASONS, today)), "is_overdue")
        .expr_as(derived::yes(derived::is_my_turn(&req.viewer, today)), "is_mine");
    Query::select()
        .columns([COLUMN, FOLLOWS, SUMMED])
        .expr_as(Func::count(Expr::col(Asterisk)), tallies::told::CASES)
        .expr_as(Expr::col("is_overdue").sum(), tallies::told::OVERDUE)
        .expr_as(Expr::col("is_mine").sum(), MINE)
        .from_subquery(on_board, "on_board")
        .group_by_columns([COLUMN, FOLLOWS, SUMMED])
        .take()
}

/// What stands on the board; nothing of it is selected yet.
fn on_board(req: &RequestCtx, filter: &CaseFilter) -> SelectStatement {
    policy::cases::visible(&req.viewer)
        .filter(derived::on_board(req.now))
        .filter(filter::condition(req, filter))
        .select_only()
        .into_query()
}

/// That something binds the viewer to a case. These are looked up one by one: PostgreSQL is told so by an array, for it
/// would rather read the whole board than a list of which it doesn't know how long it is.
fn bound(req: &RequestCtx, me: &PersonViewer) -> SimpleExpr {
    let id = Expr::col((case::Entity, case::Column::Id));
    let bound = policy::cases::bound(me, req.now);
    match req.db().get_database_backend() {
        DbBackend::Postgres => {
            let list = Func::cust("ARRAY").arg(SimpleExpr::SubQuery(None, Box::new(bound.into())));
            id.eq(Func::cust("ANY").arg(list))
        }
        _ => id.in_subquery(bound),
    }
}

fn constant(value: impl Into<Value>) -> SimpleExpr {
    SimpleExpr::Constant(value.into())
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
