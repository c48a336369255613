//! A cursor opens the list that it is of, for the viewer who got it; anything else is told with its argument.

use entities::Outcome;
use serde_json::{Value, json};

use crate::harness::world::{Session, World};
use crate::on_both;

const CASES: &str = "query ($after: String, $id: CaseId!) {
    page: cases(first: 1, after: $after) { pageInfo { endCursor } } case(id: $id) { id } }";
const BY_DAY: &str = "query ($after: String, $id: CaseId!) {
    page: cases(first: 1, after: $after, order: DUE) { pageInfo { endCursor } } case(id: $id) { id } }";
const NARROWED: &str = "query ($after: String, $id: CaseId!) {
    page: cases(first: 1, after: $after, filter: { statuses: [ACTIVE] }) { pageInfo { endCursor } } case(id: $id) { id } }";
const TIMELINE: &str = "query ($after: String, $id: CaseId!) { case(id: $id) {
    page: timeline(first: 1, after: $after) { pageInfo { endCursor } } } }";
const DIRECTORY: &str = "query ($after: String, $id: CaseId!) {
    page: specialists(first: 1, after: $after) { pageInfo { endCursor } } case(id: $id) { id } }";
const FOUND: &str = "query ($after: String, $id: CaseId!) {
    page: specialists(search: \"hulp\", first: 1, after: $after) { pageInfo { endCursor } } case(id: $id) { id } }";

async fn end(who: Session<'_>, document: &str, id: &Value) -> String {
    let answer = who.execute(document, json!({ "id": id })).await;
    let page = answer.data().pointer("/page").or_else(|| answer.data().pointer("/case/page")).expect("a page");
    page["pageInfo"]["endCursor"].as_str().expect("a cursor").to_owned()
}

on_both! {
    async fn a_cursor_is_of_one_list_and_one_viewer(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.community_worker("Ahmet").in_neighbourhood("ruwaard").await;
        let mut ids = Vec::new();
        for word in ["koekblik", "anker"] {
            let id = world.case(word).held_by(&mia).await;
            world.as_(&mia).does("addNote", json!({ "caseId": id, "text": "Koffie." })).await;
            ids.push(json!(id));
        }
        world.case("boei").held_by(&mia).closed(Outcome::SolvedTogether).await;
        for slug in ["schuldhulp", "taalhulp"] {
            world.specialist(slug).await;
        }
        let hers = world.as_(&mia);
        let lists = [CASES, BY_DAY, TIMELINE, DIRECTORY, FOUND];
        for (number, of) in lists.iter().enumerate() {
            let cursor = end(hers, of, &ids[0]).await;
            for (other_number, other) in lists.iter().enumerate() {
                let answer = hers.execute(other, json!({ "id": ids[0], "after": cursor })).await;
                let told = if number == other_number { vec![] } else { vec!["BAD_USER_INPUT"] };
                assert_eq!(answer.error_codes(), told, "{of}\nin {other}");
            }
            let mut altered = cursor.clone().into_bytes();
            let middle = altered.len() / 2;
            altered[middle] = if altered[middle] == b'A' { b'B' } else { b'A' };
            for bad in [String::from_utf8(altered).expect("text"), cursor[..cursor.len() - 2].to_owned(), String::new()] {
                let answer = hers.execute(of, json!({ "id": ids[0], "after": bad })).await;
                assert_eq!(answer.error_codes(), ["BAD_USER_INPUT"], "{bad} in {of}");
            }
            world.as_(&ahmet).does("readCaseWithReason", json!({ "caseId": ids[0], "reason": "Een klacht" })).await;
            let foreign = world.as_(&ahmet).execute(of, json!({ "id": ids[0], "after": cursor })).await;
            assert_eq!(foreign.error_codes(), ["BAD_USER_INPUT"], "somebody else's in {of}");
            world.pass_minutes(60);
        }
        let of_another_case = end(hers, TIMELINE, &ids[1]).await;
        let answer = hers.execute(TIMELINE, json!({ "id": ids[0], "after": of_another_case })).await;
        assert_eq!(answer.error_codes(), ["BAD_USER_INPUT"], "the timeline of another case");

        // A filter makes no other order: the place in it stays.
        let place = end(hers, CASES, &ids[0]).await;
        assert!(hers.execute(NARROWED, json!({ "id": ids[0], "after": place })).await.error_codes().is_empty());
    }
}
