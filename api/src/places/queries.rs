//! Lists of neighbourhoods, organisations and topics.

use async_graphql::{Context, Object, connection::Edge};
use entities::{OrganisationId, neighbourhood, organisation, topic};
use sea_orm::QueryOrder;

use super::types::{Neighbourhood, Organisation, Topic};
use crate::{
    context::Req,
    error::Fault,
    paging::{Page, PageArguments, Side, cursor},
    policy,
};

/// Lists of places.
#[derive(Default)]
pub struct PlaceQueries;

#[Object]
impl PlaceQueries {
    /// All areas in reading order. Short by nature: a municipality has tens.
    async fn neighbourhoods(&self, ctx: &Context<'_>) -> Result<Vec<Neighbourhood>, Fault> {
        let req = ctx.req();
        Ok(policy::places::visible_neighbourhoods(&req.viewer)
            .order_by_asc(neighbourhood::Column::Position)
            .into_partial_model()
            .all(req.db())
            .await?)
    }

    /// All topics in reading order. Short by nature: a controlled list of tens.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>, Fault> {
        let req = ctx.req();
        Ok(policy::places::visible_topics(&req.viewer)
            .order_by_asc(topic::Column::Position)
            .into_partial_model()
            .all(req.db())
            .await?)
    }

    /// Organisations by name.
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<Organisation>> {
        const LIST: &str = "organisations";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(String, OrganisationId)>(req, LIST)?;
        let mut select = policy::places::visible_organisations(&req.viewer)
            .cursor_by((organisation::Column::Name, organisation::Column::Id));
        if let Some(key) = cut.after.clone() {
            select.after(key);
        }
        if let Some(key) = cut.before.clone() {
            select.before(key);
        }
        match cut.side {
            Side::First => select.first(cut.limit()),
            Side::Last => select.last(cut.limit()),
        };
        let mut rows: Vec<Organisation> = select.into_partial_model().all(req.db()).await.map_err(Fault::from)?;
        // The library gives both sides in list order; a page is cut from its side.
        if cut.side == Side::Last {
            rows.reverse();
        }
        let (rows, previous, next) = cut.page(rows);
        let mut page = Page::new(previous, next);
        page.edges.extend(rows.into_iter().map(|row| Edge::new(cursor(req, LIST, &(&row.name, row.id)), row)));
        Ok(page)
    }
}
