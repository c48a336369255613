//! The coordinator's pages in a programme of three hundred connectors, sixty meetings and three thousand attendances: as
//! many statements as in a small one, and none that reads a whole table of it.

use entities::{AttendanceState, CourseKind, attendance, person, role_grant, training_session};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::harness::database::Kind;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const LIST: &str = "query ($period: TrainingPeriod) { trainingSessions(first: 60, filter: { period: $period }) { nodes { id startsAt place capacity
    enrolledCount waitingCount availableActs course { name } welfareTrainer { name } municipalityTrainer { name } mine { state waitingPlace } } } }";
const MEETING: &str = "query ($id: TrainingSessionId!) { trainingSession(id: $id) { startsAt course { name topics { slug } }
    waitingCount availableActs attendances(first: 100) { nodes { state at waitingPlace participant { name person { phone } } enrolledBy { name } } } } }";
const DUE: &str = "{ trainingDue(first: 100) { totalCount unplannedCount groups { course { name } count personIds }
    nodes { since participant { name person { phone } } nextCourse { name } placeAt { startsAt }
        reasons { why since topic { slug } course { name } } } }
    courses { name topics { slug } } trainers(organisationKind: WELFARE) { name } }";
const NETWORK: &str = "{ viewer { network { name phone ways { how on trainingSession { course { name } } neighbourhoods { name } } } trainingDue { since } } }";

/// So many connectors, meetings and people at each meeting, half of which are over.
async fn programme(world: &World, ellen: &Member, connectors: usize, meetings: usize, each: usize) {
    let course = world.course("basis", |row| row.kind = CourseKind::Basic).await;
    let area = world.neighbourhood("ruwaard").await;
    let (mut people, mut grants) = (Vec::new(), Vec::new());
    for number in 0..connectors {
        let id = world.id();
        let name = format!("Mens {number}");
        people.push(person::Model {
            id,
            email: format!("{id}@example.org"),
            phone: Some("0412 00 10 13".to_owned()),
            organisation_id: None,
            password_hash: None,
            locale: entities::Locale::Nl,
            demo_story: None,
            created_at: world.now(),
            ended_at: None,
            name,
        });
        grants.push(role_grant::Model {
            id: world.id(),
            person_id: id,
            role: entities::Role::Connector,
            neighbourhood_id: Some(area),
            specialist_id: None,
            granted_at: world.now(),
            granted_by: None,
            ended_at: None,
        });
    }
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let (mut sessions, mut places) = (Vec::new(), Vec::new());
    for number in 0..meetings {
        let is_over = number % 2 == 0;
        let days = i64::try_from(number + 1).expect("few") * if is_over { -1 } else { 1 };
        let starts_at = world.now().plus_days(days);
        let id = world.id();
        sessions.push(training_session::Model {
            id,
            course_id: course,
            part: 1,
            starts_at,
            ends_at: starts_at.plus_millis(7_200_000),
            place: "Zaal".to_owned(),
            capacity: 200,
            welfare_trainer_id: Some(ellen.id),
            municipality_trainer_id: None,
            enrolled: i32::try_from(each).expect("few"),
            arrivals: i32::try_from(each).expect("few"),
            cancelled_at: None,
            cancelled_because: None,
            planned_by: ellen.id,
            version: 1,
        });
        for place in 0..each {
            let state = if is_over { AttendanceState::Attended } else { AttendanceState::Enrolled };
            // A third of the people was nowhere.
            let who = ids[(number * 7 + place) % (connectors * 2 / 3)];
            places.push(attendance::Model {
                id: world.id(),
                session_id: id,
                person_id: who,
                state,
                arrival: i32::try_from(place).expect("few"),
                enrolled_by: who,
                at: world.now(),
            });
        }
    }
    world.insert::<person::Entity>(people).await;
    world.insert::<role_grant::Entity>(grants).await;
    world.insert::<training_session::Entity>(sessions).await;
    world.insert::<attendance::Entity>(places).await;
}

on_both! {
    async fn a_large_programme_takes_as_many_statements_as_a_small_one(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        programme(&world, &ellen, 6, 4, 3).await;
        let meeting = training_session::Entity::find().one(world.db()).await.expect("read").expect("there").id;
        let pages: [(&str, &str, Value, &Member, usize); 5] = [
            ("upcoming", LIST, json!({ "period": "UPCOMING" }), &ellen, 5),
            ("past", LIST, json!({ "period": "PAST" }), &ellen, 5),
            ("a meeting", MEETING, json!({ "id": meeting }), &ellen, 9),
            ("who is due", DUE, json!({}), &ellen, 16),
            ("the network of a worker", NETWORK, json!({}), &joris, 14),
        ];
        let mut few = Vec::new();
        for (_, document, variables, who, _) in &pages {
            let (answer, statements) = world.as_(who).count(document, variables.clone()).await;
            answer.data();
            few.push(statements.len());
        }
        programme(&world, &ellen, 300, 60, 50).await;
        world.analyse().await;
        for ((name, document, variables, who, most), few) in pages.iter().zip(few) {
            let (answer, many) = world.as_(who).count(document, variables.clone()).await;
            answer.data();
            assert!(many.len() <= few, "{name}: {few} for few, {} for many: {many:#?}", many.len());
            assert!(many.len() <= *most, "{name}: {}: {many:#?}", many.len());
        }
        let due = world.as_(&ellen).execute(DUE, json!({})).await;
        assert!(due.number("/trainingDue/totalCount") >= 100);
    }

    /// What is asked of one person or one meeting is found by an index, and the list of meetings in its order.
    async fn the_important_selects_are_served_by_an_index(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        programme(&world, &ellen, 300, 60, 50).await;
        world.analyse().await;
        let id = "'00000000-0000-0000-0000-000000000001'";
        let blob = "x'00000000000000000000000000000001'";
        let id = if world.kind() == Kind::Sqlite { blob } else { id };
        let selects = [
            format!("SELECT * FROM attendances WHERE session_id = {id} AND state <> 'CANCELLED' ORDER BY arrival, id LIMIT 21"),
            format!("SELECT * FROM attendances WHERE session_id = {id} AND person_id = {id}"),
            format!("SELECT * FROM attendances WHERE person_id = {id} AND state = 'ATTENDED'"),
            format!("SELECT * FROM training_sessions WHERE ends_at > {} ORDER BY starts_at, id LIMIT 21", world.now().0),
            format!("SELECT * FROM training_sessions WHERE welfare_trainer_id = {id} OR municipality_trainer_id = {id}"),
            format!("SELECT * FROM calendar_feeds WHERE person_id = {id} AND revoked_at IS NULL"),
            format!("SELECT * FROM topic_changes WHERE topic_id = {id} AND changed_on >= '2026-01-01'"),
        ];
        for select in selects {
            let plan = world.plan(&select).await;
            assert!(plan.contains("ix_"), "{select}\n{plan}");
        }
    }
}
