//! What a view of the directory asks for paper: every entry of it, with what somebody needs who has nothing but the paper.

use super::facet_queries::SpecialistFacets;
use super::queries::{DirectoryVariablesFields, OpeningHours, OpeningState, OrganisationName, TopicQuestion};
use crate::graphql::scalars::Phone;
use crate::graphql::{PageInfo, schema};

/// A page of the view.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "DirectoryVariables")]
pub struct PrintQuery {
    /// What was found.
    #[arguments(search: $search, filter: $filter, first: $first, after: $after)]
    pub specialists: PrintConnection,
}

/// What was found.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "SpecialistConnection")]
pub struct PrintConnection {
    /// The best first.
    pub nodes: Vec<PrintEntry>,
    /// Whether there is more.
    pub page_info: PageInfo,
    /// How many in all.
    pub total_count: i32,
    /// What topics and areas are called, in reading order.
    pub facets: SpecialistFacets,
}

/// An entry on paper.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct PrintEntry {
    /// For everybody.
    pub is_public: bool,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: OrganisationName,
    /// About what, the main one first.
    pub topics: Vec<TopicQuestion>,
    /// For whom.
    pub for_whom: String,
    /// Not for whom.
    pub not_for_whom: String,
    /// How to get in.
    pub how_to_get_in: String,
    /// In words.
    pub cost: String,
    /// To call.
    pub phone: Option<Phone>,
    /// Where.
    pub address: Option<String>,
    /// The address isn't told.
    pub address_is_confidential: bool,
    /// When.
    pub opening_hours: Vec<OpeningHours>,
    /// Whether it has hours.
    pub opening_state: OpeningState,
}
