//! Nobody is alone: who can call neither contact of theirs calls somebody who runs the programme.

use entities::{ConnectorId, ConnectorStatus, ContactSide, absence};
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn who_can_call_no_contact_calls_who_runs_the_programme(db: TestDatabase) {
        let world = World::on(db).await;
        let (ellen, anna) = (world.coordinator("Ellen").await, world.coordinator("Anna").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("ruwaard").await);
        let bas = world.officer("Bas").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let called = async || called(&world, &mia, id, &world.today().to_string()).await;
        assert_eq!(called().await, json!([[], "Anna"]), "nobody was given yet");
        world.contact(id, ContactSide::Welfare, &joris, 10).await;
        world.contact(id, ContactSide::Municipality, &bas, 10).await;
        assert_eq!(called().await, json!([["Joris", "Bas"], null]));

        // Somebody stands in; then the one who does leaves, and one of two is left to call.
        away(&world, &joris, &karin, 0..=3).await;
        assert_eq!(called().await, json!([["Karin", "Bas"], null]));
        world.end_roles(karin.id).await;
        assert_eq!(called().await, json!([["Joris is away", "Bas"], null]));
        world.end_roles(bas.id).await;
        assert_eq!(called().await, json!([["Joris is away"], "Anna"]));
        let seen = world.as_(&mia).execute("{ viewer { connector { coordinatorOn { name phone initials } } } }", json!({})).await;
        assert_eq!(seen.at("/viewer/connector/coordinatorOn"), &json!({ "name": "Anna", "phone": "0412 00 10 13", "initials": "A" }));

        // Of those who run the programme it is one who is there and has a number; away, it is who stands in.
        away(&world, &anna, &ellen, 0..=1).await;
        assert_eq!(called().await, json!([["Joris is away"], "Ellen"]));
        world.change(&ellen, |row| row.phone = Set(None)).await;
        let sara = world.community_worker("Sara").in_neighbourhood("lith").await;
        assert_eq!(called().await, json!([["Joris is away"], "Anna"]), "who has a number may answer");
        world.pass_days(2);
        assert_eq!(called().await, json!([["Joris is away"], "Anna"]));
        away(&world, &anna, &sara, 0..=1).await;
        assert_eq!(called().await, json!([["Joris is away"], "Sara"]));
        // He is back; a contact without a number can't be called either.
        world.pass_days(2);
        assert_eq!(called().await, json!([["Joris"], null]));
        world.change(&joris, |row| row.phone = Set(None)).await;
        assert_eq!(called().await, json!([["Joris"], "Anna"]));
    }

    async fn it_is_told_of_any_day_and_of_who_is_with_the_programme(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 10).await;
        assert_eq!(called(&world, &mia, id, "2026-11-12").await, json!([[], "Ellen"]), "before there was anybody");
        assert_eq!(called(&world, &mia, id, "2026-11-13").await, json!([["Joris"], null]));
        let own = world.connector("Noor").in_neighbourhood("ruwaard").await;
        world.grant(own.id, entities::Role::Coordinator, None, None).await;
        world.end_roles(ellen.id).await;
        let hers = world.profile(Some(&own), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        assert_eq!(called(&world, &own, hers, "2026-11-23").await, json!([[], null]), "nobody calls themselves");
        let states = [
            (ConnectorStatus::Applied, Value::Null), (ConnectorStatus::Talked, Value::Null), (ConnectorStatus::InTraining, json!("Noor")),
            (ConnectorStatus::Active, json!("Noor")), (ConnectorStatus::Paused, json!("Noor")), (ConnectorStatus::Stopped, Value::Null),
            (ConnectorStatus::Declined, Value::Null),
        ];
        for (status, expected) in states {
            let id = world.profile(None, status, &["ruwaard"], |_| ()).await;
            assert_eq!(called(&world, &own, id, "2026-11-23").await, json!([[], expected]), "{status:?}");
        }
    }
}

/// Whom somebody reads that a connector calls on a day: the contacts, and who runs the programme.
async fn called(world: &World, who: &Member, id: ConnectorId, day: &str) -> Value {
    let document = "query ($id: ConnectorId!, $day: Date) { connector(id: $id) {
        contactsOn(day: $day) { person { name } isAway } coordinatorOn(day: $day) { name } } }";
    let answer = world.as_(who).execute(document, json!({ "id": id, "day": day })).await;
    let contacts = answer.list("/connector/contactsOn").iter().map(|contact| {
        let name = contact["person"]["name"].as_str().expect("a name");
        if contact["isAway"] == true { format!("{name} is away") } else { name.to_owned() }
    });
    json!([contacts.collect::<Vec<_>>(), answer.at("/connector/coordinatorOn")["name"]])
}

/// Somebody is away from and until so many days from now.
async fn away(world: &World, who: &Member, stand_in: &Member, days: std::ops::RangeInclusive<i64>) {
    let row = absence::Model {
        id: world.id(),
        person_id: who.id,
        stand_in_id: stand_in.id,
        from_on: world.today().plus_days(*days.start()),
        until_on: world.today().plus_days(*days.end()),
    };
    row.into_active_model().insert(world.db()).await.expect("written");
}
