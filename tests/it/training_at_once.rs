//! Many people at the same moment at the last places: exactly so many get one as there are, the rest waits in the order in
//! which they came, and nobody is lost.

use entities::{AttendanceState, ConnectorStatus, TrainingSessionId, training_session};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// So many want the last places.
const MANY: usize = 24;
/// How often it is tried at once.
const ROUNDS: usize = 12;

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

    /// In whatever order it comes: a place that was taken a moment before goes with the others, and afterwards there is none.
    async fn nobody_who_stops_at_that_moment_keeps_a_place(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let course = world.course("gesprek", |_| ()).await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let plan = json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30", "place": "Zaal", "capacity": 4 });
        for round in 0..ROUNDS {
            let mia = world.connector(&format!("Mia {round}")).in_neighbourhood("ruwaard").await;
            let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
            let (own, kept) = (world.meeting(course, 7, &ellen, |_| ()).await, world.meeting(course, 8, &ellen, |_| ()).await);
            let coordinators = world.as_(&ellen);
            let planned = json!({ "plan": plan, "personIds": [mia.id, toos.id], "idempotencyKey": format!("plan {round}") });
            let (stopped, _, given, planned) = tokio::join!(
                coordinators.step("stopConnector", id, json!({ "cases": [], "expectedVersion": 1 })),
                world.as_(&mia).enrols(own),
                coordinators.trains("enrolInTraining", json!({ "trainingSessionId": kept, "personId": mia.id })),
                coordinators.trains("planTrainingSession", planned),
            );
            assert_eq!(stopped.refusals(), Vec::<String>::new());
            let refused = given.refusals();
            assert!(refused.is_empty() || refused == ["NOT_FOUND input.personId"], "{refused:?}");
            let refused = planned.refusals();
            assert!(refused.is_empty() || refused == ["NOT_FOUND input.personIds"], "{refused:?}");
            for meeting in training_session::Entity::find().all(world.db()).await.expect("read") {
                let (_, list) = world.list_of(meeting.id).await;
                let hers = list.iter().filter(|line| line.starts_with(&mia.name)).collect::<Vec<_>>();
                assert!(hers.iter().all(|line| line.ends_with("CANCELLED")), "round {round}: {hers:?}");
            }
        }
    }

    /// Whose application ends while they are in training gives up their places as well, at that moment or before.
    async fn nobody_whose_application_ends_keeps_a_place(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let course = world.course("gesprek", |_| ()).await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        for round in 0..ROUNDS {
            let mia = world.person(&format!("Mia {round}")).await;
            let id = world.profile(Some(&mia), ConnectorStatus::InTraining, &["ruwaard"], |_| ()).await;
            let (before, then) = (world.meeting(course, 7, &ellen, |row| row.capacity = 1).await, world.meeting(course, 8, &ellen, |_| ()).await);
            assert!(world.as_(&mia).enrols(before).await.refusals().is_empty());
            assert!(world.as_(&toos).enrols(before).await.refusals().is_empty());
            let coordinators = world.as_(&ellen);
            let ends = json!({ "reason": "WITHDREW", "expectedVersion": 1 });
            let (ended, enrolled) = tokio::join!(coordinators.step("declineApplication", id, ends), world.as_(&mia).enrols(then));
            assert_eq!(ended.refusals(), Vec::<String>::new());
            assert_eq!(world.list_of(before).await, (1, vec![format!("{} CANCELLED", mia.name), "Toos ENROLLED".to_owned()]));
            let (taken, list) = world.list_of(then).await;
            assert!(taken == 0 && list.iter().all(|line| line.ends_with("CANCELLED")), "{list:?} {:?}", enrolled.refusals());
            assert_eq!(world.as_(&mia).enrols(then).await.refusals().len(), 1);
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

    /// Three who waited come, and two who had a place don't: at once, each is there or not, and no place is taken twice.
    async fn ticks_at_once_give_each_place_to_one(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let course = world.course("gesprek", |_| ()).await;
        let crowd = crowd(&world).await;
        for _ in 0..ROUNDS {
            let meeting = world.meeting(course, -1, &ellen, |row| row.capacity = 4).await;
            for (number, who) in crowd[..7].iter().enumerate() {
                let state = if number < 4 { AttendanceState::Enrolled } else { AttendanceState::Waiting };
                world.stands(meeting, who, state).await;
            }
            let ticks = crowd[..7].iter().enumerate().map(|(number, who)| {
                let tick = if number < 2 { "ABSENT" } else { "PRESENT" };
                world.as_(&ellen).ticks_off(meeting, who, tick)
            });
            let answers = join_all(ticks).await;
            let refused = answers.iter().filter(|answer| !answer.refusals().is_empty()).count();
            let there = states(&world, meeting, "ATTENDED").await.len();
            let (taken, _) = world.list_of(meeting).await;
            assert_eq!(i32::try_from(there).ok(), Some(taken), "each who is there has a place, and nobody else");
            assert!((2..=4).contains(&there) && there + refused == 5, "{there} are there, {refused} were refused");
        }
    }
}
