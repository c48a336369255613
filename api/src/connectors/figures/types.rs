//! Figures of people as clients see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{ConnectorStatus, Day, NeighbourhoodId};

use crate::{context::Req, error::Result, places::types::Neighbourhood};

/// Figures of people, over the profiles that the viewer sees.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConnectorFigures {
    /// How many stand in each state, in the order of the way. Short by nature.
    pub by_status: Vec<ConnectorsInStatus>,
    /// The neighbourhoods in reading order, each with how many help there; those where nobody does have 0. Short by nature.
    pub by_neighbourhood: Vec<ConnectorsInNeighbourhood>,
    /// In how many of these neighbourhoods somebody helps.
    pub covered_neighbourhoods: i32,
    /// How many contacts should have spoken with their connector before today.
    pub overdue_contacts: i32,
    /// Of those who became active in the last year: half took no more than so many days from applying; null for nobody.
    pub median_days_to_active: Option<i32>,
    /// How many became active in the last year: as many as `connectors` has who did from `becameActiveFrom`.
    pub became_active: i32,
    /// The first day of that year.
    pub became_active_from: Day,
}

/// How many stand in a state.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ConnectorsInStatus {
    /// Which state.
    pub status: ConnectorStatus,
    /// How many.
    pub count: i32,
}

/// How many help in a neighbourhood.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ConnectorsInNeighbourhood {
    /// How many are active there. Somebody who helps in two neighbourhoods counts in both.
    pub active: i32,
    /// How many are on the way there: applied, talked, in training.
    pub on_the_way: i32,
    /// How many stand in each state there, in the order of the way: as many as `connectors` has of both. Short by nature.
    pub by_status: Vec<ConnectorsInStatus>,
    /// Which neighbourhood.
    #[graphql(skip)]
    pub neighbourhood_id: NeighbourhoodId,
}

#[ComplexObject]
impl ConnectorsInNeighbourhood {
    /// Which neighbourhood.
    async fn neighbourhood(&self, ctx: &Context<'_>) -> Result<Option<Neighbourhood>> {
        ctx.req().load(self.neighbourhood_id).await
    }
}
