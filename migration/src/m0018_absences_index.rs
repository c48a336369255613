//! Who is away now or later is found without reading who was away before.

use sea_orm_migration::prelude::*;

/// Who is away now or later is found without reading who was away before.
#[derive(DeriveMigrationName)]
pub struct Migration;

const NAME: &str = "ix_absences_until_on";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(Index::create().name(NAME).table("absences").col("until_on").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(NAME).table("absences").to_owned()).await
    }
}
