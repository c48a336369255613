//! Connectors: who applies and becomes one, whom they call, and when they spoke.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Connectors: who applies and becomes one, whom they call, and when they spoke.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, connector()).await?;
        create(manager, connector_neighbourhood()).await?;
        create(manager, connector_host()).await?;
        create(manager, connector_step()).await?;
        create(manager, application_question()).await?;
        create(manager, application_answer()).await?;
        create(manager, fixed_contact()).await?;
        create(manager, absence()).await?;
        create(manager, contact_moment()).await?;
        create(manager, programme()).await?;
        let first = "INSERT INTO programme (id, contact_rhythm_days, version) VALUES (1, 42, 1)";
        manager.get_connection().execute_unprepared(first).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "programme",
                "contact_moments",
                "absences",
                "fixed_contacts",
                "application_answers",
                "application_questions",
                "connector_steps",
                "connector_hosts",
                "connector_neighbourhoods",
                "connectors",
            ],
        )
        .await
    }
}

fn connector() -> Shape {
    Shape::new("connectors")
        .column(uuid("id"))
        .column(uuid_null("person_id"))
        .column(string_len("status", 32))
        .column(integer("version"))
        .column(text("name"))
        .column(text("email"))
        .column(text("phone"))
        .column(text("languages"))
        .column(text("skills"))
        .column(text("dayparts"))
        .column(text("availability"))
        .column(big_integer("applied_at"))
        .column(big_integer("last_step_at"))
        .column(big_integer_null("pledged_at"))
        .column(big_integer_null("activated_at"))
        .column(string_len_null("paused_until", 10))
        .column(string_len_null("end_reason", 32))
        .column(binary_null("form_key"))
        .key(&["id"])
        .refers("person_id", "people")
        // At most one profile a person; an applicant has no account yet.
        .unique(&["person_id"])
        // A form that is sent twice is one application.
        .unique(&["form_key"])
        .index(&["status", "last_step_at", "id"])
        .index(&["name", "id"])
        .index(&["email"])
}

fn connector_neighbourhood() -> Shape {
    Shape::new("connector_neighbourhoods")
        .column(uuid("connector_id"))
        .column(uuid("neighbourhood_id"))
        .key(&["connector_id", "neighbourhood_id"])
        .refers("connector_id", "connectors")
        .refers("neighbourhood_id", "neighbourhoods")
        .index(&["neighbourhood_id", "connector_id"])
}

fn connector_host() -> Shape {
    Shape::new("connector_hosts")
        .column(uuid("id"))
        .column(uuid("connector_id"))
        .column(uuid("organisation_id"))
        .column(string_len("from_on", 10))
        .column(string_len_null("until_on", 10))
        .key(&["id"])
        .index(&["connector_id", "from_on"])
        .refers("connector_id", "connectors")
        .refers("organisation_id", "organisations")
        .rule("until_on IS NULL OR until_on >= from_on")
}

fn connector_step() -> Shape {
    Shape::new("connector_steps")
        .column(uuid("id"))
        .column(uuid("connector_id"))
        .column(string_len("status", 32))
        .column(big_integer("at"))
        .column(uuid_null("person_id"))
        .column(text_null("note"))
        .key(&["id"])
        .refers("connector_id", "connectors")
        .refers("person_id", "people")
        .index(&["connector_id", "at"])
}

fn application_question() -> Shape {
    Shape::new("application_questions")
        .column(uuid("id"))
        .column(text("slug"))
        .column(text("question_nl"))
        .column(text("help_nl"))
        .column(text("question_en"))
        .column(text("help_en"))
        .column(string_len("answer_kind", 32))
        .column(boolean("is_required"))
        .column(integer("position"))
        .key(&["id"])
        .unique(&["slug"])
}

fn application_answer() -> Shape {
    Shape::new("application_answers")
        .column(uuid("connector_id"))
        .column(uuid("question_id"))
        .column(text("answer"))
        .key(&["connector_id", "question_id"])
        .refers("connector_id", "connectors")
        .refers("question_id", "application_questions")
}

fn fixed_contact() -> Shape {
    Shape::new("fixed_contacts")
        .column(uuid("id"))
        .column(uuid("connector_id"))
        .column(string_len("side", 32))
        .column(uuid("person_id"))
        .column(string_len("from_on", 10))
        .column(string_len_null("until_on", 10))
        .column(string_len("heard_on", 10))
        .key(&["id"])
        .refers("connector_id", "connectors")
        .refers("person_id", "people")
        .rule("until_on IS NULL OR until_on >= from_on")
        // One at a time on each side.
        .unique_where(&["connector_id", "side"], "until_on IS NULL")
        .index(&["connector_id", "from_on"])
        .index(&["person_id", "heard_on"])
        .index(&["heard_on"])
}

fn absence() -> Shape {
    Shape::new("absences")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(uuid("stand_in_id"))
        .column(string_len("from_on", 10))
        .column(string_len("until_on", 10))
        .key(&["id"])
        .refers("person_id", "people")
        .refers("stand_in_id", "people")
        .rule("until_on >= from_on")
        .rule("stand_in_id <> person_id")
        .index(&["person_id", "until_on"])
        .index(&["stand_in_id", "until_on"])
}

fn contact_moment() -> Shape {
    Shape::new("contact_moments")
        .column(uuid("id"))
        .column(uuid("connector_id"))
        .column(string_len("side", 32))
        .column(uuid("person_id"))
        .column(string_len("held_on", 10))
        .column(string_len("means", 32))
        .column(text("line"))
        .column(big_integer("recorded_at"))
        .key(&["id"])
        .refers("connector_id", "connectors")
        .refers("person_id", "people")
        .index(&["connector_id", "held_on", "id"])
}

fn programme() -> Shape {
    Shape::new("programme")
        .column(integer("id"))
        .column(integer("contact_rhythm_days"))
        .column(integer("version"))
        .key(&["id"])
        // There is one row.
        .rule("id = 1")
        .rule("contact_rhythm_days BETWEEN 1 AND 365")
}
