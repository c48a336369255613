//! What is written about questions to fellow connectors. Decides nothing.

use std::collections::BTreeSet;

use entities::{
    NeighbourhoodId, NoticeKind, PeerAnswerId, PeerQuestionId, PersonId, Timestamp, peer_answer, peer_question,
    role_grant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect,
    Set, TransactionTrait, UpdateMany,
    sea_query::{Expr, ExprTrait},
};

use super::flow::Standing;
use crate::{
    acts::Work,
    notices::{Subject, tell},
    payload::{Refusal, Stop},
    policy,
};

/// After so many days in which nothing was said or done a question is forgotten, with its answers.
pub const DAYS_KEPT: i64 = 365;
/// So many at a time, so that nobody waits long for it.
const AT_ONCE: u64 = 100;

/// To what somebody replies.
pub struct RepliedTo {
    /// The answer that the reply stands below.
    pub below: PeerAnswerId,
    /// Who wrote what they reply to.
    pub writer: PersonId,
}

/// Whom a question is asked of.
pub enum Asked {
    /// A fellow connector.
    Connector(PersonId),
    /// The team of a neighbourhood: who is of it at this moment, beside the asker.
    Team(NeighbourhoodId, BTreeSet<PersonId>),
}

/// The question as the viewer sees it now, in this transaction.
///
/// # Errors
/// Not found, or not visible: the same refusal for both. Another version than the one that was seen.
pub async fn find(
    work: &Work<'_>,
    id: PeerQuestionId,
    expected_version: Option<i32>,
) -> Result<peer_question::Model, Stop> {
    let found = policy::peers::visible(&work.req.viewer)
        .filter(peer_question::Column::Id.eq(id))
        .one(&work.tx)
        .await?
        .ok_or_else(|| Refusal::not_found("peerQuestionId"))?;
    match expected_version {
        Some(expected) if expected != found.version => Err(Refusal::stale().into()),
        _ => Ok(found),
    }
}

/// Writes a question.
///
/// # Errors
/// When the database can't be written.
pub async fn ask(work: &Work<'_>, asker: PersonId, asked: Asked, text: String) -> Result<PeerQuestionId, Stop> {
    let id = work.req.new_id::<PeerQuestionId>();
    let (asked_id, neighbourhood_id) = match &asked {
        Asked::Connector(person) => (Some(*person), None),
        Asked::Team(area, _) => (None, Some(*area)),
    };
    let row = peer_question::ActiveModel {
        id: Set(id),
        asker_id: Set(asker),
        asked_id: Set(asked_id),
        neighbourhood_id: Set(neighbourhood_id),
        text: Set(text),
        asked_at: Set(work.req.now),
        last_at: Set(work.req.now),
        last_by: Set(asker),
        closed_at: Set(None),
        version: Set(1),
    };
    row.insert(&work.tx).await?;
    let told = match asked {
        Asked::Connector(person) => [person].into(),
        Asked::Team(_, people) => people,
    };
    tell(work, told, NoticeKind::PeerQuestionAsked, Subject::PeerQuestion(id));
    Ok(id)
}

/// Writes an answer, or a reply below an answer; from now on the other side is on turn. Two who answer at once both do.
///
/// # Errors
/// Refused, when the question was closed at this very moment.
pub async fn answer(
    work: &Work<'_>,
    question: &peer_question::Model,
    writer: PersonId,
    reply_to: Option<&RepliedTo>,
    text: String,
) -> Result<PeerQuestionId, Stop> {
    let change = moved_on(work, writer)
        .filter(peer_question::Column::Id.eq(question.id))
        .filter(peer_question::Column::ClosedAt.is_null());
    if change.exec(&work.tx).await?.rows_affected == 0 {
        return Err(Refusal::stale().into());
    }
    let row = peer_answer::ActiveModel {
        id: Set(work.req.new_id::<PeerAnswerId>()),
        question_id: Set(question.id),
        person_id: Set(writer),
        reply_to_id: Set(reply_to.map(|reply| reply.below)),
        text: Set(text),
        at: Set(work.req.now),
        withdrawn_at: Set(None),
    };
    row.insert(&work.tx).await?;
    let told = answered(work, question, writer, reply_to).await?;
    tell(work, told, NoticeKind::PeerQuestionAnswered, Subject::PeerQuestion(question.id));
    Ok(question.id)
}

/// Whom an answer is told: who asked, and to whom it replies; what the asker says, those who take part in it.
async fn answered(
    work: &Work<'_>,
    question: &peer_question::Model,
    writer: PersonId,
    reply_to: Option<&RepliedTo>,
) -> Result<BTreeSet<PersonId>, DbErr> {
    if let Some(reply) = reply_to {
        return there(work, [question.asker_id, reply.writer].into()).await;
    }
    if writer != question.asker_id {
        return there(work, [question.asker_id].into()).await;
    }
    let said: Vec<PersonId> = policy::peers::answers(&work.req.viewer)
        .filter(peer_answer::Column::QuestionId.eq(question.id))
        .select_only()
        .column(peer_answer::Column::PersonId)
        .into_tuple()
        .all(&work.tx)
        .await?;
    there(work, said.into_iter().chain(question.asked_id).collect()).await
}

/// Those of these people who are connectors now: who paused or stopped lost the question with the role.
async fn there(work: &Work<'_>, people: BTreeSet<PersonId>) -> Result<BTreeSet<PersonId>, DbErr> {
    let there: Vec<PersonId> = policy::peers::still_connect(&people)
        .select_only()
        .column(role_grant::Column::PersonId)
        .into_tuple()
        .all(&work.tx)
        .await?;
    Ok(there.into_iter().collect())
}

/// Closes a question, or opens it again.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn settle(work: &Work<'_>, question: &peer_question::Model, to: Standing) -> Result<PeerQuestionId, Stop> {
    let closed_at = match to {
        Standing::Open => None,
        Standing::Closed => Some(work.req.now),
    };
    let change = peer_question::ActiveModel {
        closed_at: Set(closed_at),
        last_at: Set(work.req.now),
        version: Set(question.version + 1),
        ..<peer_question::ActiveModel as ActiveModelTrait>::default()
    };
    let done = peer_question::Entity::update_many()
        .set(change)
        .filter(peer_question::Column::Id.eq(question.id))
        .filter(peer_question::Column::Version.eq(question.version))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 { Err(Refusal::stale().into()) } else { Ok(question.id) }
}

/// Takes a question away, with its answers.
///
/// # Errors
/// Stale, when somebody answered at this very moment.
pub async fn withdraw(work: &Work<'_>, question: &peer_question::Model) -> Result<(), Stop> {
    // The change waits for who answers now, and whoever comes after it finds nothing.
    let turn = peer_question::Entity::update_many()
        .col_expr(peer_question::Column::Version, Expr::col(peer_question::Column::Version).add(1))
        .filter(peer_question::Column::Id.eq(question.id))
        .filter(peer_question::Column::Version.eq(question.version));
    if turn.exec(&work.tx).await?.rows_affected == 0 {
        return Err(Refusal::stale().into());
    }
    forget(&work.tx, &[question.id]).await?;
    Ok(())
}

/// Takes an answer back: its place stays, so that the replies to it keep theirs. Whose turn it is stays too.
///
/// # Errors
/// When the database can't be written.
pub async fn withdraw_answer(
    work: &Work<'_>,
    question: &peer_question::Model,
    answer: &peer_answer::Model,
) -> Result<PeerQuestionId, Stop> {
    peer_question::Entity::update_many()
        .col_expr(peer_question::Column::LastAt, Expr::value(work.req.now))
        .col_expr(peer_question::Column::Version, Expr::col(peer_question::Column::Version).add(1))
        .filter(peer_question::Column::Id.eq(question.id))
        .exec(&work.tx)
        .await?;
    let gone = peer_answer::ActiveModel {
        id: Set(answer.id),
        text: Set(String::new()),
        withdrawn_at: Set(Some(answer.withdrawn_at.unwrap_or(work.req.now))),
        ..<peer_answer::ActiveModel as ActiveModelTrait>::default()
    };
    gone.update(&work.tx).await?;
    Ok(question.id)
}

/// Forgets the questions in which nothing was said or done since this moment. Returns how many.
///
/// # Errors
/// When the database can't be written.
pub async fn tidy(db: &DatabaseConnection, since: Timestamp) -> Result<usize, DbErr> {
    let mut forgotten = 0;
    loop {
        let old: Vec<PeerQuestionId> = policy::peers::for_the_clock(since)
            .select_only()
            .column(peer_question::Column::Id)
            .limit(AT_ONCE)
            .into_tuple()
            .all(db)
            .await?;
        if old.is_empty() {
            return Ok(forgotten);
        }
        let tx = db.begin().await?;
        // Their turn first: in one that was answered just now something was said.
        peer_question::Entity::update_many()
            .col_expr(peer_question::Column::Version, Expr::col(peer_question::Column::Version).add(1))
            .filter(peer_question::Column::Id.is_in(old.iter().copied()))
            .exec(&tx)
            .await?;
        let still_old: Vec<PeerQuestionId> = policy::peers::for_the_clock(since)
            .filter(peer_question::Column::Id.is_in(old))
            .select_only()
            .column(peer_question::Column::Id)
            .into_tuple()
            .all(&tx)
            .await?;
        forget(&tx, &still_old).await?;
        tx.commit().await?;
        forgotten += still_old.len();
    }
}

async fn forget(db: &impl ConnectionTrait, questions: &[PeerQuestionId]) -> Result<(), DbErr> {
    let of_them = || peer_answer::Column::QuestionId.is_in(questions.iter().copied());
    // Replies first: they name the answers.
    let replies = peer_answer::Column::ReplyToId.is_not_null();
    peer_answer::Entity::delete_many().filter(of_them()).filter(replies).exec(db).await?;
    peer_answer::Entity::delete_many().filter(of_them()).exec(db).await?;
    peer_question::Entity::delete_many()
        .filter(peer_question::Column::Id.is_in(questions.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

/// A question in which something was said: when, and the next version, whatever the last one was.
fn moved_on(work: &Work<'_>, last_by: PersonId) -> UpdateMany<peer_question::Entity> {
    peer_question::Entity::update_many()
        .col_expr(peer_question::Column::LastBy, Expr::value(last_by))
        .col_expr(peer_question::Column::LastAt, Expr::value(work.req.now))
        .col_expr(peer_question::Column::Version, Expr::col(peer_question::Column::Version).add(1))
}
