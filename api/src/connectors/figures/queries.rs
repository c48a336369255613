//! Asking for the figures of people.

use async_graphql::{Context, Object};

use super::{counting, types::ConnectorFigures};
use crate::{context::Req, error::Result};

/// Counting people.
#[derive(Default)]
pub struct ConnectorFiguresQueries;

#[Object]
impl ConnectorFiguresQueries {
    /// Figures of people: for who runs the programme over everybody, for a community worker over the own neighbourhoods;
    /// null for anybody else.
    async fn connector_figures(&self, ctx: &Context<'_>) -> Result<Option<ConnectorFigures>> {
        counting::figures(ctx.req()).await
    }
}
