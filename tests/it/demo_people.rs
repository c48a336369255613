//! Everybody of the demo: who comes in by the door of the demo page finds what the role is for, on every page of the menu.

use api::demo::load;
use api::import::{Operator, Source};
use entities::{PersonId, specialist_note, stale_mark, unmet_search};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::database::TestDatabase;
use crate::harness::device::Device;
use crate::harness::world::World;
use crate::on_both;

const ENTER: &str = "mutation ($id: PersonId!) { signInAsDemoPerson(input: { personId: $id }) {
    viewer { person { name initials } areas neighbourhoods { name } roles { role } openCaseCount waitingCount people { name phone } }
    userErrors { code } } }";

const CARD: &str =
    "id codeWord status boardColumn openedAt neighbourhood { name } topics { name } holder { name isViewer }
    turn { kind name isViewer } due { on reason overdueDays } availableActs relations";

/// What the pages of each part of the menu ask.
fn pages(area: &str) -> Vec<(&'static str, String)> {
    match area {
        "TODAY" => vec![("today", format!("{{ today {{
            waiting {{ reason dueOn overdueDays case {{ {CARD} }} involvement {{ id kind requester {{ name }} receiver {{ name }} }}
                call {{ name person {{ phone }} specialist {{ phone }} }} }}
            myCases(first: 10) {{ totalCount nodes {{ {CARD} }} }} followed(first: 5) {{ totalCount nodes {{ {CARD} }} }} }} }}"))],
        "CASES" => vec![
            ("board", format!("{{ board {{ totalCount overdueCount myTurnCount columns {{ column cards {{ totalCount nodes {{
                {CARD} openInvolvement {{ kind status respondBy requester {{ name }} receiver {{ name }} availableActs }} }} }} }} }} }}")),
            ("cases", format!("{{ cases(first: 100) {{ totalCount nodes {{ {CARD}
                content {{ summary nextStep asker source askBarriers contactPreference contactNote }}
                residentDetails {{ arePresent }} followers {{ name }} involvements {{ kind status reason availableActs }}
                timeline(last: 50) {{ nodes {{ kind note actor {{ name }} party {{ name }} }} }} }} }} }}")),
        ],
        "DIRECTORY" => vec![("specialists", "{ specialists(first: 100) { totalCount
            facets { neighbourhoods { count neighbourhood { name } } topics { count topic { name } } openNow free stale }
            nodes { name organisation { name } topics { name } areasServed { name } openingState { isOpen changesAt } phone
                email website address capacity checkedOn checkedBy { name } freshness { isStale reason markCount markedByViewer }
                hasAccount availableActs } } }".to_owned())],
        "CONNECTORS" => vec![("connectors", "{ connectors(first: 100) { totalCount nodes { id name status lastStepAt missing
            availableActs neighbourhoods { name } fixedContacts { side dueOn contact { name phone } } steps { status at } } } }".to_owned())],
        "TRAINING" => vec![("trainingSessions", "{ trainingSessions(first: 50) { nodes { id part startsAt endsAt place course { name topics { name } }
            enrolledCount waitingCount welfareTrainer { name } municipalityTrainer { name } mine { state } availableActs
            attendances { nodes { state participant { name } } } } } }".to_owned())],
        "FIGURES" => vec![("figures", "{ figures { open { value before } closed { value } overdueCases acceptTime { medianHours }
            byNeighbourhood { neighbourhood { name } open } byTopic { topic { name } opened } directory { total staleByMarks } } }".to_owned())],
        "ADMINISTRATION" => vec![
            ("people", "{ people(first: 100) { nodes { id name email roles { role neighbourhood { name } } } } }".to_owned()),
            ("machineClients", "{ machineClients { nodes { id name } } }".to_owned()),
            ("processingLog", "{ processingLog(first: 50) { nodes { at action actorName subject } } }".to_owned()),
        ],
        other => panic!("no such part of the menu: {other}"),
    }
}

on_both! {
    async fn everybody_comes_in_and_finds_their_place(db: TestDatabase) {
        let world = demo(db).await;
        let door = world.device().execute("{ demoPeople { personId name role place story } }", json!({})).await;
        let offered = door.list("/demoPeople").to_vec();
        assert_eq!(offered.len(), 24);
        for person in &offered {
            let (name, role) = (text(person, "name"), text(person, "role"));
            assert!(!text(person, "story").is_empty(), "{name} has a story");
            let device = world.device();
            let viewer = enter(&device, person).await;
            assert_eq!(viewer["person"]["name"], name);
            let areas: Vec<&str> = viewer["areas"].as_array().expect("areas").iter().filter_map(Value::as_str).collect();
            assert_eq!(areas, areas_of(role), "{name}");
            let is_quiet = text(person, "story").contains("geen open vragen");
            for area in areas.into_iter().filter(|area| !is_quiet || *area == "DIRECTORY") {
                for (field, document) in pages(area) {
                    let answer = device.execute(&document, json!({})).await;
                    assert!(has_something(field, role, &answer.data()[field], &viewer), "{name}, {role}: nothing in {field}");
                }
            }
        }
    }

    /// The people whom one meets first find something to do.
    async fn something_waits_for_whom_one_meets_first(db: TestDatabase) {
        let world = demo(db).await;
        for (name, least) in [("Mia", 3), ("Joris Hendriks", 3), ("Nadia El Amrani", 1), ("Henk Vissers", 1)] {
            let device = world.device();
            let viewer = enter(&device, &offered(&world, name).await).await;
            assert!(viewer["waitingCount"].as_i64() >= Some(least), "{name}: {}", viewer["waitingCount"]);
        }
    }

    /// The coordinator keeps the directory, and some of it has to be looked at.
    async fn the_coordinator_has_entries_to_look_at(db: TestDatabase) {
        let world = demo(db).await;
        let device = world.device();
        let viewer = enter(&device, &offered(&world, "Ellen Wouters").await).await;
        assert!(viewer["people"].as_array().is_some_and(|people| people.len() > 2), "she calls community workers");
        let list = "query ($reasons: [StaleReason!]) { specialists(filter: { staleReasons: $reasons }, first: 100) {
            totalCount nodes { slug freshness { isStale reason markCount } availableActs } } }";
        let marked = device.execute(list, json!({ "reasons": ["MARKS"] })).await;
        assert_eq!(marked.number("/specialists/totalCount"), 2);
        for node in marked.list("/specialists/nodes") {
            assert_eq!(node["freshness"], json!({ "isStale": true, "reason": "MARKS", "markCount": 2 }));
            let acts = node["availableActs"].as_array().expect("acts");
            assert!(acts.contains(&json!("CONFIRM")) && acts.contains(&json!("CHANGE")), "{node}");
        }
        let old = device.execute(list, json!({ "reasons": ["AGE"] })).await;
        assert!(old.number("/specialists/totalCount") > 2);
        assert_eq!(stale_mark::Entity::find().count(world.db()).await.ok(), Some(6));
        let mark = stale_mark::Entity::find().all(world.db()).await.expect("marks can be read");
        for note in mark.iter().filter_map(|mark| mark.note.as_deref()) {
            assert_eq!(api::free_text::find(note), None, "{note}");
        }
    }

    /// The coordinator sees what people miss, and searching for it finds nothing.
    async fn what_people_miss_is_not_there(db: TestDatabase) {
        let world = demo(db).await;
        let device = world.device();
        enter(&device, &offered(&world, "Ellen Wouters").await).await;
        let rows = unmet_search::Entity::find().all(world.db()).await.expect("searches can be read");
        assert_eq!(rows.len(), 13, "none is left out");
        let list = "{ unmetSearches { totalCount nodes { words times notes neighbourhoods { name } } } }";
        let missed = device.execute(list, json!({})).await;
        assert_eq!(missed.number("/unmetSearches/totalCount"), 6);
        assert_eq!(missed.at("/unmetSearches/nodes/0/times"), &json!(3));
        let search = "query ($search: String) { specialists(search: $search) { totalCount nodes { slug } } }";
        for node in missed.list("/unmetSearches/nodes") {
            let found = device.execute(search, json!({ "search": node["words"] })).await;
            assert_eq!(found.number("/specialists/totalCount"), 0, "{}: {}", node["words"], found.at("/specialists/nodes"));
        }
    }

    /// What colleagues noted tells of no resident.
    async fn colleagues_noted_what_is_good_to_know(db: TestDatabase) {
        let world = demo(db).await;
        let notes = specialist_note::Entity::find().all(world.db()).await.expect("notes can be read");
        assert_eq!(notes.len(), 15);
        for note in &notes {
            assert_eq!(api::free_text::find(&note.text), None, "{}", note.text);
            assert!(note.at < world.now(), "{}", note.text);
        }
    }

    /// Whenever somebody looks around, most of the directory was checked lately.
    async fn the_directory_is_as_fresh_in_a_year(db: TestDatabase) {
        let world = World::with(db, |app| app.installation.is_demo = true).await;
        world.pass_days(370);
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let device = world.device();
        enter(&device, &offered(&world, "Ellen Wouters").await).await;
        let figures = device.execute("{ figures { directory { total fresh staleByAge staleByMarks } } }", json!({})).await;
        let stale = figures.number("/figures/directory/staleByAge");
        assert!((5..12).contains(&stale), "{stale} entries weren't checked for six months");
        assert_eq!(figures.number("/figures/directory/fresh") + stale + 2, 90);
    }
}

/// The parts of the menu that each role finds useful.
fn areas_of(role: &str) -> Vec<&'static str> {
    match role {
        "CONNECTOR" => vec!["TODAY", "CASES", "DIRECTORY", "TRAINING"],
        "SPECIALIST" => vec!["TODAY", "CASES", "DIRECTORY"],
        "COMMUNITY_WORKER" => vec!["TODAY", "CASES", "CONNECTORS", "DIRECTORY", "TRAINING", "FIGURES"],
        "COORDINATOR" => vec!["TODAY", "CASES", "CONNECTORS", "DIRECTORY", "TRAINING", "FIGURES", "ADMINISTRATION"],
        "MUNICIPALITY_OFFICER" => vec!["CONNECTORS", "DIRECTORY", "TRAINING"],
        "CENTRE_MANAGER" => vec!["DIRECTORY"],
        "ADMINISTRATOR" => vec!["DIRECTORY", "ADMINISTRATION"],
        other => panic!("no such role: {other}"),
    }
}

/// Whether a page has something to show: on the first one, somebody to call is enough.
fn has_something(field: &str, role: &str, page: &Value, viewer: &Value) -> bool {
    let rows = |found: &Value| found.as_array().is_some_and(|rows| !rows.is_empty());
    let counts = |found: &Value| found.as_i64().is_some_and(|count| count > 0);
    match field {
        "today" => {
            rows(&page["waiting"])
                || counts(&page["myCases"]["totalCount"])
                || counts(&page["followed"]["totalCount"])
                || rows(&viewer["people"])
        }
        "figures" => counts(&page["open"]["value"]),
        "people" | "trainingSessions" => rows(&page["nodes"]),
        // The log is for who answers for it.
        "processingLog" => rows(&page["nodes"]) == (role == "ADMINISTRATOR"),
        // Machines are registered by who has one.
        "machineClients" => page["nodes"].is_array(),
        _ => counts(&page["totalCount"]),
    }
}

async fn offered(world: &World, name: &str) -> Value {
    let door = world.device().execute("{ demoPeople { personId name } }", json!({})).await;
    let people = door.list("/demoPeople");
    people.iter().find(|person| person["name"] == name).cloned().expect("they are of the demo")
}

async fn enter(device: &Device<'_>, person: &Value) -> Value {
    let id: PersonId = text(person, "personId").parse().expect("an id");
    let answer = device.execute(ENTER, json!({ "id": id })).await;
    assert!(answer.refusals().is_empty());
    answer.at("/signInAsDemoPerson/viewer").clone()
}

async fn demo(db: TestDatabase) -> World {
    let world = World::with(db, |app| app.installation.is_demo = true).await;
    load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
    world
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a text")
}
