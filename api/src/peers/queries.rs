//! The questions that concern the viewer, and whom they can ask.

use async_graphql::{Context, Object};
use entities::{PeerAnswerId, PeerQuestionId, Timestamp, peer_answer, peer_question};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    choices,
    flow::Standing,
    inputs::PeerQuestionFilter,
    types::{AnswerCountOf, PeerAnswer, PeerChoices, PeerQuestion},
};
use crate::{
    context::{Req, RequestCtx},
    error::{Fault, Result},
    paging::{self, Page, PageArguments},
    people::types::NameOf,
    policy,
};

/// The questions that concern the viewer, and whom they can ask.
#[derive(Default)]
pub struct PeerQueries;

#[Object]
impl PeerQueries {
    /// Questions of connectors to each other that concern the viewer, those where something was said last first; empty for
    /// who is no connector.
    async fn peer_questions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these; left out, all of them.")] filter: Option<PeerQuestionFilter>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<PeerQuestion>> {
        const LIST: &str = "peerQuestions";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Timestamp, PeerQuestionId)>(req, LIST)?;
        let all = policy::peers::visible(&req.viewer);
        let is_open = peer_question::Column::ClosedAt.is_null();
        let questions = match filter {
            None => all,
            Some(PeerQuestionFilter::WaitsForViewer) => all.filter(policy::peers::waits_for(&req.viewer)),
            Some(PeerQuestionFilter::WaitsForOthers) => {
                all.filter(is_open).filter(policy::peers::waits_for(&req.viewer).not())
            }
            Some(PeerQuestionFilter::Closed) => all.filter(peer_question::Column::ClosedAt.is_not_null()),
        };
        let mut select = questions.cursor_by((peer_question::Column::LastAt, peer_question::Column::Id));
        select.desc();
        let page = paging::read(req, LIST, cut, select, |row: &PeerQuestion| (row.last_at, row.id))
            .await
            .map_err(Fault::from)?;
        let rows: Vec<PeerQuestion> = page.edges.iter().map(|edge| edge.node.clone()).collect();
        read_ahead(req, &rows).await?;
        Ok(page)
    }

    /// A question of a connector to a fellow connector or a team, for those whom it concerns.
    async fn peer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: PeerQuestionId,
    ) -> Result<Option<PeerQuestion>> {
        read(ctx.req(), id).await
    }

    /// Whom the viewer can ask; null for who is no connector.
    async fn peer_choices(&self, ctx: &Context<'_>) -> Result<Option<PeerChoices>> {
        match policy::peers::may_ask(&ctx.req().viewer) {
            Ok(me) => choices::of(ctx.req(), me).await.map(Some),
            Err(policy::Denied) => Ok(None),
        }
    }
}

/// Reads at once what each question is shown with.
async fn read_ahead(req: &RequestCtx, rows: &[PeerQuestion]) -> Result<()> {
    let people: Vec<NameOf> =
        rows.iter().flat_map(|row| [Some(row.asker_id), row.asked_id]).flatten().map(NameOf).collect();
    req.read_ahead(people).await?;
    let areas: Vec<_> = rows.iter().filter_map(|row| row.neighbourhood_id).collect();
    req.read_ahead(areas).await?;
    let counts: Vec<AnswerCountOf> = rows.iter().map(|row| AnswerCountOf(row.id)).collect();
    req.read_ahead(counts).await
}

/// The question as it is now, for the viewer; none when it isn't there for them.
///
/// # Errors
/// When the database can't be read.
pub async fn read(req: &RequestCtx, id: PeerQuestionId) -> Result<Option<PeerQuestion>> {
    let found = policy::peers::visible(&req.viewer).filter(peer_question::Column::Id.eq(id));
    Ok(found.into_partial_model().one(req.db()).await?)
}

/// A page of the answers to a question that the viewer sees. Two statements.
///
/// # Errors
/// Arguments that make no page, and when the database can't be read.
pub async fn answers(
    req: &RequestCtx,
    question: &PeerQuestion,
    arguments: &PageArguments,
) -> async_graphql::Result<Page<PeerAnswer>> {
    let list = format!("answers to {}", question.id);
    let cut = arguments.cut::<(Timestamp, PeerAnswerId)>(req, &list)?;
    let answers = policy::peers::answers(&req.viewer).filter(peer_answer::Column::QuestionId.eq(question.id));
    let select = answers.cursor_by((peer_answer::Column::At, peer_answer::Column::Id));
    let mut page =
        paging::read(req, &list, cut, select, |row: &PeerAnswer| (row.at, row.id)).await.map_err(Fault::from)?;
    for edge in &mut page.edges {
        edge.node.is_open = question.standing() == Standing::Open;
    }
    req.read_ahead(page.edges.iter().map(|edge| NameOf(edge.node.person_id))).await?;
    Ok(page)
}
