//! "Klopt niet meer": who marked what.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entities::{SpecialistId, stale_mark};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use crate::{context::Loaders, error::LoadFault, policy};

/// Asks the loaders whether the viewer has an open mark on an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MarkedByViewer(pub SpecialistId);

impl Loader<MarkedByViewer> for Loaders {
    type Value = ();
    type Error = LoadFault;

    async fn load(&self, entries: &[MarkedByViewer]) -> Result<HashMap<MarkedByViewer, ()>, Self::Error> {
        let Some(viewer) = self.viewer.person_id() else { return Ok(HashMap::new()) };
        let marked: Vec<SpecialistId> = policy::specialists::open_marks(&self.viewer)
            .filter(stale_mark::Column::PersonId.eq(viewer))
            .filter(stale_mark::Column::SpecialistId.is_in(entries.iter().map(|MarkedByViewer(id)| *id)))
            .select_only()
            .column(stale_mark::Column::SpecialistId)
            .into_tuple()
            .all(&self.app.db)
            .await?;
        Ok(marked.into_iter().map(|id| (MarkedByViewer(id), ())).collect())
    }
}
