//! Saved views of the board: strictly own, few, and the same on every device.

use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const SAVE: &str = "mutation ($input: SaveBoardViewInput!) {
    saveBoardView(input: $input) { boardViews { id name query createdAt } userErrors { code field message } }
}";
const REMOVE: &str = "mutation ($input: RemoveBoardViewInput!) {
    removeBoardView(input: $input) { boardViews { name } userErrors { code field message } }
}";
const VIEWS: &str = "{ viewer { boardViews { id name query } } }";

on_both! {
    /// What is saved on one device is there on the next, by name; the same name replaces, in whatever case.
    async fn a_view_follows_its_person(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        assert!(save(&world, &joris, "Te laat", "telaat=ja").await.refusals().is_empty());
        let saved = save(&world, &joris, " Élke week ", "?mijn=ja&zoek=jas").await;
        let first = saved.text("/saveBoardView/boardViews/1/id").to_owned();
        assert_eq!(saved.text("/saveBoardView/boardViews/1/name"), "Élke week");
        assert_eq!(names_and_queries(&world, &joris).await, ["Te laat: telaat=ja", "Élke week: mijn=ja&zoek=jas"]);
        let again = save(&world, &joris, "éLKE WEEK", "mijn=ja").await;
        assert_eq!(again.text("/saveBoardView/boardViews/1/id"), first);
        assert_eq!(names_and_queries(&world, &joris).await, ["Te laat: telaat=ja", "éLKE WEEK: mijn=ja"]);
        let removed = remove(&world, &joris, &first).await;
        assert_eq!(removed.at("/removeBoardView/boardViews"), &json!([{ "name": "Te laat" }]));
        assert_eq!(names_and_queries(&world, &joris).await, ["Te laat: telaat=ja"]);
    }

    /// Nobody else sees that there is one, whatever their role; to remove it answers as one that doesn't exist.
    async fn a_view_is_its_persons_own(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("taalhuis").await;
        let others = [
            world.connector("Mia").in_neighbourhood("ruwaard").await,
            world.community_worker("Toos").in_neighbourhood("ruwaard").await,
            world.coordinator("Ellen").await,
            world.specialist_account("Sami", entry).await,
            world.officer("Bas").await,
            world.administrator("Ad").await,
        ];
        let saved = save(&world, &joris, "Te laat", "telaat=ja").await;
        let id = saved.text("/saveBoardView/boardViews/0/id").to_owned();
        let nothing = format!("view_{:032x}", 7);
        for other in &others {
            assert_eq!(world.as_(other).execute(VIEWS, json!({})).await.at("/viewer/boardViews"), &json!([]));
            let there = remove(&world, other, &id).await;
            assert_eq!(there.refusals(), remove(&world, other, &nothing).await.refusals());
            assert!(!there.refusals().is_empty());
            // The same name is another's view.
            assert!(save(&world, other, "te laat", "mijn=ja").await.refusals().is_empty());
        }
        assert_eq!(names_and_queries(&world, &joris).await, ["Te laat: telaat=ja"]);
        let nobody = world.as_nobody().execute(SAVE, json!({ "input": { "name": "a", "query": "" } })).await;
        assert_eq!(nobody.at("/saveBoardView/userErrors/0/code"), "NOT_ALLOWED");
        assert_eq!(nobody.at("/saveBoardView/boardViews"), &json!([]));
    }

    /// Names and words that somebody searched for are guarded as any text, and there is a limit to everything.
    async fn what_is_wrong_is_told_at_its_field(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let long = "a".repeat(61);
        let very_long = "a".repeat(2001);
        for (name, query, expected) in [
            ("  ", "", "REQUIRED name"),
            (long.as_str(), "", "TOO_LONG name"),
            ("Bel 06 12345678", "", "PERSONAL_DATA name"),
            ("BSN 123456782", "", "PERSONAL_DATA name"),
            ("Mia", "zoek=mia%40example.nl", "PERSONAL_DATA query"),
            ("Mia", very_long.as_str(), "TOO_LONG query"),
        ] {
            let answer = save(&world, &joris, name, query).await;
            let error = answer.at("/saveBoardView/userErrors/0");
            assert_eq!(format!("{} {}", error["code"].as_str().unwrap(), field(error)), expected, "{name} {query}");
        }
        assert_eq!(names_and_queries(&world, &joris).await, Vec::<String>::new());
        for number in 0..30 {
            assert!(save(&world, &joris, &format!("Weergave {number}"), "").await.refusals().is_empty());
        }
        let one_more = save(&world, &joris, "Nog een", "").await;
        assert_eq!(field(one_more.at("/saveBoardView/userErrors/0")), "name");
        assert_eq!(names_and_queries(&world, &joris).await.len(), 30);
        // One that is there already can still be replaced.
        assert!(save(&world, &joris, "Weergave 7", "mijn=ja").await.refusals().is_empty());
    }

    /// The same key gives the first answer again, and no second effect.
    async fn a_view_is_saved_and_removed_once(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let input = json!({ "name": "Te laat", "query": "telaat=ja", "idempotencyKey": "k1" });
        let once = async |input: &Value| world.as_(&joris).execute(SAVE, json!({ "input": input })).await;
        let id = once(&input).await.text("/saveBoardView/boardViews/0/id").to_owned();
        let removal = json!({ "input": { "boardViewId": id, "idempotencyKey": "k2" } });
        for _ in 0..2 {
            let removed = world.as_(&joris).execute(REMOVE, removal.clone()).await;
            assert!(removed.refusals().is_empty());
        }
        // A late try of the first doesn't bring it back.
        assert!(once(&input).await.refusals().is_empty());
        assert_eq!(names_and_queries(&world, &joris).await, Vec::<String>::new());
        let other = json!({ "name": "Iets anders", "query": "", "idempotencyKey": "k1" });
        assert_eq!(once(&other).await.at("/saveBoardView/userErrors/0/code"), "KEY_REUSED");
    }
}

async fn save(world: &World, who: &Member, name: &str, query: &str) -> Answer {
    world.as_(who).execute(SAVE, json!({ "input": { "name": name, "query": query } })).await
}

async fn remove(world: &World, who: &Member, id: &str) -> Answer {
    world.as_(who).execute(REMOVE, json!({ "input": { "boardViewId": id } })).await
}

async fn names_and_queries(world: &World, who: &Member) -> Vec<String> {
    let answer = world.as_(who).execute(VIEWS, json!({})).await;
    let views = answer.list("/viewer/boardViews").iter();
    views.map(|view| format!("{}: {}", view["name"].as_str().unwrap(), view["query"].as_str().unwrap())).collect()
}

fn field(error: &Value) -> String {
    let path = error["field"].as_array().expect("a path");
    path.last().and_then(Value::as_str).unwrap_or_default().to_owned()
}
