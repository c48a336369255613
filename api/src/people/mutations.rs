//! What people change about people.

use async_graphql::{Context, Object};

use super::{inputs::ChooseLocaleInput, store, types::ViewerPayload, viewer::ViewerCard};
use crate::{
    acts::{Acting, once},
    context::Req,
    payload::{Refusal, Stop, told},
    policy::{PersonViewer, Viewer},
};

/// What people change about people.
#[derive(Default)]
pub struct PeopleMutations;

#[Object]
impl PeopleMutations {
    /// Chooses the language in which the viewer is answered, on every device.
    async fn choose_locale(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language.")] input: ChooseLocaleInput,
    ) -> async_graphql::Result<ViewerPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key)?;
        let Some(id) = req.viewer.person_id() else {
            let (_, user_errors) = told::<()>(Err(Stop::from(Refusal::not_allowed())), req.locale)?;
            return Ok(ViewerPayload { viewer: None, user_errors });
        };
        let outcome = once(req, &act, async |work| Ok(store::choose_locale(work, id, input.locale).await?)).await;
        let (_, user_errors) = told(outcome, req.locale)?;
        let viewer = PersonViewer::load(req.db(), id).await?.map_or(Viewer::Nobody, Viewer::Person);
        req.go_on_as(viewer.clone());
        Ok(ViewerPayload { viewer: ViewerCard::of(&viewer), user_errors })
    }
}
