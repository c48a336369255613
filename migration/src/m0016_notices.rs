//! What somebody is told, the mails with which it goes out, and how often they want these.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// What somebody is told, the mails with which it goes out, and how often they want these.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, notice()).await?;
        create(manager, mail()).await?;
        create(manager, mail_setting()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["mail_settings", "mails", "notices"]).await
    }
}

fn notice() -> Shape {
    Shape::new("notices")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(string_len("kind", 32))
        .column(big_integer("at"))
        .column(uuid_null("case_id"))
        .column(uuid_null("involvement_id"))
        .column(uuid_null("training_session_id"))
        .column(uuid_null("connector_id"))
        .column(uuid_null("peer_question_id"))
        .column(uuid_null("caused_by"))
        .column(uuid_null("mail_id"))
        .column(text_null("reminder_key"))
        .column(big_integer_null("seen_at"))
        .key(&["id"])
        .refers("person_id", "people")
        .refers("case_id", "cases")
        .refers("involvement_id", "involvements")
        .refers("training_session_id", "training_sessions")
        .refers("connector_id", "connectors")
        .refers("caused_by", "people")
        .unique_where(&["reminder_key"], "reminder_key IS NOT NULL")
        .index(&["person_id", "at", "id"])
        .index(&["person_id", "seen_at"])
        .index(&["mail_id"])
        .index(&["at"])
}

fn mail() -> Shape {
    Shape::new("mails")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(string_len("kind", 32))
        .column(string_len("state", 32))
        .column(big_integer("written_at"))
        .column(big_integer("due_at"))
        .column(big_integer_null("leased_until"))
        .column(integer("tries"))
        .column(string_len_null("trouble", 32))
        .column(big_integer_null("failing_since"))
        .column(big_integer_null("ended_at"))
        .column(integer("version"))
        .key(&["id"])
        .refers("person_id", "people")
        .rule("tries >= 0")
        .rule("(trouble IS NULL) = (failing_since IS NULL)")
        .rule("(state = 'WAITING') = (ended_at IS NULL)")
        .index(&["state", "due_at"])
        .index(&["person_id", "state"])
        .index(&["failing_since", "id"])
        .index(&["ended_at"])
}

fn mail_setting() -> Shape {
    Shape::new("mail_settings")
        .column(uuid("person_id"))
        .column(string_len("frequency", 32))
        .key(&["person_id"])
        .refers("person_id", "people")
}
