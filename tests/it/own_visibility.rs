//! What is somebody's own and nobody else's, as tables to read beside the one of the domain: the address of the calendar,
//! saved views of the board, and whom they know. And that no type of the contract is without a table.

use std::collections::{BTreeMap, BTreeSet};

use api::policy::Viewer;
use api::schema::printed;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
use axum::http::{Method, StatusCode};
use entities::{AttendanceState, ConnectorStatus, ContactSide, InvolvementKind, InvolvementStatus, SpecialistId};
use expect_test::expect;
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::visibility::{Table, everybody, yes};

on_both! {
    async fn who_has_an_address_for_their_calendar(db: TestDatabase) {
        calendars(&World::on(db).await).await;
    }

    async fn who_sees_saved_views_of_the_board(db: TestDatabase) {
        board_views(&World::on(db).await).await;
    }

    async fn who_knows_whom_from_working_together(db: TestDatabase) {
        networks(&World::on(db).await).await;
    }
}

/// Whether there is an address: somebody's own, and that of somebody else. What is read with it needs no account; it is the
/// owner's, and no answer of the API tells the secret twice.
async fn calendars(world: &World) {
    const HEADS: [&str; 6] = ["another's", "withdraw another's", "make", "own", "read with it", "withdraw"];
    const MAKE: &str = "mutation { makeCalendarAddress(input: {}) { path userErrors { code field } } }";
    const WITHDRAW: &str = "mutation { withdrawCalendarAddress(input: {}) { isWithdrawn userErrors { code field } } }";
    let entry = world.specialist("schuldhulp").await;
    let viewers = everybody(world, entry).await;
    let ellen = world.coordinator("Vera").await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let hers = world.as_(&toos).execute(MAKE, json!({})).await.text("/makeCalendarAddress/path").to_owned();
    let meeting = world.meeting(world.course("gesprek", |_| ()).await, 7, &ellen, |_| ()).await;
    world.stands(meeting, &toos, AttendanceState::Enrolled).await;
    let read = async |path: &str| world.serve().send(Method::GET, path, &[], "").await;
    let has_meeting = async |path: &str| {
        let reply = read(path).await;
        reply.status == StatusCode::OK && reply.text().contains("BEGIN:VEVENT")
    };
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let look = async || {
            let seen = world
                .answer(viewer.clone(), "{ viewer { calendarAddress { id createdAt expiresAt } } }", json!({}))
                .await;
            seen.data().pointer("/viewer/calendarAddress").is_some_and(|address| !address.is_null())
        };
        let mutate = async |document: &str| world.answer(viewer.clone(), document, json!({})).await;
        let anothers = look().await;
        mutate(WITHDRAW).await;
        let took_away = !has_meeting(&hers).await;
        let made = mutate(MAKE).await.at("/makeCalendarAddress/path").as_str().map(str::to_owned);
        let own = look().await;
        // A calendar of their own, in which nothing of anybody else stands.
        let (reads, others) = match &made {
            Some(path) => (read(path).await.status == StatusCode::OK, has_meeting(path).await),
            None => (false, false),
        };
        assert!(!others, "{who} reads another's meetings");
        let withdrawn = mutate(WITHDRAW).await.at("/withdrawCalendarAddress/isWithdrawn") == true;
        if let Some(path) = &made {
            assert_eq!(read(path).await.status, StatusCode::GONE, "{who}");
        }
        let cells = [yes(anothers), yes(took_away), yes(made.is_some()), yes(own), yes(reads), yes(withdrawn)];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             another's  withdraw another's  make  own  read with it  withdraw
        CONNECTOR            -          -                   yes   yes  yes           yes
        COMMUNITY_WORKER     -          -                   yes   yes  yes           yes
        COORDINATOR          -          -                   yes   yes  yes           yes
        SPECIALIST           -          -                   yes   yes  yes           yes
        MUNICIPALITY_OFFICER -          -                   yes   yes  yes           yes
        CENTRE_MANAGER       -          -                   yes   yes  yes           yes
        ADMINISTRATOR        -          -                   yes   yes  yes           yes
        (no role)            -          -                   yes   yes  yes           yes
        (machine: directory) -          -                   -     -    -             -
        (machine: nothing)   -          -                   -     -    -             -
        (nobody)             -          -                   -     -    -             -
    "#]]
    .assert_eq(&table.0);
}

async fn board_views(world: &World) {
    const HEADS: [&str; 5] = ["save", "own", "another's", "remove another's", "remove own"];
    const SAVE: &str = "mutation ($name: String!) { saveBoardView(input: { name: $name, query: \"telaat=ja\" }) {
        boardViews { id } userErrors { code field } } }";
    const REMOVE: &str = "mutation ($id: BoardViewId!) { removeBoardView(input: { boardViewId: $id }) { boardViews { id } userErrors { code field } } }";
    let entry = world.specialist("schuldhulp").await;
    let viewers = everybody(world, entry).await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let hers = world.as_(&toos).execute(SAVE, json!({ "name": "Van Toos" })).await;
    let hers = hers.at("/saveBoardView/boardViews/0/id").clone();
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let answer = async |document: &str, variables: Value| world.answer(viewer.clone(), document, variables).await;
        let saved = answer(SAVE, json!({ "name": "Te laat" })).await;
        let own = saved.data().pointer("/saveBoardView/boardViews/0/id").cloned();
        let seen = answer("{ viewer { boardViews { id } } }", json!({})).await;
        let seen = seen.data().pointer("/viewer/boardViews").and_then(Value::as_array).cloned().unwrap_or_default();
        let sees = |id: &Value| seen.iter().any(|view| view["id"] == *id);
        let removes = async |id: &Value| answer(REMOVE, json!({ "id": id })).await.refusals().is_empty();
        let cells = [
            yes(saved.refusals().is_empty()),
            yes(own.as_ref().is_some_and(sees)),
            yes(sees(&hers)),
            yes(removes(&hers).await),
            match &own {
                Some(id) => yes(removes(id).await),
                None => "-".to_owned(),
            },
        ];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             save  own  another's  remove another's  remove own
        CONNECTOR            yes   yes  -          -                 yes
        COMMUNITY_WORKER     yes   yes  -          -                 yes
        COORDINATOR          yes   yes  -          -                 yes
        SPECIALIST           yes   yes  -          -                 yes
        MUNICIPALITY_OFFICER yes   yes  -          -                 yes
        CENTRE_MANAGER       yes   yes  -          -                 yes
        ADMINISTRATOR        yes   yes  -          -                 yes
        (no role)            yes   yes  -          -                 yes
        (machine: directory) -     -    -          -                 -
        (machine: nothing)   -     -    -          -                 -
        (nobody)             -     -    -          -                 -
    "#]]
    .assert_eq(&table.0);
}

/// The same happened with everybody: they were at a training with Thijs that Karin gave, asked an entry along that said
/// yes, and have Loes as their fixed contact. In Ruwaard help Toos and the worker Sara. In capitals whoever has an address
/// to write to; of volunteers nobody has.
async fn networks(world: &World) {
    const HEADS: [&str; 8] = ["contact", "stand-in", "worker", "team", "trainer", "fellow", "specialist", "far away"];
    const WAYS: [&str; 7] =
        ["FIXED_CONTACT", "STAND_IN", "COMMUNITY_WORKER", "TEAM", "TRAINER", "FELLOW_PARTICIPANT", "SPECIALIST"];
    let entry = world.specialist("schuldhulp").await;
    let viewers = everybody(world, entry).await;
    world.connector("Toos").in_neighbourhood("ruwaard").await;
    world.community_worker("Sara").in_neighbourhood("ruwaard").await;
    world.connector("Ver Weg").in_neighbourhood("berghem").await;
    let loes = world.community_worker("Loes").in_neighbourhood("lith").await;
    let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
    let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
    let course = world.course("gesprek", |_| ()).await;
    let meeting = world.meeting(course, -7, &karin, |row| row.welfare_trainer_id = Some(karin.id)).await;
    world.stands(meeting, &thijs, AttendanceState::Attended).await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        if let Some(id) = viewer.person_id() {
            let them = Member { id, name: who.clone(), email: format!("{id}@example.org") };
            world.stands(meeting, &them, AttendanceState::Attended).await;
            let profile = world.profile(Some(&them), ConnectorStatus::Paused, &["ruwaard"], |_| ()).await;
            world.contact(profile, ContactSide::Welfare, &loes, 5).await;
            worked_with(world, &them, entry).await;
        }
        let document = "{ viewer { network { name email ways { how } } } }";
        let seen = world.answer(viewer, document, json!({})).await;
        let seen = seen.data().pointer("/viewer/network").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut cells: Vec<String> = WAYS
            .iter()
            .map(|how| {
                let is_so = |member: &&Value| {
                    member["ways"].as_array().is_some_and(|ways| ways.iter().any(|way| way["how"] == **how))
                };
                match seen.iter().find(is_so) {
                    None => "-".to_owned(),
                    Some(member) if member["email"].is_null() => "yes".to_owned(),
                    Some(_) => "YES".to_owned(),
                }
            })
            .collect();
        cells.push(yes(seen.iter().any(|member| member["name"] == "Ver Weg")));
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             contact  stand-in  worker  team  trainer  fellow  specialist  far away
        CONNECTOR            YES      -         YES     yes   YES      yes     yes         -
        COMMUNITY_WORKER     YES      -         YES     yes   YES      yes     yes         -
        COORDINATOR          YES      -         -       -     YES      yes     yes         -
        SPECIALIST           YES      -         -       -     YES      yes     yes         -
        MUNICIPALITY_OFFICER YES      -         -       -     YES      yes     yes         -
        CENTRE_MANAGER       YES      -         -       -     YES      yes     yes         -
        ADMINISTRATOR        YES      -         -       -     YES      yes     yes         -
        (no role)            YES      -         -       -     YES      yes     yes         -
        (machine: directory) -        -         -       -     -        -       -           -
        (machine: nothing)   -        -         -       -     -        -       -           -
        (nobody)             -        -         -       -     -        -       -           -
    "#]]
    .assert_eq(&table.0);
}

async fn worked_with(world: &World, who: &Member, entry: SpecialistId) {
    let case = world.case(&format!("woord van {}", who.name)).in_neighbourhood("geffen").held_by(who).await;
    let asked = |row: &mut entities::involvement::Model| {
        (row.receiver_specialist_id, row.status) = (Some(entry), InvolvementStatus::Completed);
        row.ended_at = Some(row.requested_at);
    };
    world.involvement(case, InvolvementKind::Consultation, who, asked).await;
}

/// Each type of the contract that tells of people, cases or what they do stands in one of these tables; the others are
/// for everybody.
const TABLES: [(&str, &str); 17] = [
    (
        "cases_visibility, cases_hidden",
        "Board BoardColumnCards Case CaseContent CaseEvent Due Party ResidentDetails ResidentDetailsCard Today WaitingItem",
    ),
    ("involvements_visibility, cases_visibility", "Involvement"),
    ("listening_visibility", "CaseChange InvolvementChange NoticesChange PeerQuestionChange"),
    (
        "visibility: the directory",
        "CapacityFacet ChannelFacet DirectorySuggestion Freshness KindFacet LanguageFacet NeighbourhoodFacet OpeningHours \
         OpeningState Specialist SpecialistFacets TopicFacet",
    ),
    ("visibility: notes", "SpecialistNote"),
    ("visibility: unmet searches", "UnmetSearch"),
    (
        "visibility: figures",
        "AcceptTime AgeFigures AskBarrierFigures DirectoryFigures Figures Measure NeighbourhoodFigures OutcomeFigures \
         TopicFigures WeekFigures",
    ),
    ("visibility: people", "Person RoleGrant"),
    ("visibility: log and machines", "LogLine MachineClient Viewer"),
    ("connectors_seen", "Connector ConnectorFigures ConnectorsInNeighbourhood ConnectorsInStatus OverdueContact"),
    (
        "programme_visibility: inside a profile",
        "ApplicationAnswer ConnectorHost ConnectorStep ContactMoment ContactToday FixedContact HeldCase",
    ),
    ("programme_visibility: absences", "Absence ContactPerson"),
    ("programme_offers", "ApplicationRetention CheckInRhythm ContactRhythm PeerChoice PeerChoices"),
    ("check_ins", "CheckIn CheckInToday"),
    (
        "training_visibility",
        "Attendance Course TopicChange TrainingDue TrainingDueGroup TrainingDueReason TrainingSession",
    ),
    ("peers_seen", "PeerAnswer PeerQuestion"),
    (
        "notices_visibility, own_visibility",
        "Acquaintance BoardView CalendarAddress MailSetting NetworkMember Notice UndeliveredMail",
    ),
];

/// Names of places and things, the form with which one applies, whose installation it is, and the people of the demo.
const FOR_EVERYBODY: &str = "ApplicationForm ApplicationQuestion DemoPerson Installation Neighbourhood Organisation PageInfo Tile Topic UserError";

#[test]
fn every_type_stands_in_a_table() {
    let mut placed: BTreeMap<&str, usize> = BTreeMap::new();
    for name in TABLES.iter().flat_map(|(_, types)| types.split_whitespace()).chain(FOR_EVERYBODY.split_whitespace()) {
        *placed.entry(name).or_default() += 1;
    }
    let twice: Vec<_> = placed.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "named twice: {twice:?}");
    let is_frame = |name: &str| {
        ["Payload", "Connection", "Edge"].iter().any(|end| name.ends_with(end))
            || matches!(name, "Query" | "Mutation" | "Subscription")
    };
    let schema = parse_schema(printed()).expect("a schema");
    let types = schema.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(definition.node),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
    });
    let objects: BTreeSet<String> = types
        .filter(|definition| matches!(definition.kind, TypeKind::Object(_)))
        .map(|definition| definition.name.node.to_string())
        .filter(|name| !is_frame(name))
        .collect();
    let placed: BTreeSet<String> = placed.keys().map(|name| (*name).to_owned()).collect();
    let missing: Vec<_> = objects.difference(&placed).collect();
    let gone: Vec<_> = placed.difference(&objects).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "in no table, or open to everybody: {missing:?}; no longer there: {gone:?}"
    );
}

on_both! {
    /// What is for everybody is the same for everybody.
    async fn what_is_for_everybody_is_the_same_for_all(db: TestDatabase) {
        const OPEN: &str = "{ neighbourhoods { code name tile { row } } topics { slug } organisations { nodes { slug } }
            applicationForm { daysToAnswer questions { question } } installation { productName municipality isDemo }
            demoPeople { name } }";
        let world = World::on(db).await;
        world.questions().await;
        let entry = world.specialist("schuldhulp").await;
        world.topic("schulden").await;
        let viewers = everybody(&world, entry).await;
        let first = world.answer(Viewer::Nobody, OPEN, json!({})).await.data().clone();
        for list in ["/neighbourhoods", "/topics", "/organisations/nodes", "/applicationForm/questions"] {
            assert!(first.pointer(list).and_then(Value::as_array).is_some_and(|rows| !rows.is_empty()), "{list}");
        }
        for (who, viewer) in viewers {
            assert_eq!(world.answer(viewer, OPEN, json!({})).await.data(), &first, "{who}");
        }
        assert_eq!(first["demoPeople"], json!([]), "outside the demo");
    }
}
