//! What somebody may not see answers as what doesn't exist: entries of the directory, people and machines. Cases have
//! a file of their own.

use api::policy::{Machine, MachineScope, Viewer};
use entities::{MachineClientId, PersonId, Role, SpecialistId};
use sea_orm::Set;
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::{BEGINNING, World};
use crate::on_both;

const ENTRY: &str = "query ($id: SpecialistId!, $any: ID!) {
    specialist(id: $id) { name } node(id: $any) { __typename } nodes(ids: [$any]) { __typename } }";

/// Whatever lists or counts entries; the last search is one with a typing error.
const DIRECTORY: &str = "query ($area: NeighbourhoodId!) {
    all: specialists { totalCount nodes { name } facets { free openNow stale kinds { count } capacities { count }
        topics { count } neighbourhoods { count } languages { language count } channels { count } } }
    found: specialists(search: \"spreekuur\") { totalCount nodes { name } edges { matchedWords } ...beside }
    near: specialists(search: \"spreekuir\") { totalCount nodes { name } ...beside }
    typed: specialists(search: \"spreek\") { totalCount nodes { name } ...beside }
    nowhere: specialists(search: \"sprekur\") { totalCount ...beside }
    here: specialists(filter: { neighbourhoodIds: [$area], stale: false }) { totalCount } }
    fragment beside on SpecialistConnection { readAs suggestions { search specialist { name } topic { slug } } }";

const PERSON: &str = "query ($any: ID!) { node(id: $any) { __typename } nodes(ids: [$any]) { __typename } }";
const PEOPLE: &str =
    "{ people { nodes { name } pageInfo { hasNextPage } } found: people(search: \"ver\") { nodes { name } }
    viewer { people { name } } }";

/// The answer to a document, with the id that it was asked about left out.
async fn told(world: &World, viewer: Viewer, document: &str, variables: &Value, id: &Value) -> Value {
    let answer = world.answer(viewer, document, variables.clone()).await;
    let told = answer.data().to_string().replace(id.as_str().expect("an id"), "…");
    serde_json::from_str(&told).expect("JSON")
}

fn machine(scopes: &[MachineScope]) -> Viewer {
    let scopes = scopes.iter().copied().collect();
    Viewer::Machine(Machine { id: MachineClientId(uuid::Uuid::from_u128(1)), name: "Sociale kaart".to_owned(), scopes })
}

/// An act with an id; the rest of the input is the same for all.
fn act(mutation: &str, kind: &str, payload: &str) -> String {
    format!(
        "mutation ($input: {kind}!) {{ {mutation}(input: $input) {{ {payload} userErrors {{ code field message }} }} }}"
    )
}

on_both! {
    async fn an_entry_that_is_not_shown_answers_as_none(db: TestDatabase) {
        let world = World::on(db).await;
        let own = world.specialist("taalhuis").await;
        let (inside, gone) = (world.specialist("intern").await, world.specialist("opgeheven").await);
        world.change_entry(inside, |row| row.is_public = Set(false)).await;
        world.change_entry(gone, |row| row.archived_at = Set(Some(BEGINNING))).await;
        let (sami, ad) = (world.specialist_account("Sami", own).await, world.administrator("Ad").await);
        let ellen = world.coordinator("Ellen").await;
        let nothing: SpecialistId = world.id();
        let who = [
            (Some(&sami), inside),
            (Some(&sami), gone),
            (Some(&ad), inside),
            (Some(&ellen), gone),
            (None, inside),
            (None, gone),
        ];
        let acts = [
            ("markSpecialistStale", "MarkSpecialistStaleInput", json!({})),
            ("confirmSpecialist", "SpecialistActInput", json!({ "expectedVersion": 1 })),
            ("archiveSpecialist", "SpecialistActInput", json!({ "expectedVersion": 1 })),
            ("setSpecialistCapacity", "SetSpecialistCapacityInput", json!({ "expectedVersion": 9, "capacity": "FULL" })),
        ];
        for (member, hidden) in who {
            let viewer = async || match member {
                Some(member) => world.viewer(member.id).await,
                None => Viewer::Nobody,
            };
            let look = async |id: SpecialistId| {
                let mut answers = vec![told(&world, viewer().await, ENTRY, &json!({ "id": id, "any": id }), &json!(id)).await];
                for (mutation, kind, input) in &acts {
                    let mut input = input.clone();
                    input["specialistId"] = json!(id);
                    let document = act(mutation, kind, "specialist { name }");
                    answers.push(told(&world, viewer().await, &document, &json!({ "input": input }), &json!(id)).await);
                }
                answers
            };
            let answers = look(hidden).await;
            assert_eq!(answers, look(nothing).await);
            assert!(answers[1..].iter().all(|answer| answer.to_string().contains("NOT_FOUND")), "{answers:?}");
        }
        let blind = told(&world, machine(&[]), ENTRY, &json!({ "id": own, "any": own }), &json!(own)).await;
        assert!(!blind.to_string().contains("Taalhuis"), "a machine without the scope reads nothing");
    }

    async fn what_the_directory_hides_changes_no_answer(db: TestDatabase) {
        let world = World::on(db).await;
        let own = world.specialist("taalhuis").await;
        world.specialist("spreekbuis").await;
        let area = world.neighbourhood("ruwaard").await;
        let (sami, ad) = (world.specialist_account("Sami", own).await, world.administrator("Ad").await);
        let look = async || {
            let mut answers = Vec::new();
            let viewers = [
                world.viewer(sami.id).await,
                world.viewer(ad.id).await,
                Viewer::Nobody,
                machine(&MachineScope::ALL),
                machine(&[]),
            ];
            for viewer in viewers {
                let name = format!("{viewer:?}");
                answers.push((name, world.answer(viewer, DIRECTORY, json!({ "area": area })).await.data().clone()));
            }
            answers
        };
        let before = look().await;
        for (slug, is_archived) in [("spreekuur", false), ("spreekuren", true)] {
            let id = world.specialist(slug).await;
            world.change_entry(id, |row| {
                row.is_public = Set(is_archived);
                row.archived_at = Set(is_archived.then_some(BEGINNING));
            }).await;
        }
        for ((who, before), (_, after)) in before.into_iter().zip(look().await) {
            assert_eq!(before, after, "{who}");
        }
    }

    async fn somebody_whom_one_may_not_know_answers_as_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let hidden = world.connector("Ver Weg").in_neighbourhood("lith").await;
        let onlookers = [
            world.connector("Mia").in_neighbourhood("ruwaard").await,
            world.community_worker("Joris").in_neighbourhood("ruwaard").await,
            world.specialist_account("Nadia", world.specialist("schuldhulp").await).await,
            world.officer("Bas").await,
            world.centre_manager("Riet").await,
            world.person("Niemand").await,
        ];
        let acts = [
            ("changeRoles", "ChangeRolesInput", json!({ "roles": [] })),
            ("renewInvitation", "RenewInvitationInput", json!({})),
        ];
        for onlooker in onlookers.iter().map(Some).chain([None]) {
            let viewer = async || match onlooker {
                Some(member) => world.viewer(member.id).await,
                None => Viewer::Nobody,
            };
            let look = async |id: PersonId| {
                let mut answers = vec![told(&world, viewer().await, PERSON, &json!({ "any": id }), &json!(id)).await];
                for (mutation, kind, input) in &acts {
                    let mut input = input.clone();
                    input["personId"] = json!(id);
                    let document = act(mutation, kind, "person { name }");
                    answers.push(told(&world, viewer().await, &document, &json!({ "input": input }), &json!(id)).await);
                }
                answers
            };
            let answers = look(hidden.id).await;
            assert_eq!(answers, look(world.id()).await);
            assert!(answers[0]["node"].is_null(), "{answers:?}");
        }
    }

    /// Who comes, and who leaves, far away.
    async fn people_far_away_change_no_answer(db: TestDatabase) {
        let world = World::on(db).await;
        let onlookers: [Member; 3] = [
            world.connector("Mia").in_neighbourhood("ruwaard").await,
            world.specialist_account("Nadia", world.specialist("schuldhulp").await).await,
            world.officer("Bas").await,
        ];
        world.coordinator("Vera").await;
        let look = async || {
            let mut answers = Vec::new();
            for onlooker in &onlookers {
                answers.push(world.as_(onlooker).execute(PEOPLE, json!({})).await.data().clone());
            }
            answers.push(world.as_nobody().execute(PEOPLE, json!({})).await.data().clone());
            answers
        };
        let before = look().await;
        let far = world.connector("Ver Weg").in_neighbourhood("lith").await;
        world.grant(far.id, Role::CentreManager, None, None).await;
        let gone = world.community_worker("Verder").in_neighbourhood("ruwaard").await;
        world.end_roles(gone.id).await;
        assert_eq!(before, look().await);
    }

    async fn a_machine_that_one_may_not_manage_answers_as_none(db: TestDatabase) {
        let world = World::on(db).await;
        let ad = world.administrator("Ad").await;
        let hidden = world.machine(1, &ad).await.id;
        let (ellen, mia) = (world.coordinator("Ellen").await, world.connector("Mia").in_neighbourhood("ruwaard").await);
        let document = act("revokeMachineClient", "RevokeMachineClientInput", "machineClient { name }");
        for member in [&ellen, &mia] {
            let look = async |id: MachineClientId| {
                let input = json!({ "input": { "machineClientId": id } });
                told(&world, world.viewer(member.id).await, &document, &input, &json!(id)).await
            };
            let answer = look(hidden).await;
            assert_eq!(answer, look(world.id()).await);
            assert!(answer.to_string().contains("NOT_FOUND"), "{answer}");
        }
    }
}
