//! Who of one's own people knows a specialist: told of colleagues only, and only out of what one sees of their cases.

use entities::{InvolvementKind, InvolvementStatus, SpecialistId};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// Somebody asked this entry along in a case of theirs.
async fn asked(world: &World, by: &Member, place: &str, entry: SpecialistId, status: InvolvementStatus) {
    let case = world.case(&format!("vraag {}", world.now().0)).in_neighbourhood(place).held_by(by).await;
    let is_over = !matches!(status, InvolvementStatus::Requested | InvolvementStatus::Accepted);
    let along = |row: &mut entities::involvement::Model| {
        row.ended_at = is_over.then(|| world.now());
        row.receiver_specialist_id = Some(entry);
        row.status = status;
    };
    world.involvement(case, InvolvementKind::Consultation, by, along).await;
    world.pass_minutes(1);
}

/// Whom this person is told of, the last first.
async fn known(world: &World, who: &Member, entry: SpecialistId) -> String {
    let document = "query ($id: SpecialistId!) { specialist(id: $id) { knownBy { name } } }";
    let answer = world.as_(who).execute(document, json!({ "id": entry })).await;
    let people = answer.list("/specialist/knownBy");
    people.iter().filter_map(|person| person["name"].as_str()).collect::<Vec<_>>().join(", ")
}

on_both! {
    async fn colleagues_who_got_a_yes_know_a_specialist(db: TestDatabase) {
        let world = World::on(db).await;
        let entry = world.specialist("taalmaatje").await;
        let other = world.specialist("schuldhulp").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let karin = world.connector("Karin").in_neighbourhood("ruwaard").in_neighbourhood("lith").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let samira = world.connector("Samira").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("lith").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let bas = world.officer("Bas").await;

        asked(&world, &toos, "lith", entry, InvolvementStatus::Completed).await;
        asked(&world, &karin, "lith", other, InvolvementStatus::Accepted).await;
        asked(&world, &ahmet, "ruwaard", entry, InvolvementStatus::Completed).await;
        asked(&world, &karin, "ruwaard", entry, InvolvementStatus::Accepted).await;
        for status in [InvolvementStatus::Requested, InvolvementStatus::Declined, InvolvementStatus::Withdrawn] {
            asked(&world, &samira, "ruwaard", entry, status).await;
        }
        // A connector learns of colleagues what goes on now, of themselves what was too.
        assert_eq!(known(&world, &mia, entry).await, "Karin");
        asked(&world, &mia, "ruwaard", entry, InvolvementStatus::Completed).await;
        assert_eq!(known(&world, &mia, entry).await, "Mia, Karin");
        assert_eq!(known(&world, &karin, entry).await, "Karin");
        // Who sees the cases learns of all of them.
        assert_eq!(known(&world, &joris, entry).await, "Mia, Karin, Ahmet");
        assert_eq!(known(&world, &ellen, entry).await, "Mia, Karin, Ahmet, Toos");
        // Karin is a colleague, but the case is elsewhere.
        assert_eq!(known(&world, &mia, other).await, "");
        assert_eq!(known(&world, &toos, other).await, "Karin");
        // Who works in no neighbourhood has no colleagues there.
        assert_eq!(known(&world, &nadia, entry).await, "");
        assert_eq!(known(&world, &bas, entry).await, "");
        let document = "query ($id: SpecialistId!) { specialist(id: $id) { knownBy { name } } }";
        let nobody = world.as_nobody().execute(document, json!({ "id": entry })).await;
        assert!(nobody.list("/specialist/knownBy").is_empty());
        // Who left is nobody's colleague any more.
        world.end_roles(karin.id).await;
        assert_eq!(known(&world, &mia, entry).await, "Mia");
    }

    /// However many entries and people there are.
    async fn a_list_asks_once_who_knows_them(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let document = "{ specialists(first: 50) { nodes { name knownBy { name } } } }";
        let mut counts = Vec::new();
        for round in 0..2 {
            for number in 0..=round * 9 {
                let entry = world.specialist(&format!("dienst-{round}-{number}")).await;
                asked(&world, &mia, "ruwaard", entry, InvolvementStatus::Accepted).await;
            }
            let (answer, statements) = world.as_(&mia).count(document, json!({})).await;
            assert!(answer.list("/specialists/nodes").iter().all(|entry| entry["knownBy"][0]["name"] == "Mia"));
            counts.push(statements.len());
        }
        assert_eq!(counts[0], counts[1]);
    }
}
