//! Saved views as clients see them.

use async_graphql::SimpleObject;
use entities::{BoardViewId, Timestamp, board_view};
use sea_orm::{DerivePartialModel, QuerySelect};

use crate::{context::RequestCtx, error::Result, payload::UserError, policy};

/// The most views that somebody can save.
pub const MOST: u64 = 30;

/// A view of the board that the viewer saved under a name. Nobody else sees it.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[sea_orm(entity = "board_view::Entity")]
pub struct BoardView {
    /// Its id.
    pub id: BoardViewId,
    /// The name.
    pub name: String,
    /// The parameters of the address, as after its question mark.
    pub query: String,
    /// When it was first saved.
    pub created_at: Timestamp,
}

/// The answer to what changes the viewer's saved views.
#[derive(SimpleObject)]
pub struct BoardViewsPayload {
    /// All views of the viewer after it, by name. Short by nature (at most 30).
    pub board_views: Vec<BoardView>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The viewer's own views, by name.
///
/// # Errors
/// When the database can't be read.
pub async fn own(req: &RequestCtx) -> Result<Vec<BoardView>> {
    let views = policy::board_views::visible(&req.viewer).limit(MOST).into_partial_model();
    let mut views: Vec<BoardView> = views.all(req.db()).await?;
    // The two databases don't order letters alike.
    views.sort_by_cached_key(|view| view.name.to_lowercase());
    Ok(views)
}
