//! The form for everybody, and the profiles.

use async_graphql::{Context, Object};
use entities::{
    ConnectorId, ConnectorStatus, Day, NeighbourhoodId, Timestamp, application_question, connector, organisation,
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{
    acting, ahead,
    application::DAYS_TO_ANSWER,
    forgetting, form_token,
    types::{ApplicationForm, ApplicationRetention, Connector},
};
use crate::{
    contained::contains,
    context::{Req, day_start},
    error::{Fault, Result},
    paging::{self, CountedPage, PageArguments, TotalCount},
    places::types::Organisation,
    policy,
};

/// The form for everybody, and the profiles.
#[derive(Default)]
pub struct ConnectorQueries;

#[Object]
impl ConnectorQueries {
    /// The form with which one applies as a connector, for everybody.
    async fn application_form(&self, ctx: &Context<'_>) -> Result<ApplicationForm> {
        let req = ctx.req();
        let questions = policy::connectors::questions()
            .order_by_asc(application_question::Column::Position)
            .into_partial_model()
            .all(req.db())
            .await?;
        let days_to_answer = i32::try_from(DAYS_TO_ANSWER).unwrap_or(i32::MAX);
        Ok(ApplicationForm { token: form_token::give_out(&req.app, req.now), questions, days_to_answer })
    }

    /// The organisations from which a connector can work, for who runs the programme; empty for anybody else. Short by
    /// nature.
    async fn possible_hosts(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let req = ctx.req();
        if policy::connectors::may_lead(&req.viewer).is_err() {
            return Ok(Vec::new());
        }
        let hosts = policy::connectors::hosts().order_by_asc(organisation::Column::Name);
        Ok(hosts.into_partial_model().all(req.db()).await?)
    }

    /// After how many days an application that ended is forgotten; null for who isn't signed in.
    async fn application_retention(&self, ctx: &Context<'_>) -> Result<Option<ApplicationRetention>> {
        forgetting::retention(ctx.req()).await
    }

    /// A connector, for who may see the profile.
    async fn connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ConnectorId,
    ) -> Result<Option<Connector>> {
        acting::read(ctx.req(), id).await
    }

    /// The profiles that the viewer may see, the longest without a step first.
    #[expect(clippy::too_many_arguments, reason = "a list has four arguments of its own")]
    async fn connectors(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only who stands here.")] status: Option<ConnectorStatus>,
        #[graphql(desc = "Only who helps, or wants to help, here.")] neighbourhood_id: Option<NeighbourhoodId>,
        #[graphql(desc = "A part of the name.")] search: Option<String>,
        #[graphql(desc = "Only who became active on this day or later, wherever they stand now.")]
        activated_from: Option<Day>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<CountedPage<Connector>> {
        const LIST: &str = "connectors";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Timestamp, ConnectorId)>(req, LIST)?;
        let mut select = policy::connectors::visible(&req.viewer, req.today());
        if let Some(status) = status {
            select = select.filter(connector::Column::Status.eq(status));
        }
        if let Some(area) = neighbourhood_id {
            select = select.filter(policy::connectors::helps_in(&[area].into()));
        }
        if let Some(words) = search.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            select = select.filter(contains((connector::Entity, connector::Column::Name), words));
        }
        if let Some(from) = activated_from {
            select = select.filter(connector::Column::ActivatedAt.gte(day_start(from)));
        }
        let total = select.clone().count(req.db()).await.map_err(Fault::from)?;
        let select = select.cursor_by((connector::Column::LastStepAt, connector::Column::Id));
        let page = paging::read(req, LIST, cut, select, |row: &Connector| (row.last_step_at, row.id))
            .await
            .map_err(Fault::from)?;
        let rows: Vec<Connector> = page.edges.iter().map(|edge| edge.node.clone()).collect();
        ahead::read(req, ahead::Asked::of_nodes(&ctx.look_ahead()), &rows).await?;
        let total_count = i32::try_from(total).unwrap_or(i32::MAX);
        let mut counted =
            CountedPage::with_additional_fields(page.has_previous_page, page.has_next_page, TotalCount { total_count });
        counted.edges = page.edges;
        Ok(counted)
    }
}
