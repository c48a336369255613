//! What connectors noted about an entry: who reads it, who removes it, that nothing in it identifies a resident, and that
//! nothing is noted twice.

use entities::{Role, SpecialistId, specialist_note};
use sea_orm::{EntityTrait, PaginatorTrait, Set};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::{BEGINNING, World};
use crate::on_both;

const ADD: &str = "mutation ($input: AddSpecialistNoteInput!) { addSpecialistNote(input: $input) {
    note { id text at writer { name isViewer } availableActs } userErrors { code field message } } }";
const REMOVE: &str = "mutation ($input: RemoveSpecialistNoteInput!) { removeSpecialistNote(input: $input) {
    isRemoved userErrors { code field message } } }";
const NOTES: &str = "query ($id: SpecialistId!, $first: Int, $after: String, $last: Int) { specialist(id: $id) {
    availableActs notes(first: $first, after: $after, last: $last) { pageInfo { hasNextPage endCursor }
        nodes { id text at writer { name isViewer person { name } } availableActs } } } }";

on_both! {
    async fn colleagues_read_who_noted_what_and_when(db: TestDatabase) {
        let world = World::on(db).await;
        let id = world.specialist("schuldhulp").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let note = add(&world, &mia, id, "  Belt altijd terug. ", "1").await;
        assert_eq!(note.at("/addSpecialistNote/note/text"), "Belt altijd terug.");
        world.pass_days(1);
        add(&world, &thijs, id, "Vraag naar de maandagochtend.", "2").await;

        let seen = notes(&world, &thijs, id, json!({})).await;
        let told: Vec<_> = seen.list("/specialist/notes/nodes").iter().map(|note| {
            (note["text"].as_str().expect("a text"), note["writer"].clone(), note["at"].as_str().expect("a moment"))
        }).collect();
        // Of somebody of another team only the name is told.
        assert_eq!(told, [
            ("Vraag naar de maandagochtend.", json!({ "name": "Thijs", "isViewer": true, "person": { "name": "Thijs" } }), "2026-11-24T09:00:00Z"),
            ("Belt altijd terug.", json!({ "name": "Mia", "isViewer": false, "person": null }), "2026-11-23T09:00:00Z"),
        ]);
        // It is no change of the entry, and no reason to look at it again.
        let entry = world.as_(&mia).entry(id).await;
        assert_eq!((&entry["version"], &entry["freshness"]["markCount"]), (&json!(1), &json!(0)));
    }

    async fn the_writer_and_the_coordinator_remove_it(db: TestDatabase) {
        let world = World::on(db).await;
        let id = world.specialist("schuldhulp").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let mut ids = Vec::new();
        for key in ["1", "2"] {
            ids.push(add(&world, &mia, id, &format!("Notitie {key}"), key).await.text("/addSpecialistNote/note/id").to_owned());
        }
        let acts = async |who: &Member| notes(&world, who, id, json!({})).await.at("/specialist/notes/nodes/0/availableActs").clone();
        assert_eq!([acts(&mia).await, acts(&joris).await, acts(&ellen).await], [json!(["REMOVE"]), json!([]), json!(["REMOVE"])]);

        assert_eq!(remove(&world, &joris, &ids[0], "j").await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(count(&world).await, 2);
        // The same try again is no other act.
        for _ in 0..2 {
            assert_eq!(remove(&world, &mia, &ids[0], "m").await.at("/removeSpecialistNote"), &json!({ "isRemoved": true, "userErrors": [] }));
        }
        assert_eq!(remove(&world, &mia, &ids[0], "n").await.refusals(), ["NOT_FOUND input.specialistNoteId"]);
        assert_eq!(remove(&world, &ellen, &ids[1], "e").await.refusals(), Vec::<String>::new());
        assert_eq!(count(&world).await, 0);
    }

    async fn what_identifies_somebody_is_refused_by_field_and_kind(db: TestDatabase) {
        let world = World::on(db).await;
        let id = world.specialist("schuldhulp").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let long = "a".repeat(501);
        let texts = [
            ("Zijn BSN is 111222333.", "PERSONAL_DATA input.text", "burgerservicenummer"),
            ("Betaal op NL91 ABNA 0417 1643 00", "PERSONAL_DATA input.text", "rekeningnummer"),
            ("Mail jan@example.org", "PERSONAL_DATA input.text", "e-mailadres"),
            ("Bel hem op 06-12345678", "PERSONAL_DATA input.text", "telefoonnummer"),
            ("  ", "REQUIRED input.text", "Vul hier iets in"),
            (&long, "TOO_LONG input.text", "501 tekens"),
            ("nul\u{0}", "INVALID input.text", "niemand ziet"),
        ];
        for (number, (text, refusal, word)) in texts.into_iter().enumerate() {
            let answer = add(&world, &mia, id, text, &format!("t{number}")).await;
            assert_eq!(answer.refusals(), [refusal], "{text}");
            let message = answer.text("/addSpecialistNote/userErrors/0/message");
            assert!(message.contains(word), "{text}: {message}");
        }
        assert_eq!(count(&world).await, 0);
    }

    async fn a_try_again_notes_it_once(db: TestDatabase) {
        let world = World::on(db).await;
        let id = world.specialist("schuldhulp").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let first = add(&world, &mia, id, "Belt altijd terug.", "k").await;
        let again = add(&world, &mia, id, "Belt altijd terug.", "k").await;
        assert_eq!(first.at("/addSpecialistNote/note/id"), again.at("/addSpecialistNote/note/id"));
        assert_eq!(count(&world).await, 1);
        let other = add(&world, &mia, id, "Iets anders.", "k").await;
        assert_eq!(other.at("/addSpecialistNote/userErrors/0/code"), "KEY_REUSED");
    }

    async fn many_notes_come_page_by_page(db: TestDatabase) {
        let world = World::on(db).await;
        let (id, other) = (world.specialist("schuldhulp").await, world.specialist("taalhuis").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        for number in 0..5 {
            add(&world, &mia, id, &format!("Notitie {number}"), &format!("k{number}")).await;
        }
        add(&world, &mia, other, "Elders", "k9").await;
        let texts = |answer: &Answer| -> Vec<String> {
            answer.list("/specialist/notes/nodes").iter().map(|note| note["text"].as_str().expect("a text").to_owned()).collect()
        };
        let page = notes(&world, &mia, id, json!({ "first": 2 })).await;
        assert_eq!(texts(&page), ["Notitie 4", "Notitie 3"]);
        let after = page.text("/specialist/notes/pageInfo/endCursor").to_owned();
        assert_eq!(texts(&notes(&world, &mia, id, json!({ "first": 9, "after": after.clone() })).await), ["Notitie 2", "Notitie 1", "Notitie 0"]);
        assert_eq!(texts(&notes(&world, &mia, id, json!({ "last": 1 })).await), ["Notitie 0"]);
        // A place in one list is none in another.
        assert_eq!(notes(&world, &mia, other, json!({ "after": after })).await.error_codes(), ["BAD_USER_INPUT"]);
    }

    /// Whoever may not read a note can't tell it from one that isn't there.
    async fn a_note_that_is_not_shown_answers_as_none(db: TestDatabase) {
        let world = World::on(db).await;
        let (own, gone) = (world.specialist("taalhuis").await, world.specialist("opgeheven").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let hidden = add(&world, &mia, own, "Belt altijd terug.", "1").await.text("/addSpecialistNote/note/id").to_owned();
        let archived = add(&world, &mia, gone, "Belt nooit terug.", "2").await.text("/addSpecialistNote/note/id").to_owned();
        world.change_entry(gone, |row| row.archived_at = Set(Some(BEGINNING))).await;
        let nothing = json!(world.id::<entities::SpecialistNoteId>()).as_str().expect("an id").to_owned();
        // Somebody who works for the entry, and is a connector too.
        let nadia = world.specialist_account("Nadia", own).await;
        world.grant(nadia.id, Role::Connector, Some(world.neighbourhood("ruwaard").await), None).await;
        let others = [nadia, world.officer("Bas").await, world.centre_manager("Riet").await, world.administrator("Thea").await];
        for (number, who) in others.iter().enumerate() {
            let seen = notes(&world, who, own, json!({})).await;
            assert!(seen.list("/specialist/notes/nodes").is_empty(), "{}", who.name);
            assert!(!seen.at("/specialist/availableActs").to_string().contains("ADD_NOTE"), "{}", who.name);
            let tried = [remove(&world, who, &hidden, &format!("h{number}")).await, remove(&world, who, &nothing, &format!("n{number}")).await];
            assert_eq!(tried[0].data(), tried[1].data(), "{}", who.name);
            assert_eq!(add(&world, who, own, "Mag niet.", &format!("a{number}")).await.refusals(), ["NOT_ALLOWED"], "{}", who.name);
        }
        // She does see what is noted elsewhere.
        let elsewhere = world.specialist("repaircafe").await;
        add(&world, &mia, elsewhere, "Kom op tijd.", "3").await;
        assert_eq!(notes(&world, &others[0], elsewhere, json!({})).await.list("/specialist/notes/nodes").len(), 1);
        assert_eq!(remove(&world, &ellen, &archived, "x").await.refusals(), ["NOT_FOUND input.specialistNoteId"]);
        assert_eq!(add(&world, &ellen, gone, "Is er niet.", "y").await.refusals(), ["NOT_FOUND input.specialistId"]);
        assert_eq!(count(&world).await, 3);
    }
}

async fn add(world: &World, who: &Member, id: SpecialistId, text: &str, key: &str) -> Answer {
    let input = json!({ "specialistId": id, "text": text, "idempotencyKey": key });
    world.as_(who).execute(ADD, json!({ "input": input })).await
}

async fn remove(world: &World, who: &Member, id: &str, key: &str) -> Answer {
    world.as_(who).execute(REMOVE, json!({ "input": { "specialistNoteId": id, "idempotencyKey": key } })).await
}

async fn notes(world: &World, who: &Member, id: SpecialistId, page: Value) -> Answer {
    let mut variables = page;
    variables["id"] = json!(id);
    world.as_(who).execute(NOTES, variables).await
}

async fn count(world: &World) -> u64 {
    specialist_note::Entity::find().count(world.db()).await.expect("notes can be counted")
}
