//! The list of searches that found nothing.

use async_graphql::{Context, Object, connection::Edge};
use entities::Day;

use super::{store, types::UnmetSearch};
use crate::{
    context::Req,
    error::Fault,
    paging::{CountedPage, PageArguments, TotalCount, cursor},
};

/// The list of searches that found nothing.
#[derive(Default)]
pub struct UnmetSearchQueries;

/// What the list is sorted by: how often and when last, both downwards, then the words.
pub type Key = (i64, Day, String);

#[Object]
impl UnmetSearchQueries {
    /// Searches that found nothing and that somebody told of, those not settled, the most told first. Only for the
    /// coordinator; empty for anybody else.
    async fn unmet_searches(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<CountedPage<UnmetSearch>> {
        const LIST: &str = "unmetSearches";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<Key>(req, LIST)?;
        let groups = store::groups(req).await.map_err(Fault::from)?;
        let total_count = i32::try_from(groups.len()).unwrap_or(i32::MAX);
        let (page, has_previous, has_next) = store::page(groups, &cut);
        let rows = store::searches(req, &page).await.map_err(Fault::from)?;
        let mut connection = CountedPage::with_additional_fields(has_previous, has_next, TotalCount { total_count });
        let edges = page.iter().zip(rows).map(|(group, row)| Edge::new(cursor(req, LIST, &group.key()), row));
        connection.edges.extend(edges.collect::<Vec<_>>());
        Ok(connection)
    }
}
