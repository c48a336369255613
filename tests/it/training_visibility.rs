//! Who sees and may do what of training, as a table to read beside the one of the domain. What somebody sees is what the
//! API answers: by its id, in lists, and nested.

use std::fmt::Write;

use api::policy::{Machine, MachineScope, Viewer, training};
use entities::{AttendanceState, ConnectorStatus, CourseKind, MachineClientId, Role, TrainingSessionId};
use expect_test::expect;
use sea_orm::{ActiveEnum, ActiveModelTrait, IntoActiveModel};
use serde_json::json;

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const LOOK: &str = "query ($id: TrainingSessionId!) {
    trainingSession(id: $id) { availableActs attendances { nodes { participant { name } } } }
    trainingSessions { nodes { id } } courses { name } topicChanges { nodes { note } }
    trainingDue { totalCount nodes { participant { name } } groups { count personIds } }
    trainers(organisationKind: WELFARE) { name } }";

fn machine() -> Viewer {
    let scopes = MachineScope::ALL.into();
    Viewer::Machine(Machine { id: MachineClientId(uuid::Uuid::from_u128(1)), name: "Kaart".to_owned(), scopes })
}

/// Somebody of every kind, by the name of the role.
async fn everybody(world: &World) -> Vec<(String, Viewer)> {
    let own = world.specialist("eigen").await;
    let members = [
        (Role::Connector, world.connector("Toos").in_neighbourhood("ruwaard").await),
        (Role::CommunityWorker, world.community_worker("Joris").in_neighbourhood("ruwaard").await),
        (Role::Coordinator, world.coordinator("Ellen").await),
        (Role::Specialist, world.specialist_account("Nadia", own).await),
        (Role::MunicipalityOfficer, world.officer("Bas").await),
        (Role::CentreManager, world.centre_manager("Riet").await),
        (Role::Administrator, world.administrator("Ad").await),
    ];
    let mut viewers = Vec::new();
    for (role, member) in members {
        viewers.push((role.to_value(), world.viewer(member.id).await));
    }
    viewers.push(("(no role)".to_owned(), world.viewer(world.person("Niemand").await.id).await));
    viewers.push(("(machine)".to_owned(), machine()));
    viewers.push(("(nobody)".to_owned(), Viewer::Nobody));
    viewers
}

on_both! {
    /// Two meetings of one course with two people from different areas: one that somebody else gives, one that the viewer does.
    async fn who_sees_and_does_what_of_training(db: TestDatabase) {
        let world = World::on(db).await;
        let course = world.course("basis", |row| row.kind = CourseKind::Basic).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let planner = world.coordinator("Planner").await;
        let change = entities::topic_change::Model {
            id: world.id(),
            topic_id: world.topic("schulden").await,
            changed_on: world.today(),
            note: "Anders".to_owned(),
            marked_by: planner.id,
            at: world.now(),
        };
        change.into_active_model().insert(world.db()).await.expect("written");
        let mut table = String::from("\n");
        for (who, viewer) in everybody(&world).await {
            let given_by_them = viewer.person_id();
            let mut lines = Vec::new();
            for trainer in [None, given_by_them] {
                let id = world.meeting(course, 7, &planner, |row| row.municipality_trainer_id = trainer).await;
                for person in [&mia, &thijs] {
                    world.stands(id, person, AttendanceState::Enrolled).await;
                }
                let seen = world.answer(viewer.clone(), LOOK, json!({ "id": id })).await;
                lines.push(told(&seen, id));
            }
            let seen = world.answer(viewer.clone(), LOOK, json!({ "id": world.id::<TrainingSessionId>() })).await;
            let count = |pointer: &str| seen.data().pointer(pointer).and_then(|list| list.as_array()).map_or(0, Vec::len);
            let plans = if training::may_plan(&viewer).is_ok() { "plans" } else { "-" };
            writeln!(
                table,
                "{who:<20} sees {}; of one they give {}; courses {}, changes {}, due {}, {plans}",
                lines[0],
                lines[1],
                count("/courses"),
                count("/topicChanges/nodes"),
                seen.number("/trainingDue/totalCount"),
            )
            .expect("text");
        }
        expect![[r#"

            CONNECTOR            sees [] ENROL; of one they give [Mia Thijs] ENROL; courses 1, changes 1, due 1, -
            COMMUNITY_WORKER     sees [Mia] ; of one they give [Mia Thijs] ; courses 1, changes 1, due 2, -
            COORDINATOR          sees [Mia Thijs] CHANGE CALL_OFF ENROL_OTHERS LEAVE_FOR_OTHERS; of one they give [Mia Thijs] CHANGE CALL_OFF ENROL_OTHERS LEAVE_FOR_OTHERS; courses 1, changes 1, due 3, plans
            SPECIALIST           sees -; of one they give [Mia Thijs] ; courses 1, changes 0, due 0, -
            MUNICIPALITY_OFFICER sees -; of one they give [Mia Thijs] ; courses 1, changes 0, due 0, -
            CENTRE_MANAGER       sees -; of one they give [Mia Thijs] ; courses 1, changes 0, due 0, -
            ADMINISTRATOR        sees -; of one they give [Mia Thijs] ; courses 1, changes 0, due 0, -
            (no role)            sees -; of one they give [Mia Thijs] ; courses 1, changes 0, due 0, -
            (machine)            sees -; of one they give -; courses 0, changes 0, due 0, -
            (nobody)             sees -; of one they give -; courses 0, changes 0, due 0, -
        "#]].assert_eq(&table);
    }
}

/// Whether it is there, by its id and listed, whom of its people, and what they may do.
fn told(seen: &Answer, id: TrainingSessionId) -> String {
    let listed = seen.list("/trainingSessions/nodes").iter().any(|node| node["id"] == json!(id));
    let meeting = seen.at("/trainingSession");
    assert_eq!(listed, !meeting.is_null(), "by its id and in a list alike");
    if meeting.is_null() {
        return "-".to_owned();
    }
    let names = seen.list("/trainingSession/attendances/nodes").iter();
    let names: Vec<_> = names.map(|node| node["participant"]["name"].as_str().expect("a name")).collect();
    let acts = seen.list("/trainingSession/availableActs").iter();
    let acts: Vec<_> = acts.map(|act| act.as_str().expect("an act")).collect();
    format!("[{}] {}", names.join(" "), acts.join(" "))
}

on_both! {
    /// What somebody may not see answers as what isn't there, whatever is tried with it.
    async fn a_meeting_that_is_not_shown_answers_as_none(db: TestDatabase) {
        let world = World::on(db).await;
        let course = world.course("basis", |_| ()).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let hidden = world.meeting(course, 7, &mia, |_| ()).await;
        let nothing: TrainingSessionId = world.id();
        let own = world.specialist("eigen").await;
        let others = [world.specialist_account("Nadia", own).await, world.officer("Bas").await, world.centre_manager("Riet").await,
            world.administrator("Thea").await, world.person("Niemand").await];
        let plan = json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30", "place": "Zaal", "capacity": 2 });
        for who in &others {
            let tried = async |id: TrainingSessionId| {
                let session = world.as_(who);
                let acts = [
                    session.enrols(id).await,
                    session.leaves(id).await,
                    session.ticks_off(id, &mia, "PRESENT").await,
                    session.trains("callOffTrainingSession", json!({ "trainingSessionId": id, "expectedVersion": 1, "reason": "Ziek" })).await,
                    session.trains("changeTrainingSession", json!({ "trainingSessionId": id, "expectedVersion": 1, "plan": plan.clone() })).await,
                    session.execute(LOOK, json!({ "id": id })).await,
                ];
                acts.map(|answer| answer.data().clone())
            };
            assert_eq!(tried(hidden).await, tried(nothing).await, "{}", who.name);
        }
        assert_eq!(world.list_of(hidden).await, (0, Vec::new()));
    }

    /// A worker sees of a meeting the people of their own areas, and the count of all.
    async fn people_of_elsewhere_are_counted_and_not_named(db: TestDatabase) {
        let world = World::on(db).await;
        let course = world.course("basis", |_| ()).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let meeting = world.meeting(course, 7, &mia, |_| ()).await;
        for who in [&mia, &thijs] {
            world.stands(meeting, who, AttendanceState::Enrolled).await;
        }
        let document = "query ($id: TrainingSessionId!) { trainingSession(id: $id) { enrolledCount attendances { nodes { participant { name } } } } }";
        let seen = async |who: &Member| world.as_(who).execute(document, json!({ "id": meeting })).await.at("/trainingSession").clone();
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let only = |name: &str| json!({ "enrolledCount": 2, "attendances": { "nodes": [{ "participant": { "name": name } }] } });
        assert_eq!(seen(&joris).await, only("Mia"));
        assert_eq!(seen(&thijs).await, only("Thijs"));
    }

    /// Somebody whose role ended still sees where they were, gives a place up, and takes no new one.
    async fn who_stopped_keeps_what_was_theirs(db: TestDatabase) {
        let world = World::on(db).await;
        let course = world.course("basis", |_| ()).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (own, other) = (world.meeting(course, 7, &mia, |_| ()).await, world.meeting(course, 8, &mia, |_| ()).await);
        world.stands(own, &mia, AttendanceState::Enrolled).await;
        world.end_roles(mia.id).await;
        let seen = world.as_(&mia).execute(LOOK, json!({ "id": own })).await;
        assert_eq!(seen.at("/trainingSession/availableActs"), &json!(["LEAVE"]));
        assert_eq!(world.as_(&mia).enrols(other).await.refusals(), ["NOT_FOUND input.trainingSessionId"]);
        assert_eq!(world.as_(&mia).leaves(own).await.refusals(), Vec::<String>::new());
    }

    /// On the way to become a connector: no role yet, and the courses are theirs.
    async fn who_is_in_training_takes_part(db: TestDatabase) {
        let world = World::on(db).await;
        let basic = world.course("basis", |row| row.kind = CourseKind::Basic).await;
        let ellen = world.coordinator("Ellen").await;
        let meeting = world.meeting(basic, 7, &ellen, |_| ()).await;
        let new = world.person("Fatma").await;
        assert_eq!(world.as_(&new).enrols(meeting).await.refusals(), ["NOT_FOUND input.trainingSessionId"]);
        world.in_training(&new).await;
        assert_eq!(world.as_(&new).enrols(meeting).await.refusals(), Vec::<String>::new());
        let seen = world.as_(&new).execute("{ viewer { areas trainingDue { reasons { why } } } }", json!({})).await;
        assert_eq!(seen.at("/viewer"), &json!({ "areas": ["TRAINING"], "trainingDue": { "reasons": [{ "why": "NEW" }] } }));
        let due = world.as_(&ellen).execute("{ trainingDue { nodes { participant { name } placeAt { id } } } }", json!({})).await;
        assert_eq!(due.at("/trainingDue/nodes/0/participant/name"), "Fatma");
    }

    /// The workers of where somebody is going to help look after their training, and are known to them; others aren't.
    async fn who_is_in_training_is_of_the_workers_there(db: TestDatabase) {
        let world = World::on(db).await;
        let basic = world.course("basis", |row| row.kind = CourseKind::Basic).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let loes = world.community_worker("Loes").in_neighbourhood("lith").await;
        world.connector("Toos").in_neighbourhood("ruwaard").await;
        let new = world.person("Fatma").await;
        world.profile(Some(&new), ConnectorStatus::InTraining, &["ruwaard"], |_| ()).await;
        let meeting = world.meeting(basic, 7, &joris, |_| ()).await;
        world.as_(&new).enrols(meeting).await;
        let ask = "query ($id: TrainingSessionId!) { trainingDue { nodes { participant { name } } }
            trainingSession(id: $id) { attendances { nodes { participant { name } } } } }";
        for (worker, due, there) in [(&joris, vec!["Fatma", "Toos"], vec!["Fatma"]), (&loes, vec![], vec![])] {
            let seen = world.as_(worker).execute(ask, json!({ "id": meeting })).await;
            let names = |pointer: &str| {
                let mut names: Vec<_> = seen.list(pointer).iter().map(|node| node["participant"]["name"].as_str().expect("a name")).collect();
                names.sort_unstable();
                names
            };
            assert_eq!(names("/trainingDue/nodes"), due, "{}", worker.name);
            assert_eq!(names("/trainingSession/attendances/nodes"), there, "{}", worker.name);
        }
        let known = world.as_(&new).execute("{ viewer { network { name ways { how neighbourhoods { code } } } } }", json!({})).await;
        assert_eq!(known.at("/viewer/network"), &json!([{ "name": "Joris", "ways": [{ "how": "COMMUNITY_WORKER", "neighbourhoods": [{ "code": "ruwaard" }] }] }]));
    }
}
