//! Whom a connector can ask: fellow connectors whom they know from their team or from training, and their teams.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use async_graphql::dataloader::Loader;
use entities::{NeighbourhoodId, PersonId, neighbourhood, person, role_grant};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect};

use super::types::{PeerChoice, PeerChoices};
use crate::{
    context::{Loaders, RequestCtx},
    error::{LoadFault, Result},
    places::types::Neighbourhood,
    policy::{self, PersonViewer},
};

/// The most fellow connectors who can be chosen.
const MOST: usize = 200;

/// Whom the viewer can ask. Four statements.
///
/// # Errors
/// When the database can't be read.
pub async fn of(req: &RequestCtx, me: &PersonViewer) -> Result<PeerChoices> {
    let areas = Areas::read(req.db()).await?;
    let known: Vec<(PersonId, Option<NeighbourhoodId>)> = policy::peers::may_be_asked(me)
        .select_only()
        .columns([role_grant::Column::PersonId, role_grant::Column::NeighbourhoodId])
        .into_tuple()
        .all(req.db())
        .await?;
    let people: BTreeSet<PersonId> = known.iter().map(|(person, _)| *person).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    let mut connectors: Vec<PeerChoice> = policy::network::people(&people)
        .select_only()
        .columns([person::Column::Id, person::Column::Name])
        .into_tuple()
        .all(req.db())
        .await?
        .into_iter()
        .map(|(person_id, name)| PeerChoice { person_id, name })
        .collect();
    connectors.sort_by_cached_key(|choice| (choice.name.to_lowercase(), choice.person_id));
    connectors.truncate(MOST);
    let helped_in: BTreeSet<NeighbourhoodId> = known.iter().filter_map(|(_, area)| *area).collect();
    let own: Vec<Neighbourhood> = policy::peers::own_teams(me)
        .order_by_asc(neighbourhood::Column::Position)
        .into_partial_model()
        .all(req.db())
        .await?;
    let has_others = |team: &Neighbourhood| areas.around(team.id).iter().any(|area| helped_in.contains(area));
    Ok(PeerChoices { connectors, teams: own.into_iter().filter(has_others).collect() })
}

/// The fellow connectors of a team, other than the viewer; none when it is no team of theirs. Two statements.
///
/// # Errors
/// When the database can't be read.
pub async fn team(
    db: &impl ConnectionTrait,
    me: &PersonViewer,
    area: NeighbourhoodId,
) -> Result<BTreeSet<PersonId>, DbErr> {
    let is_own = policy::peers::own_teams(me).filter(neighbourhood::Column::Id.eq(area)).one(db).await?;
    if is_own.is_none() {
        return Ok(BTreeSet::new());
    }
    let around: Vec<NeighbourhoodId> = Areas::read(db).await?.around(area).into_iter().collect();
    let people: Vec<PersonId> = policy::peers::team_of(me, &around)
        .select_only()
        .column(role_grant::Column::PersonId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(people.into_iter().collect())
}

/// Which area lies in which.
struct Areas(BTreeMap<NeighbourhoodId, Option<NeighbourhoodId>>);

impl Areas {
    async fn read(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let all = policy::places::visible_neighbourhoods(&policy::Viewer::Nobody).all(db).await?;
        Ok(Self(all.into_iter().map(|area| (area.id, area.parent_id)).collect()))
    }

    /// An area with what it lies in, and with its parts: who helps in one of them is of its team.
    fn around(&self, area: NeighbourhoodId) -> BTreeSet<NeighbourhoodId> {
        let wholes = |from: NeighbourhoodId| {
            let up = |area: &NeighbourhoodId| self.0.get(area).copied().flatten();
            std::iter::successors(Some(from), up).take(self.0.len())
        };
        let parts = self.0.keys().copied().filter(|part| wholes(*part).any(|whole| whole == area));
        wholes(area).chain(parts).collect()
    }
}

/// Asks the loaders whether somebody is a fellow connector whom the viewer can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MayBeAsked(pub PersonId);

impl Loader<MayBeAsked> for Loaders {
    type Value = bool;
    type Error = LoadFault;

    async fn load(&self, keys: &[MayBeAsked]) -> std::result::Result<HashMap<MayBeAsked, bool>, LoadFault> {
        let mut found: HashMap<_, bool> = keys.iter().map(|key| (*key, false)).collect();
        let Ok(me) = policy::peers::may_ask(&self.viewer) else { return Ok(found) };
        let people: Vec<PersonId> = policy::peers::may_be_asked(me)
            .filter(role_grant::Column::PersonId.is_in(keys.iter().map(|key| key.0)))
            .select_only()
            .column(role_grant::Column::PersonId)
            .into_tuple()
            .all(&self.app.db)
            .await?;
        found.extend(people.into_iter().map(|person| (MayBeAsked(person), true)));
        Ok(found)
    }
}
