//! Every figure is the length of a list, for everybody who has figures, on both databases.

use api::demo::load;
use api::import::{Operator, Source};
use entities::{PersonId, person};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const FIGURES: &str = "query($filter: FiguresFilter) { figures(filter: $filter) {
    from to comparedFrom comparedTo
    open { value before } opened { value before } closed { value before } solvedInNeighbourhood { value before }
    overdueWaits overdueSignsOfLife overdueAnswers overdueCases
    acceptTime { answered accepted declined medianHours p90Hours medianHoursBefore }
    byNeighbourhood { neighbourhood { id name } opened open closed overdue byInformalCarers
        openByAge { minDays maxDays count } }
    byWeek { monday isoWeek opened closed }
    byOutcome { outcome count before }
    byTopic { topic { id slug } opened open before }
    byAskBarrier { barrier count before }
    openByAge { minDays maxDays count }
    directory { total fresh staleByAge staleByMarks checkedInPeriod }
} }";

on_both! {
    async fn every_figure_has_its_list(db: TestDatabase) {
        let world = demo(db).await;
        for (name, own) in [("Ellen Wouters", json!({})), ("Joris Hendriks", json!({})), ("Mia", json!({ "mine": true }))] {
            let viewer = somebody(&world, name).await;
            let (answer, statements) = world.as_(&viewer).count(FIGURES, json!({ "filter": {} })).await;
            assert!(statements.len() <= 8, "{name}: {} statements", statements.len());
            let figures = answer.at("/figures").clone();
            for (what, number, filter) in lists(&figures) {
                let filter = with(filter, own.clone());
                let list = "query($filter: CaseFilter) { cases(filter: $filter) { totalCount } }";
                let counted = world.as_(&viewer).execute(list, json!({ "filter": filter })).await;
                assert_eq!(number, counted.number("/cases/totalCount"), "{name}: {what} with {filter}");
            }
        }
    }

    async fn the_coordinator_sees_the_whole_demo(db: TestDatabase) {
        let world = demo(db).await;
        let ellen = somebody(&world, "Ellen Wouters").await;
        let answer = world.as_(&ellen).execute(FIGURES, json!({ "filter": { "to": "2026-11-23" } })).await;
        assert_eq!(answer.number("/figures/open/value"), 36);
        assert_eq!(answer.number("/figures/closed/value"), 24);
        assert_eq!(answer.number("/figures/solvedInNeighbourhood/value"), 10);
        assert_eq!(answer.number("/figures/directory/total"), 90);
        assert!(answer.at("/figures/acceptTime/medianHours").as_f64().is_some_and(|hours| hours > 0.0));
    }

    async fn who_has_no_figures_reads_zeros(db: TestDatabase) {
        let world = demo(db).await;
        for name in ["Nadia El Amrani", "Bas Verhoeven", "Riet Peters", "Thea Willems"] {
            let viewer = somebody(&world, name).await;
            let answer = world.as_(&viewer).execute(FIGURES, json!({ "filter": {} })).await;
            assert_eq!(answer.number("/figures/open/value"), 0, "{name}");
            assert_eq!(answer.number("/figures/directory/total"), 0, "{name}");
            assert!(answer.list("/figures/byNeighbourhood").is_empty(), "{name}");
        }
    }

    async fn days_that_make_no_period_are_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let filter = json!({ "filter": { "from": "2026-11-23", "to": "2026-11-22" } });
        let answer = world.as_nobody().execute(FIGURES, filter).await;
        assert_eq!(answer.error_codes(), ["BAD_USER_INPUT"]);
    }
}

/// Each number of cases, with the filter of its list.
fn lists(figures: &Value) -> Vec<(String, i64, Value)> {
    let (from, to) = (&figures["from"], &figures["to"]);
    let (before_from, before_to) = (&figures["comparedFrom"], &figures["comparedTo"]);
    let opened = json!({ "openedFrom": from, "openedTo": to });
    let opened_before = json!({ "openedFrom": before_from, "openedTo": before_to });
    let closed = json!({ "closedFrom": from, "closedTo": to });
    let closed_before = json!({ "closedFrom": before_from, "closedTo": before_to });
    let open = json!({ "openOn": to });
    let solved = json!({ "outcomes": ["SOLVED_TOGETHER", "SOLVED_BY_NEIGHBOUR"] });
    let mut found = Vec::new();
    let mut add = |what: String, number: &Value, filter: Value| {
        found.push((what, number.as_i64().expect("a number"), filter));
    };
    add("open".into(), &figures["open"]["value"], open.clone());
    add("open before".into(), &figures["open"]["before"], json!({ "openOn": before_to }));
    add("opened".into(), &figures["opened"]["value"], opened.clone());
    add("opened before".into(), &figures["opened"]["before"], opened_before.clone());
    add("closed".into(), &figures["closed"]["value"], closed.clone());
    add("closed before".into(), &figures["closed"]["before"], closed_before.clone());
    add("solved".into(), &figures["solvedInNeighbourhood"]["value"], with(closed.clone(), solved));
    add("waits".into(), &figures["overdueWaits"], json!({ "overdueReasons": ["WAITING"] }));
    add("signs".into(), &figures["overdueSignsOfLife"], json!({ "overdueReasons": ["SIGN_OF_LIFE"] }));
    add("answers".into(), &figures["overdueAnswers"], json!({ "overdueReasons": ["ANSWER"] }));
    add("overdue".into(), &figures["overdueCases"], json!({ "overdue": true }));
    for row in list(&figures["byNeighbourhood"]) {
        let name = row["neighbourhood"]["name"].as_str().unwrap_or("?");
        let here = json!({ "neighbourhoodIds": [row["neighbourhood"]["id"]] });
        add(format!("opened in {name}"), &row["opened"], with(opened.clone(), here.clone()));
        add(format!("open in {name}"), &row["open"], with(open.clone(), here.clone()));
        add(format!("closed in {name}"), &row["closed"], with(closed.clone(), here.clone()));
        add(format!("overdue in {name}"), &row["overdue"], with(json!({ "overdue": true }), here.clone()));
        let carers = with(json!({ "askers": ["INFORMAL_CARER"] }), with(opened.clone(), here));
        add(format!("carers in {name}"), &row["byInformalCarers"], carers);
    }
    for row in list(&figures["byOutcome"]) {
        let this = json!({ "outcomes": [row["outcome"]] });
        add(format!("{}", row["outcome"]), &row["count"], with(closed.clone(), this.clone()));
        add(format!("{} before", row["outcome"]), &row["before"], with(closed_before.clone(), this));
    }
    for row in list(&figures["byTopic"]) {
        let this = json!({ "topicIds": [row["topic"]["id"]] });
        add(format!("{}", row["topic"]["slug"]), &row["opened"], with(opened.clone(), this.clone()));
        add(format!("{} open", row["topic"]["slug"]), &row["open"], with(open.clone(), this.clone()));
        add(format!("{} before", row["topic"]["slug"]), &row["before"], with(opened_before.clone(), this));
    }
    for row in list(&figures["byAskBarrier"]) {
        let this = json!({ "askBarriers": [row["barrier"]] });
        add(format!("{}", row["barrier"]), &row["count"], with(opened.clone(), this.clone()));
        add(format!("{} before", row["barrier"]), &row["before"], with(opened_before.clone(), this));
    }
    found
}

async fn demo(db: crate::harness::database::TestDatabase) -> World {
    let world = World::on(db).await;
    load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
    world
}

async fn somebody(world: &World, name: &str) -> Member {
    let found = person::Entity::find().filter(person::Column::Name.eq(name)).one(world.db()).await;
    let id: PersonId = found.expect("people can be read").expect("they are of the demo").id;
    Member { id, name: name.to_owned(), email: String::new() }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn with(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}
