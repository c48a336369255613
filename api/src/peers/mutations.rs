//! Asking a fellow connector or a team, answering, and settling it.

use async_graphql::{Context, Object};
use entities::{ChangeKind, PeerAnswerId, PeerQuestionId, peer_answer, role_grant};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    choices,
    feed::PeerChange,
    flow::{self, PeerQuestionAct},
    inputs::{AnswerPeerQuestionInput, AskPeersInput, PeerQuestionActInput, WithdrawPeerAnswerInput},
    queries,
    store::{self, Asked, RepliedTo},
    types::{PeerQuestion, PeerQuestionPayload, WithdrawPeerQuestionPayload, standing},
};
use crate::{
    acts::{Acting, Work, once},
    context::{Req, RequestCtx},
    free_text,
    payload::{Refusal, Stop, UserErrorCode, told},
    policy::{self, PersonViewer},
};

/// The longest question or answer, in characters.
const LONGEST: usize = 1000;

/// The acts with questions to fellow connectors.
#[derive(Default)]
pub struct PeerMutations;

#[Object]
impl PeerMutations {
    /// Asks a fellow connector, or the team of a neighbourhood in which the viewer helps.
    async fn ask_peers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and what.")] input: AskPeersInput,
    ) -> async_graphql::Result<PeerQuestionPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
            let me = policy::peers::may_ask(&req.viewer)?;
            let asked = asked(work, me, &input).await;
            let text = free_text::checked(&input.text, "text", LONGEST);
            let (asked, text) = both(asked, text)?;
            store::ask(work, me.id, asked, text).await
        })
        .await;
        payload(req, ChangeKind::Opened, None, outcome).await
    }

    /// Answers a question, or an answer to it.
    async fn answer_peer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which question, and what.")] input: AnswerPeerQuestionInput,
    ) -> async_graphql::Result<PeerQuestionPayload> {
        let req = ctx.req();
        let id = input.peer_question_id;
        let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
            let question = store::find(work, id, None).await?;
            let me = policy::peers::may_answer(&req.viewer, &question)?;
            flow::next(standing(question.closed_at), PeerQuestionAct::Answer)?;
            let reply_to = match input.reply_to_id {
                Some(answer) => Some(replied_to(work, id, answer).await?),
                None => None,
            };
            let text = free_text::checked(&input.text, "text", LONGEST)?;
            store::answer(work, &question, me, reply_to.as_ref(), text).await
        })
        .await;
        payload(req, ChangeKind::Changed, Some(id), outcome).await
    }

    /// Tells that it was enough: the question is settled. Only who asked.
    async fn close_peer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which question.")] input: PeerQuestionActInput,
    ) -> async_graphql::Result<PeerQuestionPayload> {
        settle(ctx, input, PeerQuestionAct::Close).await
    }

    /// Asks on: the question is open again. Only who asked.
    async fn reopen_peer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which question.")] input: PeerQuestionActInput,
    ) -> async_graphql::Result<PeerQuestionPayload> {
        settle(ctx, input, PeerQuestionAct::Reopen).await
    }

    /// Takes a question away, with every answer, for everybody. Only who asked.
    async fn withdraw_peer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which question.")] input: PeerQuestionActInput,
    ) -> async_graphql::Result<WithdrawPeerQuestionPayload> {
        let req = ctx.req();
        let mut was = None;
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let question = store::find(work, input.peer_question_id, Some(input.expected_version)).await?;
            policy::peers::may_settle(&req.viewer, question.asker_id)?;
            flow::next(standing(question.closed_at), PeerQuestionAct::Withdraw)?;
            store::withdraw(work, &question).await?;
            was = Some(question);
            Ok(())
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        if let (Some(()), Some(was)) = (done, was) {
            let change = PeerChange { kind: ChangeKind::Hidden, id: was.id, version: was.version, was: Some(was) };
            req.app.peers.tell(change);
        }
        Ok(WithdrawPeerQuestionPayload { is_withdrawn: done.is_some(), user_errors })
    }

    /// Takes an answer of the viewer's own back: its text is gone, for everybody.
    async fn withdraw_peer_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which answer.")] input: WithdrawPeerAnswerInput,
    ) -> async_graphql::Result<PeerQuestionPayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let answer =
                find_answer(work, input.peer_answer_id).await?.ok_or_else(|| Refusal::not_found("peerAnswerId"))?;
            policy::peers::may_take_back(&req.viewer, answer.person_id)?;
            let question = store::find(work, answer.question_id, None).await?;
            store::withdraw_answer(work, &question, &answer).await
        })
        .await;
        payload(req, ChangeKind::Changed, None, outcome).await
    }
}

/// Closes a question, or opens it again.
async fn settle(
    ctx: &Context<'_>,
    input: PeerQuestionActInput,
    act: PeerQuestionAct,
) -> async_graphql::Result<PeerQuestionPayload> {
    let req = ctx.req();
    let PeerQuestionActInput { peer_question_id: id, expected_version, idempotency_key } = input;
    let outcome = once(req, &ctx.act(idempotency_key)?, async |work| {
        let question = store::find(work, id, Some(expected_version)).await?;
        policy::peers::may_settle(&req.viewer, question.asker_id)?;
        let next = flow::next(standing(question.closed_at), act)?;
        store::settle(work, &question, next).await
    })
    .await;
    let kind = if act == PeerQuestionAct::Close { ChangeKind::Closed } else { ChangeKind::Changed };
    payload(req, kind, Some(id), outcome).await
}

/// The payload of an act: the question that it made, or else the one that it was about, read after it. Who listens is told
/// that something changed.
async fn payload(
    req: &RequestCtx,
    kind: ChangeKind,
    about: Option<PeerQuestionId>,
    outcome: Result<PeerQuestionId, Stop>,
) -> async_graphql::Result<PeerQuestionPayload> {
    let (done, user_errors) = told(outcome, req.locale)?;
    let peer_question = match done.or(about) {
        Some(id) => queries::read(req, id).await?,
        None => None,
    };
    if let (Some(_), Some(PeerQuestion { id, version, .. })) = (done, &peer_question) {
        req.app.peers.tell(PeerChange { kind, id: *id, version: *version, was: None });
    }
    Ok(PeerQuestionPayload { peer_question, user_errors })
}

/// Whom it is asked of: a fellow connector whom the viewer knows, or a team of theirs in which somebody else helps.
async fn asked(work: &Work<'_>, me: &PersonViewer, input: &AskPeersInput) -> Result<Asked, Stop> {
    match (input.person_id, input.neighbourhood_id) {
        (Some(person), None) => {
            let known =
                policy::peers::may_be_asked(me).filter(role_grant::Column::PersonId.eq(person)).one(&work.tx).await?;
            known.map(|_| Asked::Connector(person)).ok_or_else(|| Refusal::not_found("personId").into())
        }
        (None, Some(area)) => {
            let people = choices::team(&work.tx, me, area).await?;
            if people.is_empty() {
                return Err(Refusal::not_found("neighbourhoodId").into());
            }
            Ok(Asked::Team(area, people))
        }
        (None, None) => {
            let refusal = Refusal::new(UserErrorCode::Required, "Kies aan wie je het vraagt.", "Choose whom you ask.");
            Err(refusal.at("personId").into())
        }
        (Some(_), Some(_)) => {
            let refusal = Refusal::new(
                UserErrorCode::Invalid,
                "Kies één persoon of één team, niet allebei.",
                "Choose one person or one team, not both.",
            );
            Err(refusal.at("neighbourhoodId").into())
        }
    }
}

/// The answer that a reply stands below: one of this question, and never itself a reply.
async fn replied_to(work: &Work<'_>, question: PeerQuestionId, answer: PeerAnswerId) -> Result<RepliedTo, Stop> {
    let found = find_answer(work, answer).await?.filter(|row| row.question_id == question);
    let found = found.ok_or_else(|| Refusal::not_found("replyToId"))?;
    if found.withdrawn_at.is_some() {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Dit antwoord is weggehaald. Schrijf een nieuw antwoord.",
            "This answer was taken back. Write a new answer.",
        );
        return Err(refusal.at("replyToId").into());
    }
    Ok(RepliedTo { below: found.reply_to_id.unwrap_or(found.id), writer: found.person_id })
}

async fn find_answer(work: &Work<'_>, id: PeerAnswerId) -> Result<Option<peer_answer::Model>, Stop> {
    let answers = policy::peers::answers(&work.req.viewer).filter(peer_answer::Column::Id.eq(id));
    Ok(answers.one(&work.tx).await?)
}

/// Both, or everything that is wrong with either.
fn both<A>(first: Result<A, Stop>, second: Result<String, Refusal>) -> Result<(A, String), Stop> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(Stop::Refused(mut refusals)), Err(refusal)) => {
            refusals.push(refusal);
            Err(Stop::Refused(refusals))
        }
        (Err(stop), _) => Err(stop),
        (Ok(_), Err(refusal)) => Err(refusal.into()),
    }
}
