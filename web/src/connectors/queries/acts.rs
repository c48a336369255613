//! What is done with connectors, as it is sent and answered.

use super::Connector;
use crate::calendar::Day;
use crate::graphql::{UserError, schema};

mod inputs;
pub use inputs::*;

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

/// Variables of [`SetConnectorHostMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetConnectorHostVariables {
    /// What is sent.
    pub input: SetConnectorHostInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetConnectorHostVariables")]
pub struct SetConnectorHostMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub set_connector_host: ConnectorPayload,
}

/// Variables of [`SetApplicationRetentionMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetApplicationRetentionVariables {
    /// What is sent.
    pub input: SetApplicationRetentionInput,
}

/// Does it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetApplicationRetentionVariables")]
pub struct SetApplicationRetentionMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub set_application_retention: ApplicationRetentionPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct ApplicationRetentionPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}
