//! What the pages of administration ask of the server.

use crate::calendar::Instant;
use crate::graphql::enums::{MachineScope, ProcessingAction, Role};
use crate::graphql::scalars::{LogLineId, MachineClientId, NeighbourhoodId, OrganisationId, PersonId, SpecialistId};
use crate::graphql::{PageInfo, schema};

mod acts;
pub use acts::*;

/// Where a page of a long list begins.
#[derive(cynic::QueryVariables, Debug, Default)]
pub struct PageVariables {
    /// Where the last one ended.
    pub after: Option<String>,
}

/// Variables of [`PeopleQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct PeopleVariables {
    /// Part of a name or an address.
    pub search: Option<String>,
    /// Where the last page ended.
    pub after: Option<String>,
}

/// The people with an account.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "PeopleVariables")]
pub struct PeopleQuery {
    /// A page of them.
    #[arguments(search: $search, first: 50, after: $after)]
    pub people: People,
}

/// A page of people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "PersonConnection")]
pub struct People {
    /// By name.
    pub nodes: Vec<Person>,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// Somebody with an account.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Person {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// With which they sign in.
    pub email: Option<crate::graphql::scalars::Email>,
    /// Where they work.
    pub organisation: Option<Named>,
    /// What they do.
    pub roles: Vec<Grant>,
    /// Which state of their roles this is.
    pub roles_version: i32,
}

/// An organisation by its name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct Named {
    /// Its name.
    pub name: String,
}

/// A role and its place.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "RoleGrant")]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// For which entry of the directory.
    pub specialist_id: Option<SpecialistId>,
    /// Where.
    pub neighbourhood: Option<PlaceName>,
}

/// A neighbourhood by its name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct PlaceName {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
}

/// What there is to choose from in the forms.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct ChoicesQuery {
    /// The first hundred.
    #[arguments(first: 100)]
    pub organisations: Organisations,
    /// All of them.
    pub neighbourhoods: Vec<Neighbourhood>,
    /// The first hundred.
    #[arguments(first: 100)]
    pub specialists: Specialists,
}

/// A page of organisations.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "OrganisationConnection")]
pub struct Organisations {
    /// By name.
    pub nodes: Vec<Organisation>,
}

/// An organisation to choose.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Identifies it.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// A neighbourhood to choose.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Neighbourhood {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
}

/// A page of specialists.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "SpecialistConnection")]
pub struct Specialists {
    /// By name.
    pub nodes: Vec<SpecialistChoice>,
}

/// A specialist to choose.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct SpecialistChoice {
    /// Identifies it.
    pub id: SpecialistId,
    /// Its name.
    pub name: String,
}

/// The machines that may read data.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct MachinesQuery {
    /// The first hundred.
    #[arguments(first: 100)]
    pub machine_clients: Machines,
}

/// A page of machines.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "MachineClientConnection")]
pub struct Machines {
    /// The newest first.
    pub nodes: Vec<Machine>,
}

/// A machine.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "MachineClient")]
pub struct Machine {
    /// Identifies it.
    pub id: MachineClientId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: Option<Named>,
    /// What it may read.
    pub scopes: Vec<MachineScope>,
    /// Tells its key from others.
    pub key_thumbprint: String,
    /// Since when.
    pub registered_at: Instant,
    /// Until when.
    pub revoked_at: Option<Instant>,
    /// When it came last.
    pub last_used_at: Option<Instant>,
}

/// The processing log.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "PageVariables")]
pub struct LogQuery {
    /// A page of it.
    #[arguments(first: 50, after: $after)]
    pub processing_log: LogLines,
}

/// A page of the processing log.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "LogLineConnection")]
pub struct LogLines {
    /// The newest first.
    pub nodes: Vec<LogLine>,
    /// Whether there is more.
    pub page_info: PageInfo,
}

/// Who did what with personal data, and why.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct LogLine {
    /// Identifies it.
    pub id: LogLineId,
    /// When.
    pub at: Instant,
    /// What.
    pub action: ProcessingAction,
    /// Who.
    pub actor_name: String,
    /// Of what.
    pub subject: String,
    /// Why, where that is asked.
    pub reason: Option<String>,
}
