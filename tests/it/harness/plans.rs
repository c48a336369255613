//! Many rows at once, and how the database would find some of them.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Statement};

use super::database::Kind;
use super::world::World;

impl World {
    /// Writes rows, however many.
    pub async fn insert<E: EntityTrait>(&self, rows: Vec<E::Model>)
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: ActiveModelTrait + Send,
    {
        for some in rows.chunks(500) {
            let rows = some.iter().cloned().map(|row| row.into_active_model().reset_all());
            E::insert_many(rows).exec_without_returning(self.db()).await.expect("written");
        }
    }

    /// Lets the database look at how many rows there are of what.
    pub async fn analyse(&self) {
        let statement = Statement::from_string(self.db().get_database_backend(), "ANALYZE");
        self.db().execute_raw(statement).await.expect("looked at");
    }

    /// How the database would do it, a step a line. Small tables are read whole by choice; here it has none.
    pub async fn plan(&self, statement: &str) -> String {
        let backend = self.db().get_database_backend();
        let (explain, column) = match self.kind() {
            Kind::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            Kind::Postgres => ("EXPLAIN", "QUERY PLAN"),
        };
        let one = sea_orm::ConnectOptions::new(self.url()).max_connections(1).to_owned();
        let db = sea_orm::Database::connect(one).await.expect("the database opens");
        if self.kind() == Kind::Postgres {
            db.execute_raw(Statement::from_string(backend, "SET enable_seqscan = off")).await.expect("set");
        }
        let explained = Statement::from_string(backend, format!("{explain} {statement}"));
        let rows = db.query_all_raw(explained).await.expect("planned");
        let lines: Vec<String> = rows.iter().map(|row| row.try_get::<String>("", column).expect("a line")).collect();
        db.close().await.expect("closed");
        lines.join("\n")
    }

    /// Whether a plan goes through one of these tables from its beginning to its end; on SQLite through the whole of an index
    /// neither.
    pub fn reads_whole(&self, plan: &str, tables: &[&str]) -> bool {
        plan.lines().any(|line| match self.kind() {
            Kind::Sqlite => {
                let scanned = line.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
                scanned.is_some_and(|table| tables.contains(&table))
            }
            Kind::Postgres => tables.iter().any(|table| line.contains(&format!("Seq Scan on {table} "))),
        })
    }
}
