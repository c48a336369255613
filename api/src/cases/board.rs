//! The board: every column with its first cards, in the order of what changed last.

mod store;

use std::{collections::HashSet, sync::Arc};

use async_graphql::{SimpleObject, connection::Edge};
use futures_util::TryFutureExt;

use self::store::{Counts, Placed};
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

/// The board of the cases that the viewer sees and the filter finds. Five statements, and up to three for who stands on
/// the cards, however many there are; three after each other is the longest way.
///
/// # Errors
/// When the database can't be read.
pub async fn board(req: &RequestCtx, filter: &CaseFilter, per_column: u64, asked: parties::Asked) -> Result<Board> {
    let (counts, (placed, mut cases)) = futures_util::try_join!(
        store::counts(req, filter).map_err(Fault::from),
        first_cards(req, filter, per_column, asked)
    )?;
    cases.sort_unstable_by_key(|case| std::cmp::Reverse((case.changed_at, case.id)));
    Ok(assembled(req, &counts, &placed, cases))
}

/// The same without cards, for who asks for none: how many stand in each column, in one statement.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(req: &RequestCtx, filter: &CaseFilter) -> Result<Board> {
    let counts = store::counts(req, filter).await?;
    Ok(assembled(req, &counts, &[], Vec::new()))
}

fn assembled(req: &RequestCtx, counts: &Counts, placed: &[Placed], mut cases: Vec<Case>) -> Board {
    let columns = BoardColumn::ALL.map(|column| cards_of(req, column, placed, counts, &mut cases));
    Board {
        columns: columns.into(),
        total_count: number(counts.in_column.iter().sum::<i64>().max(0)),
        overdue_count: number(counts.overdue),
        my_turn_count: number(counts.mine),
    }
}

/// The first cards of each column, in no order. The loaders then know what stands on them.
async fn first_cards(
    req: &RequestCtx,
    filter: &CaseFilter,
    per_column: u64,
    asked: parties::Asked,
) -> Result<(Vec<Placed>, Vec<Case>)> {
    let placed = store::first_of_each_column(req, filter, per_column).await?;
    let ids: Vec<_> = placed.iter().map(|row| row.id).collect();
    let (cases, ()) = futures_util::try_join!(
        rows::cases_among(req.db(), &req.viewer, req.now, &ids).map_err(Fault::from),
        req.read_ahead(ids.iter().copied().map(TopicsOf)),
    )?;
    req.loaders.feed_many(cases.iter().map(|case| (case.id, Arc::new(case.clone())))).await;
    parties::remember(req, &cases, asked).await?;
    Ok((placed, cases))
}

fn cards_of(
    req: &RequestCtx,
    column: BoardColumn,
    placed: &[Placed],
    counts: &Counts,
    cases: &mut Vec<Case>,
) -> BoardColumnCards {
    let in_column: HashSet<_> =
        placed.iter().filter(|row| row.column_number == column as i32).map(|row| row.id).collect();
    let here: Vec<_> = cases.extract_if(.., |case| in_column.contains(&case.id)).collect();
    // Read side by side with the cards: another's act may have come between.
    let total = number(counts.in_column[column as usize]).max(number(i64::try_from(here.len()).unwrap_or(i64::MAX)));
    let has_next = i64::try_from(here.len()).unwrap_or(i64::MAX) < i64::from(total);
    let count = CaseCount::Known(total);
    let mut cards = CasePage::with_additional_fields(false, has_next, count);
    let key = |case: &Case| list::Key::of(case, CaseOrder::Changed, req);
    let list = CaseOrder::Changed.list();
    cards.edges.extend(here.into_iter().map(|case| Edge::new(cursor(req, list, &key(&case)), case)));
    BoardColumnCards { column, cards }
}

fn number(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
