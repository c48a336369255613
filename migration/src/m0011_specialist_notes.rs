//! What people who work in the neighbourhoods noted about entries of the directory.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// What people who work in the neighbourhoods noted about entries of the directory.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let note = Shape::new("specialist_notes")
            .column(uuid("id"))
            .column(uuid("specialist_id"))
            .column(uuid("person_id"))
            .column(text("text"))
            .column(big_integer("at"))
            .key(&["id"])
            .refers("specialist_id", "specialists")
            .refers("person_id", "people")
            .index(&["specialist_id", "at", "id"]);
        create(manager, note).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["specialist_notes"]).await
    }
}
