//! What somebody holds by neighbourhood: the few cases that a community worker holds elsewhere are found without reading all
//! that they ever held.

use sea_orm_migration::prelude::*;

/// An index of cases by who holds them, and where.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_cases_holder_person_id_neighbourhood_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = format!("CREATE INDEX {INDEX} ON cases (holder_person_id, neighbourhood_id, id)");
        manager.get_connection().execute_unprepared(&index).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(&format!("DROP INDEX {INDEX}")).await.map(|_| ())
    }
}
