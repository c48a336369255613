//! How many statements the page of a profile takes: as many with a long history as with a short one.

use entities::{
    ConnectorId, ConnectorStatus, ContactMeans, ContactSide, absence, check_in, connector_step, contact_moment,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// What the page of a profile asks.
const PROFILE: &str = "query ($id: ConnectorId!) { connector(id: $id) { id version status name isViewer email phone languages
    skills dayparts availability pledgedAt pausedUntil endReason missing availableActs openCaseCount neighbourhoods { id name }
    host { organisation { name } fromOn } contactsOn { side person { personId name initials phone } standsInFor { name } standsInUntil }
    fixedContacts { side dueOn isOverdue contact { name } } contactMoments { side heldOn means line contact { name } }
    checkIns { onDay answer } steps { status at by { name } note } answers { question { question } answer } } }";
const TODAY: &str =
    "query ($id: ConnectorId!, $day: Date) { connector(id: $id) { contactsOn(day: $day) { side person { name phone }
    standsInFor { name } standsInUntil } } }";
const MOMENTS: &str =
    "query ($id: ConnectorId!) { connector(id: $id) { contactMoments { heldOn means line contact { name } } } }";
const CHECK_IN: &str =
    "{ checkIn { isDue answer seenBy { name } callToday { person { name } standsInFor { name } } } }";
const NOT_WELL: &str = "{ notWell { onDay connector { id name phone } } }";

on_both! {
    async fn a_long_history_takes_as_many_statements_as_a_short_one(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("lith").await);
        let bas = world.officer("Bas").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard", "geffen"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 100).await;
        world.contact(id, ContactSide::Municipality, &bas, 100).await;
        happen(&world, id, &joris, &karin, 0..1).await;
        let asked = [
            (&ellen, PROFILE, 26),
            (&mia, PROFILE, 26),
            (&mia, TODAY, 9),
            (&ellen, MOMENTS, 3),
            (&mia, CHECK_IN, 12),
            (&joris, NOT_WELL, 4),
        ];
        let mut few = Vec::new();
        for (who, document, _) in asked {
            let (answer, statements) = world.as_(who).count(document, json!({ "id": id, "day": "2026-11-24" })).await;
            assert!(!answer.data().is_null());
            few.push(statements.len());
        }
        happen(&world, id, &joris, &karin, 1..40).await;
        for ((who, document, most), few) in asked.into_iter().zip(few) {
            let (_, many) = world.as_(who).count(document, json!({ "id": id, "day": "2026-11-24" })).await;
            // What is asked at the same moment is read at once, or in two goes: never once a row.
            assert!(few <= most && many.len() <= most, "{}: {few} {} {most} {document}: {many:#?}", who.name, many.len());
        }
    }
}

/// So many steps, moments, absences and answers.
async fn happen(world: &World, id: ConnectorId, joris: &Member, karin: &Member, numbers: std::ops::Range<i64>) {
    for number in numbers {
        let step = connector_step::Model {
            id: world.id(),
            connector_id: id,
            status: ConnectorStatus::Active,
            at: world.now().plus_days(-number),
            person_id: Some(joris.id),
            note: None,
        };
        step.into_active_model().insert(world.db()).await.expect("written");
        let moment = contact_moment::Model {
            id: world.id(),
            connector_id: id,
            side: ContactSide::Welfare,
            person_id: if number % 2 == 0 { joris.id } else { karin.id },
            held_on: world.today().plus_days(-number - 30),
            means: ContactMeans::Call,
            line: "Gebeld.".to_owned(),
            recorded_at: world.now().plus_days(-number - 30),
        };
        moment.into_active_model().insert(world.db()).await.expect("written");
        let away = absence::Model {
            id: world.id(),
            person_id: joris.id,
            stand_in_id: karin.id,
            from_on: world.today().plus_days(number * 10),
            until_on: world.today().plus_days(number * 10 + 2),
        };
        away.into_active_model().insert(world.db()).await.expect("written");
        let said = check_in::Model {
            id: world.id(),
            connector_id: id,
            contact_id: joris.id,
            on_day: world.today().plus_days(-number - 1),
            answer: entities::CheckInAnswer::NotGood,
            at: world.now().plus_days(-number - 1),
        };
        said.into_active_model().insert(world.db()).await.expect("written");
    }
}
