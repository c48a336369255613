//! What the pages of even sparren ask of the server, and what they send.

use cynic::Enum;

use crate::calendar::Instant;
use crate::graphql::scalars::{NeighbourhoodId, PeerAnswerId, PeerQuestionId, PersonId};
use crate::graphql::{PageInfo, schema, written};

mod acts;
pub use acts::*;

/// Which questions.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeerQuestionFilter {
    WaitsForViewer,
    WaitsForOthers,
    Closed,
}

/// What may be done to a question.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeerQuestionAct {
    Answer,
    Close,
    Reopen,
    Withdraw,
}

/// What may be done to an answer.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeerAnswerAct {
    Reply,
    Withdraw,
}

/// Everything that concerns the viewer, in three parts.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct PeersQuery {
    /// Those at which the viewer is on turn.
    #[cynic(rename = "peerQuestions", alias)]
    #[arguments(filter: WAITS_FOR_VIEWER, first: 20)]
    pub waiting: PeerQuestions,
    /// Those at which another is.
    #[cynic(rename = "peerQuestions", alias)]
    #[arguments(filter: WAITS_FOR_OTHERS, first: 20)]
    pub open: PeerQuestions,
    /// Those that are settled.
    #[cynic(rename = "peerQuestions", alias)]
    #[arguments(filter: CLOSED, first: 10)]
    pub closed: PeerQuestions,
}

/// Variables of [`MorePeersQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MorePeersVariables {
    /// Of which part.
    pub filter: Option<PeerQuestionFilter>,
    /// After which.
    pub after: Option<String>,
}

/// More of one part.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "MorePeersVariables")]
pub struct MorePeersQuery {
    /// The next ones.
    #[arguments(filter: $filter, first: 20, after: $after)]
    pub peer_questions: PeerQuestions,
}

/// What waits for the viewer, for home.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct WaitingPeersQuery {
    /// Those at which the viewer is on turn.
    #[arguments(filter: WAITS_FOR_VIEWER, first: 3)]
    pub peer_questions: PeerQuestions,
}

written! { WaitingPeersQuery: "waiting_peers" }

/// A part of the questions, those where something was said last first.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "PeerQuestionConnection")]
pub struct PeerQuestions {
    /// The questions.
    pub nodes: Vec<PeerRow>,
    /// Whether there are more.
    pub page_info: PageInfo,
}

impl PeerQuestions {
    /// The questions, and where the list goes on.
    pub fn rows(self) -> (Vec<PeerRow>, Option<String>) {
        (self.nodes, self.page_info.next())
    }
}

/// A question in a list.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "PeerQuestion")]
pub struct PeerRow {
    /// Identifies it.
    pub id: PeerQuestionId,
    /// What was asked.
    pub text: String,
    /// When something was said last.
    pub last_at: Instant,
    /// How many answers.
    pub answer_count: i32,
    /// Who asked.
    pub asker: Peer,
    /// Which connector was asked.
    pub asked: Option<Peer>,
    /// Which team was asked.
    pub neighbourhood: Option<PeerArea>,
}

/// A connector, by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Peer {
    /// As they are called.
    pub name: String,
    /// It is the viewer.
    pub is_viewer: bool,
}

/// A neighbourhood.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct PeerArea {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
}

/// Whom one can ask.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct PeerChoicesQuery {
    /// None for who is no connector.
    pub peer_choices: Option<PeerChoices>,
}

/// Whom one can ask.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct PeerChoices {
    /// Fellow connectors, by name.
    pub connectors: Vec<PeerChoice>,
    /// Teams, in reading order.
    pub teams: Vec<PeerArea>,
}

/// A fellow connector.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct PeerChoice {
    /// Identifies them.
    pub person_id: PersonId,
    /// As they are called.
    pub name: String,
}

/// Variables of [`ThreadQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ThreadVariables {
    /// Which question.
    pub id: PeerQuestionId,
    /// Answers after which.
    pub after: Option<String>,
}

/// A question with its answers.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ThreadVariables")]
pub struct ThreadQuery {
    /// None when it isn't there for the viewer.
    #[arguments(id: $id)]
    pub peer_question: Option<PeerThread>,
}

/// A question with its answers.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "PeerQuestion", variables = "ThreadVariables")]
pub struct PeerThread {
    /// The question.
    #[cynic(spread)]
    pub row: PeerRow,
    /// When it was asked.
    pub asked_at: Instant,
    /// When it was settled.
    pub closed_at: Option<Instant>,
    /// Which state this is.
    pub version: i32,
    /// What the viewer may do.
    pub available_acts: Vec<PeerQuestionAct>,
    /// The oldest first.
    #[arguments(first: 100, after: $after)]
    pub answers: PeerAnswers,
}

/// Answers, the oldest first.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "PeerAnswerConnection")]
pub struct PeerAnswers {
    /// The answers.
    pub nodes: Vec<PeerAnswer>,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// An answer, or a reply to one.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct PeerAnswer {
    /// Identifies it.
    pub id: PeerAnswerId,
    /// What was said; empty when it was taken back.
    pub text: String,
    /// When.
    pub at: Instant,
    /// To which answer it replies.
    pub reply_to_id: Option<PeerAnswerId>,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// Who.
    pub writer: Peer,
    /// What the viewer may do.
    pub available_acts: Vec<PeerAnswerAct>,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    #[test]
    fn what_home_asks_of_the_server() {
        expect_file!["../../asked/waiting_peers.graphql"].assert_eq(&WaitingPeersQuery::build(()).query);
    }
}
