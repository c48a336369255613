//! Every figure is the length of a list, for everybody who has figures, whatever they ask, on both databases.

use api::demo::load;
use api::import::{Operator, Source};
use entities::{
    AskBarrier, Asker, CaseStatus, ConnectorStatus, ContactSide, InvolvementKind, InvolvementStatus, Outcome, PersonId,
    Timestamp, WaitingFor, case_ask_barrier, neighbourhood, person, topic,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// What the page and the report ask, and the part of it that is about cases alone; the app's own tests print it.
const ASKED: &str = include_str!("asked/figures.graphql");
const OF_CASES: &str = include_str!("asked/figures_of_cases.graphql");
/// Who looks at figures, and how many statements the page takes for each of them.
const VIEWERS: [&str; 3] = ["Ellen Wouters", "Joris Hendriks", "Mia"];
const MOST: [usize; 3] = [22, 27, 18];

on_both! {
    async fn every_figure_has_its_list(db: TestDatabase) {
        let world = demo(db).await;
        let areas = [area(&world, "ruwaard").await, area(&world, "schadewijk").await];
        let topics = [a_topic(&world, "schulden").await, a_topic(&world, "brieven").await];
        for filter in [
            json!({}),
            json!({ "to": "2026-11-23" }),
            json!({ "from": "2026-10-01", "to": "2026-11-08" }),
            json!({ "neighbourhoodIds": areas }),
            json!({ "neighbourhoodIds": [areas[0]], "topicIds": topics, "from": "2026-11-01" }),
            json!({ "askers": ["RESIDENT", "ON_BEHALF"], "from": "2026-10-28", "to": "2026-11-23" }),
            json!({ "askers": ["INFORMAL_CARER"] }),
            json!({ "neighbourhoodIds": [] }),
        ] {
            let ellen = somebody(&world, "Ellen Wouters").await;
            world.as_(&ellen).figures_with_their_lists(&filter).await;
        }
        let mia = somebody(&world, "Mia").await;
        for viewer in [somebody(&world, "Joris Hendriks").await, mia] {
            for filter in [json!({}), json!({ "neighbourhoodIds": [areas[0]], "to": "2026-11-23" })] {
                let figures = world.as_(&viewer).figures_with_their_lists(&filter).await;
                assert!(figures["open"]["value"].as_i64() > Some(0), "{} has something to count", viewer.name);
            }
        }
    }

    /// However many cases there are.
    async fn the_figures_of_cases_take_eight_statements_at_most(db: TestDatabase) {
        let world = demo(db).await;
        let few = statements(&world, OF_CASES).await;
        more_cases(&world).await;
        let many = statements(&world, OF_CASES).await;
        assert_eq!(few, many);
        assert!(many.iter().all(|count| *count <= 8), "{many:?}");
    }

    /// The page asks of people and trainings in the same question, which takes more statements. How many depends on the
    /// role, and neither on the cases nor on the people: a connector has no figures of people, so nothing is read of them.
    async fn the_page_of_figures_takes_no_more_statements_for_many_people(db: TestDatabase) {
        let world = demo(db).await;
        let few = statements(&world, ASKED).await;
        more_cases(&world).await;
        let joris = somebody(&world, "Joris Hendriks").await;
        for number in 0..30 {
            let member = world.connector(&format!("Erbij {number}")).in_neighbourhood("ruwaard").await;
            let since = world.now().plus_days(-number);
            let id = world.profile(Some(&member), ConnectorStatus::Active, &["ruwaard", "schadewijk"], |row| row.activated_at = Some(since)).await;
            world.contact(id, ContactSide::Welfare, &joris, 200).await;
        }
        let many = statements(&world, ASKED).await;
        // What is asked at the same moment is read at once, or in two goes: never once a row.
        for counted in [few, many] {
            assert!(counted.iter().zip(MOST).all(|(count, most)| *count <= most), "{counted:?}, at most {MOST:?}");
        }
        let ellen = somebody(&world, "Ellen Wouters").await;
        let answer = world.as_(&ellen).execute(ASKED, json!({ "filter": {} })).await;
        assert!(answer.number("/connectorFigures/overdueContacts") >= 30 && answer.number("/trainingDue/totalCount") >= 30);
    }

    async fn the_coordinator_sees_the_whole_demo(db: TestDatabase) {
        let world = demo(db).await;
        let ellen = somebody(&world, "Ellen Wouters").await;
        let (figures, _) = world.as_(&ellen).figures(&json!({ "to": "2026-11-23" })).await;
        assert_eq!(figures["open"]["value"], 36);
        assert_eq!(figures["closed"]["value"], 24);
        assert_eq!(figures["solvedInNeighbourhood"]["value"], 10);
        assert_eq!(figures["directory"]["total"], 90);
        for pointer in [
            "/overdueWaits", "/overdueSignsOfLife", "/overdueAnswers", "/acceptTime/accepted", "/acceptTime/declined",
            "/acceptTime/medianHours", "/directory/fresh", "/directory/staleByAge", "/directory/staleByMarks",
            "/directory/checkedInPeriod",
        ] {
            let number = figures.pointer(pointer).and_then(Value::as_f64);
            assert!(number.is_some_and(|number| number > 0.0), "{pointer} has nothing to show: {number:?}");
        }
        for list in ["byNeighbourhood", "byOutcome", "byTopic", "byAskBarrier"] {
            assert!(figures[list].as_array().is_some_and(|rows| rows.len() > 2), "{list} has little to show");
        }
        let ages = figures["openByAge"].as_array().expect("ages").iter();
        assert!(ages.filter(|age| age["count"].as_i64() > Some(0)).count() > 2, "cases of more than one age");
        let carers = figures["byNeighbourhood"].as_array().expect("areas").iter().map(|row| row["byInformalCarers"].as_i64());
        assert!(carers.flatten().sum::<i64>() > 0, "somebody cares for another");
    }

    async fn who_has_no_figures_reads_zeros(db: TestDatabase) {
        let world = demo(db).await;
        for name in ["Nadia El Amrani", "Bas Verhoeven", "Riet Peters", "Thea Willems"] {
            let viewer = somebody(&world, name).await;
            let (figures, _) = world.as_(&viewer).figures(&json!({})).await;
            assert_eq!(figures["open"]["value"], 0, "{name}");
            assert_eq!(figures["directory"]["total"], 0, "{name}");
            assert_eq!(figures["byNeighbourhood"], json!([]), "{name}");
        }
    }

    async fn days_that_make_no_period_are_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let filter = json!({ "from": "2026-11-23", "to": "2026-11-22" });
        let document = "query($filter: FiguresFilter) { figures(filter: $filter) { from } }";
        let answer = world.as_nobody().execute(document, json!({ "filter": filter })).await;
        assert_eq!(answer.error_codes(), ["BAD_USER_INPUT"]);
    }

    /// A day ends at midnight where people live, also the last one of the year and the one on which the clock changes.
    async fn days_end_at_midnight_in_amsterdam(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.pass_until("2027-04-12T08:00:00Z");
        for (word, opened, closed) in [
            ("eerste", "2026-12-06T22:59:59.999Z", None),
            ("tweede", "2026-12-06T23:00:00Z", None),
            ("derde", "2026-12-10T10:00:00Z", Some("2027-01-03T22:59:59.999Z")),
            ("vierde", "2026-12-10T10:00:00Z", Some("2027-01-03T23:00:00Z")),
            ("vijfde", "2026-12-31T22:59:59.999Z", None),
            ("zesde", "2026-12-31T23:00:00Z", None),
            ("zevende", "2027-01-03T22:59:59.999Z", None),
            ("achtste", "2027-01-03T23:00:00Z", None),
            ("negende", "2027-03-28T21:59:59.999Z", Some("2027-03-28T22:00:00Z")),
        ] {
            noted(&world, &mia, (word, opened, closed)).await;
        }
        let ellen = world.as_(&ellen);
        let new_year = json!({ "from": "2026-12-07", "to": "2027-01-03" });
        let figures = ellen.figures_with_their_lists(&new_year).await;
        assert_eq!((&figures["opened"], &figures["closed"]), (&measure(6, 1), &measure(1, 0)));
        assert_eq!(figures["open"], measure(6, 1), "all but the third, and those that came later");
        let weeks = figures["byWeek"].as_array().expect("weeks");
        assert_eq!(weeks.last(), Some(&json!({ "monday": "2026-12-28", "isoWeek": 53, "opened": 3, "closed": 1 })));
        assert_eq!(weeks.iter().map(|week| &week["isoWeek"]).collect::<Vec<_>>(), [50, 51, 52, 53]);

        let last_days = json!({ "from": "2026-12-31", "to": "2027-01-01" });
        let figures = ellen.figures_with_their_lists(&last_days).await;
        assert_eq!(figures["byWeek"], json!([{ "monday": "2026-12-28", "isoWeek": 53, "opened": 2, "closed": 0 }]));

        let of_23_hours = json!({ "from": "2027-03-28", "to": "2027-03-28" });
        let figures = ellen.figures_with_their_lists(&of_23_hours).await;
        assert_eq!((&figures["opened"]["value"], &figures["closed"]["value"]), (&json!(1), &json!(0)));
        let after = json!({ "from": "2027-03-29", "to": "2027-04-11" });
        let figures = ellen.figures_with_their_lists(&after).await;
        assert_eq!((&figures["opened"]["value"], &figures["closed"]["value"]), (&json!(0), &json!(1)));
    }

    /// A case that is open again wasn't closed, in any period; and it is as old as it is.
    async fn what_is_reopened_is_open(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&joris).await;
        let joris = world.as_(&joris);
        world.pass_until("2026-11-25T10:00:00Z");
        joris.acts_on(id, "closeCase", json!({ "outcome": "SOLVED_TOGETHER" })).await;
        let week = json!({ "from": "2026-11-23", "to": "2026-11-29" });
        let figures = joris.figures_with_their_lists(&week).await;
        assert_eq!((&figures["open"]["value"], &figures["closed"]["value"], &figures["solvedInNeighbourhood"]["value"]),
            (&json!(0), &json!(1), &json!(1)));
        world.pass_until("2026-12-02T10:00:00Z");
        joris.acts_on(id, "reopenCase", json!({ "reason": "Er kwam een nieuwe brief." })).await;
        let figures = joris.figures_with_their_lists(&week).await;
        assert_eq!((&figures["open"]["value"], &figures["closed"]["value"]), (&json!(1), &json!(0)));
        assert_eq!(figures["byOutcome"], json!([]));
        let figures = joris.figures_with_their_lists(&json!({ "from": "2026-11-23", "to": "2026-12-01" })).await;
        assert_eq!(figures["openByAge"][1], json!({ "minDays": 8, "maxDays": 30, "count": 1 }));
    }

    /// Each edge of an age, and what is late for more than one reason: a case counts once in each number.
    async fn ages_and_what_is_late(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let (today, now) = (world.today(), world.now());
        for days in [0, 1, 8, 9, 31, 32, 91, 92, 400] {
            let opened = now.plus_days(-days);
            world.case(&format!("oud {days}")).held_by(&mia).with(move |row| row.opened_at = opened).await;
        }
        let late = world.case("te laat").held_by(&mia).with(|row| {
            row.status = CaseStatus::Waiting;
            row.waiting_for = Some(WaitingFor::Resident);
            row.waiting_until = Some(today.plus_days(-1));
            row.sign_of_life_due = Some(today.plus_days(-1));
            row.asker = Asker::InformalCarer;
        }).await;
        world.involvement(late, InvolvementKind::Support, &mia, |row| row.respond_by = today.plus_days(-1)).await;
        world.case("vandaag").held_by(&mia).with(|row| {
            row.status = CaseStatus::Waiting;
            row.waiting_for = Some(WaitingFor::Decision);
            row.waiting_until = Some(today);
        }).await;
        for barrier in [AskBarrier::Shame, AskBarrier::Language] {
            let row = case_ask_barrier::Model { case_id: late, barrier };
            row.into_active_model().insert(world.db()).await.expect("written");
        }
        let figures = world.as_(&ellen).figures_with_their_lists(&json!({ "to": "2026-11-22" })).await;
        let ages: Vec<_> = figures["openByAge"].as_array().expect("ages").iter().map(|age| &age["count"]).collect();
        assert_eq!(ages, [2, 2, 2, 2], "noted today isn't counted yesterday");
        for late in ["overdueWaits", "overdueSignsOfLife", "overdueAnswers", "overdueCases"] {
            assert_eq!(figures[late], 1, "{late}");
        }
        let figures = world.as_(&ellen).figures_with_their_lists(&json!({ "to": "2026-11-23" })).await;
        assert_eq!(figures["byAskBarrier"].as_array().map(Vec::len), Some(2));
        assert_eq!(figures["byNeighbourhood"][0]["byInformalCarers"], 1);
        world.as_(&mia).figures_with_their_lists(&json!({ "to": "2026-11-23" })).await;
    }

    /// What a connector holds is theirs to count; what they follow, see as a team or hold as a specialist isn't.
    async fn a_connector_counts_what_they_hold(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("taalcafe").await;
        world.grant(mia.id, entities::Role::Specialist, None, Some(entry)).await;
        world.case("eigen").held_by(&mia).await;
        world.case("team").await;
        world.case("over").held_by_specialist(entry).followed_by(&mia).await;
        world.case("klaar").held_by(&mia).closed(Outcome::SolvedTogether).await;
        let figures = world.as_(&mia).figures_with_their_lists(&json!({ "to": "2026-11-23" })).await;
        assert_eq!((&figures["open"]["value"], &figures["closed"]["value"]), (&json!(1), &json!(1)));
        let all = world.as_(&mia).execute("{ cases { totalCount } outside: cases(filter: { inFigures: false }) { totalCount } }", json!({})).await;
        assert_eq!((all.number("/cases/totalCount"), all.number("/outside/totalCount")), (4, 2));
    }

    /// Answers count on the day that they came, in the area and about the topic of their case.
    async fn answers_count_on_their_day(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let (here, there) = (world.case("hier").held_by(&mia).await,
            world.case("daar").in_neighbourhood("berghem").about(&["wonen"]).with(|row| row.asker = Asker::InformalCarer).await);
        for (case, status, hours) in [
            (here, InvolvementStatus::Accepted, 1), (here, InvolvementStatus::Completed, 3), (here, InvolvementStatus::Declined, 5),
            (there, InvolvementStatus::Accepted, 10), (there, InvolvementStatus::Completed, 20), (there, InvolvementStatus::Requested, 0),
        ] {
            let asked = world.now().plus_days(-2);
            world.involvement(case, InvolvementKind::Support, &mia, |row| {
                row.status = status;
                row.requested_at = asked;
                let answered = asked.plus_millis(hours * 3_600_000);
                row.answered_at = (status != InvolvementStatus::Requested).then_some(answered);
                row.ended_at =
                    matches!(status, InvolvementStatus::Completed | InvolvementStatus::Declined).then_some(answered);
            }).await;
        }
        let ellen = world.as_(&ellen);
        let time = async |filter: Value| ellen.figures_with_their_lists(&filter).await["acceptTime"].clone();
        let told = |answered: i32, accepted: i32, median: f64, p90: f64| json!({
            "answered": answered, "accepted": accepted, "declined": answered - accepted,
            "medianHours": median, "p90Hours": p90, "medianHoursBefore": null,
        });
        assert_eq!(time(json!({})).await, told(5, 4, 6.5, 20.0));
        assert_eq!(time(json!({ "neighbourhoodIds": [world.neighbourhood("ruwaard").await] })).await, told(3, 2, 2.0, 3.0));
        assert_eq!(time(json!({ "topicIds": [world.topic("wonen").await] })).await, told(2, 2, 15.0, 20.0));
        assert_eq!(time(json!({ "askers": ["INFORMAL_CARER"] })).await, told(2, 2, 15.0, 20.0));
        let later = time(json!({ "from": "2026-11-23", "to": "2026-11-24" })).await;
        assert_eq!((&later["answered"], &later["medianHoursBefore"]), (&json!(0), &json!(6.5)));
    }
}

fn measure(value: i32, before: i32) -> Value {
    json!({ "value": value, "before": before })
}

async fn noted(world: &World, holder: &Member, (word, opened, closed): (&str, &str, Option<&str>)) {
    use async_graphql::ScalarType;
    let moment = |text: &str| Timestamp::parse(text.into()).expect("a moment");
    let (opened, closed) = (moment(opened), closed.map(moment));
    let change = move |row: &mut entities::case::Model| {
        (row.opened_at, row.changed_at) = (opened, closed.unwrap_or(opened));
        if closed.is_some() {
            (row.status, row.outcome, row.closed_at) = (CaseStatus::Closed, Some(Outcome::ReferredOn), closed);
        }
    };
    world.case(word).held_by(holder).with(change).await;
}

/// How many statements it takes for each of the viewers.
async fn statements(world: &World, asked: &str) -> Vec<usize> {
    let mut counted = Vec::new();
    for name in VIEWERS {
        let viewer = somebody(world, name).await;
        let (answer, statements) = world.as_(&viewer).count(asked, json!({ "filter": {} })).await;
        assert!(!answer.at("/figures").is_null());
        counted.push(statements.len());
    }
    counted
}

async fn more_cases(world: &World) {
    for number in 0..60 {
        let topic = ["schulden", "brieven", "taal"][number % 3];
        world.case(&format!("erbij {number}")).about(&[topic]).await;
    }
}

async fn demo(db: TestDatabase) -> World {
    let world = World::on(db).await;
    load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
    world
}

async fn area(world: &World, code: &str) -> Value {
    let found = neighbourhood::Entity::find().filter(neighbourhood::Column::Code.eq(code)).one(world.db()).await;
    json!(found.expect("areas can be read").expect("it is of the demo").id)
}

async fn a_topic(world: &World, slug: &str) -> Value {
    let found = topic::Entity::find().filter(topic::Column::Slug.eq(slug)).one(world.db()).await;
    json!(found.expect("topics can be read").expect("it is of the demo").id)
}

async fn somebody(world: &World, name: &str) -> Member {
    let found = person::Entity::find().filter(person::Column::Name.eq(name)).one(world.db()).await;
    let id: PersonId = found.expect("people can be read").expect("they are of the demo").id;
    Member { id, name: name.to_owned(), email: String::new() }
}
