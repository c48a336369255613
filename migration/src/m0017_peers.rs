//! What connectors ask each other, how they say they are, and when who left is forgotten.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// What connectors ask each other, how they say they are, and when who left is forgotten.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// How the programme is set up, as far as it came later: the name of the setting, and what it is at first.
const SETTINGS: [(&str, i32); 2] = [("check_in_rhythm_days", 28), ("application_retention_days", 28)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, peer_question()).await?;
        create(manager, peer_answer()).await?;
        create(manager, check_in()).await?;
        create(manager, check_in_skip()).await?;
        // One at a time: SQLite adds no more columns at once.
        for (name, at_first) in SETTINGS {
            let setting = integer(name).default(at_first).take();
            manager.alter_table(Table::alter().table("programme").add_column(setting).take()).await?;
        }
        let forgotten = big_integer_null("forgotten_at");
        manager.alter_table(Table::alter().table("connectors").add_column(forgotten).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("connectors").drop_column("forgotten_at").take()).await?;
        for (name, _) in SETTINGS {
            manager.alter_table(Table::alter().table("programme").drop_column(name).take()).await?;
        }
        drop_all(manager, &["check_in_skips", "check_ins", "peer_answers", "peer_questions"]).await
    }
}

fn peer_question() -> Shape {
    Shape::new("peer_questions")
        .column(uuid("id"))
        .column(uuid("asker_id"))
        .column(uuid_null("asked_id"))
        .column(uuid_null("neighbourhood_id"))
        .column(text("text"))
        .column(big_integer("asked_at"))
        .column(big_integer("last_at"))
        .column(uuid("last_by"))
        .column(big_integer_null("closed_at"))
        .column(integer("version"))
        .key(&["id"])
        .refers("asker_id", "people")
        .refers("asked_id", "people")
        .refers("neighbourhood_id", "neighbourhoods")
        .refers("last_by", "people")
        // One fellow connector, or a team.
        .rule("(asked_id IS NULL) <> (neighbourhood_id IS NULL)")
        .rule("asked_id <> asker_id")
        .index(&["asker_id", "last_at", "id"])
        .index(&["asked_id", "last_at", "id"])
        .index(&["neighbourhood_id", "last_at", "id"])
        .index(&["last_at"])
}

fn peer_answer() -> Shape {
    Shape::new("peer_answers")
        .column(uuid("id"))
        .column(uuid("question_id"))
        .column(uuid("person_id"))
        .column(uuid_null("reply_to_id"))
        .column(text("text"))
        .column(big_integer("at"))
        .column(big_integer_null("withdrawn_at"))
        .key(&["id"])
        .refers("question_id", "peer_questions")
        .refers("person_id", "people")
        .refers("reply_to_id", "peer_answers")
        .index(&["question_id", "at", "id"])
        .index(&["reply_to_id"])
}

fn check_in() -> Shape {
    Shape::new("check_ins")
        .column(uuid("id"))
        .column(uuid("connector_id"))
        .column(uuid("contact_id"))
        .column(string_len("on_day", 10))
        .column(string_len("answer", 32))
        .column(big_integer("at"))
        .key(&["id"])
        .refers("connector_id", "connectors")
        .refers("contact_id", "people")
        // One a day: who taps again changes it.
        .unique(&["connector_id", "on_day"])
        .index(&["contact_id", "answer", "at"])
        .index(&["at"])
}

fn check_in_skip() -> Shape {
    Shape::new("check_in_skips")
        .column(uuid("connector_id"))
        .column(string_len("on_day", 10))
        .key(&["connector_id"])
        .refers("connector_id", "connectors")
}
