//! What is done with questions between connectors, as it is sent and answered.

use crate::graphql::scalars::{NeighbourhoodId, PeerAnswerId, PeerQuestionId, PersonId};
use crate::graphql::{UserError, schema};

/// A question to a fellow connector, or to a team.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AskPeersInput {
    /// Which connector.
    pub person_id: Option<PersonId>,
    /// Which team.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// What.
    pub text: String,
    /// Makes it count once.
    pub idempotency_key: String,
}

/// An answer, or a reply to one.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AnswerPeerQuestionInput {
    /// To which question.
    pub peer_question_id: PeerQuestionId,
    /// To which answer.
    pub reply_to_id: Option<PeerAnswerId>,
    /// What.
    pub text: String,
    /// Makes it count once.
    pub idempotency_key: String,
}

/// Closing a question, opening it again, or taking it away.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct PeerQuestionActInput {
    /// Which.
    pub peer_question_id: PeerQuestionId,
    /// The state that was seen.
    pub expected_version: i32,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Taking an answer back.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct WithdrawPeerAnswerInput {
    /// Which.
    pub peer_answer_id: PeerAnswerId,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct PeerQuestionPayload {
    /// The question.
    pub peer_question: Option<PeerKey>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct WithdrawPeerQuestionPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// A question, by id.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "PeerQuestion")]
pub struct PeerKey {
    /// Identifies it.
    pub id: PeerQuestionId,
}

/// Variables of [`AskPeersMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AskPeersVariables {
    /// What is sent.
    pub input: AskPeersInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AskPeersVariables")]
pub struct AskPeersMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub ask_peers: PeerQuestionPayload,
}

/// Variables of [`AnswerPeerQuestionMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AnswerPeerQuestionVariables {
    /// What is sent.
    pub input: AnswerPeerQuestionInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AnswerPeerQuestionVariables")]
pub struct AnswerPeerQuestionMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub answer_peer_question: PeerQuestionPayload,
}

/// Variables of [`ClosePeerQuestionMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ClosePeerQuestionVariables {
    /// What is sent.
    pub input: PeerQuestionActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ClosePeerQuestionVariables")]
pub struct ClosePeerQuestionMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub close_peer_question: PeerQuestionPayload,
}

/// Variables of [`ReopenPeerQuestionMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ReopenPeerQuestionVariables {
    /// What is sent.
    pub input: PeerQuestionActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ReopenPeerQuestionVariables")]
pub struct ReopenPeerQuestionMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub reopen_peer_question: PeerQuestionPayload,
}

/// Variables of [`WithdrawPeerQuestionMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct WithdrawPeerQuestionVariables {
    /// What is sent.
    pub input: PeerQuestionActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "WithdrawPeerQuestionVariables")]
pub struct WithdrawPeerQuestionMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub withdraw_peer_question: WithdrawPeerQuestionPayload,
}

/// Variables of [`WithdrawPeerAnswerMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct WithdrawPeerAnswerVariables {
    /// What is sent.
    pub input: WithdrawPeerAnswerInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "WithdrawPeerAnswerVariables")]
pub struct WithdrawPeerAnswerMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub withdraw_peer_answer: PeerQuestionPayload,
}
