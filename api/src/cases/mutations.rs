//! The acts on cases, as clients ask for them.

use async_graphql::{Context, Object, Result};

use super::{
    acting::{self, CasePayload},
    details::{self, ResidentDetailsPayload},
    holding,
    inputs::{
        AddNoteInput, AddResidentDetailsInput, CaseActInput, CloseCaseInput, CorrectCaseInput, GiveSignOfLifeInput,
        OpenCaseInput, ReadCaseWithReasonInput, ReopenCaseInput, RevealResidentDetailsInput, SetCaseWaitingInput,
        SetNextStepInput,
    },
    opening,
};

/// The acts on cases.
#[derive(Default)]
pub struct CaseMutations;

#[Object]
impl CaseMutations {
    /// Notes a question for help; anonymous, under a word of the resident's own choice.
    async fn open_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is known of it.")] input: OpenCaseInput,
    ) -> Result<CasePayload> {
        opening::open(ctx, input).await
    }

    /// The viewer starts to help and holds the case.
    async fn pick_up_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload> {
        holding::pick_up(ctx, input).await
    }

    /// Writes a note on the timeline.
    async fn add_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What, and who reads it.")] input: AddNoteInput,
    ) -> Result<CasePayload> {
        acting::add_note(ctx, input).await
    }

    /// Says what happens next.
    async fn set_next_step(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What.")] input: SetNextStepInput,
    ) -> Result<CasePayload> {
        acting::set_next_step(ctx, input).await
    }

    /// Puts right what was noted wrongly.
    async fn correct_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What changes.")] input: CorrectCaseInput,
    ) -> Result<CasePayload> {
        acting::correct(ctx, input).await
    }

    /// The case waits for something until a day, or until another day than before.
    async fn set_case_waiting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For what, and until when.")] input: SetCaseWaitingInput,
    ) -> Result<CasePayload> {
        acting::set_waiting(ctx, input).await
    }

    /// The wait is over.
    async fn resume_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload> {
        acting::resume(ctx, input).await
    }

    /// Closes the case with an outcome; whatever is open in it ends with it.
    async fn close_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How it ended.")] input: CloseCaseInput,
    ) -> Result<CasePayload> {
        acting::close(ctx, input).await
    }

    /// Opens a closed case again; who held it last holds it again, if they still can, else the viewer does.
    async fn reopen_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Why.")] input: ReopenCaseInput,
    ) -> Result<CasePayload> {
        holding::reopen(ctx, input).await
    }

    /// A specialist who holds the case tells how it goes, or a follower writes down what they said by phone.
    async fn give_sign_of_life(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How it goes.")] input: GiveSignOfLifeInput,
    ) -> Result<CasePayload> {
        acting::give_sign_of_life(ctx, input).await
    }

    /// Lets somebody who is not involved read the case for an hour; the reason stands in the processing log.
    async fn read_case_with_reason(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: ReadCaseWithReasonInput,
    ) -> Result<CasePayload> {
        acting::read_with_reason(ctx, input).await
    }

    /// Adds the resident's details, with their consent; they are stored sealed. What stands in no field
    /// stays, for who may open what is there, and is taken away otherwise.
    async fn add_resident_details(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The details and the consent.")] input: AddResidentDetailsInput,
    ) -> Result<CasePayload> {
        details::add(ctx, input).await
    }

    /// Opens the resident's details; who did and why stands in the processing log, written in the same transaction.
    async fn reveal_resident_details(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and why.")] input: RevealResidentDetailsInput,
    ) -> Result<ResidentDetailsPayload> {
        details::reveal(ctx, input).await
    }

    /// Removes the resident's details for good.
    async fn remove_resident_details(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] input: CaseActInput,
    ) -> Result<CasePayload> {
        details::remove(ctx, input).await
    }
}
