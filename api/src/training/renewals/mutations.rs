//! Marking a topic as changed, and taking the mark back.

use async_graphql::{Context, Object};
use entities::{Day, TopicId, topic, topic_change};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    due,
    inputs::{MarkTopicChangedInput, WithdrawTopicChangeInput},
    store,
    types::{MarkTopicChangedPayload, WithdrawTopicChangePayload},
};
use crate::{
    acts::{Acting, Work, once},
    context::Req,
    error::Fault,
    free_text,
    notices::reminders,
    payload::{Refusal, Stop, UserErrorCode, told},
    policy,
    scalars::Typed,
};

/// The longest note, in characters.
const LONGEST: usize = 500;

/// The acts on topics that changed.
#[derive(Default)]
pub struct RenewalMutations;

#[Object]
impl RenewalMutations {
    /// Marks a topic as changed since a day: everybody whose last training on it is older has to come again.
    async fn mark_topic_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which topic, since when, and what is different.")] input: MarkTopicChangedInput,
    ) -> async_graphql::Result<MarkTopicChangedPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
            policy::training::may_plan(&req.viewer)?;
            let marker = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let (topic, day, note) = checked(work, &input).await?;
            let mark = store::mark(work, marker, topic, day, note).await?;
            reminders::remind_of_training(work).await?;
            Ok(mark)
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        let Some(id) = done else {
            return Ok(MarkTopicChangedPayload { topic_change: None, due_count: None, user_errors });
        };
        let change = policy::training::topic_changes(&req.viewer).filter(topic_change::Column::Id.eq(id));
        let topic_change = change.into_partial_model().one(req.db()).await.map_err(Fault::from)?;
        let due = due::of(req, policy::training::looked_after(&req.viewer)).await?;
        Ok(MarkTopicChangedPayload { topic_change, due_count: i32::try_from(due.len()).ok(), user_errors })
    }

    /// Takes back that a topic changed, when that was a mistake.
    async fn withdraw_topic_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which mark.")] input: WithdrawTopicChangeInput,
    ) -> async_graphql::Result<WithdrawTopicChangePayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let mark = policy::training::topic_changes(&req.viewer)
                .filter(topic_change::Column::Id.eq(input.topic_change_id))
                .one(&work.tx)
                .await?
                .ok_or_else(|| Refusal::not_found("topicChangeId"))?;
            policy::training::may_plan(&req.viewer)?;
            store::withdraw(work, mark.id).await
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        Ok(WithdrawTopicChangePayload { is_withdrawn: done.is_some(), user_errors })
    }
}

/// Which topic, since when and why, with all that is wrong told at once.
async fn checked(work: &Work<'_>, input: &MarkTopicChangedInput) -> Result<(TopicId, Day, String), Stop> {
    let mut refusals = Vec::new();
    let topic = match input.topic_id.read() {
        Some(id) => {
            let topics = policy::places::visible_topics(&work.req.viewer).filter(topic::Column::Id.eq(*id));
            topics.one(&work.tx).await?.map(|topic| topic.id)
        }
        None => None,
    };
    if topic.is_none() {
        let refusal = Refusal::new(UserErrorCode::Required, "Kies een onderwerp.", "Choose a topic.");
        refusals.push(refusal.at("topicId"));
    }
    let day = match &input.changed_on {
        Typed::Read(day) if *day <= work.req.today() => Some(*day),
        Typed::Read(_) => {
            let refusal = Refusal::new(
                UserErrorCode::Invalid,
                "Deze dag is nog niet geweest. Kies vandaag of eerder.",
                "This day has yet to come. Choose today or earlier.",
            );
            refusals.push(refusal.at("changedOn"));
            None
        }
        Typed::Wrong(_) => {
            let refusal =
                Refusal::new(UserErrorCode::Invalid, "Kies een dag die bestaat.", "Choose a day that exists.");
            refusals.push(refusal.at("changedOn"));
            None
        }
    };
    let note = free_text::checked(&input.note, "note", LONGEST).map_err(|refusal| refusals.push(refusal)).ok();
    match (topic, day, note) {
        (Some(topic), Some(day), Some(note)) => Ok((topic, day, note)),
        _ => Err(Stop::Refused(refusals)),
    }
}
