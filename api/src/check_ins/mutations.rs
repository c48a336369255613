//! Saying how one is, putting it off, and how often it is asked.

use async_graphql::{Context, Object};
use entities::programme;

use super::{
    inputs::{AnswerCheckInInput, SetCheckInRhythmInput, SkipCheckInInput},
    queries, store, today,
    types::{CheckInPayload, CheckInRhythmPayload},
};
use crate::{
    acts::{Acting, Work, once},
    connectors::store::set_days,
    context::{Req, RequestCtx},
    payload::{Refusal, Stop, UserErrorCode, told},
    policy,
};

/// The acts of being asked how one is.
#[derive(Default)]
pub struct CheckInMutations;

#[Object]
impl CheckInMutations {
    /// Says how the viewer is, to their fixed contact at the welfare organisation and nobody else. Said again on the same
    /// day, it replaces what was said.
    async fn answer_check_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How.")] input: AnswerCheckInInput,
    ) -> async_graphql::Result<CheckInPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
            let asked = asked(work).await?;
            if asked.contact != input.seen_by_id {
                let refusal = Refusal::new(
                    UserErrorCode::StaleVersion,
                    "Je vaste contactpersoon is veranderd. Kijk wie je antwoord nu ziet.",
                    "Your fixed contact person changed. See who sees your answer now.",
                );
                return Err(refusal.at("seenById").into());
            }
            store::answer(work, &asked, input.answer).await
        })
        .await;
        payload(req, outcome).await
    }

    /// Puts the question off: it is asked again tomorrow. Nobody sees that.
    async fn skip_check_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key.")] input: SkipCheckInInput,
    ) -> async_graphql::Result<CheckInPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let asked = asked(work).await?;
            store::skip(work, asked.connector).await
        })
        .await;
        payload(req, outcome).await
    }

    /// Sets how often connectors are asked how they are.
    async fn set_check_in_rhythm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How often.")] input: SetCheckInRhythmInput,
    ) -> async_graphql::Result<CheckInRhythmPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            policy::check_ins::may_set_rhythm(&req.viewer)?;
            let setting = programme::Column::CheckInRhythmDays;
            set_days(work, setting, input.days, input.expected_version).await
        })
        .await;
        let (_, user_errors) = told(outcome, req.locale)?;
        Ok(CheckInRhythmPayload { rhythm: queries::rhythm(req).await?, user_errors })
    }
}

/// The viewer as one who is asked, in this transaction.
async fn asked(work: &Work<'_>) -> Result<today::Asked, Stop> {
    today::asked(work.req, &work.tx).await?.ok_or_else(|| Refusal::not_allowed().into())
}

async fn payload(req: &RequestCtx, outcome: Result<(), Stop>) -> async_graphql::Result<CheckInPayload> {
    let (_, user_errors) = told(outcome, req.locale)?;
    Ok(CheckInPayload { check_in: today::of_viewer(req).await?, user_errors })
}
