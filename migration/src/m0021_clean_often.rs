//! PostgreSQL cleans up often after what changes on boards.
//!
//! A board is read from an index alone. For a row that changed since the table was last cleaned PostgreSQL looks in the
//! table as well, and by itself it cleans only when a fifth of all rows changed: cases of years, while those of this week
//! change all day.

use sea_orm_migration::prelude::*;

use crate::shape::on_postgres;

/// PostgreSQL cleans up often after what changes on boards.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["cases", "involvements"];
const OFTEN: &str = "autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100";
const AS_USUAL: &str = "autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_all(manager, &format!("SET ({OFTEN})")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_all(manager, &format!("RESET ({AS_USUAL})")).await
    }
}

async fn change_all(manager: &SchemaManager<'_>, change: &str) -> Result<(), DbErr> {
    for table in TABLES {
        on_postgres(manager, &format!("ALTER TABLE {table} {change}")).await?;
    }
    Ok(())
}
