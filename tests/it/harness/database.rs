//! A database for each test: fresh, migrated, its own, on either kind of server.

use std::fmt;

use sea_orm::{Database, DatabaseConnection};

use super::{postgres, sqlite};

/// Writes a test once and runs it twice, as `<name>::sqlite` and `<name>::postgres`.
///
/// ```ignore
/// on_both! {
///     /// A stale version changes nothing.
///     async fn stale_version_is_refused(db: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both {
    ($($(#[$attribute:meta])* async fn $name:ident($db:ident: TestDatabase) $body:block)+) => {$(
        $(#[$attribute])*
        async fn $name($db: $crate::harness::database::TestDatabase) $body

        mod $name {
            use $crate::harness::database::{Kind, TestDatabase};

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                super::$name(TestDatabase::migrated(Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                super::$name(TestDatabase::migrated(Kind::Postgres).await).await;
            }
        }
    )+};
}

/// The servers that the product runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One file.
    Sqlite,
    /// A server of the tests' own.
    Postgres,
}

/// A database that no other test sees. It is gone when this value is.
#[derive(Debug)]
pub struct TestDatabase {
    kind: Kind,
    connection: DatabaseConnection,
    place: Place,
}

/// Removes the database when dropped.
#[derive(Debug)]
enum Place {
    Sqlite(sqlite::File),
    Postgres(postgres::Name),
}

impl TestDatabase {
    /// With all tables and no rows: a copy of a template that is migrated once.
    pub async fn migrated(kind: Kind) -> Self {
        Self::open(match kind {
            Kind::Sqlite => Place::Sqlite(sqlite::File::migrated().await),
            Kind::Postgres => Place::Postgres(postgres::Name::migrated().await),
        })
        .await
    }

    /// Without tables.
    pub async fn empty(kind: Kind) -> Self {
        Self::open(match kind {
            Kind::Sqlite => Place::Sqlite(sqlite::File::empty()),
            Kind::Postgres => Place::Postgres(postgres::Name::empty().await),
        })
        .await
    }

    /// Which server this is on.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// A pool of connections to it.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// What a server of its own needs to open it.
    pub fn url(&self) -> String {
        self.place.url()
    }

    async fn open(place: Place) -> Self {
        let kind = match place {
            Place::Sqlite(_) => Kind::Sqlite,
            Place::Postgres(_) => Kind::Postgres,
        };
        let connection = Database::connect(place.url()).await.expect("the database opens");
        Self { kind, connection, place }
    }
}

impl Place {
    fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => file.url(),
            Self::Postgres(name) => name.url(),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}
