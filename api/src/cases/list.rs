//! Lists of cases, page by page, in one of three orders.

use std::sync::Arc;

use async_graphql::{Context, Object, connection::Edge};
use entities::{CaseId, Timestamp, case};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, SimpleExpr},
};
use serde::{Deserialize, Serialize};

use super::{
    derived::{self, NEVER},
    filter::CaseOrder,
    loaders::TopicsOf,
    parties, rows,
    types::Case,
};
use crate::{
    context::{Req, RequestCtx},
    error::{Fault, Result},
    paging::{CountedPage, PageArguments, Side, cursor},
};

/// A page of cases.
pub type CasePage = CountedPage<Case, CaseCount>;

/// How many cases there are in all, counted when it is asked.
pub enum CaseCount {
    /// Known already.
    Known(i32),
    /// To be counted.
    Of(Box<Select<case::Entity>>),
}

/// How many there are in all.
#[Object]
impl CaseCount {
    /// How many there are in all, of those that the viewer may see.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        match self {
            Self::Known(count) => Ok(*count),
            Self::Of(select) => {
                let count = select.as_ref().clone().count(ctx.req().db()).await?;
                Ok(i32::try_from(count).unwrap_or(i32::MAX))
            }
        }
    }
}

/// The sort key of a case: a word, a day or a moment, then the id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    /// Its code word, or by when something is due.
    Text(String, CaseId),
    /// When it was changed or noted.
    At(Timestamp, CaseId),
}

impl Key {
    /// The key of this case in this order.
    pub fn of(case: &Case, order: CaseOrder, req: &RequestCtx) -> Self {
        match order {
            CaseOrder::Changed => Self::At(case.changed_at, case.id),
            CaseOrder::Opened => Self::At(case.opened_at, case.id),
            CaseOrder::Due => {
                let due = case.outlook(&req.viewer).due();
                Self::Text(due.map_or_else(|| NEVER.to_owned(), |(day, _)| day.to_string()), case.id)
            }
            CaseOrder::CodeWord => Self::Text(case.code_word.clone(), case.id),
        }
    }

    fn into_parts(self) -> (SimpleExpr, CaseId) {
        match self {
            Self::Text(text, id) => (Expr::value(text), id),
            Self::At(moment, id) => (Expr::value(moment), id),
        }
    }
}

impl CaseOrder {
    /// The name of the list in this order, for cursors.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Changed => "cases by change",
            Self::Opened => "cases by age",
            Self::Due => "cases by due day",
            Self::CodeWord => "cases by code word",
        }
    }

    fn key(self) -> SimpleExpr {
        match self {
            Self::Changed => Expr::col((case::Entity, case::Column::ChangedAt)),
            Self::Opened => Expr::col((case::Entity, case::Column::OpenedAt)),
            Self::Due => derived::due_on(),
            Self::CodeWord => Expr::col((case::Entity, case::Column::CodeWord)),
        }
    }

    const fn direction(self) -> Order {
        match self {
            Self::Changed | Self::Opened => Order::Desc,
            Self::Due | Self::CodeWord => Order::Asc,
        }
    }
}

/// A page of what the select finds, which starts in policy. Two statements, and one to count when that is asked.
///
/// # Errors
/// Arguments that make no page, and when the database can't be read.
pub async fn page(
    req: &RequestCtx,
    select: Select<case::Entity>,
    order: CaseOrder,
    arguments: &PageArguments,
    asked: parties::Asked,
) -> async_graphql::Result<CasePage> {
    let list = order.list();
    let cut = arguments.cut::<Key>(req, list)?;
    let count = CaseCount::Of(Box::new(select.clone()));
    let (forward, backward) = match order.direction() {
        Order::Asc => (Order::Asc, Order::Desc),
        _ => (Order::Desc, Order::Asc),
    };
    let direction = if cut.side == Side::First { forward.clone() } else { backward };
    let beyond = |key: &Key, after: bool| past(order, key, after == (forward == Order::Asc));
    let select = select
        .filter(
            Condition::all()
                .add_option(cut.after.as_ref().map(|key| beyond(key, true)))
                .add_option(cut.before.as_ref().map(|key| beyond(key, false))),
        )
        .order_by(order.key(), direction.clone())
        .order_by(case::Column::Id, direction)
        .limit(cut.limit());
    let cases = rows::cases(req.db(), &req.viewer, req.now, select).await.map_err(Fault::from)?;
    remember(req, &cases).await?;
    parties::remember(req, &cases, asked).await?;
    let (cases, previous, next) = cut.page(cases);
    let mut page = CasePage::with_additional_fields(previous, next, count);
    let edge = |case: Case| Edge::new(cursor(req, list, &Key::of(&case, order, req)), case);
    page.edges.extend(cases.into_iter().map(edge));
    Ok(page)
}

/// The loaders then know these cases and their topics. Read at once: a list is resolved in more than the moment
/// that the loaders wait for each other.
///
/// # Errors
/// When the database can't be read.
pub async fn remember(req: &RequestCtx, cases: &[Case]) -> Result<()> {
    if cases.is_empty() {
        return Ok(());
    }
    req.loaders.feed_many(cases.iter().map(|case| (case.id, Arc::new(case.clone())))).await;
    req.read_ahead(cases.iter().map(|case| TopicsOf(case.id))).await
}

/// That a row's key is greater, or smaller, than this one.
fn past(order: CaseOrder, key: &Key, greater: bool) -> Condition {
    let (value, id) = key.clone().into_parts();
    let column = order.key();
    let (beyond, id_beyond) = if greater {
        (column.clone().gt(value.clone()), case::Column::Id.gt(id))
    } else {
        (column.clone().lt(value.clone()), case::Column::Id.lt(id))
    };
    Condition::any().add(beyond).add(Condition::all().add(column.eq(value)).add(id_beyond))
}
