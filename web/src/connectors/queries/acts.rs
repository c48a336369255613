//! What is done with connectors, as it is sent and answered.

use super::Connector;
use crate::calendar::Day;
use crate::graphql::enums::{ApplicationEnd, ContactMeans, ContactSide, Daypart};
use crate::graphql::scalars::{
    AbsenceId, ApplicationQuestionId, CaseId, ConnectorId, Email, NeighbourhoodId, PersonId, Phone,
};
use crate::graphql::{UserError, schema};

/// Variables of [`NoteConversationMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct NoteConversationVariables {
    /// What is sent.
    pub input: ConnectorActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "NoteConversationVariables")]
pub struct NoteConversationMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub note_conversation: ConnectorPayload,
}

/// Variables of [`StartTrainingMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct StartTrainingVariables {
    /// What is sent.
    pub input: ConnectorActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "StartTrainingVariables")]
pub struct StartTrainingMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub start_training: StartTrainingPayload,
}

/// Variables of [`ActivateConnectorMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ActivateConnectorVariables {
    /// What is sent.
    pub input: ConnectorActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ActivateConnectorVariables")]
pub struct ActivateConnectorMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub activate_connector: ConnectorPayload,
}

/// Variables of [`ResumeConnectorMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ResumeConnectorVariables {
    /// What is sent.
    pub input: ConnectorActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ResumeConnectorVariables")]
pub struct ResumeConnectorMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub resume_connector: ConnectorPayload,
}

/// Variables of [`AcceptPledgeMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AcceptPledgeVariables {
    /// What is sent.
    pub input: ConnectorActInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AcceptPledgeVariables")]
pub struct AcceptPledgeMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub accept_pledge: ConnectorPayload,
}

/// Variables of [`DeclineApplicationMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct DeclineApplicationVariables {
    /// What is sent.
    pub input: DeclineApplicationInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "DeclineApplicationVariables")]
pub struct DeclineApplicationMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub decline_application: ConnectorPayload,
}

/// Variables of [`CorrectConnectorMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct CorrectConnectorVariables {
    /// What is sent.
    pub input: CorrectConnectorInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "CorrectConnectorVariables")]
pub struct CorrectConnectorMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub correct_connector: ConnectorPayload,
}

/// Variables of [`ChangeConnectorNeighbourhoodsMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChangeConnectorNeighbourhoodsVariables {
    /// What is sent.
    pub input: ChangeConnectorNeighbourhoodsInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ChangeConnectorNeighbourhoodsVariables")]
pub struct ChangeConnectorNeighbourhoodsMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub change_connector_neighbourhoods: ConnectorPayload,
}

/// Variables of [`PauseConnectorMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct PauseConnectorVariables {
    /// What is sent.
    pub input: LeaveConnectorInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "PauseConnectorVariables")]
pub struct PauseConnectorMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub pause_connector: ConnectorPayload,
}

/// Variables of [`StopConnectorMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct StopConnectorVariables {
    /// What is sent.
    pub input: LeaveConnectorInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "StopConnectorVariables")]
pub struct StopConnectorMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub stop_connector: ConnectorPayload,
}

/// Variables of [`PassCasesOnMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct PassCasesOnVariables {
    /// What is sent.
    pub input: PassCasesOnInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "PassCasesOnVariables")]
pub struct PassCasesOnMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub pass_cases_on: ConnectorPayload,
}

/// Variables of [`SetFixedContactMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetFixedContactVariables {
    /// What is sent.
    pub input: SetFixedContactInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetFixedContactVariables")]
pub struct SetFixedContactMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub set_fixed_contact: ConnectorPayload,
}

/// Variables of [`NoteContactMomentMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct NoteContactMomentVariables {
    /// What is sent.
    pub input: NoteContactMomentInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "NoteContactMomentVariables")]
pub struct NoteContactMomentMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub note_contact_moment: ConnectorPayload,
}

/// Variables of [`ApplyAsConnectorMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ApplyAsConnectorVariables {
    /// What is sent.
    pub input: ApplyAsConnectorInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ApplyAsConnectorVariables")]
pub struct ApplyAsConnectorMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub apply_as_connector: ApplyAsConnectorPayload,
}

/// Variables of [`PlanAbsenceMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct PlanAbsenceVariables {
    /// What is sent.
    pub input: PlanAbsenceInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "PlanAbsenceVariables")]
pub struct PlanAbsenceMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub plan_absence: AbsencePayload,
}

/// Variables of [`CancelAbsenceMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct CancelAbsenceVariables {
    /// What is sent.
    pub input: CancelAbsenceInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "CancelAbsenceVariables")]
pub struct CancelAbsenceMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub cancel_absence: AbsencePayload,
}

/// Variables of [`SetContactRhythmMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetContactRhythmVariables {
    /// What is sent.
    pub input: SetContactRhythmInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetContactRhythmVariables")]
pub struct SetContactRhythmMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub set_contact_rhythm: ContactRhythmPayload,
}

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

/// What came of a step.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ConnectorPayload {
    /// The profile as it is now.
    pub connector: Option<Connector>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// What came of starting somebody's training.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct StartTrainingPayload {
    /// The profile as it is now.
    pub connector: Option<Connector>,
    /// Where they choose a password; shown once.
    pub invitation_path: Option<String>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// What came of applying.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ApplyAsConnectorPayload {
    /// On which day somebody has called at the latest.
    pub answer_by: Option<Day>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// What came of planning or cancelling an absence.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct AbsencePayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// What came of setting the rhythm.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ContactRhythmPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}
