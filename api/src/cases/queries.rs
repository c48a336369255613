//! One case, lists of cases, and the board.

use async_graphql::{Context, Object};
use entities::CaseId;
use sea_orm::QueryFilter;

use super::{
    board::{self, Board},
    filter::{self, CaseFilter, CaseOrder},
    list::{self, CasePage},
    page, parties,
    today::{self, Today},
    types::Case,
};
use crate::{
    context::Req,
    error::Result,
    paging::{MOST, PageArguments, USUAL},
    policy,
};

/// One case, lists of cases, and the board.
#[derive(Default)]
pub struct CaseQueries;

#[Object]
impl CaseQueries {
    /// One case; null when it doesn't exist, or not for the viewer.
    async fn case(&self, ctx: &Context<'_>, #[graphql(desc = "Which case.")] id: CaseId) -> Result<Option<Case>> {
        let req = ctx.req();
        page::read(req, id, page::Asked::of(&ctx.look_ahead())).await
    }

    /// Home: what waits for the viewer, their cases, and those that they follow.
    async fn today(&self, ctx: &Context<'_>) -> Result<Today> {
        Ok(Today { waiting: today::waiting(ctx.req()).await? })
    }

    /// The cases that the viewer sees.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection with a filter and an order")]
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them; all when left out.")] filter: Option<CaseFilter>,
        #[graphql(desc = "In what order; what changed last comes first when left out.")] order: Option<CaseOrder>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<CasePage> {
        let req = ctx.req();
        let filter = filter::condition(req, &filter.unwrap_or_default());
        let select = policy::cases::visible(&req.viewer).filter(filter);
        let arguments = PageArguments { first, after, last, before };
        let asked = parties::Asked::of_nodes(&ctx.look_ahead());
        list::page(req, select, order.unwrap_or_default(), &arguments, asked).await
    }

    /// The board of the cases that the viewer sees.
    async fn board(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them; all when left out.")] filter: Option<CaseFilter>,
        #[graphql(desc = "Cards of each column, 1 to 100; default 20.")] per_column: Option<i32>,
    ) -> async_graphql::Result<Board> {
        let per_column = per_column.unwrap_or(USUAL);
        let rows = u64::try_from(per_column).ok().filter(|rows| (1..=u64::from(MOST.unsigned_abs())).contains(rows));
        let rows = rows.ok_or_else(|| crate::paging::BadPage::count("perColumn", per_column))?;
        let cards = ctx.look_ahead().field("columns").field("cards");
        let filter = filter.unwrap_or_default();
        // Who asks only how many there are waits for no card.
        if !["nodes", "edges", "pageInfo"].iter().any(|field| cards.field(field).exists()) {
            return Ok(board::counts(ctx.req(), &filter).await?);
        }
        Ok(board::board(ctx.req(), &filter, rows, parties::Asked::of_nodes(&cards)).await?)
    }
}
