//! What is asked and told about how connectors are.

use cynic::Enum;

use crate::calendar::Day;
use crate::connectors::ContactToday;
use crate::graphql::scalars::{CheckInId, ConnectorId, PersonId, Phone};
use crate::graphql::{Api, Failure, UserError, new_key, schema, written};

/// How somebody is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckInAnswer {
    Good,
    SoSo,
    NotGood,
}

/// How the viewer is asked.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct CheckInQuery {
    /// None for who isn't asked.
    pub check_in: Option<CheckInToday>,
}

/// The question as it stands today.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct CheckInToday {
    /// It is asked now.
    pub is_due: bool,
    /// What was answered today.
    pub answer: Option<CheckInAnswer>,
    /// The one who sees it.
    pub seen_by: SeenBy,
    /// Whom to call today.
    pub call_today: ContactToday,
}

/// The one who sees an answer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "ContactPerson")]
pub struct SeenBy {
    /// Identifies them.
    pub person_id: PersonId,
    /// As they are called.
    pub name: String,
}

/// An answer.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct AnswerCheckInInput {
    /// How.
    pub answer: CheckInAnswer,
    /// Who stands at the question as the one who sees it.
    pub seen_by_id: PersonId,
    /// Makes it count once.
    pub idempotency_key: String,
}

/// Variables of [`AnswerCheckInMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AnswerCheckInVariables {
    /// How.
    pub input: AnswerCheckInInput,
}

/// Says how the viewer is.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AnswerCheckInVariables")]
pub struct AnswerCheckInMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub answer_check_in: CheckInPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug, Clone)]
pub struct CheckInPayload {
    /// The question as it stands now.
    pub check_in: Option<CheckInToday>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Not now.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SkipCheckInInput {
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`SkipCheckInMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SkipCheckInVariables {
    /// The key.
    pub input: SkipCheckInInput,
}

/// Puts the question off.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SkipCheckInVariables")]
pub struct SkipCheckInMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub skip_check_in: CheckInPayload,
}

/// Who isn't well.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct NotWellQuery {
    /// The longest ago first.
    pub not_well: Vec<NotWell>,
}

/// Somebody who isn't well.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CheckIn")]
pub struct NotWell {
    /// Identifies what they said.
    pub id: CheckInId,
    /// When they said so.
    pub on_day: Day,
    /// Who.
    pub connector: Option<NotWellConnector>,
}

/// Who isn't well.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct NotWellConnector {
    /// Identifies them.
    pub id: ConnectorId,
    /// As they are called.
    pub name: String,
    /// To call them.
    pub phone: Phone,
}

/// How often it is asked.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
#[cynic(graphql_type = "CheckInRhythm")]
pub struct CheckInPace {
    /// In days.
    pub days: i32,
    /// Which state this is.
    pub version: i32,
}

/// Another rhythm.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetCheckInRhythmInput {
    /// The state that was seen.
    pub expected_version: i32,
    /// In days.
    pub days: i32,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`SetCheckInRhythmMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetCheckInRhythmVariables {
    /// How often.
    pub input: SetCheckInRhythmInput,
}

/// Sets it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetCheckInRhythmVariables")]
pub struct SetCheckInRhythmMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub set_check_in_rhythm: CheckInRhythmPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct CheckInRhythmPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Sets how often it is asked.
///
/// # Errors
///
/// What went wrong on the way.
pub async fn set_check_in_rhythm(api: Api, days: i32, expected_version: i32) -> Result<Vec<UserError>, Failure> {
    let input = SetCheckInRhythmInput { expected_version, days, idempotency_key: Some(new_key()) };
    let answer = api.mutate::<SetCheckInRhythmMutation, _>(SetCheckInRhythmVariables { input }).await?;
    Ok(answer.set_check_in_rhythm.user_errors)
}

written! {
    CheckInQuery: "check_in",
    AnswerCheckInMutation: "answer_check_in",
    SkipCheckInMutation: "skip_check_in",
    NotWellQuery: "not_well",
}

#[cfg(test)]
mod tests {
    use cynic::{MutationBuilder, QueryBuilder};
    use expect_test::expect_file;

    use super::*;

    #[test]
    fn what_home_asks_and_tells_the_server() {
        let (seen_by_id, idempotency_key) = (PersonId(String::new()), String::new());
        let input = AnswerCheckInInput { answer: CheckInAnswer::Good, seen_by_id, idempotency_key };
        let answer = AnswerCheckInMutation::build(AnswerCheckInVariables { input });
        let skip =
            SkipCheckInMutation::build(SkipCheckInVariables { input: SkipCheckInInput { idempotency_key: None } });
        expect_file!["../../asked/check_in.graphql"].assert_eq(&CheckInQuery::build(()).query);
        expect_file!["../../asked/answer_check_in.graphql"].assert_eq(&answer.query);
        expect_file!["../../asked/skip_check_in.graphql"].assert_eq(&skip.query);
        expect_file!["../../asked/not_well.graphql"].assert_eq(&NotWellQuery::build(()).query);
    }
}
