//! What comes in about saved views.

use async_graphql::InputObject;
use entities::BoardViewId;

/// Saving a view of the board.
#[derive(InputObject)]
pub struct SaveBoardViewInput {
    /// The name, 1 to 60 characters, without anything that identifies a resident. A view of the viewer that has this
    /// name already, in whatever case, is replaced.
    pub name: String,
    /// The parameters of the address, as after its question mark; at most 2000 characters, empty for everything.
    pub query: String,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}

/// Removing a saved view of the board.
#[derive(InputObject)]
pub struct RemoveBoardViewInput {
    /// Which view.
    pub board_view_id: BoardViewId,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}
