//! Courses, their meetings, who came, which topics changed since, and calendars that somebody subscribed to.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Courses, their meetings, who came, which topics changed since, and calendars that somebody subscribed to.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, course()).await?;
        create(manager, course_topic()).await?;
        create(manager, training_session()).await?;
        create(manager, attendance()).await?;
        create(manager, topic_change()).await?;
        create(manager, calendar_feed()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["calendar_feeds", "topic_changes", "attendances", "training_sessions", "course_topics", "courses"];
        drop_all(manager, &tables).await
    }
}

fn course() -> Shape {
    Shape::new("courses")
        .column(uuid("id"))
        .column(text("slug"))
        .column(text("name"))
        .column(string_len("kind", 32))
        .column(text("description"))
        .column(text("subjects"))
        .column(integer("meetings"))
        .column(integer("duration_minutes"))
        .column(integer_null("validity_months"))
        .column(boolean("has_welfare_trainer"))
        .column(boolean("has_municipality_trainer"))
        .column(integer("position"))
        .key(&["id"])
        .rule("meetings >= 1")
        .unique(&["slug"])
}

fn course_topic() -> Shape {
    Shape::new("course_topics")
        .column(uuid("course_id"))
        .column(uuid("topic_id"))
        .key(&["course_id", "topic_id"])
        .refers("course_id", "courses")
        .refers("topic_id", "topics")
        .index(&["topic_id"])
}

fn training_session() -> Shape {
    Shape::new("training_sessions")
        .column(uuid("id"))
        .column(uuid("course_id"))
        .column(integer("part"))
        .column(big_integer("starts_at"))
        .column(big_integer("ends_at"))
        .column(text("place"))
        .column(integer("capacity"))
        .column(uuid_null("welfare_trainer_id"))
        .column(uuid_null("municipality_trainer_id"))
        .column(integer("enrolled"))
        .column(integer("arrivals"))
        .column(big_integer_null("cancelled_at"))
        .column(text_null("cancelled_because"))
        .column(uuid("planned_by"))
        .column(integer("version"))
        .key(&["id"])
        .refers("course_id", "courses")
        .refers("welfare_trainer_id", "people")
        .refers("municipality_trainer_id", "people")
        .refers("planned_by", "people")
        .rule("part >= 1")
        .rule("ends_at > starts_at")
        // The fence: whatever runs at the same time, no meeting has more people than places.
        .rule("enrolled >= 0 AND enrolled <= capacity")
        .rule("(cancelled_at IS NULL) = (cancelled_because IS NULL)")
        .index(&["starts_at", "id"])
        .index(&["course_id", "part"])
        .index(&["welfare_trainer_id"])
        .index(&["municipality_trainer_id"])
}

fn attendance() -> Shape {
    Shape::new("attendances")
        .column(uuid("id"))
        .column(uuid("session_id"))
        .column(uuid("person_id"))
        .column(string_len("state", 32))
        .column(integer("arrival"))
        .column(uuid("enrolled_by"))
        .column(big_integer("at"))
        .key(&["id"])
        .refers("session_id", "training_sessions")
        .refers("person_id", "people")
        .refers("enrolled_by", "people")
        .unique(&["session_id", "person_id"])
        .unique(&["session_id", "arrival"])
        .index(&["person_id", "state"])
}

fn topic_change() -> Shape {
    Shape::new("topic_changes")
        .column(uuid("id"))
        .column(uuid("topic_id"))
        .column(string_len("changed_on", 10))
        .column(text("note"))
        .column(uuid("marked_by"))
        .column(big_integer("at"))
        .key(&["id"])
        .refers("topic_id", "topics")
        .refers("marked_by", "people")
        .unique(&["topic_id", "changed_on"])
}

fn calendar_feed() -> Shape {
    Shape::new("calendar_feeds")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(binary("token_hash"))
        .column(big_integer("created_at"))
        .column(big_integer("expires_at"))
        .column(big_integer_null("revoked_at"))
        .key(&["id"])
        .refers("person_id", "people")
        .unique(&["token_hash"])
        .unique_where(&["person_id"], "revoked_at IS NULL")
}
