//! The server does by itself what time brings: at the start, and every so often.

use std::sync::Arc;
use std::time::Duration;

use api::cases::involvements::expiry::expire_due;
use api::figures::tallies::compare;
use api::http::Stop;
use api::policy::Viewer;
use entities::{
    CaseStatus, InvolvementId, InvolvementKind, InvolvementStatus, Locale, WaitingFor, case_event, involvement, notice,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

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
        world.count_what_was_arranged().await;
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
        assert_eq!(compare(world.db()).await.expect("counted"), []);
    }

    /// What goes wrong with one question keeps no other open, however often the clock comes by.
    async fn a_question_that_cannot_be_read_holds_up_no_other(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let mut asked = Vec::new();
        for word in ["koekblik", "bromtol", "meeuw"] {
            let case = world.case(word).held_by(&mia).await;
            asked.push(world.involvement(case, InvolvementKind::Support, &mia, |_| ()).await);
        }
        let broken = involvement::Entity::update_many()
            .col_expr(involvement::Column::Kind, Expr::value("NONSENSE"))
            .filter(involvement::Column::Id.eq(asked[1]));
        broken.exec(world.db()).await.expect("broken");
        world.pass_days(22);
        let req = || world.app().request(Viewer::Nobody, Locale::Nl, "by the clock".to_owned());
        assert_eq!(expire_due(&req()).await.ok(), Some(2));
        assert_eq!(expire_due(&req()).await.ok(), Some(0));
        for id in [asked[0], asked[2]] {
            assert_eq!(status(&world, id).await, InvolvementStatus::Expired);
        }
    }

    /// Reminders don't wait for what can't be done beside them.
    async fn reminders_go_out_though_nothing_can_expire(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let until = world.today().plus_days(2);
        world.case("koekblik").held_by(&mia).with(move |case| {
            case.status = CaseStatus::Waiting;
            case.waiting_for = Some(WaitingFor::Resident);
            case.waiting_until = Some(until);
        }).await;
        world.pass_days(3);
        world.db().execute_unprepared("ALTER TABLE involvements RENAME TO gone").await.expect("renamed");
        assert!(api::by_the_clock::look(world.app()).await.is_err(), "it is told all the same");
        assert_eq!(notice::Entity::find().count(world.db()).await.expect("read"), 1);
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
