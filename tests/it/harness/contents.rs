//! Everything that stands in a database, to see that nothing was written.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, Statement};

use super::database::Kind;
use super::world::World;

impl World {
    /// Each table with all its rows, as text.
    pub async fn contents(&self) -> BTreeMap<String, Vec<String>> {
        self.count_what_was_arranged().await;
        let tables = match self.kind() {
            Kind::Sqlite => {
                "SELECT name AS it FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                AND name NOT LIKE 'sqlite%'"
            }
            Kind::Postgres => "SELECT tablename::text AS it FROM pg_tables WHERE schemaname = 'public'",
        };
        let mut contents = BTreeMap::new();
        for table in self.texts(tables).await {
            let row = match self.kind() {
                Kind::Sqlite => {
                    let columns = self.texts(&format!("SELECT name AS it FROM pragma_table_info('{table}')")).await;
                    let columns: Vec<_> = columns.iter().map(|name| format!("quote(\"{name}\")")).collect();
                    columns.join(" || '|' || ")
                }
                Kind::Postgres => "t::text".to_owned(),
            };
            let rows = self.texts(&format!("SELECT {row} AS it FROM \"{table}\" t ORDER BY 1")).await;
            contents.insert(table, rows);
        }
        contents
    }

    async fn texts(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.db().get_database_backend(), sql);
        let rows = self.db().query_all_raw(statement).await.expect("read");
        rows.iter().map(|row| row.try_get("", "it").expect("a text")).collect()
    }
}
