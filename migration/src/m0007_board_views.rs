//! Views of the board that somebody saved under a name.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Views of the board that somebody saved under a name.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, board_view()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["board_views"]).await
    }
}

fn board_view() -> Shape {
    Shape::new("board_views")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(text("name"))
        // The name in lower case: the two databases don't agree on what that is.
        .column(text("name_key"))
        .column(text("query"))
        .column(big_integer("created_at"))
        .key(&["id"])
        .refers("person_id", "people")
        .unique(&["person_id", "name_key"])
}
