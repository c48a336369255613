//! The directory of specialists, and the roles whose scope may be one of them.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// The directory of specialists, and the roles whose scope may be one of them.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, specialist()).await?;
        create(manager, specialist_topic()).await?;
        create(manager, specialist_neighbourhood()).await?;
        create(manager, specialist_language()).await?;
        create(manager, specialist_channel()).await?;
        create(manager, opening_hours()).await?;
        create(manager, stale_mark()).await?;
        create(manager, role_grant()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "role_grants",
                "stale_marks",
                "opening_hours",
                "specialist_channels",
                "specialist_languages",
                "specialist_neighbourhoods",
                "specialist_topics",
                "specialists",
            ],
        )
        .await
    }
}

fn specialist() -> Shape {
    Shape::new("specialists")
        .column(uuid("id"))
        .column(text("slug"))
        .column(uuid("organisation_id"))
        .column(text("name"))
        .column(string_len("kind", 32))
        .column(text("description"))
        .column(boolean("whole_municipality"))
        .column(text("cost"))
        .column(boolean("is_free"))
        .column(text("for_whom"))
        .column(text("not_for_whom"))
        .column(text("how_to_get_in"))
        .column(text_null("phone"))
        .column(text_null("email"))
        .column(text_null("website"))
        .column(text_null("address"))
        .column(boolean("address_confidential"))
        .column(string_len("capacity", 32))
        .column(boolean("is_public"))
        .column(string_len("checked_on", 10))
        .column(uuid_null("checked_by"))
        .column(big_integer("updated_at"))
        .column(uuid_null("updated_by"))
        .column(big_integer_null("archived_at"))
        .column(integer("version"))
        .key(&["id"])
        .refers("organisation_id", "organisations")
        .refers("checked_by", "people")
        .refers("updated_by", "people")
        .unique(&["slug"])
}

fn specialist_topic() -> Shape {
    Shape::new("specialist_topics")
        .column(uuid("specialist_id"))
        .column(uuid("topic_id"))
        .column(integer("position"))
        .key(&["specialist_id", "topic_id"])
        .refers("specialist_id", "specialists")
        .refers("topic_id", "topics")
        .index(&["topic_id"])
}

fn specialist_neighbourhood() -> Shape {
    Shape::new("specialist_neighbourhoods")
        .column(uuid("specialist_id"))
        .column(uuid("neighbourhood_id"))
        .key(&["specialist_id", "neighbourhood_id"])
        .refers("specialist_id", "specialists")
        .refers("neighbourhood_id", "neighbourhoods")
        .index(&["neighbourhood_id"])
}

fn specialist_language() -> Shape {
    Shape::new("specialist_languages")
        .column(uuid("specialist_id"))
        .column(text("language"))
        .key(&["specialist_id", "language"])
        .refers("specialist_id", "specialists")
}

fn specialist_channel() -> Shape {
    Shape::new("specialist_channels")
        .column(uuid("specialist_id"))
        .column(string_len("channel", 32))
        .key(&["specialist_id", "channel"])
        .refers("specialist_id", "specialists")
}

fn opening_hours() -> Shape {
    Shape::new("opening_hours")
        .column(uuid("specialist_id"))
        .column(string_len("weekday", 32))
        .column(integer("opens"))
        .column(integer("closes"))
        .key(&["specialist_id", "weekday", "opens"])
        .rule("opens >= 0 AND opens < closes AND closes <= 1440")
        .refers("specialist_id", "specialists")
}

fn stale_mark() -> Shape {
    Shape::new("stale_marks")
        .column(uuid("id"))
        .column(uuid("specialist_id"))
        .column(uuid("person_id"))
        .column(text_null("note"))
        .column(big_integer("at"))
        .column(big_integer_null("settled_at"))
        .key(&["id"])
        .refers("specialist_id", "specialists")
        .refers("person_id", "people")
        .index(&["specialist_id"])
}

fn role_grant() -> Shape {
    Shape::new("role_grants")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(string_len("role", 32))
        .column(uuid_null("neighbourhood_id"))
        .column(uuid_null("specialist_id"))
        .column(big_integer("granted_at"))
        .column(uuid_null("granted_by"))
        .column(big_integer_null("ended_at"))
        .key(&["id"])
        .refers("person_id", "people")
        .refers("neighbourhood_id", "neighbourhoods")
        .refers("specialist_id", "specialists")
        .refers("granted_by", "people")
        .index(&["person_id"])
        .index(&["neighbourhood_id", "role"])
        .index(&["specialist_id"])
}
