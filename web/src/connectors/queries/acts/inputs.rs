//! What is sent about connectors.

use crate::calendar::Day;
use crate::graphql::enums::{ApplicationEnd, ContactMeans, ContactSide, Daypart};
use crate::graphql::scalars::{
    AbsenceId, ApplicationQuestionId, CaseId, ConnectorId, Email, NeighbourhoodId, OrganisationId, PersonId, Phone,
};
use crate::graphql::schema;

/// A step that needs nothing besides.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ConnectorActInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// What is good to know.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// An application that ends.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct DeclineApplicationInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// Why.
    pub reason: ApplicationEnd,
    /// What is good to know.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// A profile as it is from now on.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CorrectConnectorInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// To call them.
    pub phone: Phone,
    /// As codes.
    pub languages: Vec<String>,
    /// What they are good at.
    pub skills: String,
    /// When they have time.
    pub dayparts: Vec<Daypart>,
    /// More about it.
    pub availability: String,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// Where somebody helps from now on.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ChangeConnectorNeighbourhoodsInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// Where.
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// Where a case goes.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct PassedCaseInput {
    /// Which.
    pub case_id: CaseId,
    /// To whom.
    pub to_person_id: PersonId,
}

/// A pause or an end, with where the cases go.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct LeaveConnectorInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// All of them.
    pub cases: Vec<PassedCaseInput>,
    /// Until when.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// What is good to know.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// Cases that go to others.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct PassCasesOnInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Where each goes.
    pub cases: Vec<PassedCaseInput>,
    /// For trying again.
    pub idempotency_key: String,
}

/// Who is the contact at a side.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetFixedContactInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// At which side.
    pub side: ContactSide,
    /// Who.
    pub person_id: PersonId,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// From which organisation somebody works, from a day on.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetConnectorHostInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// Which state was seen.
    pub expected_version: i32,
    /// From which organisation.
    pub organisation_id: OrganisationId,
    /// From this day on.
    pub from_on: Day,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// After how many days an application that ended is forgotten.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetApplicationRetentionInput {
    /// Which state was seen.
    pub expected_version: i32,
    /// In days.
    pub days: i32,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// A moment at which they spoke.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct NoteContactMomentInput {
    /// With whom.
    pub connector_id: ConnectorId,
    /// For which side.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub side: Option<ContactSide>,
    /// On which day, as it was typed.
    pub held_on: Day,
    /// By what means.
    pub means: ContactMeans,
    /// About what.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// For trying again.
    pub idempotency_key: String,
}

/// An answer.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ApplicationAnswerInput {
    /// To which question.
    pub question_id: ApplicationQuestionId,
    /// The answer.
    pub answer: String,
}

/// The form as it was filled in.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ApplyAsConnectorInput {
    /// Of the form.
    pub form_token: String,
    /// As they are called.
    pub name: String,
    /// To write them.
    pub email: Email,
    /// To call them.
    pub phone: Phone,
    /// Where they want to help.
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
    /// When they have time.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub dayparts: Option<Vec<Daypart>>,
    /// What they answered.
    pub answers: Vec<ApplicationAnswerInput>,
    /// Nobody fills this in but programs.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// For trying again.
    pub idempotency_key: String,
}

/// When somebody is away.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct PlanAbsenceInput {
    /// Who stands in.
    pub stand_in_id: PersonId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day.
    pub until_on: Day,
    /// For trying again.
    pub idempotency_key: String,
}

/// An absence that goes.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CancelAbsenceInput {
    /// Which.
    pub absence_id: AbsenceId,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// How often they speak.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SetContactRhythmInput {
    /// Which state was seen.
    pub expected_version: i32,
    /// In days.
    pub days: i32,
    /// For trying again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}
