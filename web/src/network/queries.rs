//! What the page of my people asks of the server.

use cynic::Enum;

use crate::calendar::{Day, Instant};
use crate::graphql::scalars::{Email, PersonId, Phone, SpecialistId};
use crate::graphql::schema;

/// How somebody is known.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HowKnown {
    StandIn,
    FixedContact,
    CommunityWorker,
    Team,
    Trainer,
    FellowParticipant,
    Specialist,
}

/// At which side a fixed contact is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactSide {
    Welfare,
    Municipality,
}

/// My people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct NetworkQuery {
    /// None when nobody is signed in.
    pub viewer: Option<NetworkViewer>,
    /// Names of the organisations.
    pub installation: Organisations,
}

/// The viewer's people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct NetworkViewer {
    /// Whom to call today first, then the closest.
    pub network: Vec<Member>,
}

/// Names are data.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Installation")]
pub struct Organisations {
    /// The municipality.
    pub municipality: String,
    /// The welfare organisation.
    pub welfare_organisation: String,
}

/// Somebody of my people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "NetworkMember")]
pub struct Member {
    /// As they are called.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// To call.
    pub phone: Option<Phone>,
    /// To write to.
    pub email: Option<Email>,
    /// As whom one can ask them something; None for who is no fellow connector.
    pub peer_id: Option<PersonId>,
    /// Whether it is whom to call today.
    pub is_for_today: bool,
    /// How I know them, the closest way first.
    pub ways: Vec<Way>,
    /// The entry of the directory, of a specialist.
    pub specialist: Option<EntryKey>,
}

/// An entry, by id.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct EntryKey {
    /// Identifies it.
    pub id: SpecialistId,
}

/// A way in which somebody is known.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Acquaintance")]
pub struct Way {
    /// How.
    pub how: HowKnown,
    /// The last day together.
    pub on: Option<Day>,
    /// At which side.
    pub side: Option<ContactSide>,
    /// For whom they stand in.
    pub stands_in_for: Option<String>,
    /// At which meeting.
    pub training_session: Option<WayMeeting>,
    /// In which areas of mine.
    pub neighbourhoods: Vec<Area>,
}

/// A meeting at which both were.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSession")]
pub struct WayMeeting {
    /// When.
    pub starts_at: Instant,
}

/// An area, by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct Area {
    /// As people say it.
    pub name: String,
}
