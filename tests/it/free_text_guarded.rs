//! The text guard stands at every text that anybody can send, but for those that are named here.

use std::collections::BTreeSet;

use crate::acts_with_texts::every_text;
use crate::harness::world::World;
use crate::on_both;

/// A citizen service number.
const BSN: &str = "111222333";

/// What may hold anything: mutations, and texts of theirs.
const LEFT_ALONE: [(&[&str], &[&str]); 11] = [
    // What opens a door is compared, and not kept as it came.
    (&["signIn"], &["email", "password"]),
    (&["acceptInvitation"], &["token", "password"]),
    (&["applyAsConnector"], &["formToken"]),
    // How people with an account are called and reached: it is asked for, and they know of it.
    (&["applyAsConnector", "invitePerson"], &["name", "email", "phone"]),
    // The same, and codes of languages, which are looked up in a list.
    (&["correctConnector"], &["phone", "languages"]),
    // No person sees the field, and what a program writes there isn't kept.
    (&["applyAsConnector"], &["website"]),
    // The resident's details: sealed, and added with consent.
    (&["addResidentDetails"], &["name", "phone", "address"]),
    // A program and its key.
    (&["registerMachineClient"], &["name", "publicKey"]),
    // The directory is there to tell how services are reached; nothing in it is about a resident.
    (
        &["addSpecialist", "changeSpecialist"],
        &[
            "specialist.name",
            "specialist.description",
            "specialist.openingHours.opens",
            "specialist.openingHours.closes",
            "specialist.languages",
            "specialist.cost",
            "specialist.forWhom",
            "specialist.notForWhom",
            "specialist.howToGetIn",
            "specialist.phone",
            "specialist.email",
            "specialist.website",
            "specialist.address",
        ],
    ),
    // When and where people meet: told by who runs the programme, and not about a resident.
    (&["planTrainingSession", "changeTrainingSession"], &["plan.from", "plan.until", "plan.place"]),
    // Looked up among what was told, where the guard stood, and not kept.
    (&["settleUnmetSearch"], &["words"]),
];

fn left_alone() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (mutations, fields) in LEFT_ALONE {
        for mutation in mutations {
            names.extend(fields.iter().map(|field| format!("{mutation} {field}")));
        }
    }
    names
}

on_both! {
    async fn what_identifies_somebody_is_refused_at_its_field(db: TestDatabase) {
        let world = World::on(db).await;
        let texts = every_text(&world).await;
        let before = world.contents().await;
        let mut left_alone = left_alone();
        for text in texts {
            let name = text.name();
            if left_alone.remove(&name) {
                continue;
            }
            let answer = text.sent(&world, BSN).await;
            assert_eq!(text.refused(&answer), "PERSONAL_DATA", "{name}");
        }
        assert!(left_alone.is_empty(), "there are no such texts: {left_alone:?}");
        for (table, rows) in world.contents().await {
            assert_eq!(rows, before[&table], "{table}");
        }
    }
}
