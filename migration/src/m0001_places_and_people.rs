//! Neighbourhoods, organisations, topics and people.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Neighbourhoods, organisations, topics and people.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, neighbourhood()).await?;
        create(manager, organisation()).await?;
        create(manager, topic()).await?;
        create(manager, person()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["people", "topics", "organisations", "neighbourhoods"]).await
    }
}

fn neighbourhood() -> Shape {
    Shape::new("neighbourhoods")
        .column(uuid("id"))
        .column(text("code"))
        .column(text("name"))
        .column(string_len("kind", 32))
        .column(uuid_null("parent_id"))
        .column(integer_null("area"))
        .column(text_null("cbs_code"))
        .column(integer_null("cbs_year"))
        .column(integer("position"))
        .key(&["id"])
        .refers("parent_id", "neighbourhoods")
        .unique(&["code"])
}

fn organisation() -> Shape {
    Shape::new("organisations")
        .column(uuid("id"))
        .column(text("slug"))
        .column(text("name"))
        .column(string_len("kind", 32))
        .column(text_null("website"))
        .key(&["id"])
        .unique(&["slug"])
}

fn topic() -> Shape {
    Shape::new("topics")
        .column(uuid("id"))
        .column(text("slug"))
        .column(text("name_nl"))
        .column(text("question_nl"))
        .column(text("name_en"))
        .column(text_null("question_en"))
        .column(text("synonyms"))
        .column(uuid_null("parent_id"))
        .column(integer("position"))
        .key(&["id"])
        .refers("parent_id", "topics")
        .unique(&["slug"])
}

fn person() -> Shape {
    Shape::new("people")
        .column(uuid("id"))
        .column(text("name"))
        .column(text("email"))
        .column(text_null("phone"))
        .column(uuid_null("organisation_id"))
        .column(text_null("password_hash"))
        .column(string_len("locale", 32))
        .column(text_null("demo_story"))
        .column(big_integer("created_at"))
        .column(big_integer_null("ended_at"))
        .key(&["id"])
        .refers("organisation_id", "organisations")
        .unique(&["email"])
}
