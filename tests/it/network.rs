//! Whom somebody knows, and how: it follows from what they did, and nothing of it is typed.

use entities::{
    AttendanceState, ConnectorStatus, ContactSide, InvolvementKind, InvolvementStatus, absence, connector,
    fixed_contact,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const NETWORK: &str = "{ viewer { network { name initials phone email isForToday person { name } specialist { slug }
    ways { how on side standsInFor trainingSession { course { name } } neighbourhoods { code } } } } }";

async fn network(world: &World, who: &Member) -> Vec<Value> {
    world.as_(who).execute(NETWORK, json!({})).await.list("/viewer/network").to_vec()
}

/// `Joris: COMMUNITY_WORKER ruwaard; TRAINER 2026-11-13 basis`, with a star in front for whom to call today.
fn told(members: &[Value]) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let way = |way: &Value| {
        let areas: Vec<_> =
            way["neighbourhoods"].as_array().expect("areas").iter().map(|area| text(&area["code"])).collect();
        let parts = [
            text(&way["how"]),
            text(&way["side"]),
            text(&way["standsInFor"]),
            areas.join(" "),
            text(&way["on"]),
            text(&way["trainingSession"]["course"]["name"]),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let line = |member: &Value| {
        let ways: Vec<_> = member["ways"].as_array().expect("ways").iter().map(way).collect();
        let star = if member["isForToday"] == true { "* " } else { "" };
        format!("{star}{}: {}", text(&member["name"]), ways.join("; "))
    };
    members.iter().map(line).collect()
}

async fn contact(world: &World, of: &Member, side: ContactSide, who: &Member) {
    let known = connector::Entity::find().all(world.db()).await.expect("read");
    let is_theirs = |row: &connector::Model| row.person_id == Some(of.id);
    let connector_id = if let Some(row) = known.into_iter().find(is_theirs) {
        row.id
    } else {
        world.in_training(of).await;
        let rows = connector::Entity::find().all(world.db()).await.expect("read");
        let row = rows.into_iter().find(is_theirs).expect("there");
        let id = row.id;
        let mut row = row.into_active_model();
        row.status = Set(ConnectorStatus::Active);
        row.update(world.db()).await.expect("written");
        id
    };
    let row = fixed_contact::Model {
        id: world.id(),
        connector_id,
        side,
        person_id: who.id,
        from_on: world.today().plus_days(-100),
        until_on: None,
        heard_on: world.today(),
    };
    row.into_active_model().insert(world.db()).await.expect("the contact is written");
}

on_both! {
    async fn the_network_follows_from_what_was_done(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let samira = world.connector("Samira").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let (bas, karin) = (world.officer("Bas").await, world.community_worker("Karin").in_neighbourhood("lith").await);
        // Nobody whom she has to do with.
        world.connector("Vreemd").in_neighbourhood("lith").await;
        world.officer("Ander").await;
        let course = world.course("basis", |_| ()).await;
        let early = world.meeting(course, -40, &joris, |row| row.welfare_trainer_id = Some(karin.id)).await;
        let late = world.meeting(course, -10, &joris, |row| row.municipality_trainer_id = Some(bas.id)).await;
        let missed = world.meeting(course, -5, &joris, |_| ()).await;
        for meeting in [early, late] {
            world.stands(meeting, &mia, AttendanceState::Attended).await;
            world.stands(meeting, &thijs, AttendanceState::Attended).await;
        }
        // Who had a place and didn't come met nobody.
        world.stands(late, &world.connector("Ziek").in_neighbourhood("berghem").await, AttendanceState::Absent).await;
        world.stands(missed, &mia, AttendanceState::Absent).await;
        world.stands(missed, &world.connector("Onbekend").in_neighbourhood("berghem").await, AttendanceState::Attended).await;
        let entry = world.specialist("schuldhulp").await;
        let asked = world.case("koekblik").held_by(&mia).await;
        for (status, who) in [(InvolvementStatus::Completed, entry), (InvolvementStatus::Declined, world.specialist("taalhuis").await)] {
            world.involvement(asked, InvolvementKind::Consultation, &mia, |row| {
                (row.receiver_specialist_id, row.status) = (Some(who), status);
                row.ended_at = Some(row.requested_at);
                row.decline_reason = (status == InvolvementStatus::Declined).then(|| "Geen tijd".to_owned());
            }).await;
        }
        contact(&world, &mia, ContactSide::Welfare, &joris).await;
        contact(&world, &mia, ContactSide::Municipality, &bas).await;

        let seen = network(&world, &mia).await;
        assert_eq!(told(&seen), [
            "* Bas: FIXED_CONTACT MUNICIPALITY; TRAINER 2026-11-13 basis",
            "* Joris: FIXED_CONTACT WELFARE; COMMUNITY_WORKER ruwaard",
            "Samira: TEAM ruwaard",
            "Karin: TRAINER 2026-10-14 basis",
            "Thijs: FELLOW_PARTICIPANT 2026-11-13 basis",
            "Schuldhulp: SPECIALIST 2026-11-23",
        ]);
        // A way to reach each; to write to, whose work it is.
        let reach: Vec<_> = seen.iter().map(|member| (member["phone"].is_string(), member["email"].is_string())).collect();
        assert_eq!(reach, [(true, true), (true, true), (true, false), (true, true), (true, false), (true, false)]);
        assert_eq!(seen[4]["person"], json!(null), "of somebody of another team nothing else is shown");
        assert_eq!(seen[5]["specialist"], json!({ "slug": "schuldhulp" }));
        // The other side of it.
        let others = told(&network(&world, &samira).await);
        assert_eq!(others, ["Joris: COMMUNITY_WORKER ruwaard", "Mia: TEAM ruwaard"]);
    }

    async fn who_stands_in_is_called_while_somebody_is_away(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("lith").await, world.community_worker("Karin").in_neighbourhood("lith").await);
        contact(&world, &mia, ContactSide::Welfare, &joris).await;
        let away = absence::Model {
            id: world.id(), person_id: joris.id, stand_in_id: karin.id,
            from_on: world.today().plus_days(1), until_on: world.today().plus_days(3),
        };
        away.into_active_model().insert(world.db()).await.expect("written");
        let with_joris = ["* Joris: FIXED_CONTACT WELFARE"];
        assert_eq!(told(&network(&world, &mia).await), with_joris);
        for _ in 0..3 {
            world.pass_days(1);
            assert_eq!(told(&network(&world, &mia).await), ["* Karin: STAND_IN WELFARE Joris", "Joris: FIXED_CONTACT WELFARE"]);
        }
        world.pass_days(1);
        assert_eq!(told(&network(&world, &mia).await), with_joris);
    }

    async fn nobody_else_has_a_network(db: TestDatabase) {
        let world = World::on(db).await;
        world.connector("Mia").in_neighbourhood("ruwaard").await;
        let riet = world.centre_manager("Riet").await;
        assert!(network(&world, &riet).await.is_empty());
        assert_eq!(world.as_nobody().execute(NETWORK, json!({})).await.at("/viewer"), &json!(null));
    }
}
