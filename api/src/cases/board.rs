//! The board: every column with its first cards, in the order of what changed last.

mod store;

use std::sync::Arc;

use async_graphql::{SimpleObject, connection::Edge};
use entities::case;
use futures_util::TryFutureExt;
use sea_orm::{ColumnTrait, QueryFilter};

use self::store::Placed;
use super::{
    filter::{CaseFilter, CaseOrder},
    list::{self, CaseCount, CasePage},
    loaders::TopicsOf,
    parties, rows,
    types::Case,
    vocabulary::BoardColumn,
};
use crate::{
    context::RequestCtx,
    error::{Fault, Result},
    paging::cursor,
    policy,
};

/// The board: what stands on it, and the first cards of each column.
#[derive(SimpleObject)]
pub struct Board {
    /// The columns from left to right, empty ones too. Short by nature: six.
    pub columns: Vec<BoardColumnCards>,
    /// How many cases stand on it.
    pub total_count: i32,
    /// Of these, for how many something is past its day.
    pub overdue_count: i32,
    /// Of these, in how many it is the viewer's move.
    pub my_turn_count: i32,
}

/// A column with its first cards.
#[derive(SimpleObject)]
pub struct BoardColumnCards {
    /// Which column.
    pub column: BoardColumn,
    /// Its first cards; the next ones are in `cases`, with this column as filter, after the end cursor.
    pub cards: CasePage,
}

/// The board of the cases that the viewer sees and the filter finds. Four statements, and up to two for who stands on
/// the cards, however many there are.
///
/// # Errors
/// When the database can't be read.
pub async fn board(req: &RequestCtx, filter: &CaseFilter, per_column: u64, asked: parties::Asked) -> Result<Board> {
    let placed = store::first_of_each_column(req, filter, per_column).await?;
    let select = policy::cases::visible(&req.viewer).filter(case::Column::Id.is_in(placed.iter().map(|row| row.id)));
    let (mut cases, ()) = futures_util::try_join!(
        rows::cases(req.db(), &req.viewer, req.now, select).map_err(Fault::from),
        req.read_ahead(placed.iter().map(|row| TopicsOf(row.id))),
    )?;
    req.loaders.feed_many(cases.iter().map(|case| (case.id, Arc::new(case.clone())))).await;
    parties::remember(req, &cases, asked).await?;
    cases.sort_unstable_by_key(|case| std::cmp::Reverse((case.changed_at, case.id)));
    let columns = BoardColumn::ALL.map(|column| cards_of(req, column, &placed, &cases));
    let of_each = |count: fn(&Placed) -> i64| {
        let first_cards = placed.iter().filter(|row| row.place == 1);
        i32::try_from(first_cards.map(count).sum::<i64>()).unwrap_or(i32::MAX)
    };
    Ok(Board {
        columns: columns.into(),
        total_count: of_each(|row| row.in_column),
        overdue_count: of_each(|row| row.overdue_in_column),
        my_turn_count: of_each(|row| row.mine_in_column),
    })
}

fn cards_of(req: &RequestCtx, column: BoardColumn, placed: &[Placed], cases: &[Case]) -> BoardColumnCards {
    let in_column = || placed.iter().filter(|row| row.column_number == column as i32);
    let total = in_column().next().map_or(0, |row| row.in_column);
    let here: Vec<_> = cases.iter().filter(|case| in_column().any(|row| row.id == case.id)).collect();
    let has_next = i64::try_from(here.len()).unwrap_or(i64::MAX) < total;
    let count = CaseCount::Known(i32::try_from(total).unwrap_or(i32::MAX));
    let mut cards = CasePage::with_additional_fields(false, has_next, count);
    let key = |case: &Case| list::Key::of(case, CaseOrder::Changed, req);
    let list = CaseOrder::Changed.list();
    cards.edges.extend(here.into_iter().map(|case| Edge::new(cursor(req, list, &key(case)), case.clone())));
    BoardColumnCards { column, cards }
}
