//! The migrations, from nothing and back, on both databases.

use std::collections::BTreeSet;

use api::database;
use entities::{AttendanceState, training_session};
use futures_util::future::join_all;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set, Statement};

use crate::harness::database::{Kind, TestDatabase};
use crate::harness::world::World;

async fn up_down_and_up_again(kind: Kind) {
    let db = TestDatabase::empty(kind).await;
    Migrator::up(db.connection(), None).await.expect("up from nothing");
    let first = columns(&db).await;
    assert!(first.contains("cases.version"), "{kind} lacks the cases: {first:?}");

    Migrator::down(db.connection(), None).await.expect("down to nothing");
    assert_eq!(columns(&db).await, BTreeSet::new(), "{kind} keeps something after going down");

    Migrator::up(db.connection(), None).await.expect("up once more");
    assert_eq!(columns(&db).await, first, "{kind} differs the second time");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_goes_up_down_and_up_again() {
    up_down_and_up_again(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_goes_up_down_and_up_again() {
    up_down_and_up_again(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_have_the_same_tables_and_columns() {
    let sqlite = columns(&TestDatabase::migrated(Kind::Sqlite).await).await;
    let postgres = columns(&TestDatabase::migrated(Kind::Postgres).await).await;
    let differing: Vec<_> = sqlite.symmetric_difference(&postgres).collect();
    assert!(differing.is_empty(), "on one database only: {differing:?}");
}

/// Every `table.column` but the bookkeeping of the migrations and what search keeps for itself,
/// which each database does in its own way.
async fn columns(db: &TestDatabase) -> BTreeSet<String> {
    let query = match db.kind() {
        Kind::Sqlite => {
            "SELECT tables.name || '.' || columns.name AS name
             FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
             WHERE tables.type = 'table' AND tables.schema = 'main'"
        }
        Kind::Postgres => {
            "SELECT table_name || '.' || column_name AS name
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let statement = Statement::from_string(db.connection().get_database_backend(), query);
    let rows = db.connection().query_all_raw(statement).await.expect("the catalogue answers");
    rows.iter()
        .map(|row| row.try_get::<String>("", "name").expect("a name"))
        .filter(|name| !["sqlite_", "seaql_migrations."].iter().any(|own| name.starts_with(own)))
        .filter(|name| !name.contains("search"))
        .collect()
}

/// Several servers start on one empty database: one brings it up to date, the others find it done.
async fn servers_that_start_at_once(kind: Kind) {
    for _ in 0..3 {
        let db = TestDatabase::empty(kind).await;
        let mut servers = Vec::new();
        for _ in 0..4 {
            servers.push(database::open(&db.url()).await.expect("the database opens"));
        }
        let steps = join_all(servers.iter().map(database::migrate)).await;
        let mut steps: Vec<_> = steps.into_iter().map(|steps| steps.expect("no server is in the way")).collect();
        steps.sort_unstable();
        assert_eq!(steps, [0, 0, 0, Migrator::migrations().len()], "{kind}");
        for server in servers {
            assert!(database::is_ready(&server).await);
            server.close().await.expect("closed");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_on_sqlite() {
    servers_that_start_at_once(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_on_postgres() {
    servers_that_start_at_once(Kind::Postgres).await;
}

/// Meetings that were before: who stayed away gives the place back, which took one until then.
async fn places_of_absent_come_free(kind: Kind) {
    const UNTIL_THEN: u32 = 19;
    let db = TestDatabase::empty(kind).await;
    Migrator::up(db.connection(), Some(UNTIL_THEN)).await.expect("up to then");
    let world = World::on(db).await;
    let mia = world.person("Mia").await;
    let course = world.course("gesprek", |_| ()).await;
    let mut meetings = Vec::new();
    for states in [vec![AttendanceState::Enrolled, AttendanceState::Attended, AttendanceState::Absent], vec![]] {
        let meeting = world.meeting(course, -7, &mia, |_| ()).await;
        for (number, state) in states.iter().enumerate() {
            world.stands(meeting, &world.person(&format!("Iemand {number}")).await, *state).await;
        }
        let mut row = training_session::ActiveModel { id: Set(meeting), ..ActiveModelTrait::default() };
        row.enrolled = Set(i32::try_from(states.len()).expect("few"));
        row.update(world.db()).await.expect("as it was counted");
        meetings.push(meeting);
    }
    Migrator::up(world.db(), None).await.expect("up to now");
    let mut taken = Vec::new();
    for meeting in meetings {
        taken.push(world.list_of(meeting).await.0);
    }
    assert_eq!(taken, [2, 0], "{kind}");
}

#[tokio::test(flavor = "multi_thread")]
async fn places_of_absent_come_free_on_sqlite() {
    places_of_absent_come_free(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_of_absent_come_free_on_postgres() {
    places_of_absent_come_free(Kind::Postgres).await;
}
