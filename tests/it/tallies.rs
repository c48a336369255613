//! The sums of figures and boards are what counting gives, whatever was done, by many at once, and on both databases.

use api::by_the_clock::prove;
use api::demo::load;
use api::figures::tallies::{compare, rebuild};
use api::import::{Operator, Source};
use api::policy::Viewer;
use api::policy::cases::{bound, with_part_outside};
use async_graphql::ScalarType;
use entities::{
    InvolvementKind, InvolvementStatus, NeighbourhoodId, Outcome, PersonId, Timestamp, person, tally, tally::Measure,
};
use futures_util::future::join_all;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, PostgresQueryBuilder, SqliteQueryBuilder},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::database::Kind;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::town::Seed;

const FIGURES: &str = include_str!("asked/figures.graphql");
const BOARD: &str = "query($filter: CaseFilter!) {
    board(filter: $filter, perColumn: 3) {
        columns { column cards { totalCount nodes { id boardColumn } pageInfo { hasNextPage } } }
        totalCount overdueCount myTurnCount
    }
}";
const COLUMNS: [&str; 6] = ["NEW", "ACTIVE", "IN_CONSULTATION", "WAITING", "HANDED_OVER", "DONE"];
/// Whoever asks: this filter leaves no case out, and can't be answered from sums.
const EVERYBODY: [&str; 3] = ["RESIDENT", "INFORMAL_CARER", "ON_BEHALF"];

on_both! {
    /// Whose figures, of what: the sums tell the same as the cases themselves.
    async fn sums_tell_what_counting_tells(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        assert_eq!(compare(world.db()).await.expect("counted"), []);
        let areas = world.neighbourhood("ruwaard").await;
        let elsewhere = world.neighbourhood("berghem").await;
        for name in ["Ellen Wouters", "Joris Hendriks", "Karin Verbeek", "Mia", "Nadia El Amrani"] {
            let viewer = somebody(&world, name).await;
            for filter in [
                json!({}),
                json!({ "from": "2026-11-20" }),
                json!({ "from": "2024-11-25" }),
                json!({ "neighbourhoodIds": [areas] }),
                json!({ "neighbourhoodIds": [elsewhere, areas], "from": "2026-07-01" }),
                json!({ "neighbourhoodIds": [] }),
                // Not one of them: all of them together have this number in the sums.
                json!({ "neighbourhoodIds": [NeighbourhoodId(Uuid::nil())] }),
                // What the sums can't tell is counted.
                json!({ "to": "2026-11-01" }),
            ] {
                let kept = figures(&world, &viewer, &filter).await;
                let mut counted = filter.clone();
                counted["askers"] = json!(EVERYBODY);
                assert_eq!(kept, figures(&world, &viewer, &counted).await, "{name}: {filter}");
            }
        }
    }

    /// What a worker has a part in elsewhere is counted with the sums of their areas: nothing, a little, and more than is
    /// told one by one.
    async fn sums_and_what_is_elsewhere_are_counted_together(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let topic = world.topic("schulden").await;
        world.case("mus").held_by(&joris).await;
        for (from, to) in [(0, 0), (0, 3), (3, 1_005)] {
            for number in from..to {
                let case = world.case(&format!("woord {number}")).in_neighbourhood("lith");
                match number {
                    0 => drop(case.held_by(&thijs).followed_by(&joris).await),
                    1 => {
                        let asked = case.held_by(&thijs).await;
                        world.involvement(asked, InvolvementKind::Support, &thijs, |row| row.receiver_person_id = Some(joris.id)).await;
                    }
                    _ => drop(case.held_by(&joris).await),
                }
            }
            let kept = figures(&world, &joris, &json!({})).await;
            assert_eq!(kept["open"]["value"], 1 + to, "{kept}");
            // Found by their indexes: nothing is looked at for each case that there is.
            let viewer = world.viewer(joris.id).await;
            let elsewhere = with_part_outside(&viewer, &[world.neighbourhood("ruwaard").await]).expect("of a worker");
            let plan = world.plan(&match world.kind() {
                Kind::Sqlite => elsewhere.to_string(SqliteQueryBuilder),
                Kind::Postgres => elsewhere.to_string(PostgresQueryBuilder),
            }).await;
            assert!(!plan.contains("SubPlan") && !world.reads_whole(&plan, &["cases", "involvements"]), "{plan}");
            let thijs = world.viewer(thijs.id).await;
            let bound = bound(thijs.person().expect("a person"), world.app().clock.now());
            let plan = world.plan(&match world.kind() {
                Kind::Sqlite => bound.to_string(SqliteQueryBuilder),
                Kind::Postgres => bound.to_string(PostgresQueryBuilder),
            }).await;
            let by_holder = world.kind() == Kind::Postgres || plan.contains("ix_cases_board_held");
            assert!(by_holder && !world.reads_whole(&plan, &["cases", "involvements"]), "{plan}");
            // All are about it, and of one topic the sums tell too little.
            assert_eq!(kept, figures(&world, &joris, &json!({ "topicIds": [topic] })).await);
        }
    }

    /// Whoever looks at the board, of whatever areas: the sums tell how many cards it has, as do the cards themselves, and
    /// the first ones are the same.
    async fn sums_tell_how_many_stand_on_a_board(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let people = person::Entity::find().select_only().column(person::Column::Id).into_tuple::<PersonId>();
        let people = people.all(world.db()).await.expect("people can be read");
        let areas = json!([world.neighbourhood("ruwaard").await, world.neighbourhood("berghem").await]);
        assert!(boards_are_counted(&world, people, &areas).await > 200);
    }

    async fn sums_tell_how_many_stand_on_a_board_in_a_town(db: TestDatabase) {
        let world = World::on(db).await;
        let town = Seed(7).build(&world).await;
        let areas = json!([world.neighbourhood("ruwaard").await]);
        assert!(boards_are_counted(&world, town.people.iter().map(|member| member.id), &areas).await > 200);
    }

    /// Another one at each run; what fails names it.
    async fn sums_tell_how_many_stand_on_a_board_in_a_town_never_seen(db: TestDatabase) {
        let mut seed = [0];
        aws_lc_rs::rand::fill(&mut seed).expect("randomness");
        let world = World::on(db).await;
        let seed = Seed(seed[0]);
        println!("{seed}");
        let town = seed.build(&world).await;
        let areas = json!([world.neighbourhood("berghem").await]);
        boards_are_counted(&world, town.people.iter().map(|member| member.id), &areas).await;
    }

    /// Closed within hours of a midnight on which the clocks change, and looked at on each day on which one of these leaves.
    async fn sums_know_the_day_on_which_a_case_leaves_the_board(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        world.pass_until("2027-04-25T21:59:59Z");
        let midnight = Timestamp::parse("2027-03-27T23:00:00Z".into()).expect("a moment");
        for half_hours in -52..=52_i64 {
            let closed = midnight.plus_millis(half_hours * 1_800_000 - half_hours.rem_euclid(2));
            let case = world.case(&format!("woord {}", half_hours + 52)).held_by(&joris).closed(Outcome::SolvedTogether);
            let case = if half_hours % 3 == 0 { case.followed_by(&thijs) } else { case };
            case.with(move |case| (case.closed_at, case.changed_at, case.opened_at) = (Some(closed), closed, closed)).await;
        }
        let areas = json!([world.neighbourhood("ruwaard").await]);
        let mut before = usize::MAX;
        for _ in 0..5 {
            let cards = boards_are_counted(&world, [ellen.id, joris.id, thijs.id], &areas).await;
            assert!(cards < before, "{cards} after {before}");
            before = cards;
            world.pass_days(1);
        }
        assert_eq!(before, 0);
    }

    async fn of_many_answers_the_middle_is_nearly_right(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let case = world.case("melkbus").held_by(&mia).await;
        let entry = world.specialist("formulieren").await;
        for number in 0..2_100_i64 {
            let status = if number % 7 == 0 { InvolvementStatus::Declined } else { InvolvementStatus::Completed };
            world.involvement(case, InvolvementKind::Consultation, &mia, |asked| {
                asked.status = status;
                asked.receiver_specialist_id = Some(entry);
                asked.decline_reason = (number % 7 == 0).then(|| "Geen plek.".to_owned());
                asked.answered_at = Some(world.now());
                asked.ended_at = Some(world.now());
                asked.requested_at = world.now().plus_millis(-number * 60_000);
            }).await;
        }
        let of_few = figures(&world, &ellen, &json!({})).await;
        assert_eq!(of_few["acceptTime"]["accepted"], 1_800);
        for number in 0..300_i64 {
            world.involvement(case, InvolvementKind::Consultation, &mia, |asked| {
                asked.status = InvolvementStatus::Completed;
                asked.receiver_specialist_id = Some(entry);
                asked.answered_at = Some(world.now());
                asked.ended_at = Some(world.now());
                asked.requested_at = world.now().plus_millis(-number * 600_000);
            }).await;
        }
        let kept = figures(&world, &ellen, &json!({})).await["acceptTime"].clone();
        let counted = figures(&world, &ellen, &json!({ "askers": EVERYBODY })).await["acceptTime"].clone();
        for name in ["answered", "accepted", "declined"] {
            assert_eq!(kept[name], counted[name], "{name}");
        }
        assert_eq!(kept["accepted"], 2_100);
        for name in ["medianHours", "p90Hours"] {
            let (kept, counted) = (kept[name].as_f64().expect("hours"), counted[name].as_f64().expect("hours"));
            assert!((kept / counted - 1.0).abs() < 0.05, "{name}: {kept} for {counted}");
        }
    }

    async fn many_acts_at_once_are_all_counted(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let mut cases = Vec::new();
        for number in 0..12 {
            cases.push(world.case(&format!("woord {number}")).about(&["schulden"]).held_by(&mia).await);
        }
        let mia = world.as_(&mia);
        join_all(cases.into_iter().map(async |case| {
            mia.acts_on(case, "setCaseWaiting", json!({ "waitingFor": "RESIDENT", "until": "2026-12-01" })).await;
            mia.acts_on(case, "closeCase", json!({ "outcome": "SOLVED_TOGETHER" })).await;
            mia.acts_on(case, "reopenCase", json!({ "reason": "Het is terug." })).await;
        })).await;
        assert_eq!(compare(world.db()).await.expect("counted"), []);
    }

    async fn what_differs_is_told_and_counted_again(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.case("melkbus").about(&["schulden"]).held_by(&mia).await;
        rebuild(world.db()).await.expect("counted");
        assert_eq!(compare(world.db()).await.expect("counted"), []);

        let area = world.neighbourhood("ruwaard").await;
        let wrong = tally::Entity::update_many().col_expr(tally::Column::Number, Expr::value(3));
        let wrong = wrong.filter(tally::Column::Measure.eq(Measure::Open)).filter(is_in(area));
        wrong.exec(world.db()).await.expect("written");
        let differences = compare(world.db()).await.expect("counted");
        assert_eq!(differences.len(), 5, "{differences:?}");
        let first = differences[0].to_string();
        assert!(first.starts_with("Open \"\" over ") && first.ends_with(": 3 is kept, 1 is counted"), "{first}");

        assert_eq!(rebuild(world.db()).await.expect("counted"), 1);
        assert_eq!(compare(world.db()).await.expect("counted"), []);

        // The server finds it by itself, once a day: what an older version left out, for one.
        let forgotten = tally::Entity::delete_many().filter(tally::Column::Measure.eq(Measure::OpenByColumn));
        assert_eq!(forgotten.exec(world.db()).await.expect("written").rows_affected, 2);
        prove(world.app()).await.expect("counted");
        assert_eq!(compare(world.db()).await.expect("counted"), []);
    }
}

/// How many cards they have, of all who look. Who asks for nothing but areas is answered from sums, and who sees everything
/// gets the first cards in another way than others; lists of a column go by neither.
async fn boards_are_counted(world: &World, people: impl IntoIterator<Item = PersonId>, areas: &Value) -> usize {
    let mut cards = 0;
    for id in people {
        let viewer = world.viewer(id).await;
        for filter in [json!({}), json!({ "neighbourhoodIds": areas }), json!({ "neighbourhoodIds": [] })] {
            let summed = world.answer(viewer.clone(), BOARD, json!({ "filter": filter })).await;
            let mut one_by_one = filter.clone();
            // No case is older, and sums tell nothing of it.
            one_by_one["openedFrom"] = json!("1990-01-01");
            let counted = world.answer(viewer.clone(), BOARD, json!({ "filter": one_by_one })).await;
            assert_eq!(summed.at("/board"), counted.at("/board"), "{filter} for {viewer:?}");
            assert_eq!(columns(summed.at("/board")), listed(world, &viewer, &filter).await, "{filter} for {viewer:?}");
            cards += usize::try_from(summed.number("/board/totalCount")).expect("a number");
        }
    }
    cards
}

/// The same columns as lists tell them, which know neither sums nor first cards.
async fn listed(world: &World, viewer: &Viewer, filter: &Value) -> Vec<Value> {
    let mut asked = Vec::new();
    for column in COLUMNS {
        let mut filter = filter.clone();
        filter["columns"] = json!([column]);
        let cards =
            "query($filter: CaseFilter!) { cases(filter: $filter, first: 3) { totalCount nodes { id boardColumn } } }";
        asked.push(world.answer(viewer.clone(), cards, json!({ "filter": filter })).await.at("/cases").clone());
    }
    asked
}

/// What the board tells of its columns, as lists do.
fn columns(board: &Value) -> Vec<Value> {
    let columns = board["columns"].as_array().expect("columns");
    assert!(columns.iter().map(|column| &column["column"]).eq(COLUMNS));
    let cards =
        |column: &Value| json!({ "totalCount": column["cards"]["totalCount"], "nodes": column["cards"]["nodes"] });
    columns.iter().map(cards).collect()
}

fn is_in(area: NeighbourhoodId) -> sea_orm::sea_query::SimpleExpr {
    tally::Column::NeighbourhoodId.eq(area)
}

async fn figures(world: &World, viewer: &Member, filter: &Value) -> Value {
    world.as_(viewer).execute(FIGURES, json!({ "filter": filter })).await.at("/figures").clone()
}

async fn somebody(world: &World, name: &str) -> Member {
    let found = person::Entity::find().filter(person::Column::Name.eq(name)).one(world.db()).await;
    let found = found.expect("people can be read").expect("somebody of the demo");
    Member { id: found.id, name: found.name, email: found.email }
}
