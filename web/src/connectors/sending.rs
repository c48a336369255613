//! Sending a step with a connector: one way for all of them.

use super::queries::{
    AcceptPledgeMutation, AcceptPledgeVariables, ActivateConnectorMutation, ActivateConnectorVariables,
    ChangeConnectorNeighbourhoodsInput, ChangeConnectorNeighbourhoodsMutation, ChangeConnectorNeighbourhoodsVariables,
    Connector, ConnectorActInput, ConnectorPayload, CorrectConnectorInput, CorrectConnectorMutation,
    CorrectConnectorVariables, DeclineApplicationInput, DeclineApplicationMutation, DeclineApplicationVariables,
    LeaveConnectorInput, NoteContactMomentInput, NoteContactMomentMutation, NoteContactMomentVariables,
    NoteConversationMutation, NoteConversationVariables, PassCasesOnInput, PassCasesOnMutation, PassCasesOnVariables,
    PauseConnectorMutation, PauseConnectorVariables, ResumeConnectorMutation, ResumeConnectorVariables,
    SetConnectorHostInput, SetConnectorHostMutation, SetConnectorHostVariables, SetFixedContactInput,
    SetFixedContactMutation, SetFixedContactVariables, StartTrainingMutation, StartTrainingVariables,
    StopConnectorMutation, StopConnectorVariables,
};
use crate::graphql::{Api, Failure, UserError};

/// What is sent, with the step that it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Sent {
    /// There was a conversation.
    Conversation(ConnectorActInput),
    /// The training starts.
    Training(ConnectorActInput),
    /// They help from now on.
    Activate(ConnectorActInput),
    /// They help again.
    Resume(ConnectorActInput),
    /// They promise.
    Pledge(ConnectorActInput),
    /// The application ends.
    Decline(DeclineApplicationInput),
    /// The profile is brought up to date.
    Correct(CorrectConnectorInput),
    /// They help elsewhere.
    Areas(ChangeConnectorNeighbourhoodsInput),
    /// Another contact.
    Contact(SetFixedContactInput),
    /// Another host.
    Host(SetConnectorHostInput),
    /// They spoke.
    Moment(NoteContactMomentInput),
    /// They pause.
    Pause(LeaveConnectorInput),
    /// They stop.
    Stop(LeaveConnectorInput),
    /// Some of their cases go to others.
    Pass(PassCasesOnInput),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The profile as it is now.
    pub connector: Option<Connector>,
    /// Where they choose a password; shown once.
    pub path: Option<String>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Sends it.
///
/// # Errors
///
/// What went wrong on the way.
pub async fn send(api: Api, sent: Sent) -> Result<Outcome, Failure> {
    let ConnectorPayload { connector, user_errors } = match sent {
        Sent::Training(input) => {
            let answer = api.mutate::<StartTrainingMutation, _>(StartTrainingVariables { input }).await?;
            let answer = answer.start_training;
            return Ok(Outcome {
                connector: answer.connector,
                path: answer.invitation_path,
                user_errors: answer.user_errors,
            });
        }
        Sent::Conversation(input) => {
            api.mutate::<NoteConversationMutation, _>(NoteConversationVariables { input }).await?.note_conversation
        }
        Sent::Activate(input) => {
            api.mutate::<ActivateConnectorMutation, _>(ActivateConnectorVariables { input }).await?.activate_connector
        }
        Sent::Resume(input) => {
            api.mutate::<ResumeConnectorMutation, _>(ResumeConnectorVariables { input }).await?.resume_connector
        }
        Sent::Pledge(input) => {
            api.mutate::<AcceptPledgeMutation, _>(AcceptPledgeVariables { input }).await?.accept_pledge
        }
        Sent::Decline(input) => {
            let answer = api.mutate::<DeclineApplicationMutation, _>(DeclineApplicationVariables { input }).await?;
            answer.decline_application
        }
        Sent::Correct(input) => {
            api.mutate::<CorrectConnectorMutation, _>(CorrectConnectorVariables { input }).await?.correct_connector
        }
        Sent::Areas(input) => {
            let variables = ChangeConnectorNeighbourhoodsVariables { input };
            let answer = api.mutate::<ChangeConnectorNeighbourhoodsMutation, _>(variables).await?;
            answer.change_connector_neighbourhoods
        }
        Sent::Contact(input) => {
            api.mutate::<SetFixedContactMutation, _>(SetFixedContactVariables { input }).await?.set_fixed_contact
        }
        Sent::Host(input) => {
            let answer = api.mutate::<SetConnectorHostMutation, _>(SetConnectorHostVariables { input }).await?;
            answer.set_connector_host
        }
        Sent::Moment(input) => {
            let answer = api.mutate::<NoteContactMomentMutation, _>(NoteContactMomentVariables { input }).await?;
            answer.note_contact_moment
        }
        Sent::Pause(input) => {
            api.mutate::<PauseConnectorMutation, _>(PauseConnectorVariables { input }).await?.pause_connector
        }
        Sent::Stop(input) => {
            api.mutate::<StopConnectorMutation, _>(StopConnectorVariables { input }).await?.stop_connector
        }
        Sent::Pass(input) => api.mutate::<PassCasesOnMutation, _>(PassCasesOnVariables { input }).await?.pass_cases_on,
    };
    Ok(Outcome { connector, path: None, user_errors })
}
