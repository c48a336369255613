//! What comes in about questions to fellow connectors.

use async_graphql::{Enum, InputObject};
use entities::{NeighbourhoodId, PeerAnswerId, PeerQuestionId, PersonId};

/// Asking a fellow connector, or a team: one of the two.
#[derive(Clone, Debug, InputObject)]
pub struct AskPeersInput {
    /// Which connector; left out when a team is asked.
    pub person_id: Option<PersonId>,
    /// The team of which neighbourhood; left out when one connector is asked.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// What, at most 1,000 characters. Nothing that identifies a resident.
    pub text: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Answering a question, or an answer to it.
#[derive(Clone, Debug, InputObject)]
pub struct AnswerPeerQuestionInput {
    /// Which question.
    pub peer_question_id: PeerQuestionId,
    /// To which answer it replies; left out, to the question itself. A reply to a reply stands below the same answer.
    pub reply_to_id: Option<PeerAnswerId>,
    /// What, at most 1,000 characters. Nothing that identifies a resident.
    pub text: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Closing a question, opening it again, or taking it away.
#[derive(Clone, Debug, InputObject)]
pub struct PeerQuestionActInput {
    /// Which question.
    pub peer_question_id: PeerQuestionId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Taking an answer back.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawPeerAnswerInput {
    /// Which answer.
    pub peer_answer_id: PeerAnswerId,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Which questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PeerQuestionFilter {
    /// Open, and the viewer is on turn.
    WaitsForViewer,
    /// Open, and another is on turn.
    WaitsForOthers,
    /// Closed.
    Closed,
}
