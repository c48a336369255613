//! Searches that found nothing and that somebody told of: nothing in them says who, and only the day says when.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Searches that found nothing and that somebody told of.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let unmet_search = Shape::new("unmet_searches")
            .column(uuid("id"))
            .column(text("folded"))
            .column(text("words"))
            .column(uuid_null("neighbourhood_id"))
            .column(text_null("note"))
            .column(string_len("reported_on", 10))
            .column(string_len_null("settled_on", 10))
            .column(string_len_null("settled_as", 32))
            .key(&["id"])
            .refers("neighbourhood_id", "neighbourhoods")
            .rule("(settled_on IS NULL) = (settled_as IS NULL)")
            .index(&["settled_on", "folded"]);
        create(manager, unmet_search).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["unmet_searches"]).await
    }
}
