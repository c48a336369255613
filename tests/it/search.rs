//! Search in the directory: one set of expectations for both databases.

use std::collections::HashMap;
use std::path::Path;

use api::import::{Operator, Source, load};
use entities::{NeighbourhoodId, TopicId, neighbourhood, topic};
use sea_orm::EntityTrait;
use serde_json::json;

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

    /// Signs that mean something to a search engine mean nothing here, and nothing is too long.
    async fn whatever_is_typed_is_answered(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        let long = "schulden ".repeat(60);
        for typed in ["\"-*():", "' OR 1=1 --", "AND", "a\u{0}b", "%_%", "🙂", long.as_str()] {
            let answer = world.as_nobody().execute(SEARCH, json!({ "search": typed, "first": 5 })).await;
            assert!(answer.number("/specialists/totalCount") >= 0, "{typed:?}");
        }
    }

    /// The page of the directory: results with everything on them, the count and the facets.
    async fn a_page_takes_few_statements_however_long_it_is(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let page = "query ($first: Int) { specialists(search: \"hulp\", first: $first) { totalCount
            edges { matchedWords matchedTopic { name } node { name organisation { name } topics { name } capacity forWhom
                areasServed { name } languages channels openingHours { weekday } openingState { isOpen } freshness { isStale } } }
            facets { neighbourhoods { count } topics { count } capacities { count } channels { count }
                languages { count } kinds { count } openNow free stale } } }";
        let (_, few) = world.as_(&mia).count(page, json!({ "first": 1 })).await;
        let (answer, many) = world.as_(&mia).count(page, json!({ "first": 20 })).await;
        assert!(answer.list("/specialists/edges").len() > 10);
        assert_eq!(few.len(), many.len(), "{many:#?}");
        assert!(many.len() <= 4, "{} statements: {many:#?}", many.len());
    }
}
