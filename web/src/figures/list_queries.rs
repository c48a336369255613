//! What the lists behind the figures ask of the server.

use super::queries::TopicName;
use crate::calendar::{Day, Instant};
use crate::graphql::enums::{AskBarrier, Asker, CaseStatus, DueReason, InvolvementKind, InvolvementStatus, Outcome};
use crate::graphql::scalars::{CaseId, InvolvementId, NeighbourhoodId, TopicId};
use crate::graphql::{PageInfo, schema};

/// Variables of [`CaseListQuery`].
#[derive(cynic::QueryVariables, Debug, Clone)]
pub struct CaseListVariables {
    /// Which cases.
    pub filter: Option<CaseFilter>,
    /// After which.
    pub after: Option<String>,
}

/// Which cases stand behind a figure.
#[derive(cynic::InputObject, Debug, Clone, Default, PartialEq)]
pub struct CaseFilter {
    /// In these areas.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// About these topics.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// In these states.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub statuses: Option<Vec<CaseStatus>>,
    /// The viewer's figures count it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub in_figures: Option<bool>,
    /// Too late.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    /// Too late with this.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue_reasons: Option<Vec<DueReason>>,
    /// Ended like this.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<Vec<Outcome>>,
    /// Asked by these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub askers: Option<Vec<Asker>>,
    /// Not asked before because of these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ask_barriers: Option<Vec<AskBarrier>>,
    /// Noted on this day or later.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub opened_from: Option<Day>,
    /// Noted on this day or before.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub opened_to: Option<Day>,
    /// Closed on this day or later.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub closed_from: Option<Day>,
    /// Closed on this day or before.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub closed_to: Option<Day>,
    /// Open at the end of this day.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub open_on: Option<Day>,
    /// At least so many days old.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub min_age_days: Option<i32>,
    /// At most so many days old.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub max_age_days: Option<i32>,
}

/// The cases behind a figure.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "CaseListVariables")]
pub struct CaseListQuery {
    /// The cases.
    #[arguments(filter: $filter, first: 50, after: $after)]
    pub cases: CaseConnection,
}

/// A page of cases.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct CaseConnection {
    /// The cases.
    pub nodes: Vec<CaseRow>,
    /// Whether there is more.
    pub page_info: PageInfo,
    /// How many in all.
    pub total_count: i32,
}

/// A case in the list.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct CaseRow {
    /// Identifies it.
    pub id: CaseId,
    /// Its word.
    pub code_word: String,
    /// Where.
    pub neighbourhood: CasePlace,
    /// About what.
    pub topics: Vec<TopicName>,
    /// Where it stands.
    pub status: CaseStatus,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it was noted.
    pub opened_at: Instant,
    /// By when something is due.
    pub due: Option<DueRow>,
}

/// Where a case is.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct CasePlace {
    /// Its name.
    pub name: String,
}

/// By when something is due.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
#[cynic(graphql_type = "Due")]
pub struct DueRow {
    /// Days too late; 0 when in time.
    pub overdue_days: i32,
}

/// Variables of [`AnswerListQuery`].
#[derive(cynic::QueryVariables, Debug, Clone)]
pub struct AnswerListVariables {
    /// Which involvements.
    pub filter: Option<InvolvementFilter>,
    /// After which.
    pub after: Option<String>,
}

/// Which answers stand behind the time to an answer.
#[derive(cynic::InputObject, Debug, Clone, Default, PartialEq)]
pub struct InvolvementFilter {
    /// In these areas.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// On cases about these topics.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// On cases asked by these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub askers: Option<Vec<Asker>>,
    /// The viewer's figures count the case.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub in_figures: Option<bool>,
    /// Answered on this day or later.
    pub answered_from: Option<Day>,
    /// Answered on this day or before.
    pub answered_to: Option<Day>,
}

/// The answers behind the time to an answer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "AnswerListVariables")]
pub struct AnswerListQuery {
    /// The involvements.
    #[arguments(filter: $filter, first: 50, after: $after)]
    pub involvements: InvolvementConnection,
}

/// A page of involvements.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct InvolvementConnection {
    /// The involvements.
    pub nodes: Vec<AnswerRow>,
    /// Whether there is more.
    pub page_info: PageInfo,
    /// How many in all.
    pub total_count: i32,
}

/// An answer in the list.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Involvement")]
pub struct AnswerRow {
    /// Identifies it.
    pub id: InvolvementId,
    /// On which case.
    pub case: Option<CaseRow>,
    /// What was asked.
    pub kind: InvolvementKind,
    /// What came of it.
    pub status: InvolvementStatus,
    /// When it was asked.
    pub requested_at: Instant,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// Who was asked.
    pub receiver: PartyName,
}

/// Somebody or something.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct PartyName {
    /// Its name.
    pub name: String,
}
