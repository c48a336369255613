//! The world that the other tests stand in holds together.

use api::policy::RoleScope;
use entities::CaseStatus;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn a_story_begins_on_a_monday_morning(db: TestDatabase) {
        let world = World::on(db).await;
        assert_eq!(world.now().to_string(), "2026-11-23T09:00:00Z", "{}", world.kind());
        world.pass_days(8);
        assert_eq!(world.today().to_string(), "2026-12-01");
    }

    async fn people_have_the_roles_they_were_given(db: TestDatabase) {
        let world = World::on(db).await;
        let whole = world.neighbourhood("noordwest").await;
        let part = world.neighbourhood_within("ussen", "noordwest").await;
        let joris = world.community_worker("Joris Hendriks").in_neighbourhood("noordwest").await;
        let viewer = world.viewer(joris.id).await;
        assert_eq!(viewer.roles(), [RoleScope::CommunityWorker([whole, part].into())]);
        world.end_roles(joris.id).await;
        assert_eq!(world.viewer(joris.id).await.roles(), []);
    }

    async fn the_api_answers(db: TestDatabase) {
        let world = World::on(db).await;
        world.topic("schulden").await;
        let answer = world.as_nobody().in_english().execute("{ topics { name } }", json!({})).await;
        assert_eq!(answer.text("/topics/0/name"), "Schulden (en)");
    }

    async fn cases_stand_in_the_database(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let row = entities::case::Entity::find_by_id(id).one(world.db()).await.expect("it can be read");
        assert_eq!(row.map(|row| row.status), Some(CaseStatus::Active));
    }
}
