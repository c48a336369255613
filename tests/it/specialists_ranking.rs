//! What comes first: how well an entry fits what was typed, then whether it is near, has room and was checked lately. In
//! each test one of the four differs; the name alone would order them the other way round.

use serde_json::{Value, json};

use crate::harness::directory::but;
use crate::harness::world::{Session, World};
use crate::on_both;

const SEARCH: &str = "query ($search: String, $filter: SpecialistFilter) {
    specialists(search: $search, filter: $filter) { edges { matchedWords matchedTopic { slug question } node { name } } } }";

/// Adds an entry that differs from the usual one in these fields.
async fn add(world: &World, keeper: Session<'_>, name: &str, fields: &[(&str, Value)]) -> Value {
    let named = but(&world.written_entry().await, "name", json!(name));
    let entry = fields.iter().fold(named, |entry, (field, value)| but(&entry, field, value.clone()));
    keeper.keeps("addSpecialist", json!({ "specialist": entry })).await
}

async fn names(session: Session<'_>, search: &str, filter: Value) -> Vec<String> {
    let answer = session.execute(SEARCH, json!({ "search": search, "filter": filter })).await;
    let edges = answer.list("/specialists/edges");
    edges.iter().map(|edge| edge["node"]["name"].as_str().expect("a name").to_owned()).collect()
}

on_both! {
    /// A word in the name says more than one in for whom it is, and that more than one in the description, however far
    /// away and full.
    async fn fit_decides_first(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let topics = json!([world.topic("wonen").await]);
        let other = |field: &'static str, text: &str| [("topicIds", topics.clone()), ("description", json!("Helpt.")), (field, json!(text))];
        add(&world, joris, "Aardig", &other("description", "Helpt met een tuin.")).await;
        add(&world, joris, "Buren", &other("forWhom", "Voor wie een tuin heeft.")).await;
        let far = [("topicIds", topics.clone()), ("neighbourhoodIds", json!([world.neighbourhood("lith").await])), ("capacity", json!("FULL"))];
        add(&world, joris, "Zonnige tuin", &far).await;
        assert_eq!(names(joris, "tuin", json!({})).await, ["Zonnige tuin", "Buren", "Aardig"]);
    }

    /// Through its main topic sooner than through another one.
    async fn the_main_topic_decides(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let (living, letters) = (world.topic("wonen").await, world.topic("brieven").await);
        add(&world, joris, "Aardig", &[("topicIds", json!([letters, living]))]).await;
        add(&world, joris, "Zonnig", &[("topicIds", json!([living, letters]))]).await;
        let answer = joris.execute(SEARCH, json!({ "search": "wonen" })).await;
        let first = answer.at("/specialists/edges/0");
        assert_eq!(first["node"]["name"], "Zonnig");
        // The question of daily life is told with it.
        assert_eq!(first["matchedTopic"], json!({ "slug": "wonen", "question": "Ik heb een vraag over wonen" }));
    }

    async fn then_the_neighbourhood_decides(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let loes = world.community_worker("Loes").in_neighbourhood("lith").await;
        let (joris, loes) = (world.as_(&joris), world.as_(&loes));
        let (here, there) = (world.neighbourhood("ruwaard").await, world.neighbourhood("lith").await);
        add(&world, joris, "Aardig", &[("neighbourhoodIds", json!([there]))]).await;
        add(&world, joris, "Buren", &[("neighbourhoodIds", json!([])), ("wholeMunicipality", json!(true))]).await;
        add(&world, joris, "Citroen", &[("neighbourhoodIds", json!([here]))]).await;
        for search in ["", "post"] {
            assert_eq!(names(joris, search, json!({})).await, ["Citroen", "Buren", "Aardig"], "{search}");
            assert_eq!(names(loes, search, json!({})).await, ["Aardig", "Buren", "Citroen"], "{search}");
            // Where somebody looks counts before where they work.
            let filter = json!({ "neighbourhoodIds": [there] });
            assert_eq!(names(joris, search, filter).await, ["Aardig", "Buren"], "{search}");
        }
    }

    async fn then_the_room_decides(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        for (name, capacity) in [("Aardig", "FULL"), ("Buren", "LIMITED"), ("Citroen", "OPEN")] {
            add(&world, joris, name, &[("capacity", json!(capacity))]).await;
        }
        for search in ["", "post"] {
            assert_eq!(names(joris, search, json!({})).await, ["Citroen", "Buren", "Aardig"], "{search}");
        }
    }

    async fn then_freshness_decides(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        add(&world, joris, "Aardig", &[]).await;
        world.pass_days(190);
        let marked = add(&world, joris, "Buren", &[]).await;
        add(&world, joris, "Citroen", &[]).await;
        for search in ["", "post"] {
            assert_eq!(names(joris, search, json!({})).await, ["Buren", "Citroen", "Aardig"], "{search}");
        }
        for who in [&toos, &mia] {
            world.as_(who).keeps("markSpecialistStale", json!({ "specialistId": marked["id"] })).await;
        }
        for search in ["", "post"] {
            assert_eq!(names(joris, search, json!({})).await, ["Citroen", "Aardig", "Buren"], "{search}");
        }
    }
}
