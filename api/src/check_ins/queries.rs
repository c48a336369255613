//! How the viewer is asked, and who isn't well of those whose fixed contact they are.

use async_graphql::{Context, Object};
use entities::check_in;
use sea_orm::{QueryOrder, QuerySelect};

use super::{
    today,
    types::{CheckIn, CheckInRhythm, CheckInToday},
};
use crate::{
    context::{Req, RequestCtx},
    error::Result,
    policy,
};

/// The most answers that are listed.
const MOST: u64 = 100;

/// How the viewer is asked, and who isn't well.
#[derive(Default)]
pub struct CheckInQueries;

#[Object]
impl CheckInQueries {
    /// The question how the viewer is, as it stands today; null for who is no active connector, and while they have no fixed
    /// contact at the welfare organisation.
    async fn check_in(&self, ctx: &Context<'_>) -> Result<Option<CheckInToday>> {
        today::of_viewer(ctx.req()).await
    }

    /// Connectors who said to the viewer, as their fixed contact, that they aren't well, until the viewer notes that they
    /// spoke; the longest ago first. Short by nature (at most 100).
    async fn not_well(&self, ctx: &Context<'_>) -> Result<Vec<CheckIn>> {
        let req = ctx.req();
        let rows: Vec<CheckIn> = policy::check_ins::not_well(&req.viewer, req.today())
            .order_by_asc(check_in::Column::At)
            .order_by_asc(check_in::Column::Id)
            .limit(MOST)
            .into_partial_model()
            .all(req.db())
            .await?;
        req.read_ahead(rows.iter().map(|row| row.connector_id)).await?;
        Ok(rows)
    }

    /// How often connectors are asked how they are; null for who isn't signed in.
    async fn check_in_rhythm(&self, ctx: &Context<'_>) -> Result<Option<CheckInRhythm>> {
        rhythm(ctx.req()).await
    }
}

/// The rhythm that holds, for who may know it.
///
/// # Errors
/// When the database can't be read.
pub async fn rhythm(req: &RequestCtx) -> Result<Option<CheckInRhythm>> {
    let row = policy::connectors::programme(&req.viewer).one(req.db()).await?;
    Ok(row.map(|row| CheckInRhythm { days: row.check_in_rhythm_days, version: row.version }))
}
