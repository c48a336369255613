//! In a random town, for people with any roles: what they may not see makes no difference to any list, count, search or
//! figure. Each is asked twice, before and after all of it is taken out of the database. While it is there, it answers by its
//! id as what never was.

use std::collections::BTreeSet;

use api::feed::Change;
use api::policy::{self, Viewer};
use entities::{CaseId, ChangeKind, case, case_event, case_follower, case_reading, case_topic, involvement};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

use crate::cases_hidden::EVERYWHERE;
use crate::cases_listening::{CASES, Listening, to_case};
use crate::harness::answer::Answer;
use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::town::{Seed, Town};

on_both! {
    async fn what_is_hidden_makes_no_difference_in_a_town(db: TestDatabase) {
        let compared = make_no_difference(db, Seed(3)).await;
        assert!(compared.hidden > 100 && compared.without_case > 0, "there is little to hide: {compared:?}");
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

/// How much there was to compare, of all viewers together.
#[derive(Debug, Default)]
struct Compared {
    /// Cases of which they see nothing.
    hidden: usize,
    /// Involvements that they see without the case.
    without_case: usize,
}

/// One after the other is asked.
async fn make_no_difference(db: TestDatabase, seed: Seed) -> Compared {
    let world = World::on(db).await;
    let town = seed.build(&world).await;
    let (mut asked, mut compared) = (0, Compared::default());
    for member in &town.people {
        let viewer = world.viewer(member.id).await;
        if viewer.roles().is_empty() || asked == MOST_ASKED {
            continue;
        }
        asked += 1;
        let place = format!("in {seed}, for {viewer:?}");
        let (seen, unseen) = seen_and_unseen(&world, &town, &viewer).await;
        answer_as_what_never_was(&world, member, &unseen, &place).await;
        compared.without_case += involvements_without_case(&world, member, &unseen, &place).await;
        keep_silent(&world, member, (&seen, &unseen), &place).await;
        let hidden = hidden(&world, &viewer, &unseen).await;
        let before = answers(&world, member).await;
        let taken = Taken::out_of(&world, &hidden).await;
        let after = answers(&world, member).await;
        for ((filter, before), (_, after)) in before.into_iter().zip(after) {
            assert_eq!(before, after, "{filter} {place}");
        }
        taken.put_back(&world).await;
        compared.hidden += hidden.len();
    }
    compared
}

/// The cases whose card the viewer sees, and the others.
async fn seen_and_unseen(world: &World, town: &Town, viewer: &Viewer) -> (BTreeSet<CaseId>, BTreeSet<CaseId>) {
    let seen = policy::cases::visible(viewer).select_only().column(case::Column::Id).into_tuple::<CaseId>();
    let seen: BTreeSet<CaseId> = seen.all(world.db()).await.expect("read").into_iter().collect();
    let unseen = town.cases.iter().map(|case| case.id).filter(|id| !seen.contains(id)).collect();
    (seen, unseen)
}

/// The cases of which the viewer sees nothing: neither the card nor a part that they had in it.
async fn hidden(world: &World, viewer: &Viewer, unseen: &BTreeSet<CaseId>) -> BTreeSet<CaseId> {
    let part = policy::cases::visible_involvements(viewer).select_only().column(involvement::Column::CaseId);
    let part = part.into_tuple::<CaseId>().all(world.db()).await.expect("read");
    unseen.iter().copied().filter(|id| !part.contains(id)).collect()
}

const BY_ID: &str = "query ($id: CaseId!, $any: ID!) {
    case(id: $id) { id } node(id: $any) { __typename } nodes(ids: [$any]) { __typename } }";

async fn answer_as_what_never_was(world: &World, member: &Member, unseen: &BTreeSet<CaseId>, place: &str) {
    let by_id = async |id: CaseId| world.as_(member).execute(BY_ID, json!({ "id": id, "any": id })).await;
    let never = by_id(world.id()).await;
    assert_eq!(never.data(), &json!({ "case": null, "node": null, "nodes": [null] }), "{place}");
    for id in unseen.iter().copied() {
        assert_eq!(by_id(id).await, never, "{id} {place}");
    }
}

const INVOLVEMENTS: &str = "query ($after: String) { involvements(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { case { id } } } }";

/// How many involvements are shown without their case; with it comes none whose case isn't seen.
async fn involvements_without_case(world: &World, member: &Member, unseen: &BTreeSet<CaseId>, place: &str) -> usize {
    let (mut without_case, mut after) = (0, Value::Null);
    loop {
        let answer = world.as_(member).execute(INVOLVEMENTS, json!({ "after": after })).await;
        for node in answer.list("/involvements/nodes") {
            if let Some(id) = node["case"]["id"].as_str() {
                assert!(!unseen.contains(&id.parse::<CaseId>().expect("an id")), "{id} {place}");
            } else {
                without_case += 1;
            }
        }
        let page = answer.at("/involvements/pageInfo");
        if page["hasNextPage"] == false {
            return without_case;
        }
        after = page["endCursor"].clone();
    }
}

/// Whoever listens to all cases, to one that they don't see or to one that never was hears nothing of what they don't see.
async fn keep_silent(
    world: &World,
    member: &Member,
    (seen, unseen): (&BTreeSet<CaseId>, &BTreeSet<CaseId>),
    place: &str,
) {
    let (Some(hidden), never) = (unseen.first().copied(), world.id()) else { return };
    let (of_hidden, of_never) = (to_case(hidden), to_case(never));
    let (mut all, mut one, mut none) = tokio::join!(
        Listening::to(world, member, CASES),
        Listening::to(world, member, &of_hidden),
        Listening::to(world, member, &of_never),
    );
    // What is seen comes last: who hears of it has heard of all the rest.
    let sign = seen.first().copied();
    for case_id in unseen.iter().copied().chain([never]).chain(sign) {
        let change = Change { kind: ChangeKind::Changed, case_id, involvement_id: None, version: 2 };
        world.app().feed.tell(change);
    }
    if let Some(id) = sign {
        let first = all.next().await;
        assert_eq!(first, json!({ "caseChanged": { "kind": "CHANGED", "id": id, "version": 2 } }), "{place}");
    }
    let heard = tokio::join!(all.heard(), one.heard(), none.heard());
    assert_eq!(heard, (None, None, None), "{place}");
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
