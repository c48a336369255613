//! How the programme is set up, and who is offered whom, as tables to read beside the one of the domain.

use api::policy::Viewer;
use entities::OrganisationKind;
use expect_test::expect;
use serde_json::{Value, json};

use crate::harness::world::World;
use crate::on_both;
use crate::visibility::{Table, everybody, yes};

on_both! {
    async fn who_sees_and_sets_how_the_programme_is_set_up(db: TestDatabase) {
        settings(&World::on(db).await).await;
    }

    async fn who_is_offered_whom(db: TestDatabase) {
        choices(&World::on(db).await).await;
    }
}

/// Read, and set at another version, so that nothing changes for the next one: who may is told that it is stale.
async fn settings(world: &World) {
    const HEADS: [&str; 6] = ["contacts", "set", "check-ins", "set", "forgetting", "set"];
    let entry = world.specialist("schuldhulp").await;
    let viewers = everybody(world, entry).await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let read = "{ contactRhythm { days } checkInRhythm { days } applicationRetention { days } }";
        let read = world.answer(viewer.clone(), read, json!({})).await;
        let set = async |mutation: &str| {
            let capital = mutation[..1].to_uppercase() + &mutation[1..];
            let document = format!(
                "mutation ($input: {capital}Input!) {{ {mutation}(input: $input) {{ userErrors {{ code field }} }} }}"
            );
            let input = json!({ "expectedVersion": 77, "days": 30 });
            let refusals = world.answer(viewer.clone(), &document, json!({ "input": input })).await.refusals();
            assert!(
                refusals == ["STALE_VERSION input.expectedVersion"] || refusals == ["NOT_ALLOWED"],
                "{who}: {refusals:?}"
            );
            yes(refusals != ["NOT_ALLOWED"])
        };
        let reads = |name: &str| yes(!read.at(name).is_null());
        let cells = [
            reads("/contactRhythm"),
            set("setContactRhythm").await,
            reads("/checkInRhythm"),
            set("setCheckInRhythm").await,
            reads("/applicationRetention"),
            set("setApplicationRetention").await,
        ];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             contacts  set  check-ins  set  forgetting  set
        CONNECTOR            yes       -    yes        -    yes         -
        COMMUNITY_WORKER     yes       -    yes        -    yes         -
        COORDINATOR          yes       yes  yes        yes  yes         yes
        SPECIALIST           yes       -    yes        -    yes         -
        MUNICIPALITY_OFFICER yes       -    yes        -    yes         -
        CENTRE_MANAGER       yes       -    yes        -    yes         -
        ADMINISTRATOR        yes       -    yes        -    yes         -
        (no role)            yes       -    yes        -    yes         -
        (machine: directory) -         -    -          -    -           -
        (machine: nothing)   -         -    -          -    -           -
        (nobody)             -         -    -          -    -           -
    "#]]
    .assert_eq(&table.0);
}

/// How many people and places are offered: to be a contact at either side, to work from, to give training for either, to be
/// asked as a colleague, to be asked along in a case; and who is found by a part of their name.
async fn choices(world: &World) {
    const HEADS: [&str; 9] =
        ["welfare", "municipality", "hosts", "trainers", "of the other", "peers", "teams", "workers", "found"];
    const OFFERED: &str = "query ($area: NeighbourhoodId!) {
        welfare: possibleContacts(side: WELFARE) { name } municipality: possibleContacts(side: MUNICIPALITY) { name }
        hosts: possibleHosts { name } trainers: trainers(organisationKind: WELFARE) { name }
        others: trainers(organisationKind: MUNICIPALITY) { name } peerChoices { connectors { name } teams { name } }
        workers: communityWorkers(neighbourhoodId: $area) { name } people(search: \"karin\") { nodes { name } } }";
    let entry = world.specialist("schuldhulp").await;
    world.welfare().await;
    let viewers = everybody(world, entry).await;
    let area = world.neighbourhood("ruwaard").await;
    let karin = world.community_worker("Karin").in_neighbourhood("ruwaard").await;
    let femke = world.officer("Femke").await;
    world.connector("Toos").in_neighbourhood("ruwaard").await;
    world.works_for(&karin, "welzijn").await;
    world.works_for(&femke, "gemeente").await;
    world.is_of_kind("gemeente", OrganisationKind::Municipality).await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let offered = world.answer(viewer.clone(), OFFERED, json!({ "area": area })).await;
        let count = |pointer: &str| match offered.data().pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len)
        {
            0 => "-".to_owned(),
            count => count.to_string(),
        };
        let cells = [
            count("/welfare"),
            count("/municipality"),
            count("/hosts"),
            count("/trainers"),
            count("/others"),
            count("/peerChoices/connectors"),
            count("/peerChoices/teams"),
            count("/workers"),
            count("/people/nodes"),
        ];
        if matches!(viewer, Viewer::Nobody | Viewer::Machine(_)) {
            assert!(cells.iter().all(|cell| cell == "-"), "{who}: {cells:?}");
        }
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             welfare  municipality  hosts  trainers  of the other  peers  teams  workers  found
        CONNECTOR            -        -             -      -         -             1      1      2        1
        COMMUNITY_WORKER     3        2             -      -         -             -      -      2        1
        COORDINATOR          3        2             1      1         1             -      -      2        1
        SPECIALIST           -        -             -      -         -             -      -      -        -
        MUNICIPALITY_OFFICER 3        2             -      -         -             -      -      -        -
        CENTRE_MANAGER       -        -             -      -         -             -      -      -        -
        ADMINISTRATOR        -        -             -      -         -             -      -      2        1
        (no role)            -        -             -      -         -             -      -      -        -
        (machine: directory) -        -             -      -         -             -      -      -        -
        (machine: nothing)   -        -             -      -         -             -      -      -        -
        (nobody)             -        -             -      -         -             -      -      -        -
    "#]]
    .assert_eq(&table.0);
}
