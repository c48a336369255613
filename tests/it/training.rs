//! Training: meetings are planned, people take a place, wait, move up and leave, and on the day it is ticked off who came.

use entities::{AttendanceState, CourseId, CourseKind, OrganisationKind, TrainingSessionId};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const LIST: &str = "query ($filter: TrainingSessionFilter, $first: Int, $after: String, $last: Int) {
    trainingSessions(filter: $filter, first: $first, after: $after, last: $last) {
        pageInfo { hasNextPage endCursor } nodes { id part course { name subjects topics { slug } } availableActs } } }";

/// A meeting on 2 December, from half past seven to half past nine in the evening, for two people.
fn evening(course: CourseId) -> Value {
    json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30",
        "place": " De Vlindertuin ", "capacity": 2 })
}

async fn plans(world: &World, who: &Member, plan: Value, more: Value) -> Answer {
    let mut input = json!({ "plan": plan, "idempotencyKey": world.id::<uuid::Uuid>().to_string() });
    input.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
    world.as_(who).trains("planTrainingSession", input).await
}

fn id_in(answer: &Answer, mutation: &str) -> TrainingSessionId {
    answer.text(&format!("/{mutation}/trainingSession/id")).parse().expect("an id")
}

fn with(mut plan: Value, field: &str, value: Value) -> Value {
    plan[field] = value;
    plan
}

on_both! {
    async fn a_meeting_is_planned_changed_and_called_off(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (karin, bas) = (world.community_worker("Karin").await, world.officer("Bas").await);
        for (who, slug, kind) in [(&karin, "welzijn", OrganisationKind::Welfare), (&bas, "gemeente", OrganisationKind::Municipality)] {
            world.works_for(who, slug).await;
            world.is_of_kind(slug, kind).await;
        }
        let course = world.course("gesprek", |_| ()).await;
        let offered = world.as_(&ellen).execute("{ welfare: trainers(organisationKind: WELFARE) { name }
            municipality: trainers(organisationKind: MUNICIPALITY) { name } }", json!({})).await;
        assert_eq!(offered.data(), &json!({ "welfare": [{ "name": "Karin" }], "municipality": [{ "name": "Bas" }] }));

        let plan = with(with(evening(course), "welfareTrainerId", json!(karin.id)), "municipalityTrainerId", json!(bas.id));
        let planned = plans(&world, &ellen, plan.clone(), json!({})).await;
        let meeting = planned.at("/planTrainingSession/trainingSession");
        // The clock where people live is an hour ahead of UTC in winter.
        assert_eq!([&meeting["startsAt"], &meeting["endsAt"]], ["2026-12-02T18:30:00Z", "2026-12-02T20:30:00Z"]);
        assert_eq!((&meeting["place"], &meeting["version"], &meeting["capacity"]), (&json!("De Vlindertuin"), &json!(1), &json!(2)));
        assert_eq!([&meeting["welfareTrainer"]["name"], &meeting["municipalityTrainer"]["name"]], ["Karin", "Bas"]);
        let id = id_in(&planned, "planTrainingSession");

        let change = |version: i32, plan: Value| json!({ "trainingSessionId": id, "expectedVersion": version, "plan": plan });
        let later = with(plan.clone(), "on", json!("2026-12-09"));
        let changed = world.as_(&ellen).trains("changeTrainingSession", change(1, later.clone())).await;
        assert_eq!(changed.at("/changeTrainingSession/trainingSession/startsAt"), "2026-12-09T18:30:00Z");
        let stale = world.as_(&ellen).trains("changeTrainingSession", change(1, plan)).await;
        assert_eq!(stale.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(stale.at("/changeTrainingSession/trainingSession/version"), 2, "with how it is now");

        world.as_(&mia).enrols(id).await;
        let off = json!({ "trainingSessionId": id, "expectedVersion": 2, "reason": " De trainer is ziek. " });
        assert_eq!(world.as_(&mia).trains("callOffTrainingSession", off.clone()).await.refusals(), ["NOT_ALLOWED"]);
        let off = world.as_(&ellen).trains("callOffTrainingSession", off).await;
        assert_eq!(off.at("/callOffTrainingSession/trainingSession/cancelledBecause"), "De trainer is ziek.");
        assert_eq!(off.at("/callOffTrainingSession/trainingSession/availableActs"), &json!([]));
        for refused in [world.as_(&mia).leaves(id).await, world.as_(&ellen).trains("changeTrainingSession", change(3, later)).await] {
            assert_eq!(refused.refusals(), ["TRANSITION_NOT_ALLOWED input.trainingSessionId"]);
        }
    }

    /// Each wrong field has a word of its own, all at once, and nothing is written.
    async fn a_wrong_plan_is_told_field_by_field(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let course = world.course("gesprek", |_| ()).await;
        let right = evening(course);
        let long = "a".repeat(10_000);
        let cases = [
            ("courseId", json!(""), "REQUIRED input.plan.courseId", "Kies een training."),
            ("part", json!(2), "INVALID input.plan.part", "Deze training heeft 1 bijeenkomsten."),
            ("on", json!("2027-02-30"), "INVALID input.plan.on", "Deze dag bestaat niet."),
            ("on", json!(""), "REQUIRED input.plan.on", "Kies een dag."),
            ("on", json!("2026-11-22"), "IN_THE_PAST input.plan.on", "Deze dag is voorbij."),
            ("on", json!("9999-12-31"), "INVALID input.plan.on", "Kijk of het jaar klopt."),
            ("from", json!(""), "REQUIRED input.plan.from", "Kies een tijd."),
            ("from", json!("25:00"), "INVALID input.plan.from", "Schrijf het als 19:30."),
            ("from", json!("half acht"), "INVALID input.plan.from", "Schrijf het als 19:30."),
            ("until", json!("19:00"), "INVALID input.plan.until", "Het einde ligt voor het begin."),
            ("until", json!("19:30"), "INVALID input.plan.until", "Het einde ligt voor het begin."),
            ("place", json!("  "), "REQUIRED input.plan.place", "Vul hier iets in."),
            ("place", json!(long), "TOO_LONG input.plan.place", "10000 tekens"),
            ("place", json!("nul\u{0}"), "INVALID input.plan.place", "niemand ziet"),
            ("capacity", json!(0), "INVALID input.plan.capacity", "van 1 tot en met 200"),
            ("capacity", json!(201), "INVALID input.plan.capacity", "van 1 tot en met 200"),
            ("welfareTrainerId", json!(ellen.id), "NOT_FOUND input.plan.welfareTrainerId", "Dit is er niet"),
            ("municipalityTrainerId", json!("niemand"), "NOT_FOUND input.plan.municipalityTrainerId", "Dit is er niet"),
        ];
        for (field, value, refusal, words) in cases {
            let answer = plans(&world, &ellen, with(right.clone(), field, value.clone()), json!({})).await;
            assert_eq!(answer.refusals(), [refusal], "{field}: {value}");
            let message = answer.text("/planTrainingSession/userErrors/0/message");
            assert!(message.contains(words), "{field}: {message}");
        }
        let wrong = with(with(with(right.clone(), "place", json!("")), "on", json!("morgen")), "capacity", json!(-1));
        assert_eq!(plans(&world, &ellen, wrong, json!({})).await.refusals().len(), 3);
        // The hour that the clock skips in spring.
        let skipped = with(with(with(right, "on", json!("2027-03-28")), "from", json!("02:15")), "until", json!("02:45"));
        assert_eq!(plans(&world, &ellen, skipped, json!({})).await.refusals(), ["INVALID input.plan.from"]);
        let written = entities::training_session::Entity::find().all(world.db()).await.expect("read");
        assert!(written.is_empty(), "{written:?}");
    }

    /// From a quarter of an hour before the start it is no longer called off or moved; who gives it and where may be put right.
    async fn a_meeting_that_has_begun_stays_when_it_is(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let course = world.course("gesprek", |_| ()).await;
        let planned = plans(&world, &ellen, evening(course), json!({})).await;
        let id = id_in(&planned, "planTrainingSession");
        let change = async |version: i32, plan: Value| {
            let input = json!({ "trainingSessionId": id, "expectedVersion": version, "plan": plan });
            world.as_(&ellen).trains("changeTrainingSession", input).await
        };
        let call_off = json!({ "trainingSessionId": id, "expectedVersion": 1, "reason": "De trainer is ziek." });
        let passed = change(1, with(evening(course), "on", json!("2026-11-22"))).await;
        assert_eq!(passed.refusals(), ["IN_THE_PAST input.plan.on"]);
        assert_eq!(passed.at("/changeTrainingSession/trainingSession/availableActs"), &json!(["CHANGE", "CALL_OFF", "ENROL_OTHERS", "LEAVE_FOR_OTHERS"]));
        for (round, moment) in ["2026-12-02T18:15:00Z", "2026-12-04T11:00:00Z"].into_iter().enumerate() {
            world.pass_until(moment);
            let off = world.as_(&ellen).trains("callOffTrainingSession", call_off.clone()).await;
            assert_eq!(off.refusals(), ["TRANSITION_NOT_ALLOWED input.trainingSessionId"], "{moment}");
            let version = 1 + i32::try_from(round).expect("few");
            for (field, value) in [("on", "2026-12-01"), ("on", "2026-12-09"), ("from", "20:00"), ("until", "22:00")] {
                let moved = change(version, with(evening(course), field, json!(value))).await;
                assert_eq!(moved.refusals(), ["TRANSITION_NOT_ALLOWED input.plan.on"], "{moment} {field} {value}");
                assert_eq!(moved.at("/changeTrainingSession/trainingSession/availableActs"), &json!(["TICK_OFF", "CHANGE", "ENROL_OTHERS", "LEAVE_FOR_OTHERS"]), "{moment}");
            }
            let elsewhere = change(version, with(evening(course), "place", json!(format!("Zaal {round}")))).await;
            assert_eq!(elsewhere.refusals(), Vec::<String>::new(), "{moment}");
        }
    }

    async fn a_full_meeting_has_a_waiting_list_that_moves_up_by_itself(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mut people = Vec::new();
        for name in ["Mia", "Ahmet", "Toos", "Wim", "Fatma"] {
            people.push(world.connector(name).in_neighbourhood("ruwaard").await);
        }
        let course = world.course("gesprek", |_| ()).await;
        let meeting = world.meeting(course, 7, &ellen, |row| row.capacity = 2).await;
        for (who, state) in people.iter().zip(["ENROLLED", "ENROLLED", "WAITING", "WAITING", "WAITING"]) {
            let answer = world.as_(who).enrols(meeting).await;
            assert_eq!(answer.at("/enrolInTraining/trainingSession/mine/state"), state, "{}", who.name);
        }
        let mine = async |who: &Member| {
            let document = "query ($id: TrainingSessionId!) { trainingSession(id: $id) { enrolledCount waitingCount availableActs
                mine { state waitingPlace } attendances { nodes { participant { name } } } } }";
            world.as_(who).execute(document, json!({ "id": meeting })).await.at("/trainingSession").clone()
        };
        let seen = mine(&people[3]).await;
        assert_eq!(seen, json!({ "enrolledCount": 2, "waitingCount": 3, "availableActs": ["LEAVE"],
            "mine": { "state": "WAITING", "waitingPlace": 2 }, "attendances": { "nodes": [{ "participant": { "name": "Wim" } }] } }));
        assert_eq!(world.as_(&people[0]).enrols(meeting).await.refusals(), ["ALREADY_EXISTS input.trainingSessionId"]);

        world.as_(&people[2]).leaves(meeting).await;
        world.as_(&people[0]).leaves(meeting).await;
        assert_eq!(world.list_of(meeting).await, (2, lines(&["Mia CANCELLED", "Ahmet ENROLLED", "Toos CANCELLED", "Wim ENROLLED", "Fatma WAITING"])));
        assert_eq!(world.as_(&people[0]).leaves(meeting).await.refusals(), ["TRANSITION_NOT_ALLOWED input.trainingSessionId"]);
        // Who comes back comes last.
        world.as_(&people[0]).enrols(meeting).await;
        assert_eq!(mine(&people[0]).await["mine"], json!({ "state": "WAITING", "waitingPlace": 2 }));

        let plan = with(evening(course), "capacity", json!(3));
        let change = |plan: Value, version: i32| json!({ "trainingSessionId": meeting, "expectedVersion": version, "plan": plan });
        assert_eq!(world.as_(&ellen).trains("changeTrainingSession", change(plan.clone(), 1)).await.refusals(), Vec::<String>::new());
        assert_eq!(world.list_of(meeting).await.0, 3);
        let (_, list) = world.list_of(meeting).await;
        assert!(list.contains(&"Fatma ENROLLED".to_owned()) && list.contains(&"Mia WAITING".to_owned()), "{list:?}");
        let fewer = world.as_(&ellen).trains("changeTrainingSession", change(with(plan, "capacity", json!(2)), 2)).await;
        assert_eq!(fewer.refusals(), ["INVALID input.plan.capacity"]);
        assert!(fewer.text("/changeTrainingSession/userErrors/0/message").contains("al 3 plekken bezet"));
    }

    async fn on_the_day_who_gives_it_ticks_off_who_is_there(db: TestDatabase) {
        let world = World::on(db).await;
        let (ellen, bas) = (world.coordinator("Ellen").await, world.officer("Bas").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("lith").await;
        let course = world.course("gesprek", |_| ()).await;
        let meeting = world.meeting(course, 1, &ellen, |row| {
            row.municipality_trainer_id = Some(bas.id);
            row.capacity = 1;
        }).await;
        world.as_(&mia).enrols(meeting).await;
        world.as_(&toos).enrols(meeting).await;
        assert_eq!(world.as_(&bas).ticks_off(meeting, &mia, "PRESENT").await.refusals(), ["TRANSITION_NOT_ALLOWED input.trainingSessionId"]);
        // A quarter of an hour before the start people come in.
        world.pass_minutes(24 * 60 - 15);
        assert_eq!(world.as_(&mia).ticks_off(meeting, &mia, "PRESENT").await.refusals(), ["NOT_ALLOWED"]);
        for (tick, state) in [("PRESENT", "ATTENDED"), ("PRESENT", "ATTENDED"), ("ABSENT", "ABSENT"), ("UNKNOWN", "ENROLLED"), ("PRESENT", "ATTENDED")] {
            assert_eq!(world.as_(&bas).ticks_off(meeting, &mia, tick).await.refusals(), Vec::<String>::new());
            // Who stays away leaves the place.
            let taken = i32::from(state != "ABSENT");
            assert_eq!(world.list_of(meeting).await, (taken, lines(&[&format!("Mia {state}"), "Toos WAITING"])));
        }
        // Nobody enrols or leaves any more, and who only waited has no place as long as it is taken.
        for refused in [world.as_(&mia).leaves(meeting).await, world.as_(&toos).leaves(meeting).await, world.as_(&ellen).ticks_off(meeting, &toos, "PRESENT").await] {
            assert_eq!(refused.refusals(), ["TRANSITION_NOT_ALLOWED input.trainingSessionId"]);
        }
        let on = api::training::basic_course_attended_on(world.db(), mia.id).await.expect("read");
        assert_eq!(on, None, "it was no basic course");
        let lines = entities::log_line::Entity::find().all(world.db()).await.expect("read");
        assert!(lines.iter().any(|line| line.person_id == Some(bas.id) && line.subject_person_id == Some(mia.id)));
    }

    /// Somebody waited and came, somebody came unannounced, somebody who stayed away came late: places are for who is there.
    async fn who_comes_without_a_place_gets_one_when_there_is_one(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (bas, late) = (world.officer("Bas").await, "TRANSITION_NOT_ALLOWED input.trainingSessionId");
        let [mia, toos, wim, bea] = ["Mia", "Toos", "Wim", "Bea"].map(|name| world.connector(name).in_neighbourhood("ruwaard"));
        let [mia, toos, wim, bea] = [mia.await, toos.await, wim.await, bea.await];
        let course = world.course("gesprek", |_| ()).await;
        let meeting = world.meeting(course, 0, &ellen, |row| {
            (row.capacity, row.municipality_trainer_id) = (2, Some(bas.id));
            row.starts_at = row.starts_at.plus_millis(-3_600_000 * 3);
        }).await;
        for (who, state) in [(&mia, AttendanceState::Enrolled), (&toos, AttendanceState::Enrolled), (&wim, AttendanceState::Waiting)] {
            world.stands(meeting, who, state).await;
        }
        let add = json!({ "trainingSessionId": meeting, "personId": bea.id });
        assert_eq!(world.as_(&bas).ticks_off(meeting, &wim, "PRESENT").await.refusals(), [late], "all places are taken");
        assert_eq!(world.as_(&ellen).trains("enrolInTraining", add.clone()).await.refusals(), [late]);
        assert_eq!(world.as_(&bas).ticks_off(meeting, &bea, "PRESENT").await.refusals(), [late], "she isn't on the list");
        assert_eq!(world.as_(&bas).ticks_off(meeting, &wim, "ABSENT").await.refusals(), [late], "he had no place");
        for (who, tick) in [(&mia, "ABSENT"), (&toos, "ABSENT"), (&wim, "PRESENT")] {
            assert_eq!(world.as_(&bas).ticks_off(meeting, who, tick).await.refusals(), Vec::<String>::new());
        }
        assert_eq!(world.as_(&bas).trains("enrolInTraining", add.clone()).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&ellen).trains("enrolInTraining", add.clone()).await.refusals(), Vec::<String>::new());
        assert_eq!(world.as_(&ellen).trains("enrolInTraining", add).await.refusals(), ["ALREADY_EXISTS input.trainingSessionId"]);
        // Both places are taken again, so who was ticked off as absent can't be there any more, until somebody isn't.
        for tick in ["PRESENT", "UNKNOWN"] {
            assert_eq!(world.as_(&bas).ticks_off(meeting, &mia, tick).await.refusals(), [late]);
        }
        assert_eq!(world.as_(&bas).ticks_off(meeting, &bea, "ABSENT").await.refusals(), Vec::<String>::new());
        assert_eq!(world.as_(&bas).ticks_off(meeting, &mia, "PRESENT").await.refusals(), Vec::<String>::new());
        let list = lines(&["Mia ATTENDED", "Toos ABSENT", "Wim ATTENDED", "Bea ABSENT"]);
        assert_eq!(world.list_of(meeting).await, (2, list));
        // Who was on the list by mistake leaves it, and nobody is told of what they know by being there.
        let off = json!({ "trainingSessionId": meeting, "personId": bea.id });
        assert_eq!(world.as_(&bea).leaves(meeting).await.refusals(), [late]);
        assert_eq!(world.as_(&bas).trains("leaveTraining", off.clone()).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&ellen).trains("leaveTraining", off.clone()).await.refusals(), Vec::<String>::new());
        assert_eq!(world.as_(&ellen).trains("leaveTraining", off).await.refusals(), [late]);
        assert_eq!(world.list_of(meeting).await.0, 2, "an absent person had no place to give");
        let told = entities::notice::Entity::find().all(world.db()).await.expect("read");
        assert!(told.iter().all(|notice| notice.person_id != bea.id), "{told:?}");
    }

    async fn the_basic_course_is_followed_with_its_last_meeting(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let basic = world.course("basis", |row| (row.kind, row.meetings) = (CourseKind::Basic, 3)).await;
        let followed = async || api::training::basic_course_attended_on(world.db(), mia.id).await.expect("read");
        for (days_ago, part) in [(30, 1), (20, 3)] {
            let meeting = world.meeting(basic, -days_ago, &mia, |row| row.part = part).await;
            world.stands(meeting, &mia, AttendanceState::Attended).await;
        }
        let missed = world.meeting(basic, -10, &mia, |row| row.part = 2).await;
        world.stands(missed, &mia, AttendanceState::Absent).await;
        assert_eq!(followed().await, None);
        let second = world.meeting(basic, -5, &mia, |row| row.part = 2).await;
        world.stands(second, &mia, AttendanceState::Attended).await;
        assert_eq!(followed().await, Some(world.today().plus_days(-5)));
    }

    async fn a_place_is_kept_for_others_and_they_can_give_it_up(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("lith").await;
        let wim = world.connector("Wim").in_neighbourhood("lith").await;
        let course = world.course("gesprek", |_| ()).await;
        let plan = evening(course);
        let too_many = plans(&world, &ellen, plan.clone(), json!({ "personIds": [mia.id, toos.id, wim.id] })).await;
        assert_eq!(too_many.refusals(), ["INVALID input.plan.capacity"]);
        let no_participant = plans(&world, &ellen, plan.clone(), json!({ "personIds": [ellen.id] })).await;
        assert_eq!(no_participant.refusals(), ["NOT_FOUND input.personIds"]);
        let planned = plans(&world, &ellen, plan, json!({ "personIds": [mia.id, toos.id, mia.id] })).await;
        let id = id_in(&planned, "planTrainingSession");
        let seen = world.as_(&mia).execute("query ($id: TrainingSessionId!) { trainingSession(id: $id) { mine { state enrolledBy { name } } } }", json!({ "id": id })).await;
        assert_eq!(seen.at("/trainingSession/mine"), &json!({ "state": "ENROLLED", "enrolledBy": { "name": "Ellen" } }));
        assert_eq!(world.as_(&mia).trains("leaveTraining", json!({ "trainingSessionId": id, "personId": toos.id })).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&mia).leaves(id).await.refusals(), Vec::<String>::new());
        world.as_(&ellen).trains("enrolInTraining", json!({ "trainingSessionId": id, "personId": wim.id })).await;
        world.as_(&ellen).trains("leaveTraining", json!({ "trainingSessionId": id, "personId": toos.id })).await;
        let (taken, mut list) = world.list_of(id).await;
        list.sort();
        assert_eq!((taken, list), (1, lines(&["Mia CANCELLED", "Toos CANCELLED", "Wim ENROLLED"])));
    }

    /// The same key makes one meeting and one place.
    async fn a_form_that_is_posted_twice_counts_once(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let course = world.course("gesprek", |_| ()).await;
        let key = json!({ "idempotencyKey": "k" });
        let first = plans(&world, &ellen, evening(course), key.clone()).await;
        let again = plans(&world, &ellen, evening(course), key.clone()).await;
        let id = id_in(&first, "planTrainingSession");
        assert_eq!(id, id_in(&again, "planTrainingSession"));
        let other = plans(&world, &ellen, with(evening(course), "capacity", json!(9)), key).await;
        assert_eq!(other.refusals(), ["KEY_REUSED input.idempotencyKey"]);
        for _ in 0..2 {
            let input = json!({ "trainingSessionId": id, "idempotencyKey": "e" });
            assert_eq!(world.as_(&mia).trains("enrolInTraining", input).await.refusals(), Vec::<String>::new());
        }
        assert_eq!(world.list_of(id).await, (1, lines(&["Mia ENROLLED"])));
    }

    async fn meetings_come_page_by_page_and_by_what_they_are_to_the_viewer(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (talk, listen) = (world.course("gesprek", |_| ()).await, world.course("luisteren", |_| ()).await);
        world.covers(talk, "schulden").await;
        let mut ahead = Vec::new();
        for days in 1..=4 {
            ahead.push(world.meeting(if days == 4 { listen } else { talk }, days, &ellen, |_| ()).await);
        }
        let past = [world.meeting(talk, -3, &ellen, |_| ()).await, world.meeting(talk, -9, &ellen, |_| ()).await];
        world.as_(&mia).enrols(ahead[2]).await;
        let listed = async |filter: Value, page: Value| {
            let mut variables = page;
            variables["filter"] = filter;
            world.as_(&mia).execute(LIST, variables).await
        };
        let ids = |answer: &Answer| -> Vec<TrainingSessionId> {
            let nodes = answer.list("/trainingSessions/nodes").iter();
            nodes.map(|node| node["id"].as_str().expect("an id").parse().expect("an id")).collect()
        };
        let page = listed(json!({}), json!({ "first": 3 })).await;
        assert_eq!(ids(&page), ahead[..3]);
        assert_eq!(page.at("/trainingSessions/nodes/0/course"), &json!({ "name": "gesprek", "subjects": ["Luisteren", "Vragen"], "topics": [{ "slug": "schulden" }] }));
        let after = page.text("/trainingSessions/pageInfo/endCursor").to_owned();
        assert_eq!(ids(&listed(json!({}), json!({ "first": 3, "after": after.clone() })).await), ahead[3..]);
        assert_eq!(ids(&listed(json!({ "period": "PAST" }), json!({})).await), past);
        assert_eq!(ids(&listed(json!({ "mine": true }), json!({})).await), [ahead[2]]);
        assert_eq!(ids(&listed(json!({ "mine": false }), json!({})).await), [ahead[0], ahead[1], ahead[3]]);
        assert_eq!(ids(&listed(json!({ "courseId": listen }), json!({})).await), [ahead[3]]);
        let other_list = listed(json!({ "period": "PAST" }), json!({ "after": after })).await;
        assert_eq!(other_list.error_codes(), ["BAD_USER_INPUT"]);
    }
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}
