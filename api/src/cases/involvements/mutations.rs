//! The acts on involvements, as clients ask for them.

use async_graphql::{Context, Object, Result};
use entities::InvolvementKind;

use super::{
    acting::{self, InvolvementPayload},
    asking,
    inputs::{
        AcceptInvolvementInput, CompleteInvolvementInput, DeclineInvolvementInput, OfferTakeoverInput,
        RecordInvolvementAnswerInput, RequestSpecialistInput, RequestWorkerInput, WithdrawInvolvementInput,
    },
};

/// The acts on involvements.
#[derive(Default)]
pub struct InvolvementMutations;

#[Object]
impl InvolvementMutations {
    /// The holder asks a community worker to support; the holder stays.
    async fn request_support(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and why.")] input: RequestWorkerInput,
    ) -> Result<InvolvementPayload> {
        asking::support(ctx, input).await
    }

    /// The holder asks a community worker to take the case over; on accept the worker holds and the holder follows.
    async fn request_takeover(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and why.")] input: RequestWorkerInput,
    ) -> Result<InvolvementPayload> {
        asking::takeover(ctx, input).await
    }

    /// A community worker offers to take over a case of their own neighbourhoods; the holder accepts or declines.
    async fn offer_takeover(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: OfferTakeoverInput,
    ) -> Result<InvolvementPayload> {
        asking::offer(ctx, input).await
    }

    /// The holder asks a specialist to discuss the case; the holder stays.
    async fn request_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and why.")] input: RequestSpecialistInput,
    ) -> Result<InvolvementPayload> {
        asking::specialist(ctx, input, InvolvementKind::Consultation).await
    }

    /// The holder asks a specialist to take the case over; on accept the specialist holds and the holder follows.
    async fn request_handover(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and why.")] input: RequestSpecialistInput,
    ) -> Result<InvolvementPayload> {
        asking::specialist(ctx, input, InvolvementKind::Handover).await
    }

    /// The holder asks a specialist to come along on a visit; the holder stays.
    async fn request_joint_visit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, why and when.")] input: RequestSpecialistInput,
    ) -> Result<InvolvementPayload> {
        asking::specialist(ctx, input, InvolvementKind::JointVisit).await
    }

    /// The one who was asked says yes. A takeover or handover changes the holder in the same transaction.
    async fn accept_involvement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To what.")] input: AcceptInvolvementInput,
    ) -> Result<InvolvementPayload> {
        acting::accept(ctx, input).await
    }

    /// The one who was asked says no, with a reason.
    async fn decline_involvement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To what, and why.")] input: DeclineInvolvementInput,
    ) -> Result<InvolvementPayload> {
        acting::decline(ctx, input).await
    }

    /// The one who asked takes it back, until it is answered.
    async fn withdraw_involvement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: WithdrawInvolvementInput,
    ) -> Result<InvolvementPayload> {
        acting::withdraw(ctx, input).await
    }

    /// It is done: the access that came with it ends.
    async fn complete_involvement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: CompleteInvolvementInput,
    ) -> Result<InvolvementPayload> {
        acting::complete(ctx, input).await
    }

    /// Who asked writes down what a specialist without an account said by phone, marked as such.
    async fn record_involvement_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To what, and what they said.")] input: RecordInvolvementAnswerInput,
    ) -> Result<InvolvementPayload> {
        acting::record_answer(ctx, input).await
    }
}
