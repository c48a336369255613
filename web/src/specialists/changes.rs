//! What the directory changes at the server.

use super::queries::{AreaName, OrganisationChoice, Specialist, TopicQuestion};
use crate::graphql::enums::{Capacity, Channel, SpecialistKind, Weekday};
use crate::graphql::scalars::{Email, NeighbourhoodId, OrganisationId, Phone, SpecialistId, TopicId};
use crate::graphql::{PageInfo, UserError, schema};

/// What there is to choose from when an entry is written.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ChoicesVariables")]
pub struct ChoicesQuery {
    /// Whose it can be.
    #[arguments(first: $first, after: $after)]
    pub organisations: OrganisationConnection,
    /// About what.
    pub topics: Vec<TopicQuestion>,
    /// Where.
    pub neighbourhoods: Vec<AreaName>,
}

/// Variables of [`ChoicesQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChoicesVariables {
    /// How many organisations.
    pub first: Option<i32>,
    /// After which.
    pub after: Option<String>,
}

/// Organisations by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct OrganisationConnection {
    /// A page of them.
    pub nodes: Vec<OrganisationChoice>,
    /// Whether there is more.
    pub page_info: PageInfo,
}

/// An entry as it is written.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SpecialistInput {
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What it is called.
    pub name: String,
    /// Who helps.
    pub kind: SpecialistKind,
    /// What they do.
    pub description: String,
    /// About what, the main one first.
    pub topic_ids: Vec<TopicId>,
    /// Where.
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
    /// Everywhere.
    pub whole_municipality: bool,
    /// How to meet.
    pub channels: Vec<Channel>,
    /// When.
    pub opening_hours: Vec<OpeningHoursInput>,
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
    /// For everybody.
    pub is_public: bool,
}

/// One stretch of opening hours as it is written.
#[derive(cynic::InputObject, Debug, Clone, PartialEq, Eq)]
pub struct OpeningHoursInput {
    /// The day.
    pub weekday: Weekday,
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`.
    pub closes: String,
}

/// A new entry.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct AddSpecialistInput {
    /// As it is written.
    pub specialist: SpecialistInput,
    /// Makes it count once.
    pub idempotency_key: Option<String>,
}

/// Variables of [`AddMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AddVariables {
    /// The entry.
    pub input: AddSpecialistInput,
}

/// Adds an entry.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AddVariables")]
pub struct AddMutation {
    /// The entry as it is now.
    #[arguments(input: $input)]
    pub add_specialist: SpecialistPayload,
}

/// A changed entry.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct ChangeSpecialistInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// As it was seen.
    pub expected_version: i32,
    /// As it is written.
    pub specialist: SpecialistInput,
    /// Makes it count once.
    pub idempotency_key: Option<String>,
}

/// Variables of [`ChangeMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChangeVariables {
    /// The entry.
    pub input: ChangeSpecialistInput,
}

/// Changes an entry.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ChangeVariables")]
pub struct ChangeMutation {
    /// The entry as it is now.
    #[arguments(input: $input)]
    pub change_specialist: SpecialistPayload,
}

/// What an act on an entry gives.
#[derive(cynic::QueryFragment, Debug, Clone)]
pub struct SpecialistPayload {
    /// The entry as it is now.
    pub specialist: Option<Specialist>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Which entry, and what is wrong with it.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct MarkSpecialistStaleInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// What is wrong.
    pub note: Option<String>,
    /// Makes it count once.
    pub idempotency_key: Option<String>,
}

/// Variables of [`MarkStaleMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MarkStaleVariables {
    /// Which.
    pub input: MarkSpecialistStaleInput,
}

/// "Klopt niet meer".
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "MarkStaleVariables")]
pub struct MarkStaleMutation {
    /// The entry as it is now.
    #[arguments(input: $input)]
    pub mark_specialist_stale: SpecialistPayload,
}

/// Which entry, as it was seen.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct SpecialistActInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// As it was seen.
    pub expected_version: i32,
    /// Makes it count once.
    pub idempotency_key: Option<String>,
}

/// Variables of [`ConfirmMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SpecialistActVariables {
    /// Which.
    pub input: SpecialistActInput,
}

/// "Het klopt".
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SpecialistActVariables")]
pub struct ConfirmMutation {
    /// The entry as it is now.
    #[arguments(input: $input)]
    pub confirm_specialist: SpecialistPayload,
}

/// Takes an entry out of the directory.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SpecialistActVariables")]
pub struct ArchiveMutation {
    /// None now.
    #[arguments(input: $input)]
    pub archive_specialist: SpecialistPayload,
}

/// How much room there is now.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct SetSpecialistCapacityInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// As it was seen.
    pub expected_version: i32,
    /// How much.
    pub capacity: Capacity,
    /// Makes it count once.
    pub idempotency_key: Option<String>,
}

/// Variables of [`SetCapacityMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetCapacityVariables {
    /// Which, and how much.
    pub input: SetSpecialistCapacityInput,
}

/// Tells how much room there is.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetCapacityVariables")]
pub struct SetCapacityMutation {
    /// The entry as it is now.
    #[arguments(input: $input)]
    pub set_specialist_capacity: SpecialistPayload,
}
