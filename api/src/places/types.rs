//! Neighbourhoods, organisations and topics as clients see them.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, SimpleObject, dataloader::Loader};
use entities::{
    Locale, NeighbourhoodId, NeighbourhoodKind, OrganisationId, OrganisationKind, TopicId, neighbourhood, organisation,
    topic,
};
use sea_orm::{ColumnTrait, DerivePartialModel, QueryFilter};

use crate::{
    context::{Loaders, Req},
    error::{LoadFault, Result},
    policy,
};

/// A working area.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "neighbourhood::Entity")]
pub struct Neighbourhood {
    /// Its id.
    pub id: NeighbourhoodId,
    /// Stable short code, for instance `ruwaard`.
    pub code: String,
    /// Its name as people say it.
    pub name: String,
    /// District, village or quarter.
    pub kind: NeighbourhoodKind,
    /// The number of the municipality's own area.
    pub area: Option<i32>,
    /// The area it is a part of.
    #[graphql(skip)]
    pub parent_id: Option<NeighbourhoodId>,
    /// Place in lists.
    #[graphql(skip)]
    pub position: i32,
    /// Place on a map of tiles, from west to east.
    #[graphql(skip)]
    pub tile_column: Option<i32>,
    /// The same, from north to south.
    #[graphql(skip)]
    pub tile_row: Option<i32>,
}

/// Roughly where an area lies among the others: for a map of tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct Tile {
    /// From west to east, from 1.
    pub column: i32,
    /// From north to south, from 1.
    pub row: i32,
}

#[ComplexObject]
impl Neighbourhood {
    /// Its place on a map of tiles; null where no tile is drawn.
    async fn tile(&self) -> Option<Tile> {
        Some(Tile { column: self.tile_column?, row: self.tile_row? })
    }

    /// The area it is a part of.
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Box<Neighbourhood>>> {
        match self.parent_id {
            Some(id) => Ok(ctx.req().load(id).await?.map(Box::new)),
            None => Ok(None),
        }
    }
}

/// An organisation.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[sea_orm(entity = "organisation::Entity")]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Stable key.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// Its public site.
    pub website: Option<String>,
}

/// A topic of the controlled list.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "topic::Entity")]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// Stable key.
    pub slug: String,
    #[graphql(skip)]
    /// Dutch name.
    pub name_nl: String,
    #[graphql(skip)]
    /// English name.
    pub name_en: String,
    #[graphql(skip)]
    /// The question in Dutch.
    pub question_nl: String,
    #[graphql(skip)]
    /// The question in English.
    pub question_en: Option<String>,
    /// The topic it is a part of.
    pub parent_id: Option<TopicId>,
    /// Place in lists.
    #[graphql(skip)]
    pub position: i32,
}

#[ComplexObject]
impl Topic {
    /// Its name in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> &str {
        match ctx.req().locale {
            Locale::Nl => &self.name_nl,
            Locale::En => &self.name_en,
        }
    }

    /// The question of daily life, in a resident's words and the viewer's language; Dutch where there is no other.
    async fn question(&self, ctx: &Context<'_>) -> &str {
        match (ctx.req().locale, &self.question_en) {
            (Locale::En, Some(question)) => question,
            (Locale::En, None) | (Locale::Nl, _) => &self.question_nl,
        }
    }
}

impl Loader<NeighbourhoodId> for Loaders {
    type Value = Neighbourhood;
    type Error = LoadFault;

    async fn load(
        &self,
        ids: &[NeighbourhoodId],
    ) -> std::result::Result<HashMap<NeighbourhoodId, Neighbourhood>, Self::Error> {
        let rows = policy::places::visible_neighbourhoods(&self.viewer)
            .filter(neighbourhood::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model::<Neighbourhood>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<OrganisationId> for Loaders {
    type Value = Organisation;
    type Error = LoadFault;

    async fn load(
        &self,
        ids: &[OrganisationId],
    ) -> std::result::Result<HashMap<OrganisationId, Organisation>, Self::Error> {
        let rows = policy::places::visible_organisations(&self.viewer)
            .filter(organisation::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model::<Organisation>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<TopicId> for Loaders {
    type Value = Topic;
    type Error = LoadFault;

    async fn load(&self, ids: &[TopicId]) -> std::result::Result<HashMap<TopicId, Topic>, Self::Error> {
        let rows = policy::places::visible_topics(&self.viewer)
            .filter(topic::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model::<Topic>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}
