//! Who of the viewer's own people worked with an entry before: whom to ask how it is there.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entities::{PersonId, SpecialistId, involvement};
use sea_orm::{ColumnTrait, Order, QueryOrder, QuerySelect};

use crate::{
    context::{Loaders, RequestCtx},
    error::{LoadFault, Result},
    people::types::Person,
    policy,
};

/// The most people that are named.
const MOST: usize = 10;

/// Asks the loaders who knows an entry, the last to have worked with it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KnownBy(pub SpecialistId);

/// Who of the viewer's own people worked with an entry, as far as the viewer may know them.
///
/// # Errors
/// When the database can't be read.
pub async fn known_by(req: &RequestCtx, entry: SpecialistId) -> Result<Vec<Person>> {
    let ids = req.load(KnownBy(entry)).await?.unwrap_or_default();
    let mut people = req.loaders.load_many(ids.clone()).await?;
    Ok(ids.into_iter().filter_map(|id| people.remove(&id).flatten()).collect())
}

impl Loader<KnownBy> for Loaders {
    type Value = Vec<PersonId>;
    type Error = LoadFault;

    async fn load(&self, entries: &[KnownBy]) -> std::result::Result<HashMap<KnownBy, Vec<PersonId>>, LoadFault> {
        let ids: Vec<_> = entries.iter().map(|KnownBy(id)| *id).collect();
        let last = involvement::Column::RequestedAt.max();
        // Nobody asks again for an entry because nobody knows it.
        let mut known: HashMap<_, Vec<PersonId>> = entries.iter().map(|entry| (*entry, Vec::new())).collect();
        let rows: Vec<(SpecialistId, PersonId)> = policy::specialists::worked_with(&self.viewer, &ids)
            .select_only()
            .columns([involvement::Column::ReceiverSpecialistId, involvement::Column::RequesterId])
            .group_by(involvement::Column::ReceiverSpecialistId)
            .group_by(involvement::Column::RequesterId)
            .order_by(last, Order::Desc)
            .order_by_asc(involvement::Column::RequesterId)
            .into_tuple()
            .all(&self.app.db)
            .await?;
        for (entry, person) in rows {
            let people = known.entry(KnownBy(entry)).or_default();
            if people.len() < MOST {
                people.push(person);
            }
        }
        Ok(known)
    }
}
