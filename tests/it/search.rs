//! Search in the directory: one set of expectations for both databases.

use std::collections::HashMap;
use std::path::Path;

use api::import::{Operator, Source, load};
use entities::{NeighbourhoodId, TopicId, neighbourhood, topic};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::harness::world::World;
use crate::on_both;

/// The directory of Oss.
pub async fn oss(world: &World) {
    load(&Operator::of(world.app()), &Source::Embedded).await.expect("the lists are right");
}

const SEARCH: &str = "query ($search: String, $filter: SpecialistFilter, $first: Int) {
    specialists(search: $search, filter: $filter, first: $first) {
        totalCount edges { matchedWords matchedTopic { slug } node { slug } }
    }
}";

/// A question of the golden set.
#[derive(Debug)]
struct Question {
    id: String,
    query: String,
    neighbourhood: String,
    topic: String,
    expected: Vec<String>,
    min_hits: usize,
}

fn golden() -> Vec<Question> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo/oss/search_golden.csv");
    let mut reader = csv::Reader::from_path(path).expect("the golden set can be read");
    let rows = reader.deserialize::<HashMap<String, String>>().map(|row| {
        let mut row = row.expect("a row of the golden set");
        let mut cell = |name: &str| row.remove(name).expect("a column of the golden set");
        Question {
            id: cell("id"),
            query: cell("query"),
            neighbourhood: cell("neighbourhood"),
            topic: cell("topic"),
            expected: cell("expected").split(';').filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
            min_hits: cell("min_hits").parse().expect("a number"),
        }
    });
    rows.collect()
}

/// What the app asks on the page of the directory; its own tests print it.
const ASKED: &str = include_str!("asked/directory.graphql");

const PAGE: &str = "query ($search: String, $filter: SpecialistFilter, $first: Int, $after: String) {
    specialists(search: $search, filter: $filter, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        facets {
            neighbourhoods { count neighbourhood { name } } topics { count topic { name } } capacities { capacity count }
            channels { channel count } languages { language count } kinds { kind count } openNow free stale
        }
        edges { cursor matchedWords matchedTopic { slug } node {
            id slug name organisation { name } topics { name } areasServed { name } openingHours { weekday opens closes }
            openingState { isOpen changesAt } languages channels cost forWhom notForWhom capacity checkedOn hasAccount
            freshness { isStale reason markCount }
        } }
    }
}";

on_both! {
    /// At least so many of the expected ones are among the first five; where nothing is expected, nothing comes.
    async fn everyday_questions_find_what_people_expect(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        let areas = neighbourhood::Entity::find().all(world.db()).await.expect("areas can be read");
        let areas: HashMap<String, NeighbourhoodId> = areas.into_iter().map(|row| (row.code, row.id)).collect();
        let topics = topic::Entity::find().all(world.db()).await.expect("topics can be read");
        let topics: HashMap<String, TopicId> = topics.into_iter().map(|row| (row.slug, row.id)).collect();
        let mut missed = Vec::new();
        for question in golden() {
            let filter = json!({
                "neighbourhoodIds": areas.get(&question.neighbourhood).map(|id| vec![id.to_string()]),
                "topicIds": topics.get(&question.topic).map(|id| vec![id.to_string()]),
            });
            let answer = world.as_nobody().execute(SEARCH, json!({ "search": question.query, "filter": filter, "first": 5 })).await;
            let found: Vec<&str> = answer.list("/specialists/edges").iter().map(|edge| edge["node"]["slug"].as_str().expect("a slug")).collect();
            let hits = found.iter().filter(|slug| question.expected.iter().any(|expected| expected == *slug)).count();
            let is_missed = if question.expected.is_empty() { !found.is_empty() } else { hits < question.min_hits };
            if is_missed {
                missed.push(format!("{} \"{}\": {hits} of {} among {found:?}", question.id, question.query, question.min_hits));
            }
        }
        assert!(missed.is_empty(), "{} missed on {}:\n{}", missed.len(), world.kind(), missed.join("\n"));
    }

    /// The page of the directory, with its filters and counts, takes four statements however many entries there are, and for
    /// who comes first after a change too.
    async fn the_page_takes_four_statements(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let most_four = async |search: Option<&str>, first: i32| {
            let variables = json!({ "search": search, "first": first, "filter": {} });
            let (answer, statements) = world.as_(&mia).count(ASKED, variables).await;
            assert!(statements.len() <= 4, "{} statements: {statements:#?}", statements.len());
            answer.list("/specialists/edges").to_vec()
        };
        let mut number = 0;
        for more in [1, 20] {
            for first in [5, 50] {
                for search in [Some("geldzorgen"), None] {
                    for _ in 0..more {
                        number += 1;
                        world.specialist(&format!("geldzorgen-{number}")).await;
                    }
                    // What search remembers is read anew, and is there for the next one; both find the same.
                    let anew = most_four(search, first).await;
                    assert!(!anew.is_empty());
                    assert_eq!(most_four(search, first).await, anew, "{search:?}");
                }
            }
        }
    }

    /// Whatever somebody types, there is an answer.
    async fn nothing_that_is_typed_breaks_it(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        let long = "schuld ".repeat(70);
        let typed = ["\"-*():", "' OR 1=1 --", "a", "AND OR NOT NEAR", "%_\\", "\u{0}", "<->&|!", "مرحبا", "🙂", &long, &"x".repeat(500)];
        for text in typed {
            world.as_nobody().execute(PAGE, json!({ "search": text, "first": 5 })).await.list("/specialists/edges");
        }
    }

    /// Pages follow each other without a gap or a double.
    async fn pages_follow_each_other(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        for search in ["", "hulp"] {
            let mut found = Vec::new();
            let mut after = Value::Null;
            let total = loop {
                let answer = world.as_nobody().execute(PAGE, json!({ "search": search, "first": 7, "after": after })).await;
                let edges = answer.list("/specialists/edges");
                found.extend(edges.iter().map(|edge| edge["node"]["id"].to_string()));
                after = answer.at("/specialists/pageInfo/endCursor").clone();
                if answer.at("/specialists/pageInfo/hasNextPage") == &json!(false) {
                    break answer.number("/specialists/totalCount");
                }
            };
            let different: std::collections::BTreeSet<_> = found.iter().collect();
            assert_eq!((found.len(), different.len()), (usize::try_from(total).expect("a count"), found.len()), "{search}");
        }
    }
}
