//! What the home page asks of the server: one question.

use crate::calendar::{Day, Instant};
use crate::connectors::{ContactPerson, ContactToday};
use crate::graphql::enums::{BoardColumn, InvolvementKind, Role, WaitingFor, WaitingReason};
use crate::graphql::scalars::{CaseId, PersonId, Phone};
use crate::graphql::{schema, written};

/// The whole page.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct TodayQuery {
    /// What waits, and my cases.
    pub today: Today,
    /// My people.
    pub viewer: Option<TodayViewer>,
}

written! { TodayQuery: "today" }

/// What waits for the viewer, and their cases.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Today {
    /// The most urgent first.
    pub waiting: Vec<WaitingItem>,
    /// The cases that the viewer holds.
    #[arguments(first: 10)]
    pub my_cases: TodayCases,
    /// The cases that the viewer follows.
    #[arguments(first: 5)]
    pub followed: TodayCases,
}

/// A few cases, and how many there are.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CaseConnection")]
pub struct TodayCases {
    /// The first ones.
    pub nodes: Vec<TodayCase>,
    /// All of them.
    pub total_count: i32,
}

/// One thing that waits for the viewer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct WaitingItem {
    /// Why it waits.
    pub reason: WaitingReason,
    /// The case it is about.
    pub case: TodayCase,
    /// The involvement it is about.
    pub involvement: Option<TodayInvolvement>,
    /// When it is due.
    pub due_on: Option<Day>,
    /// How many days too late; 0 when it isn't.
    pub overdue_days: i32,
    /// Whom to call about it.
    pub call: Option<Callee>,
}

/// A case in a row.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct TodayCase {
    /// Identifies it.
    pub id: CaseId,
    /// What it is called instead of the resident.
    pub code_word: String,
    /// Where it plays.
    pub neighbourhood: Place,
    /// What it is about.
    pub topics: Vec<TodayTopic>,
    /// Where it stands on the board.
    pub board_column: BoardColumn,
    /// When it was opened.
    pub opened_at: Instant,
    /// What it waits for.
    pub waiting_for: Option<WaitingFor>,
    /// Until when it waits.
    pub waiting_until: Option<Day>,
    /// Who helps now.
    pub holder: Option<Somebody>,
    /// Whose move it is.
    pub turn: Option<Somebody>,
}

/// A neighbourhood.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct Place {
    /// As people say it.
    pub name: String,
}

/// A topic.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Topic")]
pub struct TodayTopic {
    /// In a word.
    pub name: String,
    /// As people ask it.
    pub question: String,
}

/// An involvement in a row.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Involvement")]
pub struct TodayInvolvement {
    /// How somebody is brought in.
    pub kind: InvolvementKind,
    /// When a visit is planned.
    pub planned_at: Option<Instant>,
    /// Who asked.
    pub requester: Somebody,
    /// Who was asked.
    pub receiver: Somebody,
}

/// Somebody in a case.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Somebody {
    /// As they are called.
    pub name: String,
    /// Whether it is the viewer.
    pub is_viewer: bool,
}

/// Somebody to call.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Callee {
    /// As they are called.
    pub name: String,
    /// Their number, as a person.
    pub person: Option<PersonNumber>,
    /// Their number, as a specialist.
    pub specialist: Option<SpecialistNumber>,
}

/// The number of a person.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonNumber {
    /// None when they didn't give one.
    pub phone: Option<Phone>,
}

/// The number of a specialist.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct SpecialistNumber {
    /// None when they can't be called.
    pub phone: Option<Phone>,
}

/// The viewer's people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct TodayViewer {
    /// Whom one can call.
    pub people: Vec<Contact>,
    /// The own profile; none for who isn't a connector.
    pub connector: Option<TodayConnector>,
}

/// The viewer as a connector.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct TodayConnector {
    /// Whom they call today: the fixed contact person of each side, or who stands in.
    pub contacts_on: Vec<ContactToday>,
    /// Who runs the programme, when none of them can be called today.
    pub coordinator_on: Option<ContactPerson>,
}

/// Somebody of the viewer's people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Contact {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// None when they didn't give one.
    pub phone: Option<Phone>,
    /// Where they work.
    pub organisation: Option<Employer>,
    /// What they do here.
    pub roles: Vec<ContactRole>,
}

/// An organisation.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct Employer {
    /// Its name.
    pub name: String,
}

/// A role of somebody.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "RoleGrant")]
pub struct ContactRole {
    /// The role.
    pub role: Role,
    /// Where.
    pub neighbourhood: Option<Place>,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let asked = TodayQuery::build(());
        expect_file!["../../asked/today.graphql"].assert_eq(&asked.query);
    }
}
