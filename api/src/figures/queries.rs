//! The figures of a period.

use async_graphql::{Context, ErrorExtensionValues, Object};

use super::{inputs::FiguresFilter, period::Period, store, types::Figures};
use crate::context::Req;

/// The figures.
#[derive(Default)]
pub struct FiguresQueries;

#[Object]
impl FiguresQueries {
    /// Figures about the viewer's part of the programme; zeros for who has none. Days that make no period are
    /// `BAD_USER_INPUT`.
    async fn figures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which days and which cases; twelve weeks up to today, and all, when left out.")]
        filter: Option<FiguresFilter>,
    ) -> async_graphql::Result<Figures> {
        let req = ctx.req();
        let filter = filter.unwrap_or_default();
        let period = Period::asked(filter.from, filter.to, req.today()).map_err(|bad| {
            let mut extensions = ErrorExtensionValues::default();
            extensions.set("code", "BAD_USER_INPUT");
            extensions.set("argument", "filter");
            async_graphql::Error { message: bad.to_string(), source: None, extensions: Some(extensions) }
        })?;
        Ok(store::figures(req, period, &filter).await?)
    }
}
