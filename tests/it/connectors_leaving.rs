//! Pausing and stopping: every open case goes to somebody else, in the same transaction, or nothing changes.

use api::figures::tallies::compare;
use entities::{
    AttendanceState, CaseId, CaseStatus, ConnectorId, ConnectorStatus, ContactSide, Outcome, case, connector_host,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// How often it is tried at once.
const ROUNDS: usize = 12;

on_both! {
    async fn who_stops_leaves_no_case_behind(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 10).await;
        let (mus, merel) = (world.case("mus").held_by(&mia).await, world.case("merel").held_by(&mia).await);
        let vink = world.case("vink").held_by(&mia).closed(Outcome::SolvedTogether).await;
        let session = world.as_(&ellen);

        let offered = session.execute("query ($id: ConnectorId!) { connector(id: $id) { openCaseCount heldCases { case { codeWord } carriers { name } } } }", json!({ "id": id })).await;
        assert_eq!(offered.number("/connector/openCaseCount"), 2);
        assert_eq!(offered.at("/connector/heldCases/0/carriers"), &json!([{ "name": "Ahmet" }, { "name": "Joris" }]));

        // One is left: nothing is written, of the other neither.
        let one = json!({ "cases": [to(mus, &ahmet)] });
        assert_eq!(session.step("stopConnector", id, one).await.refusals(), ["REQUIRED input.cases"]);
        // Somebody who doesn't help there, who leaves, and a case that isn't held.
        let wrong = json!({ "cases": [to(mus, &thijs), to(merel, &mia)] });
        assert_eq!(session.step("stopConnector", id, wrong).await.refusals(), ["NOT_FOUND input.cases.0.toPersonId", "NOT_FOUND input.cases.1.toPersonId"]);
        let closed = json!({ "cases": [to(mus, &ahmet), to(merel, &ahmet), to(vink, &ahmet)] });
        assert_eq!(session.step("stopConnector", id, closed).await.refusals(), ["NOT_FOUND input.cases.2.caseId"]);
        assert_eq!(held_by(&world, &mia).await, 2);

        let all = json!({ "cases": [to(mus, &ahmet), to(merel, &joris)], "note": "Gaat verhuizen." });
        let seen = session.steps("stopConnector", id, all).await;
        assert_eq!((&seen["status"], &seen["openCaseCount"], &seen["fixedContacts"]), (&json!("STOPPED"), &json!(0), &seen["fixedContacts"]));
        assert_eq!((held_by(&world, &mia).await, held_by(&world, &ahmet).await, held_by(&world, &joris).await), (0, 1, 1));
        // The role went in the same breath, and the timeline tells who goes on.
        let viewer = world.as_(&mia).execute("{ viewer { roles { role } areas connector { status } } }", json!({})).await;
        assert_eq!(viewer.at("/viewer"), &json!({ "roles": [], "areas": [], "connector": { "status": "STOPPED" } }));
        assert_eq!(world.as_(&mia).case(mus).await, Value::Null);
        let told = world.as_(&ahmet).case(mus).await;
        assert_eq!((&told["holder"]["name"], &told["timeline"]["nodes"][0]["kind"]), (&json!("Ahmet"), &json!("HOLDER_CHANGED")));
        // From the next day there is nobody to call.
        world.pass_days(1);
        assert_eq!(session.connector(id).await["fixedContacts"], json!([]));
        assert_eq!(compare(world.db()).await.expect("counted"), []);
    }

    /// A host that was planned for later never begins, and the one that holds ends today, also when its last day was planned.
    async fn who_leaves_takes_no_planned_host_along(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        world.welfare().await;
        let session = world.as_(&ellen);
        let hosts = session.execute("{ possibleHosts { id } }", json!({})).await;
        let from = |day: &str| json!({ "organisationId": hosts.at("/possibleHosts/0/id"), "fromOn": day });
        let began = world.now().plus_days(-100);
        let rows = async |id: ConnectorId| -> Vec<(String, Option<String>)> {
            let rows = connector_host::Entity::find().filter(connector_host::Column::ConnectorId.eq(id)).all(world.db()).await.expect("read");
            rows.iter().map(|row| (row.from_on.to_string(), row.until_on.map(|day| day.to_string()))).collect()
        };
        for (status, act, input) in [
            (ConnectorStatus::Active, "stopConnector", json!({ "cases": [] })),
            (ConnectorStatus::InTraining, "declineApplication", json!({ "reason": "NO_ROOM" })),
        ] {
            let later = world.profile(None, status, &["ruwaard"], |row| row.applied_at = began).await;
            session.steps("setConnectorHost", later, from("2026-12-01")).await;
            session.steps(act, later, input.clone()).await;
            assert_eq!(rows(later).await, [], "{act}");
            let both = world.profile(None, status, &["ruwaard"], |row| row.applied_at = began).await;
            for day in ["2026-11-01", "2026-12-01"] {
                session.steps("setConnectorHost", both, from(day)).await;
            }
            session.steps(act, both, input).await;
            assert_eq!(rows(both).await, [("2026-11-01".to_owned(), Some("2026-11-23".to_owned()))], "{act}");
        }
    }

    async fn who_pauses_comes_back_when_nothing_is_missing(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (mia, joris, bas) = (world.connector("Mia").in_neighbourhood("ruwaard").await, world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.officer("Bas").await);
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |row| row.pledged_at = Some(world.now())).await;
        world.contact(id, ContactSide::Welfare, &joris, 10).await;
        let mus = world.case("mus").held_by(&mia).await;
        let session = world.as_(&ellen);
        // A day that isn't there is no pause without an end.
        for nowhere in ["2027-02-30", "2027-13-01", "?", ""] {
            let passed = json!({ "cases": [to(mus, &joris)], "until": nowhere });
            assert_eq!(session.step("pauseConnector", id, passed).await.error_codes().len(), 1, "{nowhere}");
        }
        assert_eq!((&session.connector(id).await["status"], held_by(&world, &mia).await), (&json!("ACTIVE"), 1));
        let passed = json!({ "cases": [to(mus, &joris)], "until": "2026-11-22" });
        assert_eq!(session.step("pauseConnector", id, passed).await.refusals(), ["IN_THE_PAST input.until"]);
        let seen = session.steps("pauseConnector", id, json!({ "cases": [to(mus, &joris)], "until": "2027-01-04" })).await;
        assert_eq!((&seen["status"], &seen["pausedUntil"], &seen["missing"]), (&json!("PAUSED"), &json!("2027-01-04"), &json!(["BASIC_COURSE", "MUNICIPALITY_CONTACT"])));
        assert_eq!(session.step("resumeConnector", id, json!({})).await.refusals(), ["REQUIRED", "REQUIRED"]);
        world.attended_basic_course(&mia).await;
        session.steps("setFixedContact", id, json!({ "side": "MUNICIPALITY", "personId": bas.id })).await;
        let seen = session.steps("resumeConnector", id, json!({})).await;
        assert_eq!((&seen["status"], &seen["pausedUntil"]), (&json!("ACTIVE"), &Value::Null));
        let viewer = world.as_(&mia).execute("{ viewer { roles { role neighbourhood { code } } } }", json!({})).await;
        assert_eq!(viewer.at("/viewer/roles"), &json!([{ "role": "CONNECTOR", "neighbourhood": { "code": "ruwaard" } }]));
    }

    /// A volunteer needs nobody's leave; but nobody else can do it for them, and coming back is a conversation.
    async fn a_connector_stops_by_themselves(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 10).await;
        let (mus, other) = (world.case("mus").held_by(&mia).await, world.case("merel").held_by(&ahmet).await);
        let session = world.as_(&mia);
        let offered = session.execute("{ viewer { connector { availableActs heldCases { case { codeWord } carriers { name } } } } }", json!({})).await;
        assert_eq!(offered.at("/viewer/connector/availableActs"), &json!(["ACCEPT_PLEDGE", "CORRECT_PROFILE", "PAUSE", "STOP"]));
        assert_eq!(offered.at("/viewer/connector/heldCases"), &json!([{ "case": { "codeWord": "mus" }, "carriers": [{ "name": "Ahmet" }, { "name": "Joris" }] }]));
        assert_eq!(world.as_(&joris).step("stopConnector", id, json!({ "cases": [to(mus, &joris)] })).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(session.step("pauseConnector", id, json!({ "cases": [] })).await.refusals(), ["REQUIRED input.cases"]);
        // What she doesn't hold isn't hers to give.
        let mixed = json!({ "cases": [to(mus, &ahmet), to(other, &joris)] });
        assert_eq!(session.step("pauseConnector", id, mixed).await.refusals(), ["NOT_FOUND input.cases.1.caseId"]);
        let seen = session.steps("pauseConnector", id, json!({ "cases": [to(mus, &ahmet)], "until": "2027-02-01" })).await;
        assert_eq!((&seen["status"], &seen["availableActs"]), (&json!("PAUSED"), &json!(["ACCEPT_PLEDGE", "CORRECT_PROFILE", "STOP"])));
        assert_eq!((held_by(&world, &mia).await, held_by(&world, &ahmet).await), (0, 2));
        let viewer = session.execute("{ viewer { roles { role } } }", json!({})).await;
        assert_eq!(viewer.at("/viewer/roles"), &json!([]));
        assert_eq!(session.step("resumeConnector", id, json!({})).await.refusals(), ["NOT_ALLOWED"]);
        let seen = session.steps("stopConnector", id, json!({ "cases": [] })).await;
        assert_eq!((&seen["status"], &seen["availableActs"]), (&json!("STOPPED"), &json!([])));
        // Who is there for her hears of it.
        let told = ["CONNECTOR_PAUSED of Mia", "CONNECTOR_STOPPED of Mia"];
        assert_eq!((world.hears(&ellen).await, world.hears(&joris).await), (told.map(str::to_owned).to_vec(), told.map(str::to_owned).to_vec()));
    }

    async fn cases_are_passed_on_one_or_many_or_none(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (mia, joris) = (world.connector("Mia").in_neighbourhood("ruwaard").await, world.community_worker("Joris").in_neighbourhood("ruwaard").await);
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let mut cases = Vec::new();
        for word in ["mus", "merel", "vink"] {
            cases.push(world.case(word).held_by(&mia).await);
        }
        let other = world.case("specht").held_by(&joris).await;
        let session = world.as_(&ellen);
        let mixed = json!({ "cases": [to(cases[0], &joris), to(other, &joris)] });
        assert_eq!(session.step("passCasesOn", id, mixed).await.refusals(), ["NOT_FOUND input.cases.1.caseId"]);
        assert_eq!(held_by(&world, &mia).await, 3);
        assert_eq!(session.step("passCasesOn", id, json!({ "cases": [] })).await.refusals(), ["REQUIRED input.cases"]);
        let seen = session.steps("passCasesOn", id, json!({ "cases": [to(cases[2], &joris), to(cases[0], &joris)] })).await;
        assert_eq!((&seen["openCaseCount"], held_by(&world, &joris).await), (&json!(1), 3));
        // Whoever gave it away stays informed.
        assert_eq!(world.as_(&mia).case(cases[0]).await["relations"].as_array().map(|all| all.contains(&json!("FOLLOWER"))), Some(true));
        // Only who runs the programme does it.
        let rest = json!({ "cases": [to(cases[1], &joris)] });
        assert_eq!(world.as_(&mia).step("passCasesOn", id, rest.clone()).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&joris).step("passCasesOn", id, rest).await.refusals(), ["NOT_ALLOWED"]);
    }

    /// What they hold in a neighbourhood that is taken away stays theirs, with all there is to read, until somebody who helps
    /// there goes on with it or it is passed on.
    async fn who_helps_elsewhere_goes_on_holding_what_they_hold(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").in_neighbourhood("lith").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard", "lith"], |_| ()).await;
        let (mus, merel, vink) = (world.case("mus").held_by(&mia).await, world.case("merel").held_by(&mia).await, world.case("vink").held_by(&mia).await);
        let team = world.case("specht").await;
        let (coordinators, hers) = (world.as_(&ellen), world.as_(&mia));
        let lith = json!({ "neighbourhoodIds": [world.neighbourhood("lith").await] });
        let seen = coordinators.steps("changeConnectorNeighbourhoods", id, lith).await;
        assert_eq!((&seen["neighbourhoods"], &seen["openCaseCount"]), (&json!([{ "code": "lith" }]), &json!(3)));
        assert_eq!(held_by(&world, &mia).await, 3);
        let kept = hers.case(mus).await;
        assert_eq!((&kept["relations"], kept["content"].is_null()), (&json!(["HOLDER"]), false));
        assert_eq!(hers.case(team).await, Value::Null, "what is the team's there isn't hers any more");
        hers.acts_on(mus, "closeCase", json!({ "outcome": "SOLVED_TOGETHER" })).await;
        // The rest is passed on in the name of the programme, or picked up by who works there.
        let offered = coordinators.execute("query ($id: ConnectorId!) { connector(id: $id) { heldCases { case { codeWord } carriers { name } } } }", json!({ "id": id })).await;
        assert_eq!(offered.at("/connector/heldCases/0/carriers"), &json!([{ "name": "Joris" }]));
        coordinators.steps("passCasesOn", id, json!({ "cases": [to(merel, &joris)] })).await;
        world.as_(&joris).acts_on(vink, "pickUpCase", json!({})).await;
        assert_eq!((held_by(&world, &mia).await, held_by(&world, &joris).await), (0, 2));
        assert_eq!(hers.case(vink).await["relations"], json!(["FOLLOWER"]));
    }

    /// In whatever order it comes: what she holds by then is passed on too, and whoever left gets nothing more.
    async fn nobody_who_stops_gets_a_case_at_that_moment(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let other = world.profile(Some(&toos), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let (area, topic) = (world.neighbourhood("ruwaard").await, world.topic("schulden").await);
        for round in 0..ROUNDS {
            let mia = world.connector(&format!("Mia {round}")).in_neighbourhood("ruwaard").await;
            let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
            let (free, given) = (world.case(&format!("vrij {round}")).await, world.case(&format!("van Toos {round}")).held_by(&toos).await);
            let opened = json!({ "neighbourhoodId": area, "topicIds": [topic] });
            let stops = json!({ "cases": [], "expectedVersion": 1 });
            let (hers, coordinators) = (world.as_(&mia), world.as_(&ellen));
            let (stopped, opened, picked_up, passed) = tokio::join!(
                coordinators.step("stopConnector", id, stops),
                hers.act("openCase", opened),
                hers.act("pickUpCase", json!({ "caseId": free, "expectedVersion": 1 })),
                coordinators.step("passCasesOn", other, json!({ "cases": [to(given, &mia)] })),
            );
            let held = held_by(&world, &mia).await;
            match stopped.refusals().first() {
                None => assert_eq!(held, 0, "{:?} {:?} {:?}", opened.refusals(), picked_up.refusals(), passed.refusals()),
                Some(told) => assert_eq!((&**told, held > 0), ("REQUIRED input.cases", true), "she stays, and so does what she holds"),
            }
            let done = [&opened, &picked_up, &passed].iter().filter(|answer| answer.refusals().is_empty()).count();
            assert_eq!(u64::try_from(done).expect("few"), held, "who is told that it is done holds it");
        }
    }

    /// Two connectors stop at once, each with a case for the other: one goes, and the other has to choose again.
    async fn two_who_stop_do_not_leave_their_cases_to_each_other(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        for round in 0..ROUNDS {
            let mia = world.connector(&format!("Mia {round}")).in_neighbourhood("ruwaard").await;
            let toos = world.connector(&format!("Toos {round}")).in_neighbourhood("ruwaard").await;
            let hers = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
            let others = world.profile(Some(&toos), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
            let (mus, merel) = (world.case(&format!("mus {round}")).held_by(&mia).await, world.case(&format!("merel {round}")).held_by(&toos).await);
            let session = world.as_(&ellen);
            let (first, second) = tokio::join!(
                session.step("stopConnector", hers, json!({ "cases": [to(mus, &toos)], "expectedVersion": 1 })),
                session.step("stopConnector", others, json!({ "cases": [to(merel, &mia)], "expectedVersion": 1 })),
            );
            let stopped = [&first, &second].iter().filter(|answer| answer.refusals().is_empty()).count();
            assert_eq!(stopped, 1, "{:?} {:?}", first.refusals(), second.refusals());
            let mut held = [held_by(&world, &mia).await, held_by(&world, &toos).await];
            held.sort_unstable();
            assert_eq!(held, [0, 2]);
        }
    }

    /// What was, stays; who waited gets the place. Who pauses comes back, and keeps theirs.
    async fn who_stops_gives_up_the_places_at_meetings_to_come(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let course = world.course("gesprek", |_| ()).await;
        let past = world.was_at(course, 3, &mia).await;
        let (hers, full) = (world.meeting(course, 7, &ellen, |row| row.capacity = 1).await, world.meeting(course, 8, &ellen, |row| row.capacity = 1).await);
        let off = world.meeting(course, 9, &ellen, |row| (row.cancelled_at, row.cancelled_because) = (Some(row.starts_at), Some("Ziek".to_owned()))).await;
        for (meeting, first, then) in [(hers, &mia, &toos), (full, &toos, &mia)] {
            world.stands(meeting, first, AttendanceState::Enrolled).await;
            world.stands(meeting, then, AttendanceState::Waiting).await;
        }
        world.stands(off, &mia, AttendanceState::Enrolled).await;
        let lists = async || {
            let mut lists = Vec::new();
            for meeting in [past, hers, full, off] {
                lists.push(world.list_of(meeting).await);
            }
            json!(lists)
        };
        let kept = json!([[1, ["Mia ATTENDED"]], [1, ["Mia ENROLLED", "Toos WAITING"]], [1, ["Toos ENROLLED", "Mia WAITING"]], [1, ["Mia ENROLLED"]]]);
        let session = world.as_(&ellen);
        session.steps("pauseConnector", id, json!({ "cases": [] })).await;
        assert_eq!(lists().await, kept);
        session.steps("stopConnector", id, json!({ "cases": [] })).await;
        let given = json!([[1, ["Mia ATTENDED"]], [1, ["Mia CANCELLED", "Toos ENROLLED"]], [1, ["Toos ENROLLED", "Mia CANCELLED"]], [1, ["Mia ENROLLED"]]]);
        assert_eq!(lists().await, given);
        assert_eq!(world.hears(&toos).await, ["TRAINING_PLACE_GIVEN of Ellen"]);
        let told = world.hears(&mia).await;
        assert_eq!(told.iter().filter(|line| line.starts_with("TRAINING_PLACE_ENDED")).count(), 2, "{told:?}");
    }
}

fn to(case: CaseId, who: &Member) -> Value {
    json!({ "caseId": case, "toPersonId": who.id })
}

/// Open cases that somebody holds, seen behind the API.
async fn held_by(world: &World, who: &Member) -> u64 {
    case::Entity::find()
        .filter(case::Column::HolderPersonId.eq(who.id))
        .filter(case::Column::Status.ne(CaseStatus::Closed))
        .count(world.db())
        .await
        .expect("counted")
}
