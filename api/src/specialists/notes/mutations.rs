//! Noting something about an entry, and removing it.

use async_graphql::{Context, Object};
use entities::specialist_note;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    inputs::{AddSpecialistNoteInput, RemoveSpecialistNoteInput},
    store,
    types::{AddSpecialistNotePayload, RemoveSpecialistNotePayload, with_writer},
};
use crate::{
    acts::{Acting, once},
    context::Req,
    error::Fault,
    free_text,
    payload::{Refusal, told},
    policy,
    specialists::store::find,
};

/// The longest note, in characters.
const LONGEST: usize = 500;

/// The acts on notes.
#[derive(Default)]
pub struct SpecialistNoteMutations;

#[Object]
impl SpecialistNoteMutations {
    /// Notes something about an entry, for connectors, community workers and the coordinator to read.
    async fn add_specialist_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which entry, and what.")] input: AddSpecialistNoteInput,
    ) -> async_graphql::Result<AddSpecialistNotePayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(Some(input.idempotency_key))?, async |work| {
            let entry = find(work, input.specialist_id, None).await?;
            let writer = policy::specialist_notes::may_add(&req.viewer, entry.id)?;
            let text = free_text::checked(&input.text, "text", LONGEST)?;
            Ok(store::add(work, entry.id, writer, text).await?)
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        let note = match done {
            Some(id) => {
                let own = policy::specialist_notes::visible(&req.viewer).filter(specialist_note::Column::Id.eq(id));
                with_writer(own).into_partial_model().one(req.db()).await.map_err(Fault::from)?
            }
            None => None,
        };
        Ok(AddSpecialistNotePayload { note, user_errors })
    }

    /// Removes a note, for everybody: one's own, or any for the coordinator.
    async fn remove_specialist_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which note.")] input: RemoveSpecialistNoteInput,
    ) -> async_graphql::Result<RemoveSpecialistNotePayload> {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
            let note = policy::specialist_notes::visible(&req.viewer)
                .filter(specialist_note::Column::Id.eq(input.specialist_note_id))
                .one(&work.tx)
                .await?
                .ok_or_else(|| Refusal::not_found("specialistNoteId"))?;
            policy::specialist_notes::may_remove(&req.viewer, note.person_id)?;
            Ok(store::remove(work, note.id).await?)
        })
        .await;
        let (done, user_errors) = told(outcome, req.locale)?;
        Ok(RemoveSpecialistNotePayload { is_removed: done.is_some(), user_errors })
    }
}
