//! Whom a connector can ask: fellow connectors whom they know from their team or from training, and their teams.

use std::collections::{BTreeSet, HashMap};

use async_graphql::dataloader::Loader;
use entities::{NeighbourhoodId, PersonId, neighbourhood, person, role_grant};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect};

use super::types::{PeerChoice, PeerChoices};
use crate::{
    context::{Loaders, RequestCtx},
    error::{LoadFault, Result},
    places::{areas::Areas, types::Neighbourhood},
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
