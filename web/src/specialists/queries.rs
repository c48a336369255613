//! What the directory asks of the server.

use super::facet_queries::SpecialistFacets;
use super::note_queries::SpecialistNoteConnection;
use crate::calendar::{Day, Instant};
use crate::graphql::enums::{Capacity, Channel, SpecialistAct, SpecialistKind, StaleReason, Weekday};
use crate::graphql::scalars::{Email, NeighbourhoodId, OrganisationId, Phone, SpecialistId, TopicId};
use crate::graphql::{PageInfo, schema};

/// Variables of [`DirectoryQuery`].
#[derive(cynic::QueryVariables, Debug, Clone, PartialEq)]
pub struct DirectoryVariables {
    /// What was typed.
    pub search: Option<String>,
    /// What was chosen.
    pub filter: Option<SpecialistFilter>,
    /// How many.
    pub first: Option<i32>,
    /// After which.
    pub after: Option<String>,
}

/// What was chosen; nothing chosen is everything.
#[derive(cynic::InputObject, Debug, Clone, Default, PartialEq)]
pub struct SpecialistFilter {
    /// About one of these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// Serves one of these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// Speaks one of these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<String>>,
    /// Of one of these kinds.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<SpecialistKind>>,
    /// With one of these capacities.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub capacities: Option<Vec<Capacity>>,
    /// To be met in one of these ways.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<Channel>>,
    /// Costs nothing.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub free: Option<bool>,
    /// Open at this moment.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub open_now: Option<bool>,
    /// To be checked.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stale: Option<bool>,
    /// To be checked for one of these reasons.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stale_reasons: Option<Vec<StaleReason>>,
}

/// A page of the directory.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "DirectoryVariables")]
pub struct DirectoryQuery {
    /// What was found.
    #[arguments(search: $search, filter: $filter, first: $first, after: $after)]
    pub specialists: SpecialistConnection,
}

/// What was found.
#[derive(cynic::QueryFragment, Debug, Clone, Default, PartialEq)]
pub struct SpecialistConnection {
    /// The best first.
    pub edges: Vec<SpecialistEdge>,
    /// Whether there is more.
    pub page_info: PageInfo,
    /// How many in all.
    pub total_count: i32,
    /// How many each filter leaves.
    pub facets: SpecialistFacets,
    /// What somebody may be looking for.
    pub suggestions: Vec<DirectorySuggestion>,
    /// The search as it was read, when a word of it stands nowhere.
    pub read_as: Option<String>,
}

/// What somebody may be looking for: one of the three.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct DirectorySuggestion {
    /// A topic.
    pub topic: Option<TopicQuestion>,
    /// An entry.
    pub specialist: Option<EntryName>,
    /// The search with its last word written on.
    pub search: Option<String>,
}

/// An entry by its name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct EntryName {
    /// Identifies it.
    pub id: SpecialistId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: OrganisationName,
}

/// One that was found.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct SpecialistEdge {
    /// The entry.
    pub node: SpecialistRow,
    /// Words of the entry that matched, in lower case.
    pub matched_words: Vec<String>,
    /// The topic through which it matched.
    pub matched_topic: Option<TopicQuestion>,
}

/// An entry in a list.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct SpecialistRow {
    /// Identifies it.
    pub id: SpecialistId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: OrganisationName,
    /// For whom.
    pub for_whom: String,
    /// Whether there is room.
    pub capacity: Capacity,
    /// Whether it is open.
    pub opening_state: OpeningState,
    /// When it was checked.
    pub checked_on: Day,
    /// Whether it may be wrong.
    pub freshness: Freshness,
    /// To call.
    pub phone: Option<Phone>,
    /// To write.
    pub email: Option<Email>,
}

/// Whose it is.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct OrganisationName {
    /// Its name.
    pub name: String,
}

/// A topic with its question.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Topic")]
pub struct TopicQuestion {
    /// Identifies it.
    pub id: TopicId,
    /// Its name.
    pub name: String,
    /// The question of daily life.
    pub question: String,
}

/// Whether it is open.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpeningState {
    /// Now.
    pub is_open: bool,
    /// Has no hours.
    pub by_appointment: bool,
    /// Never closes.
    pub round_the_clock: bool,
    /// When it opens or closes next.
    pub changes_at: Option<Instant>,
}

/// Whether it may be wrong.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// To be checked.
    pub is_stale: bool,
    /// Why.
    pub reason: Option<StaleReason>,
    /// By how many people.
    pub mark_count: i32,
    /// By the viewer too.
    pub marked_by_viewer: bool,
}

/// An area.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct AreaName {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// Its name.
    pub name: String,
}

/// Variables of [`SpecialistQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SpecialistVariables {
    /// Which.
    pub id: SpecialistId,
}

/// One entry, whole.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "SpecialistVariables")]
pub struct SpecialistQuery {
    /// None when there is no such entry, or not for the viewer.
    #[arguments(id: $id)]
    pub specialist: Option<Specialist>,
}

/// One entry, whole.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Specialist {
    /// Identifies it.
    pub id: SpecialistId,
    /// Counts its changes.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: OrganisationChoice,
    /// Who helps.
    pub kind: SpecialistKind,
    /// For everybody.
    pub is_public: bool,
    /// What they do.
    pub description: String,
    /// About what, the main one first.
    pub topics: Vec<TopicQuestion>,
    /// Serves everywhere.
    pub whole_municipality: bool,
    /// Where else.
    pub areas_served: Vec<AreaName>,
    /// How to meet.
    pub channels: Vec<Channel>,
    /// When.
    pub opening_hours: Vec<OpeningHours>,
    /// Whether it is open.
    pub opening_state: OpeningState,
    /// ISO 639-1.
    pub languages: Vec<String>,
    /// In words.
    pub cost: String,
    /// For whom.
    pub for_whom: String,
    /// Not for whom.
    pub not_for_whom: String,
    /// How to get in.
    pub how_to_get_in: String,
    /// To call.
    pub phone: Option<Phone>,
    /// To write.
    pub email: Option<Email>,
    /// Its site.
    pub website: Option<String>,
    /// Where.
    pub address: Option<String>,
    /// The address isn't told.
    pub address_is_confidential: bool,
    /// Whether there is room.
    pub capacity: Capacity,
    /// When it was checked.
    pub checked_on: Day,
    /// By whom.
    pub checked_by: Option<CheckerName>,
    /// Whether it may be wrong.
    pub freshness: Freshness,
    /// What colleagues noted.
    #[arguments(first: 5)]
    pub notes: SpecialistNoteConnection,
    /// What the viewer may do.
    pub available_acts: Vec<SpecialistAct>,
}

/// Who checked.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct CheckerName {
    /// Their name.
    pub name: String,
}

/// One stretch of opening hours.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    /// The day.
    pub weekday: Weekday,
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`.
    pub closes: String,
}

/// An organisation to choose.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct OrganisationChoice {
    /// Identifies it.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let asked = DirectoryQuery::build(DirectoryVariables { search: None, filter: None, first: None, after: None });
        expect_file!["../../../tests/it/asked/directory.graphql"].assert_eq(&asked.query);
    }
}
