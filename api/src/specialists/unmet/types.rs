//! Searches that found nothing, as the coordinator sees them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{Day, NeighbourhoodId};

use crate::{context::Req, error::Result, payload::UserError, places::types::Neighbourhood};

/// A search that found nothing and that somebody told of, once or more; who is not known. For the coordinator.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct UnmetSearch {
    /// What was looked for. Case, accents and signs make no other search.
    pub words: String,
    /// How often it was told.
    pub times: i32,
    /// The day on which it was told last.
    pub last_reported_on: Day,
    /// What people wrote with it, the latest first; at most twenty.
    pub notes: Vec<String>,
    /// As stored.
    #[graphql(skip)]
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
}

#[ComplexObject]
impl UnmetSearch {
    /// For which areas, each once, in reading order. Short by nature.
    async fn neighbourhoods(&self, ctx: &Context<'_>) -> Result<Vec<Neighbourhood>> {
        let mut areas: Vec<Neighbourhood> =
            ctx.req().loaders.load_many(self.neighbourhood_ids.iter().copied()).await?.into_values().collect();
        areas.sort_by_key(|area| area.position);
        Ok(areas)
    }
}

/// What came of telling what is missing.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportUnmetSearchPayload {
    /// It was passed on. Who told it is not kept.
    pub is_reported: bool,
    /// Why it wasn't.
    pub user_errors: Vec<UserError>,
}

/// What came of settling a search that found nothing.
#[derive(Clone, Debug, SimpleObject)]
pub struct SettleUnmetSearchPayload {
    /// It is off the list.
    pub is_settled: bool,
    /// Why it isn't.
    pub user_errors: Vec<UserError>,
}
