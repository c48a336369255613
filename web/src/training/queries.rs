//! What the pages of training ask of the server.

use cynic::Scalar;

use super::enums::{AttendanceState, TrainingDueWhy, TrainingPeriod, TrainingSessionAct};
use crate::calendar::{Day, Instant};
use crate::graphql::scalars::{PersonId, TopicId};
use crate::graphql::{PageInfo, schema};

pub use crate::graphql::scalars::TrainingSessionId;

/// Identifies a course.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CourseId(pub String);

/// Identifies somebody's place.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttendanceId(pub String);

/// Identifies a day on which a topic changed.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicChangeId(pub String);

/// Which meetings.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct TrainingSessionFilter {
    /// Not over yet, or over.
    pub period: Option<TrainingPeriod>,
    /// Of this course.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub course_id: Option<CourseId>,
    /// Only the viewer's, or only the others.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
}

/// Variables of [`MeetingsQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MeetingsVariables {
    /// Which.
    pub filter: TrainingSessionFilter,
    /// How many.
    pub first: Option<i32>,
    /// After which.
    pub after: Option<String>,
}

/// Meetings.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "MeetingsVariables")]
pub struct MeetingsQuery {
    /// A page of them.
    #[arguments(filter: $filter, first: $first, after: $after)]
    pub training_sessions: Meetings,
}

/// A page of meetings.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSessionConnection")]
pub struct Meetings {
    /// The meetings.
    pub nodes: Vec<Meeting>,
    /// Whether there is more.
    pub page_info: PageInfo,
}

/// A meeting in a list.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSession")]
pub struct Meeting {
    /// Identifies it.
    pub id: TrainingSessionId,
    /// Counts changes.
    pub version: i32,
    /// Which meeting of the course.
    pub part: i32,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Where.
    pub place: String,
    /// How many places there are.
    pub capacity: i32,
    /// How many are taken.
    pub enrolled_count: i32,
    /// How many people wait.
    pub waiting_count: i32,
    /// When it was called off.
    pub cancelled_at: Option<Instant>,
    /// Why.
    pub cancelled_because: Option<String>,
    /// Of which course.
    pub course: Option<CourseName>,
    /// Who gives it for the welfare organisation.
    pub welfare_trainer: Option<Named>,
    /// Who gives it for the municipality.
    pub municipality_trainer: Option<Named>,
    /// The viewer's own place.
    pub mine: Option<Mine>,
    /// What the viewer may do now.
    pub available_acts: Vec<TrainingSessionAct>,
}

/// A course in a row.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Course")]
pub struct CourseName {
    /// Identifies it.
    pub id: CourseId,
    /// What it is called.
    pub name: String,
    /// Of how many meetings it consists.
    pub meetings: i32,
    /// What one learns.
    pub description: String,
}

/// Somebody, by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Named {
    /// As they are called.
    pub name: String,
    /// Whether it is the viewer.
    pub is_viewer: bool,
}

/// The viewer's own place.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Attendance")]
pub struct Mine {
    /// Where they stand.
    pub state: AttendanceState,
    /// Which place on the waiting list.
    pub waiting_place: Option<i32>,
    /// Who asked for it, when somebody else did.
    pub enrolled_by: Option<Named>,
}

/// Variables of [`MeetingQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MeetingVariables {
    /// Which.
    pub id: TrainingSessionId,
}

/// One meeting.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "MeetingVariables")]
pub struct MeetingQuery {
    /// None when it isn't there, or not for the viewer.
    #[arguments(id: $id)]
    pub training_session: Option<WholeMeeting>,
}

/// A meeting, and who comes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSession")]
pub struct WholeMeeting {
    /// What it is.
    #[cynic(spread)]
    pub meeting: Meeting,
    /// In the order in which they came.
    #[arguments(first: 100)]
    pub attendances: Attendances,
}

/// People at a meeting.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "AttendanceConnection")]
pub struct Attendances {
    /// The people.
    pub nodes: Vec<Attendance>,
}

/// Somebody at a meeting.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Attendance {
    /// Identifies the place.
    pub id: AttendanceId,
    /// Where they stand.
    pub state: AttendanceState,
    /// Which place on the waiting list.
    pub waiting_place: Option<i32>,
    /// Who, by id.
    pub participant_id: PersonId,
    /// Who.
    pub participant: Named,
}

/// Variables of [`CandidatesQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct CandidatesVariables {
    /// A part of the name.
    pub search: Option<String>,
}

/// Who can be put on the list of a meeting.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "CandidatesVariables")]
pub struct CandidatesQuery {
    /// Who helps.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: ACTIVE, search: $search, first: 20)]
    pub active: Profiles,
    /// Who is on the way to it.
    #[cynic(rename = "connectors", alias)]
    #[arguments(status: IN_TRAINING, search: $search, first: 20)]
    pub in_training: Profiles,
}

/// A part of the profiles.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ConnectorConnection")]
pub struct Profiles {
    /// The longest without a step first.
    pub nodes: Vec<Profile>,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// Whose profile it is.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct Profile {
    /// Their account.
    pub person: Option<Person>,
}

/// What planning offers to choose from.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct PlanningQuery {
    /// The courses.
    pub courses: Vec<CourseName>,
    /// Who can give it for the welfare organisation.
    #[arguments(organisationKind: WELFARE)]
    #[cynic(rename = "trainers", alias)]
    pub welfare: Vec<Person>,
    /// Who can give it for the municipality.
    #[arguments(organisationKind: MUNICIPALITY)]
    #[cynic(rename = "trainers", alias)]
    pub municipality: Vec<Person>,
}

/// Somebody with an account.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Person {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
}

/// What the viewer has to do about training.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct OwnQuery {
    /// None when nobody is signed in.
    pub viewer: Option<OwnTraining>,
}

/// The viewer's own training.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct OwnTraining {
    /// Why they have to come again.
    pub training_due: Option<Due>,
    /// Their calendar's address.
    pub calendar_address: Option<CalendarAddress>,
}

/// That there is an address.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct CalendarAddress {
    /// Until when it works.
    pub expires_at: Instant,
}

/// Somebody who has to come to a training.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDue")]
pub struct Due {
    /// Since when.
    pub since: Day,
    /// Which meeting comes next.
    pub next_part: i32,
    /// Why.
    pub reasons: Vec<DueReason>,
    /// Which course comes next.
    pub next_course: Option<CourseName>,
    /// Where they have a place.
    pub place_at: Option<PlaceAt>,
    /// Who, by id.
    pub participant_id: PersonId,
    /// Who.
    pub participant: Named,
}

/// A meeting at which somebody has a place.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSession")]
pub struct PlaceAt {
    /// Identifies it.
    pub id: TrainingSessionId,
    /// When.
    pub starts_at: Instant,
}

/// A reason to come.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDueReason")]
pub struct DueReason {
    /// Why.
    pub why: TrainingDueWhy,
    /// Since when.
    pub since: Day,
    /// What is different.
    pub note: Option<String>,
    /// When they last learned it.
    pub learned_on: Option<Day>,
    /// What changed.
    pub topic: Option<TopicName>,
}

/// A topic, by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Topic")]
pub struct TopicName {
    /// Identifies it.
    pub id: TopicId,
    /// In a word.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;
    use crate::training::due_queries::{DueQuery, DueVariables};

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let filter = TrainingSessionFilter { period: None, course_id: None, mine: None };
        let meetings = MeetingsQuery::build(MeetingsVariables { filter, first: None, after: None });
        expect_file!["../../../tests/it/asked/meetings.graphql"].assert_eq(&meetings.query);
        let meeting = MeetingQuery::build(MeetingVariables { id: TrainingSessionId(String::new()) });
        expect_file!["../../../tests/it/asked/meeting.graphql"].assert_eq(&meeting.query);
        let due = DueQuery::build(DueVariables { first: None, after: None });
        expect_file!["../../../tests/it/asked/training_due.graphql"].assert_eq(&due.query);
    }
}
