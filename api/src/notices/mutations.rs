//! Marking notices as seen, and choosing how often mail comes.

use std::collections::BTreeSet;

use async_graphql::{Context, Object};
use entities::{NoticeId, notice};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::{
    inputs::{MarkNoticesSeenInput, SetMailFrequencyInput},
    queries, store,
    types::{MarkNoticesSeenPayload, SetMailFrequencyPayload},
};
use crate::{
    acts::{Acting, Work, once},
    context::Req,
    payload::{Refusal, Stop, UserErrorCode, told},
    policy,
};

/// The most notices that are named at once.
const MOST: usize = 100;

/// The acts on one's own notices.
#[derive(Default)]
pub struct NoticeMutations;

#[Object]
impl NoticeMutations {
    /// Marks notices of the viewer as seen: these, or all of them.
    async fn mark_notices_seen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: MarkNoticesSeenInput,
    ) -> async_graphql::Result<MarkNoticesSeenPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key.clone())?, async |work| {
            let me = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let ids = known(work, input.notice_ids.as_deref()).await?;
            Ok(store::see(work, me, ids.as_ref()).await?)
        })
        .await;
        let (_, user_errors) = told(outcome, req.locale)?;
        // The viewer's other screens count anew.
        if let Some(me) = req.viewer.person_id().filter(|_| user_errors.is_empty()) {
            req.app.feed.tell_person(me);
        }
        Ok(MarkNoticesSeenPayload { unseen_notice_count: queries::unseen_count(req).await?, user_errors })
    }

    /// Chooses how often the viewer gets mail about their notices.
    async fn set_mail_frequency(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How often.")] input: SetMailFrequencyInput,
    ) -> async_graphql::Result<SetMailFrequencyPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let me = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            Ok(store::choose_frequency(work, me, input.frequency).await?)
        })
        .await;
        let (_, user_errors) = told(outcome, req.locale)?;
        let mail_setting = match req.viewer.person_id() {
            Some(_) => Some(queries::mail_setting(req).await?),
            None => None,
        };
        Ok(SetMailFrequencyPayload { mail_setting, user_errors })
    }
}

/// The notices that are named, when all of them are the viewer's.
async fn known(work: &Work<'_>, named: Option<&[NoticeId]>) -> Result<Option<BTreeSet<NoticeId>>, Stop> {
    let Some(named) = named else { return Ok(None) };
    if named.len() > MOST {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            format!("Er passen er {MOST} tegelijk."),
            format!("{MOST} fit at once."),
        );
        return Err(refusal.at("noticeIds").into());
    }
    let ids: BTreeSet<NoticeId> = named.iter().copied().collect();
    let own = policy::notices::visible(&work.req.viewer).filter(notice::Column::Id.is_in(ids.iter().copied()));
    if own.count(&work.tx).await? < ids.len() as u64 {
        return Err(Refusal::not_found("noticeIds").into());
    }
    Ok(Some(ids))
}
