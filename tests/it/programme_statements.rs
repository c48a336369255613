//! The pages of who runs a programme of three hundred connectors, sixty meetings and three thousand attendances: as
//! many statements as in a small one, and none that reads a whole table of it.

use entities::{
    AttendanceState, ConnectorId, ConnectorStatus, ContactMeans, ContactSide, CourseKind, NeighbourhoodId, PersonId,
    attendance, connector, connector_neighbourhood, connector_step, contact_moment, fixed_contact, person, role_grant,
    training_session,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

// What the app's pages ask.
const MEETINGS: &str = include_str!("asked/meetings.graphql");
const MEETING: &str = include_str!("asked/meeting.graphql");
const DUE: &str = include_str!("asked/training_due.graphql");
const BOARD: &str = include_str!("asked/connectors.graphql");
const STATE: &str = include_str!("asked/connectors_of_a_state.graphql");
const PROFILE: &str = include_str!("asked/connector.graphql");
const HELD: &str = include_str!("asked/held_cases.graphql");
const FIGURES: &str = "{ connectorFigures { byStatus { status count } byNeighbourhood { neighbourhood { name } byStatus { status count } }
    coveredNeighbourhoods overdueContacts medianDaysToActive } }";
const NETWORK: &str = "{ viewer { network { name phone ways { how on trainingSession { course { name } } neighbourhoods { name } } } trainingDue { since } } }";

/// Who runs it, and who keeps contact at both sides.
struct Staff {
    ellen: Member,
    joris: Member,
    bas: Member,
}

impl Staff {
    async fn of(world: &World) -> Self {
        Self {
            ellen: world.coordinator("Ellen").await,
            joris: world.community_worker("Joris").in_neighbourhood("ruwaard").await,
            bas: world.officer("Bas").await,
        }
    }
}

/// So many connectors, meetings and people at each meeting, half of which are over.
async fn programme(world: &World, staff: &Staff, connectors: usize, meetings: usize, each: usize) {
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
    let profiles = Profiles::of(world, staff, area, &ids);
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
            welfare_trainer_id: Some(staff.ellen.id),
            municipality_trainer_id: None,
            enrolled: i32::try_from(each).expect("few"),
            arrivals: i32::try_from(each).expect("few"),
            cancelled_at: None,
            cancelled_because: None,
            planned_by: staff.ellen.id,
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
    profiles.insert(world).await;
    world.insert::<training_session::Entity>(sessions).await;
    world.insert::<attendance::Entity>(places).await;
}

/// What stands in the profiles of connectors.
#[derive(Default)]
struct Profiles {
    connectors: Vec<connector::Model>,
    areas: Vec<connector_neighbourhood::Model>,
    steps: Vec<connector_step::Model>,
    contacts: Vec<fixed_contact::Model>,
    moments: Vec<contact_moment::Model>,
}

impl Profiles {
    /// Half of them help, the others stand in all other states; each has both contacts, of whom a third should have called.
    fn of(world: &World, staff: &Staff, area: NeighbourhoodId, people: &[PersonId]) -> Self {
        use ConnectorStatus::{Active, Applied, Declined, InTraining, Paused, Stopped, Talked};
        const STATES: [ConnectorStatus; 12] =
            [Active, Applied, Active, Talked, Active, InTraining, Active, Paused, Active, Stopped, Active, Declined];
        let mut all = Self::default();
        for ((number, &person), status) in (0_i64..).zip(people).zip(STATES.into_iter().cycle()) {
            let id: ConnectorId = world.id();
            let has_account = !matches!(status, Applied | Talked | Declined);
            all.connectors.push(connector::Model {
                id,
                person_id: has_account.then_some(person),
                status,
                version: 1,
                name: format!("Mens {number}"),
                email: format!("{id}@example.org"),
                phone: "0412 00 10 13".to_owned(),
                languages: "nl".to_owned(),
                skills: String::new(),
                dayparts: "EVENING".to_owned(),
                availability: String::new(),
                applied_at: world.now().plus_days(-90),
                last_step_at: world.now().plus_days(-number % 80),
                pledged_at: has_account.then(|| world.now()),
                activated_at: has_account.then(|| world.now().plus_days(-number % 80)),
                paused_until: None,
                end_reason: None,
                forgotten_at: None,
            });
            all.areas.push(connector_neighbourhood::Model { connector_id: id, neighbourhood_id: area });
            for (side, contact) in [(ContactSide::Welfare, &staff.joris), (ContactSide::Municipality, &staff.bas)] {
                let heard_on = world.today().plus_days(-number % 3 * 60);
                all.contacts.push(fixed_contact::Model {
                    id: world.id(),
                    connector_id: id,
                    side,
                    person_id: contact.id,
                    from_on: world.today().plus_days(-200),
                    until_on: None,
                    heard_on,
                });
                all.moments.push(contact_moment::Model {
                    id: world.id(),
                    connector_id: id,
                    side,
                    person_id: contact.id,
                    held_on: heard_on,
                    means: ContactMeans::Call,
                    line: "Gebeld.".to_owned(),
                    recorded_at: world.now(),
                });
                all.steps.push(connector_step::Model {
                    id: world.id(),
                    connector_id: id,
                    status,
                    at: world.now(),
                    person_id: Some(staff.ellen.id),
                    note: None,
                });
            }
        }
        all
    }

    async fn insert(self, world: &World) {
        world.insert::<connector::Entity>(self.connectors).await;
        world.insert::<connector_neighbourhood::Entity>(self.areas).await;
        world.insert::<connector_step::Entity>(self.steps).await;
        world.insert::<fixed_contact::Entity>(self.contacts).await;
        world.insert::<contact_moment::Entity>(self.moments).await;
    }
}

/// A page, who opens it, and the statements that it may take.
struct Page<'a> {
    name: &'static str,
    document: &'static str,
    variables: Value,
    who: &'a Member,
    most: usize,
}

/// The pages of who runs the programme, each as the app asks it.
async fn pages<'a>(world: &World, staff: &'a Staff) -> [Page<'a>; 10] {
    let meeting = training_session::Entity::find().one(world.db()).await.expect("read").expect("there").id;
    let active = connector::Column::Status.eq(ConnectorStatus::Active);
    let connector = connector::Entity::find().filter(active).one(world.db()).await.expect("read").expect("there").id;
    let Staff { ellen, joris, .. } = staff;
    let page = |name, document, variables, who, most| Page { name, document, variables, who, most };
    let of_period = |period| json!({ "filter": { "period": period }, "first": 60 });
    [
        page("upcoming meetings", MEETINGS, of_period("UPCOMING"), ellen, 5),
        page("past meetings", MEETINGS, of_period("PAST"), ellen, 5),
        page("a meeting", MEETING, json!({ "id": meeting }), ellen, 9),
        page("who is due", DUE, json!({ "first": 100 }), ellen, 16),
        page("the network of a worker", NETWORK, json!({}), joris, 14),
        page("the board of connectors", BOARD, json!({}), ellen, 40),
        page("who stands in a state", STATE, json!({ "status": "STOPPED" }), ellen, 10),
        page("a profile", PROFILE, json!({ "id": connector }), ellen, 26),
        page("what somebody holds", HELD, json!({ "id": connector }), ellen, 10),
        page("figures of people", FIGURES, json!({}), ellen, 10),
    ]
}

on_both! {
    async fn a_large_programme_takes_as_many_statements_as_a_small_one(db: TestDatabase) {
        let world = World::on(db).await;
        let staff = Staff::of(&world).await;
        programme(&world, &staff, 12, 4, 3).await;
        let pages = pages(&world, &staff).await;
        // What is asked at the same moment is read at once, or in two goes: the bound leaves room for that, and none for once
        // a row.
        let count = async |Page { name, document, variables, who, most }: &Page<'_>| {
            let (answer, statements) = world.as_(who).count(document, variables.clone()).await;
            answer.data();
            assert!(statements.len() <= *most, "{name}: {}: {statements:#?}", statements.len());
        };
        for page in &pages {
            count(page).await;
        }
        programme(&world, &staff, 300, 60, 50).await;
        world.analyse().await;
        for page in &pages {
            count(page).await;
        }
        let due = world.as_(&staff.ellen).execute(DUE, json!({ "first": 100 })).await;
        assert!(due.number("/trainingDue/totalCount") >= 100);
        let board = world.as_(&staff.ellen).execute(BOARD, json!({})).await;
        assert!(board.number("/active/totalCount") >= 150 && board.number("/overdueContacts/totalCount") >= 100);
    }

    /// Of what these pages ask no statement reads a table of the programme from its beginning to its end without an index.
    async fn what_these_pages_ask_is_served_by_an_index(db: TestDatabase) {
        // Sixty meetings are so few that SQLite reads them all by choice.
        const THEIRS: [&str; 6] =
            ["attendances", "fixed_contacts", "contact_moments", "connector_steps", "connector_neighbourhoods", "absences"];
        let world = World::on(db).await;
        let staff = Staff::of(&world).await;
        programme(&world, &staff, 300, 60, 50).await;
        world.analyse().await;
        let mut looked_at = 0;
        for Page { name, document, variables, who, .. } in pages(&world, &staff).await {
            world.take_whole_statements();
            world.as_(who).execute(document, variables).await;
            for statement in world.take_whole_statements() {
                if !THEIRS.iter().any(|table| statement.contains(&format!("\"{table}\""))) {
                    continue;
                }
                looked_at += 1;
                let plan = world.plan(&statement).await;
                let reads_all = world.reads_whole(&plan, &THEIRS);
                assert!(!reads_all, "{name}: {}\n{plan}", statement.chars().take(900).collect::<String>());
            }
        }
        assert!(looked_at >= 20, "{looked_at}");
    }
}
