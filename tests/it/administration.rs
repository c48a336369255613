//! Registering and revoking machines, and reading the processing log.

use api::policy::accounts;
use axum::http::StatusCode;
use entities::{LogLineId, ProcessingAction, log_line};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::{Value, json};

use crate::harness::accounts::PASSWORD;
use crate::harness::answer::Answer;
use crate::harness::machine::Machine;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const REGISTER: &str = "mutation ($input: RegisterMachineClientInput!) {
    registerMachineClient(input: $input) {
        machineClient { id name organisation { slug } scopes keyThumbprint registeredAt revokedAt lastUsedAt }
        userErrors { code field message }
    }
}";
const REVOKE: &str = "mutation ($id: MachineClientId!) {
    revokeMachineClient(input: { machineClientId: $id }) {
        machineClient { revokedAt }
        userErrors { code field }
    }
}";
const CLIENTS: &str = "{ machineClients { nodes { name } } }";
const LOG: &str = "query ($first: Int, $after: String, $last: Int) {
    processingLog(first: $first, after: $after, last: $last) {
        nodes { at action actorName subject reason requestId }
        pageInfo { hasNextPage endCursor }
    }
}";

on_both! {
    /// A machine is registered with its public key, gets a token with its private one, and loses access when revoked.
    async fn a_machine_comes_and_goes(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let mut machine = Machine::of_seed(1);
        let answer = register(&world, &admin, json!({ "publicKey": machine.pem() })).await;
        assert!(answer.refusals().is_empty());
        let client = answer.at("/registerMachineClient/machineClient");
        assert_eq!(client["name"], "Sociale kaart");
        assert_eq!(client["organisation"]["slug"], "gemeente");
        assert_eq!(client["scopes"], json!(["DIRECTORY"]));
        assert_eq!(client["keyThumbprint"], machine.kid);
        assert_eq!((&client["revokedAt"], &client["lastUsedAt"]), (&Value::Null, &Value::Null));
        machine.id = client["id"].as_str().expect("an id").parse().expect("an id");
        let authorization = format!("Bearer {}", world.token(&machine).await);
        assert!(matches!(world.identify_with(&authorization).await.viewer, api::policy::Viewer::Machine(_)));

        let revoke = async || world.as_(&admin).execute(REVOKE, json!({ "id": machine.id })).await;
        assert_eq!(revoke().await.at("/revokeMachineClient/machineClient/revokedAt"), &json!(world.now().to_string()));
        assert!(matches!(world.identify_with(&authorization).await.viewer, api::policy::Viewer::Nobody));
        let assertion = machine.sign("JWT", &machine.claims(&world, "late"));
        assert_eq!(world.exchange(&assertion).await.0, StatusCode::UNAUTHORIZED);
        // Once more changes nothing and logs nothing.
        assert!(revoke().await.refusals().is_empty());
        assert_eq!(
            log(&world, &admin).await,
            [
                "CLIENT_REVOKED Ad: Sociale kaart",
                "TOKEN_ISSUED Sociale kaart: directory",
                "CLIENT_REGISTERED Ad: Sociale kaart",
            ]
        );
    }

    /// What is wrong with a registration is told field by field.
    async fn a_bad_registration_tells_what_is_wrong(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let refused = async |change: Value| register(&world, &admin, change).await.refusals();
        assert_eq!(refused(json!({ "name": " " })).await, ["REQUIRED input.name"]);
        assert_eq!(refused(json!({ "name": "x".repeat(101) })).await, ["TOO_LONG input.name"]);
        assert_eq!(refused(json!({ "scopes": [] })).await, ["REQUIRED input.scopes"]);
        let organisation = "organisation_00000000000000000000000000000009";
        assert_eq!(refused(json!({ "organisationId": organisation })).await, ["NOT_FOUND input.organisationId"]);
        assert_eq!(refused(json!({ "organisationId": "" })).await, ["REQUIRED input.organisationId"]);
        let private = Machine::of_seed(1).pem().replace("PUBLIC", "PRIVATE");
        let answer = register(&world, &admin, json!({ "publicKey": private })).await;
        assert_eq!(answer.refusals(), ["INVALID input.publicKey"]);
        assert!(answer.text("/registerMachineClient/userErrors/0/message").contains("geheime sleutel"));
        let all = json!({ "name": "", "scopes": [], "publicKey": "sleutel" });
        assert_eq!(refused(all).await, ["REQUIRED input.name", "REQUIRED input.scopes", "INVALID input.publicKey"]);
        assert!(refused(json!({})).await.is_empty());
        assert_eq!(refused(json!({})).await, ["ALREADY_EXISTS input.publicKey"]);
    }

    /// Machines and the processing log are for administrators; to others they don't exist.
    async fn only_administrators_manage_and_read(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let machine = world.machine(1, &admin).await;
        world.token(&machine).await;
        let ellen = world.coordinator("Ellen").await;
        let others = [
            ellen,
            world.connector("Mia").in_neighbourhood("ruwaard").await,
            world.community_worker("Joris").in_neighbourhood("ruwaard").await,
            world.officer("Bas").await,
            world.centre_manager("Riet").await,
            world.person("Niemand").await,
        ];
        for other in &others {
            let refused = register(&world, other, json!({ "publicKey": Machine::of_seed(2).pem() })).await;
            assert_eq!(refused.refusals(), ["NOT_ALLOWED"], "{}", other.name);
            let refused = world.as_(other).execute(REVOKE, json!({ "id": machine.id })).await;
            assert_eq!(refused.refusals(), ["NOT_FOUND input.machineClientId"], "{}", other.name);
            let clients = world.as_(other).execute(CLIENTS, json!({})).await;
            assert!(clients.list("/machineClients/nodes").is_empty(), "{}", other.name);
            assert!(log(&world, other).await.is_empty(), "{}", other.name);
        }
        let nobody = world.as_nobody().execute(CLIENTS, json!({})).await;
        assert!(nobody.list("/machineClients/nodes").is_empty());
        assert_eq!(world.as_(&admin).execute(CLIENTS, json!({})).await.list("/machineClients/nodes").len(), 1);
        let live = accounts::live_clients().all(world.db()).await.expect("read");
        assert_eq!(live.len(), 1);
    }

    /// The processing log says who did what to whom, newest first, page by page.
    async fn the_log_is_read(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let mia = world.account("Mia").await;
        world.pass_minutes(1);
        world.device().sign_in(&mia, "een ander wachtwoord").await;
        world.pass_minutes(1);
        world.device().sign_in(&mia, PASSWORD).await;
        for number in 1..=3 {
            world.pass_minutes(1);
            let row = log_line::Model {
                id: world.id::<LogLineId>(),
                at: world.now(),
                action: ProcessingAction::DetailsRead,
                person_id: Some(mia.id),
                client_id: None,
                case_id: None,
                subject_person_id: None,
                subject: format!("Vraag {number}"),
                reason: Some("Bellen".to_owned()),
                request_id: "test".to_owned(),
            };
            row.into_active_model().insert(world.db()).await.expect("written");
        }
        let expected = [
            "DETAILS_READ Mia: Vraag 3",
            "DETAILS_READ Mia: Vraag 2",
            "DETAILS_READ Mia: Vraag 1",
            "SIGNED_IN Mia: Mia · password",
            "SIGN_IN_REFUSED Onbekend: Mia · password",
            "SIGNED_IN Mia: Mia · invitation",
        ];
        assert_eq!(log(&world, &admin).await, expected);
        let first = world.as_(&admin).execute(LOG, json!({ "first": 4 })).await;
        assert_eq!(lines(&first), expected[..4]);
        assert_eq!(first.at("/processingLog/nodes/0/reason"), "Bellen");
        let after = first.at("/processingLog/pageInfo/endCursor");
        let rest = world.as_(&admin).execute(LOG, json!({ "first": 4, "after": after })).await;
        assert_eq!(lines(&rest), expected[4..]);
        let last = world.as_(&admin).execute(LOG, json!({ "last": 2 })).await;
        assert_eq!(lines(&last), expected[4..]);
        let (_, statements) = world.as_(&admin).count(LOG, json!({ "first": 100 })).await;
        assert!(statements.len() <= 3, "{statements:#?}");
    }
}

async fn register(world: &World, by: &Member, change: Value) -> Answer {
    let mut input = json!({
        "name": "Sociale kaart",
        "organisationId": world.organisation("gemeente").await,
        "scopes": ["DIRECTORY"],
        "publicKey": Machine::of_seed(1).pem(),
    });
    for (name, value) in change.as_object().expect("fields") {
        input[name] = value.clone();
    }
    world.as_(by).execute(REGISTER, json!({ "input": input })).await
}

/// The log as this person reads it, as `ACTION actor: subject`.
async fn log(world: &World, reader: &Member) -> Vec<String> {
    lines(&world.as_(reader).execute(LOG, json!({})).await)
}

fn lines(answer: &Answer) -> Vec<String> {
    let told = answer.list("/processingLog/nodes").iter().map(|line| {
        let text = |name: &str| line[name].as_str().expect("a text").to_owned();
        format!("{} {}: {}", text("action"), text("actorName"), text("subject"))
    });
    told.collect()
}
