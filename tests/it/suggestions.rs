//! What the search offers while somebody types, and what it asks when a word was read as another.

use sea_orm::Set;
use serde_json::{Value, json};

use crate::harness::world::{Session, World};
use crate::on_both;
use crate::search::oss;

const BESIDE: &str = "query ($search: String, $filter: SpecialistFilter) {
    specialists(search: $search, filter: $filter) { totalCount readAs
        suggestions { search specialist { slug } topic { slug question } } } }";

/// What is suggested, each with its kind, and how the search was read.
async fn beside(session: Session<'_>, search: &str) -> (Vec<String>, Value) {
    let answer = session.execute(BESIDE, json!({ "search": search })).await;
    let told = |suggestion: &Value| match (&suggestion["topic"]["slug"], &suggestion["specialist"]["slug"]) {
        (Value::String(slug), _) => format!("topic {slug}"),
        (_, Value::String(slug)) => format!("entry {slug}"),
        _ => format!("search {}", suggestion["search"].as_str().expect("a search")),
    };
    let suggestions = answer.list("/specialists/suggestions").iter().map(told).collect();
    (suggestions, answer.at("/specialists/readAs").clone())
}

on_both! {
    async fn topics_come_first_then_entries_then_words(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        joris.keeps("addSpecialist", json!({ "specialist": world.written_entry().await })).await;
        world.topic("wonen").await;
        let (suggestions, read_as) = beside(joris, "brie").await;
        assert_eq!(suggestions, ["topic brieven", "entry brievenhulp", "search brieven"]);
        assert_eq!(read_as, Value::Null);
        let (suggestions, _) = beside(joris, "hulp bij pos").await;
        assert!(suggestions.contains(&"search hulp bij post".to_owned()), "{suggestions:?}");
        // Nobody helps with it, so it leads nowhere.
        assert_eq!(beside(joris, "wone").await.0, Vec::<String>::new());
        assert_eq!(beside(joris, "  ").await, (Vec::new(), Value::Null));
    }

    async fn a_word_with_errors_is_asked_about(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let entry = joris.keeps("addSpecialist", json!({ "specialist": world.written_entry().await })).await;
        for (typed, read_as) in [
            ("brievnhulp", json!("brievenhulp")),
            ("hulp bij brievn", json!("hulp bij brieven")),
            ("brievenhulp", Value::Null),
            ("zzzz", Value::Null),
        ] {
            assert_eq!(beside(joris, typed).await.1, read_as, "{typed}");
        }
        // What only others may see is nobody's suggestion.
        let id = entry["id"].as_str().expect("an id").parse().expect("an id");
        world.change_entry(id, |row| row.is_public = Set(false)).await;
        assert_eq!(beside(world.as_nobody(), "brievnhulp").await, (Vec::new(), Value::Null));
    }

    /// In a whole town: what somebody types is led to what it is about, in no statement more.
    async fn the_town_is_suggested(db: TestDatabase) {
        let world = World::on(db).await;
        oss(&world).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        for (typed, topic) in [("geldz", "topic schulden"), ("eenz", "topic eenzaamheid"), ("mantelz", "topic mantelzorg")] {
            let (suggestions, _) = beside(world.as_(&mia), typed).await;
            assert!(suggestions.contains(&topic.to_owned()), "{typed}: {suggestions:?}");
            assert!(suggestions.len() <= 9);
        }
        let (_, statements) = world.as_(&mia).count(BESIDE, json!({ "search": "geldz" })).await;
        assert!(statements.len() <= 4, "{statements:#?}");
    }
}
