//! Lists of neighbourhoods, organisations and topics.

use async_graphql::{Context, Object};
use entities::{OrganisationId, neighbourhood, organisation, topic};
use sea_orm::QueryOrder;

use super::types::{Neighbourhood, Organisation, Topic};
use crate::{
    context::Req,
    error::Fault,
    paging::{self, Page, PageArguments},
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
        let select = policy::places::visible_organisations(&req.viewer)
            .cursor_by((organisation::Column::Name, organisation::Column::Id));
        Ok(paging::read(req, LIST, cut, select, |row: &Organisation| (row.name.clone(), row.id))
            .await
            .map_err(Fault::from)?)
    }
}
