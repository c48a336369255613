//! Of which revision the directory is: search remembers its facts for as long as this stays the same.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Of which revision the directory is.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let revision = Shape::new("specialist_search_revision")
            .column(integer("id"))
            .column(big_integer("revision"))
            .key(&["id"])
            // There is one row.
            .rule("id = 1");
        create(manager, revision).await?;
        let first = "INSERT INTO specialist_search_revision (id, revision) VALUES (1, 1)";
        manager.get_connection().execute_unprepared(first).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["specialist_search_revision"]).await
    }
}
