//! Open cases by what changed last, with all that the board compares: who sees everything reads the first few of a column
//! from its end.

use sea_orm_migration::prelude::*;

/// An index of open cases.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_cases_open";
const COLUMNS: [&str; 6] =
    ["changed_at", "id", "neighbourhood_id", "status", "holder_person_id", "holder_specialist_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = format!("CREATE INDEX {INDEX} ON cases ({}) WHERE status <> 'CLOSED'", COLUMNS.join(", "));
        manager.get_connection().execute_unprepared(&index).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(&format!("DROP INDEX {INDEX}")).await.map(|_| ())
    }
}
