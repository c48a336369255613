//! PostgreSQL databases on one server for the whole run.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{LazyLock, OnceLock};
use std::{env, process, thread};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use tests::cluster::Cluster;
use tokio::sync::OnceCell;

/// A database, by its name. Dropping it drops the database.
#[derive(Debug)]
pub struct Name(String);

impl Name {
    /// A database without tables.
    pub async fn empty() -> Self {
        Self::create("template1").await
    }

    /// A copy of the migrated template.
    pub async fn migrated() -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        Self::create(TEMPLATE.get_or_init(migrate).await).await
    }

    /// What a connection needs to open it.
    pub fn url(&self) -> String {
        url_of(&self.0)
    }

    async fn create(template: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        // Other test processes may share the server.
        let name = format!("test_{}_{number}", process::id());
        execute(&format!("CREATE DATABASE {name} TEMPLATE {template}{}", by_copying().await)).await;
        Self(name)
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        // At the end of the process there is nobody left to listen; then the server goes as a whole.
        let _ = CLEARING.send(self.0.clone());
    }
}

/// Drops databases while the next tests run already.
static CLEARING: LazyLock<Sender<String>> = LazyLock::new(|| {
    let (sender, names) = mpsc::channel::<String>();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        for name in names {
            runtime.block_on(execute(&format!("DROP DATABASE {name} WITH (FORCE)")));
        }
    });
    sender
});

/// Files are copied in a third of the time that writing each of their pages to the log takes, which newer servers do
/// when nothing is said; older ones know no other way.
async fn by_copying() -> &'static str {
    static STRATEGY: OnceCell<&str> = OnceCell::const_new();
    STRATEGY
        .get_or_init(|| async {
            let connection = Database::connect(server()).await.expect("PostgreSQL answers");
            let statement = "SELECT current_setting('server_version_num')::integer >= 150000 AS knows";
            let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, statement)).await;
            let row = row.expect("PostgreSQL tells its version").expect("a row");
            connection.close().await.expect("PostgreSQL closes");
            if row.try_get("", "knows").expect("it is true or false") { " STRATEGY file_copy" } else { "" }
        })
        .await
}

async fn migrate() -> String {
    let name = format!("migrated_{}", process::id());
    execute(&format!("CREATE DATABASE {name}")).await;
    let connection = Database::connect(url_of(&name)).await.expect("PostgreSQL opens the template");
    Migrator::up(&connection, None).await.expect("the migrations run on PostgreSQL");
    connection.close().await.expect("PostgreSQL closes the template");
    name
}

async fn execute(statement: &str) {
    let connection = Database::connect(server()).await.expect("PostgreSQL answers");
    connection.execute_unprepared(statement).await.expect("PostgreSQL obeys");
    connection.close().await.expect("PostgreSQL closes");
}

fn url_of(name: &str) -> String {
    server().replace("/postgres?", &format!("/{name}?"))
}

/// The shared server when there is one, else a server for this process.
fn server() -> &'static str {
    static SHARED: OnceLock<Option<String>> = OnceLock::new();
    static OWN: OnceLock<Cluster> = OnceLock::new();
    match SHARED.get_or_init(|| env::var(tests::POSTGRES_VARIABLE).ok()) {
        Some(url) => url,
        None => OWN.get_or_init(|| Cluster::start().unwrap_or_else(|error| panic!("{error}"))).url(),
    }
}
