//! Cases, their involvements, consents, residents' details and timelines.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// Cases, their involvements, consents, residents' details and timelines.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, case()).await?;
        create(manager, case_topic()).await?;
        create(manager, case_ask_barrier()).await?;
        create(manager, case_follower()).await?;
        create(manager, consent()).await?;
        create(manager, resident_details()).await?;
        create(manager, involvement()).await?;
        create(manager, case_event()).await?;
        create(manager, case_reading()).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "case_readings",
                "case_events",
                "involvements",
                "resident_details",
                "consents",
                "case_followers",
                "case_ask_barriers",
                "case_topics",
                "cases",
            ],
        )
        .await
    }
}

fn case() -> Shape {
    Shape::new("cases")
        .column(uuid("id"))
        .column(text("code_word"))
        .column(uuid("neighbourhood_id"))
        .column(text("summary"))
        .column(string_len("asker", 32))
        .column(string_len("source", 32))
        .column(string_len("contact_preference", 32))
        .column(text_null("contact_note"))
        .column(string_len("status", 32))
        .column(string_len_null("waiting_for", 32))
        .column(string_len_null("waiting_until", 10))
        .column(string_len_null("outcome", 32))
        .column(uuid_null("holder_person_id"))
        .column(uuid_null("holder_specialist_id"))
        .column(text_null("next_step"))
        .column(string_len_null("sign_of_life_due", 10))
        .column(big_integer_null("last_sign_of_life_at"))
        .column(uuid_null("opened_by"))
        .column(big_integer("opened_at"))
        .column(big_integer("changed_at"))
        .column(big_integer_null("closed_at"))
        .column(integer("version"))
        .key(&["id"])
        .refers("neighbourhood_id", "neighbourhoods")
        .refers("holder_person_id", "people")
        .refers("holder_specialist_id", "specialists")
        .refers("opened_by", "people")
        .rule("(status = 'WAITING') = (waiting_for IS NOT NULL)")
        .rule("(status = 'WAITING') = (waiting_until IS NOT NULL)")
        .rule("(status = 'CLOSED') = (outcome IS NOT NULL)")
        .rule("(status = 'CLOSED') = (closed_at IS NOT NULL)")
        .rule("holder_person_id IS NULL OR holder_specialist_id IS NULL")
        .rule("status = 'NEW' OR holder_person_id IS NOT NULL OR holder_specialist_id IS NOT NULL")
        .unique_where(&["neighbourhood_id", "code_word"], "status <> 'CLOSED'")
        .index(&["neighbourhood_id", "status", "changed_at", "id"])
        .index(&["status", "changed_at", "id"])
        .index(&["changed_at", "id"])
        .index(&["holder_person_id", "status"])
        .index(&["holder_specialist_id", "status"])
        .index(&["opened_at"])
        .index(&["closed_at"])
        .index(&["code_word"])
}

fn case_topic() -> Shape {
    Shape::new("case_topics")
        .column(uuid("case_id"))
        .column(uuid("topic_id"))
        .column(integer("position"))
        .key(&["case_id", "topic_id"])
        .refers("case_id", "cases")
        .refers("topic_id", "topics")
        .index(&["topic_id"])
}

fn case_ask_barrier() -> Shape {
    Shape::new("case_ask_barriers")
        .column(uuid("case_id"))
        .column(string_len("barrier", 32))
        .key(&["case_id", "barrier"])
        .refers("case_id", "cases")
}

fn case_follower() -> Shape {
    Shape::new("case_followers")
        .column(uuid("case_id"))
        .column(uuid("person_id"))
        .column(big_integer("since"))
        .column(big_integer_null("ended_at"))
        .key(&["case_id", "person_id"])
        .refers("case_id", "cases")
        .refers("person_id", "people")
        .index(&["person_id"])
}

fn consent() -> Shape {
    Shape::new("consents")
        .column(uuid("id"))
        .column(uuid("case_id"))
        .column(string_len("form", 32))
        .column(string_len("given_on", 10))
        .column(uuid("recorded_by"))
        .column(big_integer("recorded_at"))
        .column(big_integer_null("withdrawn_at"))
        .key(&["id"])
        .refers("case_id", "cases")
        .refers("recorded_by", "people")
        .index(&["case_id"])
}

fn resident_details() -> Shape {
    Shape::new("resident_details")
        .column(uuid("case_id"))
        .column(binary("sealed"))
        .column(text("key_id"))
        .column(uuid("consent_id"))
        .column(uuid("added_by"))
        .column(big_integer("added_at"))
        .key(&["case_id"])
        .refers("case_id", "cases")
        .refers("consent_id", "consents")
        .refers("added_by", "people")
}

fn involvement() -> Shape {
    Shape::new("involvements")
        .column(uuid("id"))
        .column(uuid("case_id"))
        .column(string_len("kind", 32))
        .column(string_len("status", 32))
        .column(uuid("requester_id"))
        .column(uuid_null("receiver_person_id"))
        .column(uuid_null("receiver_specialist_id"))
        .column(uuid_null("taker_id"))
        .column(text("reason"))
        .column(text_null("next_step"))
        .column(uuid_null("consent_id"))
        .column(big_integer("requested_at"))
        .column(string_len("respond_by", 10))
        .column(big_integer_null("planned_at"))
        .column(big_integer_null("answered_at"))
        .column(uuid_null("answered_by"))
        .column(boolean("answered_by_phone"))
        .column(text_null("decline_reason"))
        .column(big_integer_null("ended_at"))
        .column(integer("version"))
        .key(&["id"])
        .refers("case_id", "cases")
        .refers("requester_id", "people")
        .refers("receiver_person_id", "people")
        .refers("receiver_specialist_id", "specialists")
        .refers("taker_id", "people")
        .refers("consent_id", "consents")
        .refers("answered_by", "people")
        .rule("receiver_person_id IS NULL OR receiver_specialist_id IS NULL")
        .rule("kind NOT IN ('CONSULTATION', 'HANDOVER', 'JOINT_VISIT') OR receiver_specialist_id IS NOT NULL")
        .rule("kind <> 'SUPPORT' OR receiver_specialist_id IS NULL")
        // Only a worker's offer to take over asks a specialist: the one who holds.
        .rule("kind <> 'TAKEOVER' OR receiver_specialist_id IS NULL OR taker_id = requester_id")
        .rule("(status IN ('REQUESTED', 'ACCEPTED')) = (ended_at IS NULL)")
        .unique_where(&["case_id"], "status = 'REQUESTED' AND kind IN ('TAKEOVER', 'HANDOVER')")
        .index(&["case_id", "status"])
        .index(&["receiver_person_id", "status"])
        .index(&["receiver_specialist_id", "status"])
        .index(&["requester_id", "status"])
        .index(&["answered_at"])
}

fn case_event() -> Shape {
    Shape::new("case_events")
        .column(uuid("id"))
        .column(uuid("case_id"))
        .column(string_len("kind", 32))
        .column(big_integer("at"))
        .column(uuid_null("actor_person_id"))
        .column(uuid_null("actor_specialist_id"))
        .column(uuid_null("party_person_id"))
        .column(uuid_null("party_specialist_id"))
        .column(uuid_null("involvement_id"))
        .column(text_null("note"))
        .column(string_len_null("note_visibility", 32))
        .column(string_len_null("waiting_for", 32))
        .column(string_len_null("waiting_until", 10))
        .column(string_len_null("outcome", 32))
        .column(boolean("by_phone"))
        .key(&["id"])
        .refers("case_id", "cases")
        .rule("(note IS NULL) = (note_visibility IS NULL)")
        .refers("actor_person_id", "people")
        .refers("actor_specialist_id", "specialists")
        .refers("party_person_id", "people")
        .refers("party_specialist_id", "specialists")
        .refers("involvement_id", "involvements")
        .index(&["case_id", "id"])
}

fn case_reading() -> Shape {
    Shape::new("case_readings")
        .column(uuid("id"))
        .column(uuid("case_id"))
        .column(uuid("person_id"))
        .column(text("reason"))
        .column(big_integer("at"))
        .column(big_integer("expires_at"))
        .key(&["id"])
        .refers("case_id", "cases")
        .refers("person_id", "people")
        .index(&["case_id", "person_id"])
        .index(&["person_id", "expires_at"])
}
