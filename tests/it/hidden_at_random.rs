//! In a random town, for people with any roles: what they may not see makes no difference to any list, count, search or
//! figure. Each is asked twice, before and after all of it is taken out of the database.

use std::collections::BTreeSet;

use api::policy::{self, Viewer};
use entities::{CaseId, case, case_event, case_follower, case_reading, case_topic, involvement};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QuerySelect};
use serde_json::json;

use crate::cases_hidden::EVERYWHERE;
use crate::harness::answer::Answer;
use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::town::{Seed, Town};

on_both! {
    async fn what_is_hidden_makes_no_difference_in_a_town(db: TestDatabase) {
        let compared = make_no_difference(db, Seed(3)).await;
        assert!(compared > 100, "only {compared} cases were hidden from anybody");
    }

    /// Another one at each run; what fails names it.
    async fn what_is_hidden_makes_no_difference_in_a_town_never_seen(db: TestDatabase) {
        let mut seed = [0];
        aws_lc_rs::rand::fill(&mut seed).expect("randomness");
        make_no_difference(db, Seed(seed[0])).await;
    }
}

/// So many people are asked: the roles of a town come in no order.
const MOST_ASKED: usize = 7;

/// One after the other is asked. Answers from how many cases were hidden, of all viewers together.
async fn make_no_difference(db: TestDatabase, seed: Seed) -> usize {
    let world = World::on(db).await;
    let town = seed.build(&world).await;
    let (mut asked, mut compared) = (0, 0);
    for member in &town.people {
        let viewer = world.viewer(member.id).await;
        if viewer.roles().is_empty() || asked == MOST_ASKED {
            continue;
        }
        asked += 1;
        let hidden = hidden(&world, &town, &viewer).await;
        let before = answers(&world, member).await;
        let taken = Taken::out_of(&world, &hidden).await;
        let after = answers(&world, member).await;
        for ((filter, before), (_, after)) in before.into_iter().zip(after) {
            assert_eq!(before, after, "{filter} in {seed}, for {viewer:?}");
        }
        taken.put_back(&world).await;
        compared += hidden.len();
    }
    compared
}

/// The cases of which the viewer sees nothing: neither the card nor a part that they had in it.
async fn hidden(world: &World, town: &Town, viewer: &Viewer) -> BTreeSet<CaseId> {
    let seen = policy::cases::visible(viewer).select_only().column(case::Column::Id).into_tuple::<CaseId>();
    let part = policy::cases::visible_involvements(viewer).select_only().column(involvement::Column::CaseId);
    let mut known: BTreeSet<CaseId> = seen.all(world.db()).await.expect("read").into_iter().collect();
    known.extend(part.into_tuple::<CaseId>().all(world.db()).await.expect("read"));
    town.cases.iter().map(|case| case.id).filter(|id| !known.contains(id)).collect()
}

/// What the viewer is told, each with what was asked.
async fn answers(world: &World, member: &Member) -> Vec<(String, Answer)> {
    let areas = [world.neighbourhood("ruwaard").await, world.neighbourhood("berghem").await];
    let filters = [
        json!({}),
        json!({ "neighbourhoodIds": [areas[1]] }),
        json!({ "myTurn": true }),
        json!({ "overdue": true }),
        json!({ "columns": ["NEW", "WAITING", "DONE"] }),
        json!({ "search": "woord 1" }),
    ];
    let mut told = Vec::new();
    for filter in filters {
        let answer = world.as_(member).execute(EVERYWHERE, json!({ "filter": filter, "area": areas[0] })).await;
        told.push((filter.to_string(), answer));
    }
    told
}

/// Rows that were taken out, to be put back.
struct Taken {
    cases: Vec<case::Model>,
    topics: Vec<case_topic::Model>,
    followers: Vec<case_follower::Model>,
    readings: Vec<case_reading::Model>,
    involvements: Vec<involvement::Model>,
    events: Vec<case_event::Model>,
}

impl Taken {
    async fn out_of(world: &World, cases: &BTreeSet<CaseId>) -> Self {
        let ids = || cases.iter().copied();
        let taken = Self {
            events: take::<case_event::Entity>(world, case_event::Column::CaseId.is_in(ids())).await,
            involvements: take::<involvement::Entity>(world, involvement::Column::CaseId.is_in(ids())).await,
            readings: take::<case_reading::Entity>(world, case_reading::Column::CaseId.is_in(ids())).await,
            followers: take::<case_follower::Entity>(world, case_follower::Column::CaseId.is_in(ids())).await,
            topics: take::<case_topic::Entity>(world, case_topic::Column::CaseId.is_in(ids())).await,
            cases: take::<case::Entity>(world, case::Column::Id.is_in(ids())).await,
        };
        world.arranged();
        taken
    }

    async fn put_back(self, world: &World) {
        put::<case::Entity, _>(world, self.cases).await;
        put::<case_topic::Entity, _>(world, self.topics).await;
        put::<case_follower::Entity, _>(world, self.followers).await;
        put::<case_reading::Entity, _>(world, self.readings).await;
        put::<involvement::Entity, _>(world, self.involvements).await;
        put::<case_event::Entity, _>(world, self.events).await;
        world.arranged();
    }
}

async fn take<E: EntityTrait>(world: &World, which: sea_orm::sea_query::SimpleExpr) -> Vec<E::Model>
where
    E::Model: ModelTrait + Send + Sync,
{
    let rows = E::find().filter(which.clone()).all(world.db()).await.expect("read");
    E::delete_many().filter(which).exec(world.db()).await.expect("the rows go");
    rows
}

async fn put<E, A>(world: &World, rows: Vec<E::Model>)
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E> + sea_orm::ActiveModelBehavior + Send,
{
    for row in rows {
        row.into_active_model().reset_all().insert(world.db()).await.expect("the row is back");
    }
}
