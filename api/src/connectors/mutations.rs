//! Applying, and the steps with a connector.

use async_graphql::{Context, Object};

use super::{
    acting,
    application::{self, Application},
    forgetting, hosting,
    inputs::{
        ApplyAsConnectorInput, ChangeConnectorNeighbourhoodsInput, ConnectorActInput, CorrectConnectorInput,
        DeclineApplicationInput, LeaveConnectorInput, PassCasesOnInput, SetApplicationRetentionInput,
        SetConnectorHostInput,
    },
    leaving,
    types::{ApplicationRetentionPayload, ApplyAsConnectorPayload, ConnectorPayload, StartTrainingPayload},
};
use crate::{acts::once, auth, context::Req, payload::told};

/// Applying, and the steps with a connector.
#[derive(Default)]
pub struct ConnectorMutations;

#[Object]
impl ConnectorMutations {
    /// Applies as a connector, without an account. The same key is one application; somebody who is on the way already is
    /// told the same, and stays where they are.
    async fn apply_as_connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The form as it was filled in.")] input: ApplyAsConnectorInput,
    ) -> async_graphql::Result<ApplyAsConnectorPayload> {
        let req = ctx.req();
        let outcome = match auth::form_attempt(ctx) {
            Err(refusal) => Err(refusal.into()),
            // A program filled it in: it learns nothing.
            Ok(()) if Application::is_baited(&input) => Ok(application::answer_by(req)),
            Ok(()) => {
                once(req, &application::act_of(req, &input), async |work| {
                    Application::checked(work, &input).await?.receive(work).await
                })
                .await
            }
        };
        let (answer_by, user_errors) = told(outcome, req.locale)?;
        Ok(ApplyAsConnectorPayload { is_received: answer_by.is_some(), answer_by, user_errors })
    }

    /// Notes that there was a conversation with somebody who applied, or who comes back.
    async fn note_conversation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "With whom.")] input: ConnectorActInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::note_conversation(ctx, input).await
    }

    /// Starts somebody's training: they get an account and an invitation, with which they see their own training and
    /// profile, and nothing else.
    async fn start_training(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] input: ConnectorActInput,
    ) -> async_graphql::Result<StartTrainingPayload> {
        let (ConnectorPayload { connector, user_errors }, invitation_path) = acting::start_training(ctx, input).await?;
        Ok(StartTrainingPayload { connector, invitation_path, user_errors })
    }

    /// Makes somebody active: from now on they help in their neighbourhoods. Refused while anything is missing, naming each.
    async fn activate_connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: ConnectorActInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::activate(ctx, input).await
    }

    /// Ends somebody's application, at any step before they are active.
    async fn decline_application(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and why.")] input: DeclineApplicationInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::decline(ctx, input).await
    }

    /// The viewer promises to keep to themselves what they hear as a connector.
    async fn accept_pledge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The own profile.")] input: ConnectorActInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::accept_pledge(ctx, input).await
    }

    /// Brings a profile up to date: the own one, or any for who runs the programme.
    async fn correct_connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "All that stands in it from now on.")] input: CorrectConnectorInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::correct(ctx, input).await
    }

    /// Changes where somebody helps; what they may see follows at once.
    async fn change_connector_neighbourhoods(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and where from now on.")] input: ChangeConnectorNeighbourhoodsInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::change_neighbourhoods(ctx, input).await
    }

    /// Pauses somebody, oneself for a connector: every open case that they hold goes to somebody else in the same transaction.
    async fn pause_connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, until when, and where their cases go.")] input: LeaveConnectorInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        leaving::pause(ctx, input).await
    }

    /// Lets somebody help again after a pause. Refused while anything is missing, naming each.
    async fn resume_connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: ConnectorActInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        acting::resume(ctx, input).await
    }

    /// Stops somebody, oneself for a connector: every open case that they hold goes to somebody else in the same transaction.
    async fn stop_connector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and where their cases go.")] input: LeaveConnectorInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        leaving::stop(ctx, input).await
    }

    /// Sets from which organisation somebody works, from a day on.
    async fn set_connector_host(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, from which organisation, and from when.")] input: SetConnectorHostInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        hosting::set_host(ctx, input).await
    }

    /// Sets after how many days an application that ended is forgotten.
    async fn set_application_retention(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "After how many days.")] input: SetApplicationRetentionInput,
    ) -> async_graphql::Result<ApplicationRetentionPayload> {
        forgetting::set_retention(ctx, input).await
    }

    /// Passes cases of a connector on to others, one or many; all of them or none.
    async fn pass_cases_on(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose cases, and where each goes.")] input: PassCasesOnInput,
    ) -> async_graphql::Result<ConnectorPayload> {
        leaving::pass_on(ctx, input).await
    }
}
