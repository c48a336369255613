//! Which area lies in which: a municipality has tens, and they are walked in memory.

use std::collections::{BTreeMap, BTreeSet};

use entities::NeighbourhoodId;
use sea_orm::{ConnectionTrait, DbErr};

use crate::policy::{self, Viewer};

/// All areas, each with what it lies in.
pub struct Areas(BTreeMap<NeighbourhoodId, Option<NeighbourhoodId>>);

impl Areas {
    /// Reads them. One statement.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn read(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let all = policy::places::visible_neighbourhoods(&Viewer::Nobody).all(db).await?;
        Ok(Self(all.into_iter().map(|area| (area.id, area.parent_id)).collect()))
    }

    /// An area with everything that it lies in: who works there works here.
    pub fn with_wholes(&self, area: NeighbourhoodId) -> BTreeSet<NeighbourhoodId> {
        self.up(area).collect()
    }

    /// An area with what it lies in, and with its parts: who helps in one of them is of its team.
    pub fn around(&self, area: NeighbourhoodId) -> BTreeSet<NeighbourhoodId> {
        let parts = self.0.keys().copied().filter(|part| self.up(*part).any(|whole| whole == area));
        self.up(area).chain(parts).collect()
    }

    /// From an area upwards; a circle in the data ends nothing but the walk.
    fn up(&self, area: NeighbourhoodId) -> impl Iterator<Item = NeighbourhoodId> {
        std::iter::successors(Some(area), |area| self.0.get(area).copied().flatten()).take(self.0.len().max(1))
    }
}
