//! The server does by itself what time brings: at the start, and every so often.

use std::sync::Arc;
use std::time::Duration;

use api::http::Stop;
use entities::{InvolvementId, InvolvementKind, InvolvementStatus, case_event, involvement};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::harness::program::{Folder, Running};
use crate::harness::world::World;
use crate::on_both;

/// A question of Mia's that was to be answered in a week.
async fn question(world: &World) -> InvolvementId {
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let id = world.case("koekblik").held_by(&mia).await;
    world.involvement(id, InvolvementKind::Support, &mia, |_| ()).await
}

async fn status(world: &World, id: InvolvementId) -> InvolvementStatus {
    involvement::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there").status
}

async fn expires(world: &World, id: InvolvementId) -> bool {
    for _ in 0..300 {
        if status(world, id).await == InvolvementStatus::Expired {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

on_both! {
    async fn a_question_that_nobody_answered_expires_while_the_server_runs(db: TestDatabase) {
        let world = World::on(db).await;
        let id = question(&world).await;
        let mia = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let case = world.case("bromtol").held_by(&mia).await;
        let today = world.today();
        let fresh = world.involvement(case, InvolvementKind::Support, &mia, |row| row.respond_by = today.plus_days(60)).await;
        let stop = Stop::default();
        // Two servers on one database: each looks at the clock.
        let run = || tokio::spawn(api::by_the_clock::run(Arc::clone(world.app()), Duration::from_millis(20), stop.clone()));
        let servers = [run(), run()];
        world.pass_days(22);
        assert!(expires(&world, id).await);
        assert_eq!(status(&world, fresh).await, InvolvementStatus::Requested, "it isn't late yet");
        stop.now();
        for server in servers {
            server.await.expect("it stops");
        }
        let told = case_event::Entity::find().filter(case_event::Column::InvolvementId.eq(id));
        assert_eq!(told.count(world.db()).await.expect("read"), 1, "once");
    }

    /// Of a server that was away for a while.
    async fn a_server_begins_with_what_is_late(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let case = world.case("koekblik").held_by(&mia).await;
        let long_ago = "2026-01-01".parse().expect("a day");
        let id = world.involvement(case, InvolvementKind::Support, &mia, |row| row.respond_by = long_ago).await;
        let folder = Folder::new(&format!("late-{}", world.kind()));
        let server = Running::serve(&[&folder.flag(), &format!("--database-url={}", world.url())]);
        assert!(expires(&world, id).await);
        server.ask_to_stop();
        let (code, said) = server.end();
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("questions that nobody answered expired"), "{said}");
    }
}
