//! Making and withdrawing the address of one's calendar.

use async_graphql::{Context, Object};

use super::{
    inputs::{MakeCalendarAddressInput, WithdrawCalendarAddressInput},
    store,
    types::{self, MakeCalendarAddressPayload, WithdrawCalendarAddressPayload},
};
use crate::{
    acts::{Acting, once},
    auth::SecretToken,
    context::Req,
    payload::{Refusal, told},
};

/// An address is good for two years: a telephone that was sold reads on no longer.
const GOOD_FOR_DAYS: i64 = 2 * 365;

/// The acts on the address of one's calendar.
#[derive(Default)]
pub struct CalendarMutations;

#[Object]
impl CalendarMutations {
    /// Makes an address under which one's own meetings can be read by a calendar. It replaces the one there was.
    async fn make_calendar_address(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Nothing but a key.")] input: MakeCalendarAddressInput,
    ) -> async_graphql::Result<MakeCalendarAddressPayload> {
        let req = ctx.req();
        let token = SecretToken::new(&req.app);
        let mut path = None;
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let me = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let id = store::make(work, me, &token, req.now.plus_days(GOOD_FOR_DAYS)).await?;
            path = Some(format!("/calendar/{}.ics", token.reveal()));
            Ok(id)
        })
        .await;
        let (_, user_errors) = told(outcome, req.locale)?;
        Ok(MakeCalendarAddressPayload { calendar_address: types::own(req).await?, path, user_errors })
    }

    /// Withdraws the address of one's calendar: whoever has it reads nothing any more.
    async fn withdraw_calendar_address(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Nothing but a key.")] input: WithdrawCalendarAddressInput,
    ) -> async_graphql::Result<WithdrawCalendarAddressPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let me = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            Ok(store::withdraw(work, me).await?)
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        Ok(WithdrawCalendarAddressPayload { is_withdrawn: done.is_some(), user_errors })
    }
}
