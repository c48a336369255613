//! What stands around a case, read for many at once and once a request.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use async_graphql::dataloader::Loader;
use entities::{AskBarrier, CaseId, InvolvementId, case, case_follower, case_topic, involvement, person, topic};
use sea_orm::{ColumnTrait, DerivePartialModel, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{involvements::types::Involvement, rows, types::Case};
use crate::{
    context::{Loaders, RequestCtx},
    error::LoadFault,
    people::types::Person,
    places::types::Topic,
    policy,
};

type Loaded<K, V> = std::result::Result<HashMap<K, V>, LoadFault>;

/// Asks for the topics of a visible case, the main one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TopicsOf(pub CaseId);

/// Asks for the ask-barriers of a case whose content the viewer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AskBarriersOf(pub CaseId);

/// Asks for who follows a visible case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FollowersOf(pub CaseId);

/// Asks for the involvements of a visible case: open ones first, then newest first, at most 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvolvementsOf(pub CaseId);

/// Forgets what was read of cases before an act.
pub fn forget(req: &RequestCtx) {
    req.loaders.clear::<CaseId>();
    req.loaders.clear::<InvolvementId>();
    req.loaders.clear::<TopicsOf>();
    req.loaders.clear::<AskBarriersOf>();
    req.loaders.clear::<FollowersOf>();
    req.loaders.clear::<InvolvementsOf>();
}

/// The most involvements that a case tells of at once.
pub const MOST_INVOLVEMENTS: usize = 100;

#[derive(DerivePartialModel)]
#[sea_orm(entity = "case_topic::Entity")]
struct TopicOfCase {
    case_id: CaseId,
    #[sea_orm(nested)]
    topic: Topic,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "person::Entity")]
struct FollowerOfCase {
    #[sea_orm(from_expr = "Expr::col((case_follower::Entity, case_follower::Column::CaseId))")]
    case_id: CaseId,
    #[sea_orm(nested)]
    person: Person,
}

impl Loader<CaseId> for Loaders {
    type Value = Arc<Case>;
    type Error = LoadFault;

    async fn load(&self, ids: &[CaseId]) -> Loaded<CaseId, Arc<Case>> {
        let select = policy::cases::visible(&self.viewer).filter(case::Column::Id.is_in(ids.iter().copied()));
        let cases = rows::cases(&self.app.db, &self.viewer, self.now, select).await?;
        Ok(cases.into_iter().map(|case| (case.id, Arc::new(case))).collect())
    }
}

impl Loader<InvolvementId> for Loaders {
    type Value = Involvement;
    type Error = LoadFault;

    async fn load(&self, ids: &[InvolvementId]) -> Loaded<InvolvementId, Involvement> {
        let select = policy::cases::visible_involvements(&self.viewer)
            .filter(involvement::Column::Id.is_in(ids.iter().copied()));
        let found = rows::involvements(&self.app.db, select).await?;
        Ok(found.into_iter().map(|involvement| (involvement.id, involvement)).collect())
    }
}

impl Loader<InvolvementsOf> for Loaders {
    type Value = Vec<Involvement>;
    type Error = LoadFault;

    async fn load(&self, cases: &[InvolvementsOf]) -> Loaded<InvolvementsOf, Vec<Involvement>> {
        let ids: Vec<_> = cases.iter().map(|InvolvementsOf(id)| *id).collect();
        let select = policy::cases::involvements_among(&self.viewer, &ids);
        let mut found = none_yet(cases);
        for involvement in rows::involvements(&self.app.db, rows::in_reading_order(select)).await? {
            let of_case = found.entry(InvolvementsOf(involvement.case_id)).or_default();
            if of_case.len() < MOST_INVOLVEMENTS {
                of_case.push(involvement);
            }
        }
        Ok(found)
    }
}

impl Loader<TopicsOf> for Loaders {
    type Value = Vec<Topic>;
    type Error = LoadFault;

    async fn load(&self, cases: &[TopicsOf]) -> Loaded<TopicsOf, Vec<Topic>> {
        let ids: Vec<_> = cases.iter().map(|TopicsOf(id)| *id).collect();
        let mut select = policy::cases::topics_of(&ids).order_by_asc(case_topic::Column::Position);
        QuerySelect::query(&mut select).inner_join(
            topic::Entity,
            Expr::col((topic::Entity, topic::Column::Id)).equals((case_topic::Entity, case_topic::Column::TopicId)),
        );
        let mut found = none_yet(cases);
        for TopicOfCase { case_id, topic } in select.into_partial_model().all(&self.app.db).await? {
            found.entry(TopicsOf(case_id)).or_default().push(topic);
        }
        Ok(found)
    }
}

impl Loader<AskBarriersOf> for Loaders {
    type Value = Vec<AskBarrier>;
    type Error = LoadFault;

    async fn load(&self, cases: &[AskBarriersOf]) -> Loaded<AskBarriersOf, Vec<AskBarrier>> {
        let ids: Vec<_> = cases.iter().map(|AskBarriersOf(id)| *id).collect();
        let mut found = none_yet(cases);
        for row in policy::cases::ask_barriers_of(&ids).all(&self.app.db).await? {
            found.entry(AskBarriersOf(row.case_id)).or_default().push(row.barrier);
        }
        for barriers in found.values_mut() {
            barriers.sort_unstable();
        }
        Ok(found)
    }
}

impl Loader<FollowersOf> for Loaders {
    type Value = Vec<Person>;
    type Error = LoadFault;

    async fn load(&self, cases: &[FollowersOf]) -> Loaded<FollowersOf, Vec<Person>> {
        let mut select = policy::people::visible(&self.viewer)
            .filter(case_follower::Column::CaseId.is_in(cases.iter().map(|FollowersOf(id)| *id)))
            .filter(case_follower::Column::EndedAt.is_null())
            .order_by_asc(case_follower::Column::Since)
            .order_by_asc(person::Column::Id);
        QuerySelect::query(&mut select).inner_join(
            case_follower::Entity,
            Expr::col((person::Entity, person::Column::Id))
                .equals((case_follower::Entity, case_follower::Column::PersonId)),
        );
        let mut found = none_yet(cases);
        for FollowerOfCase { case_id, person } in select.into_partial_model().all(&self.app.db).await? {
            found.entry(FollowersOf(case_id)).or_default().push(person);
        }
        Ok(found)
    }
}

/// Nothing for each, so that no case is asked for again because it has none.
fn none_yet<K: Copy + Eq + Hash, V>(cases: &[K]) -> HashMap<K, Vec<V>> {
    cases.iter().map(|case| (*case, Vec::new())).collect()
}
