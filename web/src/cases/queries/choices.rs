//! What can be chosen in filters and dialogs.

use super::{Place, TopicName};
use crate::graphql::enums::Capacity;
use crate::graphql::scalars::{NeighbourhoodId, PersonId, Phone, SpecialistId, TopicId};
use crate::graphql::schema;
use crate::specialists::OpeningState;

/// What the filters of the board offer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct FilterChoicesQuery {
    /// All topics.
    pub topics: Vec<TopicName>,
    /// All neighbourhoods: who works everywhere chooses from them.
    pub neighbourhoods: Vec<Place>,
    /// The viewer's people.
    pub viewer: Option<ViewerPeople>,
}

/// Whom the viewer works with.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct ViewerPeople {
    /// Fellow connectors and community workers.
    pub people: Vec<Colleague>,
}

/// Somebody the viewer works with.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Colleague {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// To call them.
    pub phone: Option<Phone>,
}

/// All topics, to correct those of a case.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct TopicsQuery {
    /// All topics.
    pub topics: Vec<TopicName>,
}

/// Variables of [`WorkersQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct WorkersVariables {
    /// Where.
    pub neighbourhood_id: NeighbourhoodId,
}

/// The community workers who can be asked for a neighbourhood.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "WorkersVariables")]
pub struct WorkersQuery {
    /// The workers.
    #[arguments(neighbourhoodId: $neighbourhood_id)]
    pub community_workers: Vec<Colleague>,
}

/// Which specialists.
#[derive(cynic::InputObject, Debug, Clone, Default, PartialEq)]
#[cynic(rename_all = "camelCase")]
pub struct SpecialistFilter {
    /// For what.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// Where.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
}

/// Variables of [`FindSpecialistsQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct FindSpecialistsVariables {
    /// Everyday words.
    pub search: Option<String>,
    /// Which.
    pub filter: SpecialistFilter,
    /// How many.
    pub first: i32,
}

/// Specialists to bring in.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "FindSpecialistsVariables")]
pub struct FindSpecialistsQuery {
    /// The best first.
    #[arguments(search: $search, filter: $filter, first: $first)]
    pub specialists: FoundSpecialists,
}

/// A few specialists, and how many there are.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "SpecialistConnection")]
pub struct FoundSpecialists {
    /// The best first.
    pub nodes: Vec<FoundSpecialist>,
    /// How many fit.
    pub total_count: i32,
}

/// A specialist to bring in.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct FoundSpecialist {
    /// Identifies it.
    pub id: SpecialistId,
    /// As it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: OrganisationName,
    /// Whether there is room.
    pub capacity: Capacity,
    /// Whether it is open.
    pub opening_state: OpeningState,
    /// Who of the viewer's people worked with it before, the last first.
    pub known_by: Vec<Acquaintance>,
    /// Whether they answer here themselves; otherwise one calls and writes down the answer.
    pub has_account: bool,
    /// To call.
    pub phone: Option<Phone>,
}

/// Somebody who worked with a specialist before.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Acquaintance {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
}

/// An organisation by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct OrganisationName {
    /// As it is called.
    pub name: String,
}

/// Variables of [`OneSpecialistQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct OneSpecialistVariables {
    /// Which.
    pub id: SpecialistId,
}

/// One specialist, named in the address.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "OneSpecialistVariables")]
pub struct OneSpecialistQuery {
    /// None when there is no such specialist.
    #[arguments(id: $id)]
    pub specialist: Option<FoundSpecialist>,
}
