//! Opens the database, and brings it up to date. What stands in it is for the features.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::{error::Fault, figures::tallies, trouble::Trouble};

/// How long a statement waits for another writer, and a request for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// SQLite takes the one writer's place at once, where it waits for its turn. A transaction that reads first and
/// writes later is refused when somebody else wrote in between.
const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// Under which number the servers of one PostgreSQL database wait for each other: any, as long as it stays.
const MIGRATING: i64 = 0x6275_7572_7476;

/// Opens the database behind a URL: `sqlite://file?mode=rwc` or `postgres://…`.
///
/// # Errors
/// When it can't be reached or read, in words for the one who runs the server.
pub async fn open(url: &str) -> Result<DatabaseConnection, Trouble> {
    if url.starts_with("sqlite:") {
        open_file(url).await
    } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        let mut options = quiet(url);
        options.max_connections(10).min_connections(1).connect_timeout(PATIENCE);
        // Statements here are long and quick: compiling one, or planning it anew for its values, takes as long as running
        // it. The board's is too much of a piece for one plan; its store says what it does about that. Helpers cost more to
        // start than they save.
        let settings =
            [("jit", "off"), ("plan_cache_mode", "force_generic_plan"), ("max_parallel_workers_per_gather", "0")];
        options.map_sqlx_postgres_opts(move |options| options.options(settings));
        Database::connect(options).await.map_err(|error| unreachable_server(url, &error))
    } else {
        Err(Trouble::new(
            "the database URL is of an unknown kind",
            "Give a URL that begins with postgres:// or sqlite://, or leave it out to use a file in the data folder.",
        ))
    }
}

/// Runs the migrations that the database lacks; answers how many those were.
///
/// # Errors
/// When one fails, or the database was migrated by a newer version of the program.
pub async fn migrate(db: &DatabaseConnection) -> Result<usize, Trouble> {
    go_up(db).await.map_err(|error| not_migrated(&error))
}

/// All steps in one transaction, so that nothing is half-done. Servers that start at the same moment come one after
/// the other; whoever comes later finds it done.
async fn go_up(db: &DatabaseConnection) -> Result<usize, DbErr> {
    if Migrator::get_pending_migrations_read_only(db).await?.is_empty() {
        return Ok(0);
    }
    let tx = begin(db).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATING})")).await?;
    }
    let pending = Migrator::get_pending_migrations(&tx).await?.len();
    if pending > 0 {
        tracing::info!(steps = pending, "bringing the database up to date");
        Migrator::up(&tx, None).await?;
        // A step may change what is counted, and cases may be older than their tallies.
        tallies::rebuild_within(&tx).await?;
    }
    tx.commit().await?;
    Ok(pending)
}

/// Begins a transaction that writes. A request that is broken off just then leaves none open: the driver of PostgreSQL
/// forgets one whose beginning it didn't see through, and whoever got the connection next would write into it in vain.
///
/// # Errors
/// When the database can't be reached, or is too busy.
pub(crate) async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let db = db.clone();
    let begun = tokio::spawn(async move { db.begin_with_options(WRITING).await });
    begun.await.map_err(|error| DbErr::Custom(error.to_string()))?
}

/// Whether the database answers and lacks no migration.
pub async fn is_ready(db: &DatabaseConnection) -> bool {
    Migrator::get_pending_migrations_read_only(db).await.is_ok_and(|pending| pending.is_empty())
}

async fn open_file(url: &str) -> Result<DatabaseConnection, Trouble> {
    let path = file_of(url);
    if let Some(folder) = path.parent() {
        make(folder).map_err(|error| {
            Trouble::new(
                format!("the folder {} can't be made: {error}", folder.display()),
                "Make it, give its parent to the user that runs the server, or choose another with --data-dir.",
            )
        })?;
    }
    let mut options = quiet(url);
    options.max_connections(8).min_connections(1);
    options.map_sqlx_sqlite_opts(|options| {
        // A log beside the file lets readers go on while somebody writes; after a power cut no commit is torn.
        options
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "NORMAL")
            .pragma("temp_store", "MEMORY")
    });
    let db = Database::connect(options).await.map_err(|error| unusable_file(&path, &error))?;
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)");
    let row = db.query_one_raw(check).await.map_err(|error| unusable_file(&path, &error))?;
    let verdict = row.and_then(|row| row.try_get_by_index::<String>(0).ok());
    if verdict.as_deref() == Some("ok") { Ok(db) } else { Err(corrupt(&path)) }
}

/// Only its owner may look into a folder that is made here.
pub(crate) fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    if folder.as_os_str().is_empty() { Ok(()) } else { builder.create(folder) }
}

fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // Statements are no log lines: they can hold what people wrote.
    options.acquire_timeout(PATIENCE).sqlx_logging(false).record_stmt_in_spans(false);
    options
}

fn file_of(url: &str) -> PathBuf {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    PathBuf::from(path.split('?').next().unwrap_or(path))
}

fn unusable_file(path: &Path, error: &DbErr) -> Trouble {
    let said = error.to_string();
    let says = |codes: &[&str]| codes.iter().any(|code| said.contains(&format!("(code: {code})")));
    if says(&["11", "26", "267", "779"]) {
        corrupt(path)
    } else if says(&["8", "264", "520", "776", "1032", "1544", "14"]) {
        Trouble::new(
            format!("the database file {} can't be opened for writing", path.display()),
            "Give the file and its folder to the user that runs the server, or choose another folder with --data-dir.",
        )
    } else {
        Trouble::new(
            format!("the database file {} can't be opened: {said}", path.display()),
            "Look at the file, its folder and the space on the disk, and start again.",
        )
    }
}

fn corrupt(path: &Path) -> Trouble {
    Trouble::new(
        format!("the database file {} is damaged, or not a database", path.display()),
        "Nothing in it was changed. Put it aside and restore a backup in its place, or move it away to begin with \
         an empty database.",
    )
}

fn unreachable_server(url: &str, error: &DbErr) -> Trouble {
    let said = Fault::from(error.clone()).trace();
    Trouble::new(
        format!("the database at {} can't be reached: {said}", without_password(url)),
        "Start PostgreSQL, or correct DATABASE_URL (user, password, host, port and name), and start again.",
    )
}

/// The URL as far as a log may know it.
fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}://{}", place.split('?').next().unwrap_or(place))
}

fn not_migrated(error: &DbErr) -> Trouble {
    let said = error.to_string();
    if said.contains("is missing") {
        return Trouble::new(
            "the database was brought up to date by a newer version of this program",
            "Run that version, or restore a backup from before.",
        );
    }
    Trouble::new(
        format!("the database can't be brought up to date: {said}"),
        "Nothing of it was done. The message above says why.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_stay_out_of_messages() {
        assert_eq!(
            without_password("postgres://buurt:s3cret@db:5432/buurt?host=/tmp&password=x"),
            "postgres://db:5432/buurt"
        );
        assert_eq!(without_password("postgres://db/buurt"), "postgres://db/buurt");
    }

    #[test]
    fn the_file_of_a_url() {
        assert_eq!(file_of("sqlite://data/buurt.sqlite?mode=rwc"), PathBuf::from("data/buurt.sqlite"));
        assert_eq!(file_of("sqlite:///var/lib/buurt.sqlite"), PathBuf::from("/var/lib/buurt.sqlite"));
    }
}
