//! What the palette asks of the server while somebody types.

use crate::graphql::scalars::{CaseId, SpecialistId};
use crate::graphql::schema;

/// Variables of [`PaletteQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct PaletteVariables {
    /// Cases whose code word begins so.
    pub cases: CaseWords,
    /// What somebody types.
    pub search: String,
    /// So many of each.
    pub first: i32,
}

/// The filter of cases, as far as the palette needs it.
#[derive(cynic::InputObject, Debug)]
#[cynic(graphql_type = "CaseFilter")]
pub struct CaseWords {
    /// What somebody types.
    pub code_word: Option<String>,
}

/// What carries these words.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "PaletteVariables")]
pub struct PaletteQuery {
    /// Questions.
    #[arguments(filter: $cases, order: CODE_WORD, first: $first)]
    pub cases: FoundCases,
    /// Entries of the directory.
    #[arguments(search: $search, first: $first)]
    pub specialists: FoundEntries,
}

/// Questions.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CaseConnection")]
pub struct FoundCases {
    /// The first.
    pub nodes: Vec<FoundCase>,
}

/// A question by its word.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct FoundCase {
    /// Identifies it.
    pub id: CaseId,
    /// What it is called.
    pub code_word: String,
    /// Where.
    pub neighbourhood: FoundPlace,
}

/// A neighbourhood by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct FoundPlace {
    /// As people say it.
    pub name: String,
}

/// Entries of the directory.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "SpecialistConnection")]
pub struct FoundEntries {
    /// The first.
    pub nodes: Vec<FoundEntry>,
}

/// An entry by its name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct FoundEntry {
    /// Identifies it.
    pub id: SpecialistId,
    /// As it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: FoundOrganisation,
}

/// An organisation by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct FoundOrganisation {
    /// As it is called.
    pub name: String,
}
