//! The viewer, the installation and the people.

use async_graphql::{Context, Object};
use entities::{OrganisationKind, organisation};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{
    demo::{self, DemoPerson},
    types::Installation,
    viewer::ViewerCard,
};
use crate::{
    context::{Req, RequestCtx},
    error::Result,
    places::types::Organisation,
    policy,
};

/// The viewer, the installation and the people.
#[derive(Default)]
pub struct PeopleQueries;

#[Object]
impl PeopleQueries {
    /// Who is signed in; none for nobody and for machines.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<ViewerCard> {
        ViewerCard::of(&ctx.req().viewer)
    }

    /// Whose installation this is, for everybody.
    async fn installation(&self, ctx: &Context<'_>) -> Result<Installation> {
        let req = ctx.req();
        Ok(Installation {
            product_name: req.app.installation.product_name.clone(),
            municipality: name_of(req, OrganisationKind::Municipality).await?,
            welfare_organisation: name_of(req, OrganisationKind::Welfare).await?,
            is_demo: req.app.installation.is_demo,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// The people as whom one can look around in the demo; empty outside the demo. Short by nature.
    async fn demo_people(&self, ctx: &Context<'_>) -> Result<Vec<DemoPerson>> {
        demo::people(ctx.req()).await
    }
}

async fn name_of(req: &RequestCtx, kind: OrganisationKind) -> Result<String> {
    let found: Option<Organisation> = policy::places::visible_organisations(&req.viewer)
        .filter(organisation::Column::Kind.eq(kind))
        .order_by_asc(organisation::Column::Id)
        .into_partial_model()
        .one(req.db())
        .await?;
    Ok(found.map(|organisation| organisation.name).unwrap_or_default())
}
