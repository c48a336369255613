//! Having mail tried again.

use async_graphql::{Context, Object};
use entities::mail;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{inputs::RetryMailInput, store, types::RetryMailPayload};
use crate::{
    acts::{Acting, once},
    context::Req,
    error::Fault,
    payload::{Refusal, told},
    policy,
};

/// The acts on mail that couldn't be delivered.
#[derive(Default)]
pub struct MailMutations;

#[Object]
impl MailMutations {
    /// Has a mail tried again that couldn't be delivered: at once, and then as often as a new one.
    async fn retry_mail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: RetryMailInput,
    ) -> async_graphql::Result<RetryMailPayload> {
        let req = ctx.req();
        let RetryMailInput { mail_id, expected_version, idempotency_key } = input;
        let this = || policy::notices::undelivered(&req.viewer).filter(mail::Column::Id.eq(mail_id));
        let outcome = once(req, &ctx.act(idempotency_key)?, async |work| {
            let row = this().one(&work.tx).await?.ok_or_else(|| Refusal::not_found("mailId"))?;
            policy::notices::may_look_after_mail(&req.viewer)?;
            store::try_again(work, &row, expected_version).await
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        if done.is_some() {
            req.app.mail_bell.notify_one();
        }
        let mail = this().into_partial_model().one(req.db()).await.map_err(Fault::from)?;
        Ok(RetryMailPayload { mail, user_errors })
    }
}
