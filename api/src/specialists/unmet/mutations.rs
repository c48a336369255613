//! Telling what is missing, and settling it.

use async_graphql::{Context, Object};

use super::{
    inputs::{ReportUnmetSearchInput, SettleUnmetSearchInput},
    store::{self, Telling},
    types::{ReportUnmetSearchPayload, SettleUnmetSearchPayload},
};
use crate::{
    acts::{Acting, once},
    context::Req,
    payload::told,
    policy,
};

/// The acts on searches that found nothing.
#[derive(Default)]
pub struct UnmetSearchMutations;

#[Object]
impl UnmetSearchMutations {
    /// Tells what is missing in the directory. Who told it is kept nowhere.
    async fn report_unmet_search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is missing.")] input: ReportUnmetSearchInput,
    ) -> async_graphql::Result<ReportUnmetSearchPayload> {
        let req = ctx.req();
        // The usual place for keys says whose they are; this one stands with what was told.
        let outcome = once(req, &ctx.act(None)?, async |work| {
            policy::unmet_searches::may_report(&req.viewer)?;
            store::report(work, &Telling::checked(&input)?).await
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        Ok(ReportUnmetSearchPayload { is_reported: done.is_some(), user_errors })
    }

    /// Takes a search that found nothing off the list, with all that was told of it.
    async fn settle_unmet_search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one, and what became of it.")] input: SettleUnmetSearchInput,
    ) -> async_graphql::Result<SettleUnmetSearchPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            policy::unmet_searches::may_settle(&req.viewer)?;
            store::settle(work, &input.words, input.outcome).await
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        Ok(SettleUnmetSearchPayload { is_settled: done.is_some(), user_errors })
    }
}
