//! Sums for the figures, kept with every change.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Sums for the figures, kept with every change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tallies = Shape::new("tallies")
            .column(string_len("measure", 32))
            .column(integer("span"))
            .column(uuid("neighbourhood_id"))
            .column(string_len("key", 36))
            .column(integer("number"))
            // What is added up together lies together.
            .key(&["measure", "span", "neighbourhood_id", "key"]);
        create(manager, tallies).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["tallies"]).await
    }
}
