//! The address of one's calendar as its owner sees it. The address itself is shown once, when it is made.

use async_graphql::SimpleObject;
use entities::{CalendarFeedId, Timestamp, calendar_feed};
use sea_orm::DerivePartialModel;

use crate::{context::RequestCtx, error::Result, payload::UserError, policy};

/// That somebody has an address for their calendar. The address itself is kept nowhere.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[sea_orm(entity = "calendar_feed::Entity")]
pub struct CalendarAddress {
    /// Its id.
    pub id: CalendarFeedId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be read.
    pub expires_at: Timestamp,
}

/// The answer to making an address.
#[derive(SimpleObject)]
pub struct MakeCalendarAddressPayload {
    /// The address that there is now.
    pub calendar_address: Option<CalendarAddress>,
    /// Its path, to be put into a calendar. Shown once; null when the act was done before, with the same key.
    pub path: Option<String>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The answer to withdrawing it.
#[derive(SimpleObject)]
pub struct WithdrawCalendarAddressPayload {
    /// Whoever has the address reads nothing any more.
    pub is_withdrawn: bool,
    /// Why not; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The viewer's own address, when they have one.
///
/// # Errors
/// When the database can't be read.
pub async fn own(req: &RequestCtx) -> Result<Option<CalendarAddress>> {
    Ok(policy::training::own_calendar(&req.viewer).into_partial_model().one(req.db()).await?)
}
