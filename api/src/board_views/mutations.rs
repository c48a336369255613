//! Saving and removing views of the board.

use async_graphql::{Context, Object};

use super::{
    inputs::{RemoveBoardViewInput, SaveBoardViewInput},
    saving,
    types::{BoardViewsPayload, own},
};
use crate::{
    acts::Acting,
    context::{Req, RequestCtx},
    error::Result,
    payload::{Stop, told},
};

/// Saving and removing views of the board.
#[derive(Default)]
pub struct BoardViewMutations;

#[Object]
impl BoardViewMutations {
    /// Saves a view of the board under a name, for the viewer alone; one with the same name is replaced.
    async fn save_board_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The name and the view.")] input: SaveBoardViewInput,
    ) -> async_graphql::Result<BoardViewsPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key.clone())?;
        payload(req, saving::save(req, &act, &input).await).await
    }

    /// Removes one of the viewer's saved views.
    async fn remove_board_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which view.")] input: RemoveBoardViewInput,
    ) -> async_graphql::Result<BoardViewsPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key)?;
        payload(req, saving::remove(req, &act, input.board_view_id).await).await
    }
}

async fn payload(req: &RequestCtx, outcome: Result<(), Stop>) -> async_graphql::Result<BoardViewsPayload> {
    let (_, user_errors) = told(outcome, req.locale)?;
    Ok(BoardViewsPayload { board_views: own(req).await?, user_errors })
}
