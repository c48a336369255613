//! Many people at the same moment at the last places: exactly so many get one as there are, the rest waits in the order in
//! which they came, and nobody is lost.

use entities::{TrainingSessionId, training_session};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// So many want the last places.
const MANY: usize = 24;

async fn crowd(world: &World) -> Vec<Member> {
    let mut crowd = Vec::new();
    for number in 0..MANY {
        crowd.push(world.connector(&format!("Mens {number:02}")).in_neighbourhood("ruwaard").await);
    }
    crowd
}

async fn states(world: &World, meeting: TrainingSessionId, state: &str) -> Vec<String> {
    let (_, list) = world.list_of(meeting).await;
    list.into_iter().filter(|line| line.ends_with(state)).collect()
}

on_both! {
    async fn exactly_as_many_as_there_are_places_get_one(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let crowd = crowd(&world).await;
        let course = world.course("gesprek", |_| ()).await;
        for capacity in [1, 5] {
            let meeting = world.meeting(course, 7, &ellen, |row| row.capacity = capacity).await;
            let answers = join_all(crowd.iter().map(|who| world.as_(who).enrols(meeting))).await;
            for answer in &answers {
                assert_eq!(answer.refusals(), Vec::<String>::new());
            }
            let (taken, list) = world.list_of(meeting).await;
            assert_eq!((taken, list.len()), (capacity, MANY));
            let places = usize::try_from(capacity).expect("few");
            assert!(list[..places].iter().all(|line| line.ends_with("ENROLLED")), "who came first: {list:?}");
            assert!(list[places..].iter().all(|line| line.ends_with("WAITING")), "who came later: {list:?}");
        }
    }

    async fn places_that_come_free_go_to_who_came_first(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let crowd = crowd(&world).await;
        let course = world.course("gesprek", |_| ()).await;
        let meeting = world.meeting(course, 7, &ellen, |row| row.capacity = 6).await;
        for who in &crowd {
            world.as_(who).enrols(meeting).await;
        }
        // Six with a place and three who wait leave at once, while two of them come back at once.
        let leaving = crowd[..9].iter().map(|who| world.as_(who).leaves(meeting));
        join_all(leaving).await;
        let (taken, _) = world.list_of(meeting).await;
        assert_eq!(taken, 6);
        let expected: Vec<_> = crowd[9..15].iter().map(|who| format!("{} ENROLLED", who.name)).collect();
        assert_eq!(states(&world, meeting, "ENROLLED").await, expected);
        let coming: Vec<_> = join_all(crowd[..2].iter().map(|who| world.as_(who).enrols(meeting))).await;
        assert!(coming.iter().all(|answer| answer.text("/enrolInTraining/trainingSession/mine/state") == "WAITING"));
        let waiting = states(&world, meeting, "WAITING").await;
        assert_eq!(waiting.len(), MANY - 15 + 2);
        assert!(waiting[waiting.len() - 2..].iter().all(|line| line.starts_with("Mens 00") || line.starts_with("Mens 01")));
    }

    /// Coming, leaving, and more places at the same moment, round after round: what is counted is what is there.
    async fn whatever_happens_at_once_the_places_add_up(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let crowd = crowd(&world).await;
        let course = world.course("gesprek", |_| ()).await;
        let meeting = world.meeting(course, 7, &ellen, |row| row.capacity = 4).await;
        for (round, capacity) in [6, 9, 12].into_iter().enumerate() {
            let plan = json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30",
                "place": "Zaal", "capacity": capacity });
            let change = json!({ "trainingSessionId": meeting, "expectedVersion": round + 1, "plan": plan });
            let acts = crowd.iter().enumerate().map(async |(number, who)| {
                if (number + round) % 3 == 0 { world.as_(who).leaves(meeting).await } else { world.as_(who).enrols(meeting).await }
            });
            let (changed, _) = tokio::join!(world.as_(&ellen).trains("changeTrainingSession", change), join_all(acts));
            assert_eq!(changed.refusals(), Vec::<String>::new(), "who comes and goes changes no plan");
            let (taken, list) = world.list_of(meeting).await;
            let (enrolled, waiting) = (states(&world, meeting, "ENROLLED").await, states(&world, meeting, "WAITING").await);
            assert_eq!(taken, i32::try_from(enrolled.len()).expect("few"), "{list:?}");
            assert!(waiting.is_empty() || taken == capacity, "nobody waits while there is room: {list:?}");
        }
    }

    /// The fence behind the code: the database itself refuses one person too many.
    async fn the_database_takes_no_more_people_than_places(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let course = world.course("gesprek", |_| ()).await;
        world.meeting(course, 7, &ellen, |row| row.capacity = 2).await;
        let set = |taken: i32| {
            let sql = format!("UPDATE training_sessions SET enrolled = {taken}");
            world.db().execute_raw(Statement::from_string(world.db().get_database_backend(), sql))
        };
        assert!(set(2).await.is_ok());
        assert!(set(3).await.is_err());
        assert!(set(-1).await.is_err());
        let full = training_session::Entity::find().filter(training_session::Column::Enrolled.eq(2));
        assert_eq!(full.all(world.db()).await.expect("read").len(), 1);
    }
}
