//! The views of the board that the viewer saved.

use crate::graphql::scalars::BoardViewId;
use crate::graphql::{UserError, schema};

/// The viewer's saved views.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct BoardViewsQuery {
    /// Who looks.
    pub viewer: Option<ViewerViews>,
}

/// The saved views of who looks.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct ViewerViews {
    /// By name.
    pub board_views: Vec<SavedView>,
}

/// A view under a name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "BoardView")]
pub struct SavedView {
    /// Identifies it.
    pub id: BoardViewId,
    /// Its name.
    pub name: String,
    /// The parameters of its address.
    pub query: String,
}

/// What is saved.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct SaveBoardViewInput {
    /// The name; one with the same name is replaced.
    pub name: String,
    /// The parameters of the address.
    pub query: String,
    /// Makes it one act.
    pub idempotency_key: Option<String>,
}

/// What is removed.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RemoveBoardViewInput {
    /// Which.
    pub board_view_id: BoardViewId,
    /// Makes it one act.
    pub idempotency_key: Option<String>,
}

/// Variables of [`SaveBoardView`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SaveBoardViewVariables {
    /// What.
    pub input: SaveBoardViewInput,
}

/// Saves a view.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SaveBoardViewVariables")]
pub struct SaveBoardView {
    /// What came of it.
    #[arguments(input: $input)]
    pub save_board_view: BoardViewsPayload,
}

/// Variables of [`RemoveBoardView`].
#[derive(cynic::QueryVariables, Debug)]
pub struct RemoveBoardViewVariables {
    /// Which.
    pub input: RemoveBoardViewInput,
}

/// Removes a view.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "RemoveBoardViewVariables")]
pub struct RemoveBoardView {
    /// What came of it.
    #[arguments(input: $input)]
    pub remove_board_view: BoardViewsPayload,
}

/// The views after it, or why it was refused.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct BoardViewsPayload {
    /// All of the viewer's.
    pub board_views: Vec<SavedView>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}
