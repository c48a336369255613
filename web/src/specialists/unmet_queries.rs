//! What is told and asked of searches that found nothing, and whom to call then.

use super::queries::AreaName;
use crate::calendar::Day;
use crate::graphql::enums::{Role, UnmetSearchOutcome};
use crate::graphql::scalars::{NeighbourhoodId, PersonId, Phone};
use crate::graphql::{PageInfo, UserError, schema};

/// What is missing.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ReportUnmetSearchInput {
    /// What was looked for.
    pub words: String,
    /// Where.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// What is missing, in words.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Of chance.
    pub idempotency_key: String,
}

/// Variables of [`ReportUnmetSearchMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ReportUnmetSearchVariables {
    /// What is missing.
    pub input: ReportUnmetSearchInput,
}

/// Tells what is missing.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ReportUnmetSearchVariables")]
pub struct ReportUnmetSearchMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub report_unmet_search: ReportUnmetSearchPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct ReportUnmetSearchPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// What became of a search that found nothing.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SettleUnmetSearchInput {
    /// Which.
    pub words: String,
    /// What became of it.
    pub outcome: UnmetSearchOutcome,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`SettleUnmetSearchMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SettleUnmetSearchVariables {
    /// Which, and what became of it.
    pub input: SettleUnmetSearchInput,
}

/// Takes it off the list.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SettleUnmetSearchVariables")]
pub struct SettleUnmetSearchMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub settle_unmet_search: SettleUnmetSearchPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct SettleUnmetSearchPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Variables of [`UnmetSearchesQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct UnmetSearchesVariables {
    /// How many.
    pub first: Option<i32>,
    /// After which.
    pub after: Option<String>,
}

/// Searches that found nothing.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "UnmetSearchesVariables")]
pub struct UnmetSearchesQuery {
    /// The most told first.
    #[arguments(first: $first, after: $after)]
    pub unmet_searches: UnmetSearchConnection,
}

/// A page of them.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct UnmetSearchConnection {
    /// The searches.
    pub nodes: Vec<UnmetSearch>,
    /// Whether there is more.
    pub page_info: PageInfo,
    /// How many in all.
    pub total_count: i32,
}

/// A search that found nothing.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct UnmetSearch {
    /// What was looked for.
    pub words: String,
    /// How often it was told.
    pub times: i32,
    /// When last.
    pub last_reported_on: Day,
    /// What people wrote with it.
    pub notes: Vec<String>,
    /// Where.
    pub neighbourhoods: Vec<AreaName>,
}

/// Whom the viewer can call.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct PeopleToCallQuery {
    /// None when nobody is signed in.
    pub viewer: Option<ViewerPeople>,
}

/// The viewer's people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct ViewerPeople {
    /// Whom one can call.
    pub people: Vec<ToCall>,
}

/// Somebody to call.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct ToCall {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// None when they didn't give one.
    pub phone: Option<Phone>,
    /// What they do here.
    pub roles: Vec<RoleOf>,
}

/// A role of somebody.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "RoleGrant")]
pub struct RoleOf {
    /// The role.
    pub role: Role,
}
