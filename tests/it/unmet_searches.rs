//! Searches that found nothing: somebody tells what is missing, the coordinator sees what many miss, and nobody sees who.

use entities::unmet_search;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::world::{Session, World};
use crate::on_both;

const REPORT: &str = "mutation ($input: ReportUnmetSearchInput!) { reportUnmetSearch(input: $input) {
    isReported userErrors { code field message } } }";
const SETTLE: &str = "mutation ($input: SettleUnmetSearchInput!) { settleUnmetSearch(input: $input) {
    isSettled userErrors { code field message } } }";
const LIST: &str = "query ($first: Int, $after: String, $last: Int, $before: String) {
    unmetSearches(first: $first, after: $after, last: $last, before: $before) {
        totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
        nodes { words times lastReportedOn notes neighbourhoods { code } } } }";

async fn report(session: Session<'_>, input: Value) -> Answer {
    session.execute(REPORT, json!({ "input": input })).await
}

async fn told(session: Session<'_>, words: &str, key: &str) {
    let answer = report(session, json!({ "words": words, "idempotencyKey": key })).await;
    assert_eq!(answer.at("/reportUnmetSearch"), &json!({ "isReported": true, "userErrors": [] }), "{words}");
}

async fn listed(session: Session<'_>, page: Value) -> Vec<String> {
    let answer = session.execute(LIST, page).await;
    let nodes = answer.list("/unmetSearches/nodes");
    nodes.iter().map(|node| node["words"].as_str().expect("words").to_owned()).collect()
}

on_both! {
    /// What is the same but for case, accents and signs is one; the most told comes first.
    async fn the_coordinator_sees_what_many_miss(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("lith").await;
        let ellen = world.coordinator("Ellen").await;
        let (ruwaard, lith) = (world.neighbourhood("ruwaard").await, world.neighbourhood("lith").await);
        let (mia, joris, ellen) = (world.as_(&mia), world.as_(&joris), world.as_(&ellen));
        let first = json!({ "words": "Hulp bij rouw", "neighbourhoodId": ruwaard, "note": " Voor mannen. ", "idempotencyKey": "1" });
        assert_eq!(report(mia, first).await.at("/reportUnmetSearch/isReported"), true);
        told(mia, "dakdekker", "2").await;
        world.pass_until("2026-11-25T09:00:00Z");
        let again = json!({ "words": "hulp bij ROUW!", "neighbourhoodId": lith, "note": "", "idempotencyKey": "3" });
        assert_eq!(report(joris, again).await.at("/reportUnmetSearch/isReported"), true);
        told(joris, "scootmobiel", "4").await;

        let answer = ellen.execute(LIST, json!({})).await;
        assert_eq!(answer.number("/unmetSearches/totalCount"), 3);
        let rouw = answer.at("/unmetSearches/nodes/0");
        assert_eq!((&rouw["words"], &rouw["times"]), (&json!("hulp bij ROUW!"), &json!(2)));
        assert_eq!((&rouw["lastReportedOn"], &rouw["notes"]), (&json!("2026-11-25"), &json!(["Voor mannen."])));
        let mut codes: Vec<_> = rouw["neighbourhoods"].as_array().expect("areas").iter().map(|area| area["code"].to_string()).collect();
        codes.sort();
        assert_eq!(codes, ["\"lith\"", "\"ruwaard\""]);
        // Once each: the latest first.
        assert_eq!(listed(ellen, json!({})).await[1..], ["scootmobiel", "dakdekker"]);
    }

    async fn the_list_goes_on_page_by_page(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let ellen = world.as_(&ellen);
        for (number, words) in ["aaa", "bbb", "ccc", "ddd", "bbb"].into_iter().enumerate() {
            told(ellen, words, &number.to_string()).await;
        }
        let page = ellen.execute(LIST, json!({ "first": 3 })).await;
        assert_eq!(page.at("/unmetSearches/pageInfo/hasNextPage"), true);
        let end = page.text("/unmetSearches/pageInfo/endCursor");
        assert_eq!(listed(ellen, json!({ "first": 3 })).await, ["bbb", "aaa", "ccc"]);
        assert_eq!(listed(ellen, json!({ "first": 3, "after": end })).await, ["ddd"]);
        assert_eq!(listed(ellen, json!({ "last": 2 })).await, ["ccc", "ddd"]);
        assert_eq!(listed(ellen, json!({ "last": 1, "before": end })).await, ["aaa"]);
    }

    async fn a_settled_search_is_off_the_list(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let (mia, ellen) = (world.as_(&mia), world.as_(&ellen));
        for (key, words) in [("1", "Dakdekker"), ("2", "dakdekker"), ("3", "rouw")] {
            told(mia, words, key).await;
        }
        let settle = async |session: Session<'_>, input: Value| session.execute(SETTLE, json!({ "input": input })).await;
        let dakdekker = json!({ "words": "DAKDEKKER", "outcome": "ENTRY_ADDED", "idempotencyKey": "a" });
        assert_eq!(settle(mia, dakdekker.clone()).await.refusals(), ["NOT_ALLOWED"]);
        for _ in 0..2 {
            let done = settle(ellen, dakdekker.clone()).await;
            assert_eq!(done.at("/settleUnmetSearch"), &json!({ "isSettled": true, "userErrors": [] }));
        }
        assert_eq!(listed(ellen, json!({})).await, ["rouw"]);
        let gone = settle(ellen, json!({ "words": "dakdekker", "outcome": "NOT_NEEDED" })).await;
        assert_eq!(gone.refusals(), ["NOT_FOUND input.words"]);
        // Who misses it again tells it anew.
        told(mia, "dakdekker", "4").await;
        assert_eq!(listed(ellen, json!({})).await, ["dakdekker", "rouw"]);
    }

    async fn what_is_told_is_looked_at(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let mia = world.as_(&mia);
        let nowhere: entities::NeighbourhoodId = world.id();
        for (change, refusal) in [
            (json!({ "words": "  " }), "REQUIRED input.words"),
            (json!({ "words": "?!" }), "REQUIRED input.words"),
            (json!({ "words": "x".repeat(101) }), "TOO_LONG input.words"),
            (json!({ "words": "bel 0412 00 10 13" }), "PERSONAL_DATA input.words"),
            (json!({ "note": "mail jan@example.org" }), "PERSONAL_DATA input.note"),
            (json!({ "note": "x".repeat(501) }), "TOO_LONG input.note"),
            (json!({ "neighbourhoodId": nowhere }), "NOT_FOUND input.neighbourhoodId"),
            (json!({ "idempotencyKey": "" }), "INVALID input.idempotencyKey"),
        ] {
            let mut input = json!({ "words": "dakdekker", "idempotencyKey": "1" });
            input.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
            let answer = report(mia, input).await;
            assert_eq!(answer.refusals(), [refusal], "{change}");
            assert_eq!(answer.at("/reportUnmetSearch/isReported"), false);
        }
        assert_eq!(unmet_search::Entity::find().all(world.db()).await.expect("read").len(), 0);
    }

    /// A tap twice, or a try again without an answer, tells it once; the key of something else is refused.
    async fn what_is_sent_twice_is_told_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let mia = world.as_(&mia);
        for _ in 0..3 {
            told(mia, "dakdekker", "1").await;
        }
        let other = report(mia, json!({ "words": "rouw", "idempotencyKey": "1" })).await;
        assert_eq!(other.refusals(), ["KEY_REUSED input.idempotencyKey"]);
        assert_eq!(unmet_search::Entity::find().all(world.db()).await.expect("read").len(), 1);
    }

    /// Whoever has the whole database can't tell who told it: the row is the same for everybody, and nothing else was written.
    async fn who_told_it_is_nowhere(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let before = lines(&world).await;
        told(world.as_(&mia), "dakdekker", "1").await;
        assert_eq!(lines(&world).await, before, "nothing is written but the telling");
        let row = unmet_search::Entity::find().one(world.db()).await.expect("read").expect("it was told");
        assert_eq!(row.reported_on, world.today());
        // An id in time order would tell the moment, and so with whose request it came.
        assert_ne!(row.id.0.get_version_num(), 7);
        let by_toos = {
            let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
            unmet_search::Entity::delete_by_id(row.id).exec(world.db()).await.expect("deleted");
            told(world.as_(&toos), "dakdekker", "1").await;
            unmet_search::Entity::find().one(world.db()).await.expect("read").expect("it was told")
        };
        assert_eq!(row, by_toos);
    }
}

/// How many rows there are in the tables that say who did something.
async fn lines(world: &World) -> Vec<(String, i64)> {
    let mut counts = Vec::new();
    for table in ["idempotency_keys", "processing_log", "outbox_events"] {
        let count = Statement::from_string(
            world.db().get_database_backend(),
            format!("SELECT CAST(COUNT(*) AS BIGINT) AS count FROM {table}"),
        );
        let row = world.db().query_one_raw(count).await.expect("read").expect("a row");
        counts.push((table.to_owned(), row.try_get::<i64>("", "count").expect("a count")));
    }
    counts
}
