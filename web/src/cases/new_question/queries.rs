//! What the page of a new question asks of the server.

use crate::graphql::enums::{AskBarrier, Asker, CaseSource, ContactPreference};
use crate::graphql::scalars::{CaseId, NeighbourhoodId, TopicId};
use crate::graphql::{UserError, schema};

/// The topics.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct NewQuestionQuery {
    /// All of them.
    pub topics: Vec<Topic>,
}

/// A topic as a question of daily life.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Topic {
    /// Identifies it.
    pub id: TopicId,
    /// Its name in addresses; tells which drawing fits.
    pub slug: String,
    /// In a word.
    pub name: String,
    /// As people ask it.
    pub question: String,
}

/// A new case.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct OpenCaseInput {
    /// The same at every try.
    pub idempotency_key: String,
    /// Where.
    pub neighbourhood_id: NeighbourhoodId,
    /// What it is about.
    pub topic_ids: Vec<TopicId>,
    /// Left out, the server proposes one.
    pub code_word: Option<String>,
    /// A few words.
    pub summary: Option<String>,
    /// Who asks.
    pub asker: Option<Asker>,
    /// How it came.
    pub source: Option<CaseSource>,
    /// Why the resident did not ask before.
    pub ask_barriers: Option<Vec<AskBarrier>>,
    /// How to reach them.
    pub contact_preference: Option<ContactPreference>,
    /// When, or by which door.
    pub contact_note: Option<String>,
    /// Whether the viewer helps; else the team may pick it up.
    pub keep: Option<bool>,
}

/// Variables of [`OpenCaseMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct OpenCaseVariables {
    /// The case.
    pub input: OpenCaseInput,
}

/// Opens a case.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "OpenCaseVariables")]
pub struct OpenCaseMutation {
    /// The case, or why not.
    #[arguments(input: $input)]
    pub open_case: OpenCasePayload,
}

/// What opening a case gives.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "CasePayload")]
pub struct OpenCasePayload {
    /// The new case.
    pub case: Option<NewCase>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// The new case.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Case")]
pub struct NewCase {
    /// Identifies it.
    pub id: CaseId,
    /// What it is called.
    pub code_word: String,
}
