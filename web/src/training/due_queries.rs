//! What the page of who has to come asks of the server.

use super::queries::{CourseId, CourseName, Due, TopicChangeId, TopicName};
use crate::calendar::Day;
use crate::graphql::scalars::PersonId;
use crate::graphql::{PageInfo, schema};

/// Whom.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDueFilter")]
pub struct DueFilter {
    /// For whom this course comes next.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub course_id: Option<CourseId>,
    /// For whom this meeting comes next.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub part: Option<i32>,
    /// Only who has a place, or only who hasn't.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub has_place: Option<bool>,
}

/// Variables of [`DueGroupsQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct DueGroupsVariables {
    /// Whom.
    pub filter: DueFilter,
}

/// For whom to plan.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "DueGroupsVariables")]
pub struct DueGroupsQuery {
    /// By the meeting that comes next.
    #[arguments(filter: $filter, first: 1)]
    pub training_due: DueGroups,
}

/// Those for whom nothing is planned.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDueConnection")]
pub struct DueGroups {
    /// By the meeting that comes next.
    pub groups: Vec<DueGroup>,
}

/// People for whom the same meeting comes next.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDueGroup")]
pub struct DueGroup {
    /// Of which course.
    pub course: Option<CourseName>,
    /// Which meeting of it.
    pub part: i32,
    /// How many they are.
    pub count: i32,
    /// Who.
    pub person_ids: Vec<PersonId>,
}

/// Variables of [`DueQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct DueVariables {
    /// How many.
    pub first: Option<i32>,
    /// After whom.
    pub after: Option<String>,
}

/// Who has to come, and what changed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "DueVariables")]
pub struct DueQuery {
    /// Since longest first.
    #[arguments(first: $first, after: $after)]
    pub training_due: DuePeople,
}

/// A page of them, with the sums.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDueConnection")]
pub struct DuePeople {
    /// The people.
    pub nodes: Vec<Due>,
    /// Where it goes on.
    pub page_info: PageInfo,
    /// How many in all.
    pub total_count: i32,
    /// For how many nothing is planned.
    pub unplanned_count: i32,
    /// For whom to plan.
    pub groups: Vec<DueGroup>,
}

/// What changed, and what can.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct ChangesQuery {
    /// The latest first.
    #[arguments(first: 20)]
    pub topic_changes: TopicChanges,
    /// All topics.
    pub topics: Vec<TopicName>,
}

/// Topics that changed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TopicChangeConnection")]
pub struct TopicChanges {
    /// The marks.
    pub nodes: Vec<TopicChange>,
}

/// A day on which a topic changed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct TopicChange {
    /// Identifies it.
    pub id: TopicChangeId,
    /// Since when.
    pub changed_on: Day,
    /// What is different.
    pub note: String,
    /// The topic.
    pub topic: Option<TopicName>,
}
