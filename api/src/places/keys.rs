//! Topics and areas by their stable keys, as other tables tell them in one text.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entities::{neighbourhood, topic};
use sea_orm::{ColumnTrait, QueryFilter};

use super::types::{Neighbourhood, Topic};
use crate::{context::Loaders, error::LoadFault, policy};

/// Asks the loaders for a topic by its slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TopicSlug(pub String);

/// Asks the loaders for an area by its code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AreaCode(pub String);

impl Loader<TopicSlug> for Loaders {
    type Value = Topic;
    type Error = LoadFault;

    async fn load(&self, slugs: &[TopicSlug]) -> Result<HashMap<TopicSlug, Topic>, Self::Error> {
        let rows = policy::places::visible_topics(&self.viewer)
            .filter(topic::Column::Slug.is_in(slugs.iter().map(|TopicSlug(slug)| slug)))
            .into_partial_model::<Topic>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (TopicSlug(row.slug.clone()), row)).collect())
    }
}

impl Loader<AreaCode> for Loaders {
    type Value = Neighbourhood;
    type Error = LoadFault;

    async fn load(&self, codes: &[AreaCode]) -> Result<HashMap<AreaCode, Neighbourhood>, Self::Error> {
        let rows = policy::places::visible_neighbourhoods(&self.viewer)
            .filter(neighbourhood::Column::Code.is_in(codes.iter().map(|AreaCode(code)| code)))
            .into_partial_model::<Neighbourhood>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (AreaCode(row.code.clone()), row)).collect())
    }
}
