//! What the page of a profile asks of the server.

use super::{Area, ContactPerson, DueContact};
use crate::calendar::{Day, Instant};
use crate::graphql::enums::{
    ActivationNeed, AnswerKind, ApplicationEnd, ConnectorAct, ConnectorStatus, ContactMeans, ContactSide, Daypart,
};
use crate::graphql::scalars::{CaseId, ConnectorId, Email, NeighbourhoodId, OrganisationId, Phone};
use crate::graphql::schema;

/// Variables of [`ConnectorQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ConnectorVariables {
    /// Which.
    pub id: ConnectorId,
}

/// One profile.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ConnectorVariables")]
pub struct ConnectorQuery {
    /// None when it isn't there for the viewer.
    #[arguments(id: $id)]
    pub connector: Option<Connector>,
}

/// The viewer's own profile.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct OwnConnectorQuery {
    /// None when nobody is signed in.
    pub viewer: Option<OwnConnector>,
}

/// The viewer with their profile.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct OwnConnector {
    /// None for who isn't a connector.
    pub connector: Option<Connector>,
}

/// A profile.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Connector {
    /// Identifies it.
    pub id: ConnectorId,
    /// Which state this is.
    pub version: i32,
    /// Where they stand.
    pub status: ConnectorStatus,
    /// As they are called.
    pub name: String,
    /// Whether it is the viewer.
    pub is_viewer: bool,
    /// To write them.
    pub email: Email,
    /// To call them.
    pub phone: Phone,
    /// As codes.
    pub languages: Vec<String>,
    /// What they are good at.
    pub skills: String,
    /// When they have time.
    pub dayparts: Vec<Daypart>,
    /// More about when they have time.
    pub availability: String,
    /// When they promised to be discreet.
    pub pledged_at: Option<Instant>,
    /// Until when they paused.
    pub paused_until: Option<Day>,
    /// Why the application ended.
    pub end_reason: Option<ApplicationEnd>,
    /// When everything personal was forgotten.
    pub forgotten_at: Option<Instant>,
    /// What is missing to become active.
    pub missing: Vec<ActivationNeed>,
    /// What the viewer may do now.
    pub available_acts: Vec<ConnectorAct>,
    /// How many open cases they hold.
    pub open_case_count: i32,
    /// Where they help, or want to.
    pub neighbourhoods: Vec<Area>,
    /// From which organisation they work.
    pub host: Option<Host>,
    /// Whom they call today.
    pub contacts_on: Vec<ContactToday>,
    /// Who runs the programme, when no contact can be called today.
    pub coordinator_on: Option<ContactPerson>,
    /// Their fixed contacts.
    pub fixed_contacts: Vec<DueContact>,
    /// When they spoke.
    pub contact_moments: Vec<ContactMoment>,
    /// Their steps.
    pub steps: Vec<Step>,
    /// What they answered.
    pub answers: Vec<Answer>,
}

/// From which organisation somebody works.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ConnectorHost")]
pub struct Host {
    /// Which.
    pub organisation: HostOrganisation,
    /// Since when.
    pub from_on: Day,
}

/// An organisation by its name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct HostOrganisation {
    /// Its name.
    pub name: String,
}

/// Whom to call today, at one side.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ContactToday {
    /// At which side.
    pub side: ContactSide,
    /// Whom.
    pub person: ContactPerson,
    /// For whom they stand in.
    pub stands_in_for: Option<ContactPerson>,
    /// Until when.
    pub stands_in_until: Option<Day>,
    /// They are away themselves, and nobody stands in.
    pub is_away: bool,
}

/// When somebody spoke with a contact person.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ContactMoment {
    /// On which day.
    pub held_on: Day,
    /// By what means.
    pub means: ContactMeans,
    /// What it was about.
    pub line: String,
    /// With whom.
    pub contact: Named,
}

/// Somebody by their name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Named {
    /// The name.
    pub name: String,
}

/// A step on somebody's way.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ConnectorStep")]
pub struct Step {
    /// Where they stood from then on.
    pub status: ConnectorStatus,
    /// When.
    pub at: Instant,
    /// Who took it.
    pub by: Option<Named>,
    /// What was noted.
    pub note: Option<String>,
}

/// What somebody answered who applied.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ApplicationAnswer")]
pub struct Answer {
    /// The question.
    pub question: AnsweredQuestion,
    /// The answer.
    pub answer: String,
}

/// A question that was answered.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ApplicationQuestion")]
pub struct AnsweredQuestion {
    /// The question.
    pub question: String,
    /// How it is answered.
    pub answer_kind: AnswerKind,
}

/// Who can be a contact, and where one can help.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct ChoicesQuery {
    /// At the welfare organisation.
    #[cynic(rename = "possibleContacts", alias)]
    #[arguments(side: WELFARE)]
    pub welfare: Vec<ContactPerson>,
    /// At the municipality.
    #[cynic(rename = "possibleContacts", alias)]
    #[arguments(side: MUNICIPALITY)]
    pub municipality: Vec<ContactPerson>,
    /// Where one can help.
    pub neighbourhoods: Vec<WorkArea>,
    /// From which organisation one can work.
    pub possible_hosts: Vec<PossibleHost>,
}

/// A neighbourhood with what it is a part of.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct WorkArea {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
    /// None when it is whole.
    pub parent: Option<WholeArea>,
}

/// What a neighbourhood is a part of.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct WholeArea {
    /// Identifies it.
    pub id: NeighbourhoodId,
}

/// An organisation from which one can work.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct PossibleHost {
    /// Identifies it.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// The cases that somebody holds, with who can carry them.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "ConnectorVariables")]
pub struct HeldCasesQuery {
    /// None when they aren't there for the viewer.
    #[arguments(id: $id)]
    pub connector: Option<HeldCases>,
}

/// The cases of a connector.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct HeldCases {
    /// Each with who can carry it.
    pub held_cases: Vec<HeldCase>,
}

/// A case with who can carry it.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct HeldCase {
    /// The case.
    pub case: CaseOfHolder,
    /// By name.
    pub carriers: Vec<ContactPerson>,
}

/// A case by its word.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct CaseOfHolder {
    /// Identifies it.
    pub id: CaseId,
    /// Its word.
    pub code_word: String,
    /// Where.
    pub neighbourhood: Area,
}
