//! What comes in about connectors.

use async_graphql::InputObject;
use entities::{
    ApplicationEnd, ApplicationQuestionId, CaseId, ConnectorId, Day, Daypart, NeighbourhoodId, OrganisationId, PersonId,
};

use crate::scalars::{Email, Phone, Typed};

/// Applying as a connector, without an account.
#[derive(Clone, Debug, InputObject)]
pub struct ApplyAsConnectorInput {
    /// The `token` of the form that was filled in.
    pub form_token: String,
    /// Their name, 1 to 100 characters.
    pub name: String,
    /// Their e-mail address.
    pub email: Typed<Email>,
    /// Their telephone number.
    pub phone: Typed<Phone>,
    /// Where they want to help, 1 to 10.
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
    /// When they usually have time.
    pub dayparts: Option<Vec<Daypart>>,
    /// The answers to the questions of the form.
    pub answers: Vec<ApplicationAnswerInput>,
    /// To be left empty: people don't see this field, programs that fill in forms do.
    pub website: Option<String>,
    /// Makes the act safe to try again: the same key and input are one application and give the first answer. Make it of
    /// chance: another input with a key that was used is refused, whoever sends it.
    pub idempotency_key: String,
}

/// The answer to a question of the form.
#[derive(Clone, Debug, InputObject)]
pub struct ApplicationAnswerInput {
    /// To which question.
    pub question_id: ApplicationQuestionId,
    /// The answer, at most 1,000 characters; `YES` or `NO` where that is asked.
    pub answer: String,
}

/// A step with a connector that needs nothing besides.
#[derive(Clone, Debug, InputObject)]
pub struct ConnectorActInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// What is good to know about it, at most 500 characters. For who runs the programme.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Ending an application.
#[derive(Clone, Debug, InputObject)]
pub struct DeclineApplicationInput {
    /// Whose.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Why.
    pub reason: ApplicationEnd,
    /// What is good to know about it, at most 500 characters. For who runs the programme.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Correcting a profile.
#[derive(Clone, Debug, InputObject)]
pub struct CorrectConnectorInput {
    /// Whose.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Their telephone number.
    pub phone: Typed<Phone>,
    /// Languages that they speak, as ISO 639-1 codes.
    pub languages: Vec<String>,
    /// What they are good at, at most 500 characters; can be empty.
    pub skills: String,
    /// When they usually have time.
    pub dayparts: Vec<Daypart>,
    /// More about when they have time, at most 500 characters; can be empty.
    pub availability: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Changing where somebody helps.
#[derive(Clone, Debug, InputObject)]
pub struct ChangeConnectorNeighbourhoodsInput {
    /// Who.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Where they help from now on, 1 to 10.
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Where a case goes that somebody no longer holds.
#[derive(Clone, Debug, InputObject)]
pub struct PassedCaseInput {
    /// Which case.
    pub case_id: CaseId,
    /// Who carries it from now on: a connector or community worker of its neighbourhood.
    pub to_person_id: PersonId,
}

/// Setting from which organisation somebody works.
#[derive(Clone, Debug, InputObject)]
pub struct SetConnectorHostInput {
    /// Who.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// From which organisation: one of `possibleHosts`.
    pub organisation_id: OrganisationId,
    /// From this day on; what was planned for this day or later gives way.
    pub from_on: Typed<Day>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Setting after how many days an application that ended is forgotten.
#[derive(Clone, Debug, InputObject)]
pub struct SetApplicationRetentionInput {
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// After so many days, 1 to 365.
    pub days: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Pausing or stopping, with where the cases go.
#[derive(Clone, Debug, InputObject)]
pub struct LeaveConnectorInput {
    /// Who.
    pub connector_id: ConnectorId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Where each open case goes that they hold: all of them, or nothing is written.
    pub cases: Vec<PassedCaseInput>,
    /// For a pause: until which day, as they said.
    pub until: Option<Day>,
    /// What is good to know about it, at most 500 characters. For who runs the programme.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Passing cases of a connector on to others, one or many.
#[derive(Clone, Debug, InputObject)]
pub struct PassCasesOnInput {
    /// Whose cases.
    pub connector_id: ConnectorId,
    /// Where each of them goes, 1 to 100.
    pub cases: Vec<PassedCaseInput>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}
