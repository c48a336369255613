//! Open involvements without reading the ended ones: the board asks for them by status and kind.

use sea_orm_migration::prelude::*;

/// An index of involvements by status and kind.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_involvements_status_kind_case_id_respond_by";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // With the columns that the board compares, so that the index alone answers.
        let index = format!("CREATE INDEX {INDEX} ON involvements (status, kind, case_id, respond_by)");
        manager.get_connection().execute_unprepared(&index).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(&format!("DROP INDEX {INDEX}")).await.map(|_| ())
    }
}
