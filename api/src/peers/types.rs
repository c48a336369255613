//! A question to fellow connectors as those see it whom it concerns.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, SimpleObject, dataloader::Loader};
use entities::{NeighbourhoodId, PeerAnswerId, PeerQuestionId, PersonId, Timestamp, peer_answer, peer_question};
use sea_orm::{ColumnTrait, DerivePartialModel, QueryFilter, QuerySelect};

use super::{
    flow::{self, PeerAnswerAct, PeerQuestionAct, Standing},
    queries,
};
use crate::{
    cases::party::Party,
    context::{Loaders, Req},
    error::{LoadFault, Result},
    paging::{Page, PageArguments},
    payload::UserError,
    people::types::NameOf,
    places::types::Neighbourhood,
    policy,
};

/// What a connector asked a fellow connector, or the team of a neighbourhood: for those whom it concerns, and for nobody
/// else.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "peer_question::Entity")]
pub struct PeerQuestion {
    /// Its id.
    pub id: PeerQuestionId,
    /// What they asked. Nothing in it identifies a resident.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
    /// When something was last said or done about it.
    pub last_at: Timestamp,
    /// When the asker had enough; null while it is open.
    pub closed_at: Option<Timestamp>,
    /// Counts changes, from 1.
    pub version: i32,
    /// Who asked.
    #[graphql(skip)]
    pub asker_id: PersonId,
    /// Which connector was asked.
    #[graphql(skip)]
    pub asked_id: Option<PersonId>,
    /// Which team was asked.
    #[graphql(skip)]
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// Who said the last word.
    #[graphql(skip)]
    pub last_by: PersonId,
}

#[ComplexObject]
impl PeerQuestion {
    /// Who asked.
    async fn asker(&self, ctx: &Context<'_>) -> Result<Party> {
        party(ctx, self.asker_id).await
    }

    /// Which connector was asked; null when it was a team.
    async fn asked(&self, ctx: &Context<'_>) -> Result<Option<Party>> {
        match self.asked_id {
            Some(id) => party(ctx, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// The team of which neighbourhood was asked; null when it was one connector.
    async fn neighbourhood(&self, ctx: &Context<'_>) -> Result<Option<Neighbourhood>> {
        match self.neighbourhood_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// Whether the viewer is on turn: it is open, and another said the last word.
    async fn waits_for_viewer(&self, ctx: &Context<'_>) -> bool {
        policy::peers::is_on_turn(&ctx.req().viewer, self.asker_id, self.last_by, self.closed_at)
    }

    /// How many answers and replies there are; those that were taken back don't count.
    async fn answer_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let count = ctx.req().load(AnswerCountOf(self.id)).await?.unwrap_or_default();
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }

    /// The answers and replies, the oldest first.
    async fn answers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<PeerAnswer>> {
        queries::answers(ctx.req(), self, &PageArguments { first, after, last, before }).await
    }

    /// What the viewer may do to it now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Vec<PeerQuestionAct> {
        let viewer = &ctx.req().viewer;
        let may = |act: &PeerQuestionAct| match act {
            // Who sees it takes part.
            PeerQuestionAct::Answer => true,
            PeerQuestionAct::Close | PeerQuestionAct::Reopen | PeerQuestionAct::Withdraw => {
                policy::peers::may_settle(viewer, self.asker_id).is_ok()
            }
        };
        flow::ACTS.into_iter().filter(|act| flow::next(self.standing(), *act).is_ok()).filter(may).collect()
    }
}

impl PeerQuestion {
    /// Whether it is open.
    pub fn standing(&self) -> Standing {
        standing(self.closed_at)
    }
}

/// Whether a question is open, by when it was closed.
pub fn standing(closed_at: Option<Timestamp>) -> Standing {
    if closed_at.is_none() { Standing::Open } else { Standing::Closed }
}

/// An answer to a question, or a reply to an answer.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "peer_answer::Entity")]
pub struct PeerAnswer {
    /// Its id.
    pub id: PeerAnswerId,
    /// What they answered; empty when they took it back. Nothing in it identifies a resident.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// To which answer it replies; null when to the question itself.
    pub reply_to_id: Option<PeerAnswerId>,
    /// When they took it back.
    pub withdrawn_at: Option<Timestamp>,
    /// To which question.
    #[graphql(skip)]
    pub question_id: PeerQuestionId,
    /// Who answered.
    #[graphql(skip)]
    pub person_id: PersonId,
    /// Whether the question is open: then there is something to do.
    #[graphql(skip)]
    #[sea_orm(skip)]
    pub is_open: bool,
}

#[ComplexObject]
impl PeerAnswer {
    /// Who answered.
    async fn writer(&self, ctx: &Context<'_>) -> Result<Party> {
        party(ctx, self.person_id).await
    }

    /// What the viewer may do to it now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Vec<PeerAnswerAct> {
        let may_take_back = policy::peers::may_take_back(&ctx.req().viewer, self.person_id).is_ok();
        let stands = self.withdrawn_at.is_none();
        let acts = [(PeerAnswerAct::Reply, self.is_open && stands), (PeerAnswerAct::Withdraw, may_take_back && stands)];
        acts.into_iter().filter(|(_, may)| *may).map(|(act, _)| act).collect()
    }
}

async fn party(ctx: &Context<'_>, id: PersonId) -> Result<Party> {
    let req = ctx.req();
    let name = req.load(NameOf(id)).await?;
    Ok(Party::person_named(&req.viewer, id, name.as_deref()))
}

/// Whom the viewer can ask.
#[derive(Clone, Debug, SimpleObject)]
pub struct PeerChoices {
    /// Fellow connectors of the own teams, and those with whom they were at a training; by name. Short by nature (at most
    /// 200).
    pub connectors: Vec<PeerChoice>,
    /// The neighbourhoods in which they help and somebody else does too, in reading order. Short by nature.
    pub teams: Vec<Neighbourhood>,
}

/// A fellow connector whom the viewer can ask.
#[derive(Clone, Debug, SimpleObject)]
pub struct PeerChoice {
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
}

/// What came of an act with a question.
#[derive(Clone, Debug, SimpleObject)]
pub struct PeerQuestionPayload {
    /// The question as it is now; null when there is none for the viewer.
    pub peer_question: Option<PeerQuestion>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// What came of taking a question away.
#[derive(Clone, Debug, SimpleObject)]
pub struct WithdrawPeerQuestionPayload {
    /// It is gone, with its answers, for everybody.
    pub is_withdrawn: bool,
    /// Why it isn't; empty when it went well.
    pub user_errors: Vec<UserError>,
}

impl Loader<PeerQuestionId> for Loaders {
    type Value = PeerQuestion;
    type Error = LoadFault;

    async fn load(
        &self,
        ids: &[PeerQuestionId],
    ) -> std::result::Result<HashMap<PeerQuestionId, PeerQuestion>, LoadFault> {
        let rows: Vec<PeerQuestion> = policy::peers::visible(&self.viewer)
            .filter(peer_question::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

/// Asks the loaders how many answers a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnswerCountOf(pub PeerQuestionId);

impl Loader<AnswerCountOf> for Loaders {
    type Value = i64;
    type Error = LoadFault;

    async fn load(&self, keys: &[AnswerCountOf]) -> std::result::Result<HashMap<AnswerCountOf, i64>, LoadFault> {
        let rows: Vec<(PeerQuestionId, i64)> = policy::peers::answers(&self.viewer)
            .filter(peer_answer::Column::QuestionId.is_in(keys.iter().map(|key| key.0)))
            .filter(peer_answer::Column::WithdrawnAt.is_null())
            .select_only()
            .column(peer_answer::Column::QuestionId)
            .column_as(peer_answer::Column::Id.count(), "answers")
            .group_by(peer_answer::Column::QuestionId)
            .into_tuple()
            .all(&self.app.db)
            .await?;
        // Nobody is asked for again because there are none.
        let mut found: HashMap<_, i64> = keys.iter().map(|key| (*key, 0)).collect();
        found.extend(rows.into_iter().map(|(question, count)| (AnswerCountOf(question), count)));
        Ok(found)
    }
}
