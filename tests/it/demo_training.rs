//! A year of training in the demo: something for everybody to see, and nothing that the acts of the product would refuse.

use api::demo::load;
use api::import::{Operator, Source};
use entities::{AttendanceState, attendance, person, training_session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

async fn named(world: &World, name: &str) -> Member {
    let row = person::Entity::find().filter(person::Column::Name.eq(name)).one(world.db()).await;
    let person::Model { id, name, email, .. } = row.expect("read").expect("of the demo");
    Member { id, name, email }
}

on_both! {
    async fn there_is_a_year_of_training(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let meetings = training_session::Entity::find().all(world.db()).await.expect("read");
        let places = attendance::Entity::find().all(world.db()).await.expect("read");
        assert_eq!(meetings.len(), 20);
        for meeting in &meetings {
            let own: Vec<_> = places.iter().filter(|place| place.session_id == meeting.id).collect();
            let taken = |place: &&&attendance::Model| matches!(place.state, AttendanceState::Enrolled | AttendanceState::Attended);
            assert_eq!(i32::try_from(own.iter().filter(taken).count()).ok(), Some(meeting.enrolled), "{meeting:?}");
            let waits = own.iter().any(|place| place.state == AttendanceState::Waiting);
            let is_ahead = meeting.starts_at > world.now();
            // Who stayed away had a place, so there was no room for who waited.
            let had_one = |place: &&&attendance::Model| !matches!(place.state, AttendanceState::Waiting | AttendanceState::Cancelled);
            let is_full = i32::try_from(own.iter().filter(had_one).count()).ok() == Some(meeting.capacity);
            assert!(!waits || is_full, "nobody waits while there is room: {meeting:?}");
            let is_ticked = |place: &&attendance::Model| matches!(place.state, AttendanceState::Attended | AttendanceState::Absent);
            assert!(!is_ahead || !own.iter().any(is_ticked), "nobody was there yet: {meeting:?}");
        }
        assert!(meetings.iter().any(|meeting| meeting.enrolled == meeting.capacity), "one is full");
    }

    async fn who_is_due_is_so_for_each_of_the_reasons(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let ellen = named(&world, "Ellen Wouters").await;
        let due = world.as_(&ellen).execute("{ trainingDue(first: 50) { totalCount unplannedCount groups { course { name } count }
            nodes { participant { name } reasons { why } placeAt { id } } } }", json!({})).await;
        let mut told: Vec<String> = due.list("/trainingDue/nodes").iter().map(|node| {
            let why: Vec<_> = node["reasons"].as_array().expect("reasons").iter().map(|reason| reason["why"].as_str().expect("a word")).collect();
            format!("{} {}", node["participant"]["name"].as_str().expect("a name"), why.join("+"))
        }).collect();
        told.sort();
        assert_eq!(told, ["Ahmet TOPIC_CHANGED", "Deniz Aydin NEW", "Fatma NEW", "Marleen Smits NEW", "Mia TOPIC_CHANGED", "Samira TOPIC_CHANGED+VALIDITY",
            "Sjaak TOPIC_CHANGED", "Toos TOPIC_CHANGED", "Yvonne TOPIC_CHANGED"]);
        assert_eq!(due.number("/trainingDue/unplannedCount"), 8);
        let notes = entities::topic_change::Entity::find().all(world.db()).await.expect("read");
        assert!(notes.iter().all(|change| api::free_text::find(&change.note).is_none()));
    }

    /// Whom Mia knows from the training, with how.
    async fn one_knows_people_from_the_training(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let mia = named(&world, "Mia").await;
        let seen = world.as_(&mia).execute("{ viewer { network { name phone ways { how on } } } }", json!({})).await;
        let known = seen.list("/viewer/network");
        let how = |name: &str| -> Vec<Value> {
            let member = known.iter().find(|member| member["name"] == name).unwrap_or_else(|| panic!("{name}: {known:#?}"));
            member["ways"].as_array().expect("ways").iter().map(|way| way["how"].clone()).collect()
        };
        assert!(how("Wim").contains(&json!("FELLOW_PARTICIPANT")));
        assert!(how("Bas Verhoeven").contains(&json!("TRAINER")));
        assert!(how("Joris Hendriks").contains(&json!("COMMUNITY_WORKER")) && how("Joris Hendriks").contains(&json!("TRAINER")));
        assert!(known.iter().all(|member| member["phone"].is_string()), "everybody can be reached");
    }
}
