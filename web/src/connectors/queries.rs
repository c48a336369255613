//! What the pages about connectors ask of the server.

use crate::calendar::{Day, Instant};
use crate::check_ins::CheckInPace;
use crate::graphql::enums::{ActivationNeed, AnswerKind, ConnectorStatus, ContactSide};
use crate::graphql::scalars::{AbsenceId, ApplicationQuestionId, ConnectorId, NeighbourhoodId, PersonId, Phone};
use crate::graphql::{PageInfo, schema};

mod acts;
mod profile;
pub use acts::*;
pub use profile::*;

/// The form for everybody.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct ApplyQuery {
    /// The form.
    pub application_form: ApplicationForm,
    /// Where one can help.
    pub neighbourhoods: Vec<Area>,
}

/// The form with which one applies.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ApplicationForm {
    /// Comes back with the form.
    pub token: String,
    /// In their order.
    pub questions: Vec<ApplicationQuestion>,
    /// Within how many days somebody calls.
    pub days_to_answer: i32,
}

/// A question of the form.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ApplicationQuestion {
    /// Identifies it.
    pub id: ApplicationQuestionId,
    /// The question.
    pub question: String,
    /// A hint below it.
    pub help: String,
    /// How it is answered.
    pub answer_kind: AnswerKind,
    /// Whether it has to be answered.
    pub is_required: bool,
}

/// A neighbourhood.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct Area {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
}

/// Variables of [`BoardQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct BoardVariables {
    /// Only who helps, or wants to help, here.
    pub area: Option<NeighbourhoodId>,
}

/// The board of who runs the programme.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "BoardVariables")]
pub struct BoardQuery {
    /// Who applied.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: APPLIED, neighbourhoodId: $area, first: 100)]
    pub applied: Connectors,
    /// Who talked with the coordinator.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: TALKED, neighbourhoodId: $area, first: 100)]
    pub talked: Connectors,
    /// Who is in training.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: IN_TRAINING, neighbourhoodId: $area, first: 100)]
    pub in_training: Connectors,
    /// Who helps.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: ACTIVE, neighbourhoodId: $area, first: 100)]
    pub active: Connectors,
    /// Who paused.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: PAUSED, neighbourhoodId: $area, first: 100)]
    pub paused: Connectors,
    /// Who should have been spoken with.
    #[arguments(first: 100)]
    pub overdue_contacts: OverdueContacts,
    /// Who is away, or will be.
    pub absences: Vec<Absence>,
    /// How often they speak.
    pub contact_rhythm: Option<ContactRhythm>,
    /// How often connectors are asked how they are.
    pub check_in_rhythm: Option<CheckInPace>,
    /// When an application that ended is forgotten.
    pub application_retention: Option<ApplicationRetention>,
}

/// A part of the profiles.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ConnectorConnection")]
pub struct Connectors {
    /// The longest without a step first.
    pub nodes: Vec<ConnectorCard>,
    /// How many in all.
    pub total_count: i32,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// Variables of [`StateQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct StateVariables {
    /// Only who stands here.
    pub status: Option<ConnectorStatus>,
    /// Only who helps, or wants to help, here.
    pub area: Option<NeighbourhoodId>,
    /// Only who became active on this day or later.
    pub activated_from: Option<Day>,
    /// After whom.
    pub after: Option<String>,
}

/// Who stands in a state, or became active since a day.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "StateVariables")]
pub struct StateQuery {
    /// The longest without a step first.
    #[arguments(status: $status, neighbourhoodId: $area, activatedFrom: $activated_from, first: 50, after: $after)]
    pub connectors: Connectors,
}

/// A connector on the board.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct ConnectorCard {
    /// Identifies them.
    pub id: ConnectorId,
    /// As they are called.
    pub name: String,
    /// Where they stand.
    pub status: ConnectorStatus,
    /// When they applied.
    pub applied_at: Instant,
    /// When they became active for the first time.
    pub activated_at: Option<Instant>,
    /// When their last step was.
    pub last_step_at: Instant,
    /// What is missing to become active.
    pub missing: Vec<ActivationNeed>,
    /// Where they help, or want to.
    pub neighbourhoods: Vec<Area>,
    /// Until when they paused.
    pub paused_until: Option<Day>,
    /// When everything personal was forgotten.
    pub forgotten_at: Option<Instant>,
}

/// A part of the contacts who should have spoken.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "OverdueContactConnection")]
pub struct OverdueContacts {
    /// The longest ago first.
    pub nodes: Vec<OverdueContact>,
    /// How many in all.
    pub total_count: i32,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// Variables of [`OverdueQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct OverdueVariables {
    /// After whom.
    pub after: Option<String>,
}

/// All who should have been spoken with, a page at a time.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "OverdueVariables")]
pub struct OverdueQuery {
    /// The longest ago first.
    #[arguments(first: 50, after: $after)]
    pub overdue_contacts: OverdueContacts,
}

/// A contact who should have spoken with a connector.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct OverdueContact {
    /// With whom.
    pub connector: OverdueConnector,
    /// Which contact.
    pub contact: DueContact,
}

/// With whom a contact should have spoken.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct OverdueConnector {
    /// Identifies them.
    pub id: ConnectorId,
    /// As they are called.
    pub name: String,
    /// To call them.
    pub phone: Phone,
}

/// Which contact should have spoken.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "FixedContact")]
pub struct DueContact {
    /// At which side.
    pub side: ContactSide,
    /// When they should have.
    pub due_on: Day,
    /// Who.
    pub contact: Option<ContactPerson>,
}

/// Figures of people: how many stand where.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ConnectorFigures {
    /// In the order of the way.
    pub by_status: Vec<InStatus>,
    /// In reading order.
    pub by_neighbourhood: Vec<InArea>,
    /// In how many somebody helps.
    pub covered_neighbourhoods: i32,
    /// How many contacts should have spoken.
    pub overdue_contacts: i32,
    /// Half took no longer.
    pub median_days_to_active: Option<i32>,
    /// Of those who became active on this day or later.
    pub became_active_from: Day,
    /// How many that are.
    pub became_active: i32,
}

/// How many stand in a state.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
#[cynic(graphql_type = "ConnectorsInStatus")]
pub struct InStatus {
    /// Which.
    pub status: ConnectorStatus,
    /// How many.
    pub count: i32,
}

/// How many stand where in a neighbourhood.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ConnectorsInNeighbourhood")]
pub struct InArea {
    /// Which.
    pub neighbourhood: Option<Area>,
    /// In the order of the way.
    pub by_status: Vec<InStatus>,
}

/// Somebody whom a connector can call.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ContactPerson {
    /// Identifies them.
    pub person_id: PersonId,
    /// As they are called.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// To call them.
    pub phone: Option<Phone>,
}

/// When somebody is away.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Absence {
    /// Identifies it.
    pub id: AbsenceId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day.
    pub until_on: Day,
    /// Who is away.
    pub person: Option<ContactPerson>,
    /// Who stands in.
    pub stand_in: Option<ContactPerson>,
}

/// After how many days an application that ended is forgotten.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApplicationRetention {
    /// In days.
    pub days: i32,
    /// Which state this is.
    pub version: i32,
}

/// How often contact persons and connectors speak.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactRhythm {
    /// In days.
    pub days: i32,
    /// Which state this is.
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let board = BoardQuery::build(BoardVariables { area: None });
        expect_file!["../../../tests/it/asked/connectors.graphql"].assert_eq(&board.query);
        let state = StateQuery::build(StateVariables { status: None, area: None, activated_from: None, after: None });
        expect_file!["../../../tests/it/asked/connectors_of_a_state.graphql"].assert_eq(&state.query);
        let profile = ConnectorQuery::build(ConnectorVariables { id: ConnectorId(String::new()) });
        expect_file!["../../../tests/it/asked/connector.graphql"].assert_eq(&profile.query);
        let held = HeldCasesQuery::build(ConnectorVariables { id: ConnectorId(String::new()) });
        expect_file!["../../../tests/it/asked/held_cases.graphql"].assert_eq(&held.query);
    }
}
