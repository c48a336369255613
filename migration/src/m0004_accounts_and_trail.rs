//! Sessions, machine clients, idempotency keys, the outbox and the processing log.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Sessions, machine clients, idempotency keys, the outbox and the processing log.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, invitation()).await?;
        create(manager, session()).await?;
        create(manager, machine_client()).await?;
        create(manager, used_assertion()).await?;
        create(manager, idempotency_key()).await?;
        create(manager, outbox_event()).await?;
        create(manager, log_line()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "processing_log",
                "outbox_events",
                "idempotency_keys",
                "used_assertions",
                "machine_clients",
                "sessions",
                "invitations",
            ],
        )
        .await
    }
}

fn invitation() -> Shape {
    Shape::new("invitations")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(binary("token_hash"))
        .column(big_integer("created_at"))
        .column(big_integer("expires_at"))
        .column(big_integer_null("accepted_at"))
        .key(&["id"])
        .refers("person_id", "people")
        .unique(&["token_hash"])
}

fn session() -> Shape {
    Shape::new("sessions")
        .column(uuid("id"))
        .column(uuid("person_id"))
        .column(binary("token_hash"))
        .column(big_integer("created_at"))
        .column(big_integer("last_seen_at"))
        .column(big_integer("expires_at"))
        .column(big_integer_null("revoked_at"))
        .key(&["id"])
        .refers("person_id", "people")
        .unique(&["token_hash"])
        .index(&["person_id"])
}

fn machine_client() -> Shape {
    Shape::new("machine_clients")
        .column(uuid("id"))
        .column(text("name"))
        .column(uuid("organisation_id"))
        .column(text("scopes"))
        .column(text("public_key"))
        .column(text("key_thumbprint"))
        .column(big_integer("registered_at"))
        .column(uuid("registered_by"))
        .column(big_integer_null("revoked_at"))
        .column(big_integer_null("last_used_at"))
        .key(&["id"])
        .refers("organisation_id", "organisations")
        .refers("registered_by", "people")
        .unique(&["key_thumbprint"])
}

fn used_assertion() -> Shape {
    Shape::new("used_assertions")
        .column(uuid("client_id"))
        .column(text("jti"))
        .column(big_integer("expires_at"))
        .key(&["client_id", "jti"])
        .refers("client_id", "machine_clients")
        .index(&["expires_at"])
}

fn idempotency_key() -> Shape {
    Shape::new("idempotency_keys")
        .column(uuid("person_id"))
        .column(text("key"))
        .column(text("mutation"))
        .column(binary("input_hash"))
        .column(text("answer"))
        .column(big_integer("at"))
        .key(&["person_id", "key"])
        .refers("person_id", "people")
        .index(&["at"])
}

fn outbox_event() -> Shape {
    Shape::new("outbox_events")
        .column(uuid("id"))
        .column(big_integer("at"))
        .column(string_len("kind", 32))
        .column(uuid_null("case_id"))
        .column(uuid_null("involvement_id"))
        .column(integer("version"))
        .key(&["id"])
        .index(&["at"])
}

fn log_line() -> Shape {
    Shape::new("processing_log")
        .column(uuid("id"))
        .column(big_integer("at"))
        .column(string_len("action", 32))
        .column(uuid_null("person_id"))
        .column(uuid_null("client_id"))
        .column(uuid_null("case_id"))
        .column(uuid_null("subject_person_id"))
        .column(text("subject"))
        .column(text_null("reason"))
        .column(text("request_id"))
        .key(&["id"])
        .index(&["at"])
        .index(&["case_id"])
}
