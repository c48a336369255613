//! SQLite databases as files of their own, so that tests meet real locks.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, process};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database};
use tests::scratch;
use tokio::sync::OnceCell;

/// A database file. Dropping it removes the file.
#[derive(Debug)]
pub struct File(PathBuf);

impl File {
    /// A file that doesn't exist yet: the first connection makes it.
    pub fn empty() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(scratch::folder().join(format!("buurtverbinders-{}-{number}.sqlite", process::id())))
    }

    /// A copy of the migrated template.
    pub async fn migrated() -> Self {
        static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(migrate).await;
        let file = Self::empty();
        fs::write(&file.0, template).expect("the temporary folder can be written");
        file
    }

    /// What a connection needs to open it.
    pub fn url(&self) -> String {
        format!("sqlite://{}?mode=rwc", self.0.display())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(end);
            // A connection that is still open keeps the file until it closes, under no name.
            let _ = fs::remove_file(Path::new(&path));
        }
    }
}

/// The bytes of a migrated database, with the write-ahead log folded in.
async fn migrate() -> Vec<u8> {
    let file = File::empty();
    let connection = Database::connect(file.url()).await.expect("SQLite opens a new file");
    connection.execute_unprepared("PRAGMA journal_mode = WAL").await.expect("SQLite keeps a log");
    Migrator::up(&connection, None).await.expect("the migrations run on SQLite");
    connection.close().await.expect("SQLite closes");
    fs::read(&file.0).expect("the template can be read")
}
