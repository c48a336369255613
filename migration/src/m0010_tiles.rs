//! Where a neighbourhood lies on a map of tiles, until there are shapes.

use sea_orm_migration::prelude::*;

/// Two columns: from west to east, and from north to south.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 2] = ["tile_column", "tile_row"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: that is all that SQLite takes.
        for column in COLUMNS {
            let add = format!("ALTER TABLE neighbourhoods ADD COLUMN {column} integer");
            manager.get_connection().execute_unprepared(&add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let drop = format!("ALTER TABLE neighbourhoods DROP COLUMN {column}");
            manager.get_connection().execute_unprepared(&drop).await?;
        }
        Ok(())
    }
}
