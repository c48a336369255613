//! Sockets as clients meet them: `graphql-transport-ws`, who may open one, and when it ends.

use std::net::SocketAddr;
use std::time::Duration;

use entities::person;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::harness::accounts::{PASSWORD, SIGN_OUT};
use crate::harness::database::{Kind, TestDatabase};
use crate::harness::people::Member;
use crate::harness::server::Server;
use crate::harness::socket::{Heard, Socket, open};
use crate::harness::world::World;
use crate::on_both;

const PROTOCOL: (&str, &str) = ("sec-websocket-protocol", "graphql-transport-ws");
const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(input: { email: $email, password: $password }) { userErrors { code } } }";

/// Mia is signed in at a server that listens.
async fn signed_in(server: &Server, world: &World) -> SocketAddr {
    let mia = world.account("Mia").await;
    let reply = server.post(SIGN_IN, json!({ "email": mia.email, "password": PASSWORD })).await;
    assert_eq!(reply.told(), "200 ok");
    server.listen().await
}

async fn world() -> World {
    World::on(TestDatabase::migrated(Kind::Sqlite).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_words() {
    let world = world().await;
    let server = world.serve();
    let address = signed_in(&server, &world).await;
    let begun = async || {
        let mut socket = server.socket(address).await;
        socket.begin().await;
        socket
    };

    let mut socket = begun().await;
    socket.say(json!({ "type": "ping", "payload": { "at": 1 } })).await;
    assert_eq!(socket.hear().await, Heard::Said(json!({ "type": "pong", "payload": { "at": 1 } })));
    socket.say(json!({ "type": "pong" })).await;
    socket.say(json!({ "type": "complete", "id": "unknown" })).await;
    socket.say(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.hear().await, Heard::Closed(4429, "Too many initialisation requests".to_owned()));

    let mut early = server.socket(address).await;
    early.subscribe("1", "subscription { caseChanged { id } }", json!({})).await;
    assert_eq!(early.hear().await, Heard::Closed(4401, "Unauthorized".to_owned()));

    for malformed in ["", "hello", "[]", r#"{"type":"start"}"#, r#"{"type":"subscribe","id":"","payload":{}}"#] {
        let mut socket = begun().await;
        socket.send(Message::text(malformed)).await;
        assert_eq!(socket.end().await, 4400, "{malformed}");
    }
    let mut binary = begun().await;
    binary.send(Message::binary(vec![1, 2, 3])).await;
    assert_eq!(binary.end().await, 4400);
    let mut large = begun().await;
    large.send(Message::text(" ".repeat(70_000))).await;
    assert_eq!(large.end().await, 1009);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_nothing_is_not_waited_for() {
    let world = world().await;
    let server = world.serve_with(|settings| settings.sockets.init_within = Duration::from_millis(50));
    let address = signed_in(&server, &world).await;
    let mut socket = server.socket(address).await;
    assert_eq!(socket.hear().await, Heard::Closed(4408, "Connection initialisation timeout".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_open_a_socket() {
    let world = world().await;
    let server = world.serve();
    let address = signed_in(&server, &world).await;
    let own = format!("http://{address}");
    let cookie = server.cookie().expect("signed in");

    let foreign = [PROTOCOL, ("cookie", &cookie), ("origin", "http://evil.example")];
    assert_eq!(open(address, &foreign).await.err(), Some(403));
    let from_nowhere = [PROTOCOL, ("cookie", &cookie)];
    assert_eq!(open(address, &from_nowhere).await.err(), Some(403), "a browser always says which page it is");
    assert_eq!(open(address, &[PROTOCOL, ("authorization", "Bearer x")]).await.err(), Some(401));

    let mine = [("origin", &*own), ("cookie", &*cookie)];
    let mut silent = open(address, &mine).await.expect("a socket");
    assert_eq!(silent.end().await, 4406);
    let older = [mine[0], mine[1], ("sec-websocket-protocol", "graphql-ws")];
    assert_eq!(open(address, &older).await.err(), Some(101), "no protocol was chosen");
    let mut nobody = open(address, &[PROTOCOL, ("origin", &own)]).await.expect("a socket");
    nobody.say(json!({ "type": "connection_init" })).await;
    assert_eq!(nobody.hear().await, Heard::Closed(4403, "Forbidden".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_subscriptions_within_the_limits_go_over_a_socket() {
    let world = world().await;
    let server = world.serve();
    let address = signed_in(&server, &world).await;
    let mut socket = server.socket(address).await;
    socket.begin().await;
    let deep = format!("subscription {}{}", "{a".repeat(12), "}".repeat(12));
    for (document, code) in [
        ("{ __typename }", "BAD_REQUEST"),
        ("mutation { signOut(input: {}) { userErrors { code } } }", "BAD_REQUEST"),
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        (&deep, "QUERY_TOO_DEEP"),
    ] {
        socket.subscribe("1", document, json!({})).await;
        assert_eq!(socket.refusal("1").await, code, "{document}");
    }
    // The id is free again, and the line is open.
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await, Heard::Said(json!({ "type": "pong" })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_says_so() {
    let world = world().await;
    let server = world.serve();
    let address = signed_in(&server, &world).await;
    let mut socket: Socket = server.socket(address).await;
    socket.begin().await;
    assert_eq!(server.stop().open_sockets(), 1);
    server.stop().now();
    assert_eq!(socket.hear().await, Heard::Closed(1001, "The server stops".to_owned()));
    drop(socket);
    server.stop().sockets_closed().await;
}

const CHANGED: &str = "subscription { caseChanged { kind id version } }";
const OPEN: &str = "mutation ($input: OpenCaseInput!) { openCase(input: $input) {
    case { id } userErrors { code field } } }";
const NOTE: &str = "mutation ($input: AddNoteInput!) { addNote(input: $input) { userErrors { code field } } }";

/// Somebody opens a case that they hold; its id.
async fn open_case(world: &World, who: &Member, area: &str) -> String {
    let input = json!({ "idempotencyKey": area, "topicIds": [world.topic("schulden").await.to_string()],
        "neighbourhoodId": world.neighbourhood(area).await.to_string() });
    let answer = world.as_(who).execute(OPEN, json!({ "input": input })).await;
    assert_eq!(answer.refusals(), Vec::<String>::new());
    answer.text("/openCase/case/id").to_owned()
}

/// The server hears a subscription when it hears it; nothing says so.
async fn listening(world: &World, count: usize) {
    while world.app().feed.listeners() != count {
        tokio::task::yield_now().await;
    }
}

fn told(id: &str, kind: &str, case: &str) -> Heard {
    let change = json!({ "kind": kind, "id": case, "version": 1 });
    Heard::Said(json!({ "type": "next", "id": id, "payload": { "data": { "caseChanged": change } } }))
}

on_both! {
    async fn changes_reach_who_may_see_them(db: TestDatabase) {
        let world = World::on(db).await;
        let server = world.serve();
        let address = signed_in(&server, &world).await;
        let noor = world.connector("Noor").in_neighbourhood("ruwaard").await;
        let far = world.connector("Fatma").in_neighbourhood("schadewijk").await;
        let mut socket = server.socket(address).await;
        socket.begin().await;
        socket.subscribe("cases", CHANGED, json!({})).await;
        listening(&world, 1).await;

        open_case(&world, &far, "schadewijk").await;
        let near = open_case(&world, &noor, "ruwaard").await;
        assert_eq!(socket.hear().await, told("cases", "OPENED", &near), "and nothing of what is far away");

        socket.say(json!({ "type": "complete", "id": "cases" })).await;
        listening(&world, 0).await;
        let one = "subscription ($id: CaseId!) { caseChanged(caseId: $id) { kind id version } }";
        socket.subscribe("cases", one, json!({ "id": near })).await;
        listening(&world, 1).await;
        let note = json!({ "caseId": near, "text": "Even gebeld.", "idempotencyKey": "note" });
        let noted = world.as_(&noor).execute(NOTE, json!({ "input": note })).await;
        assert_eq!(noted.refusals(), Vec::<String>::new());
        assert!(matches!(socket.hear().await, Heard::Said(said) if said["payload"]["data"]["caseChanged"]["id"] == *near));

        socket.subscribe("cases", CHANGED, json!({})).await;
        assert_eq!(socket.hear().await, Heard::Closed(4409, "Subscriber for cases already exists".to_owned()));
        listening(&world, 0).await;
    }

    /// The roles are read at each delivery: the socket stays open, and says no more of what is hidden now.
    async fn who_loses_a_role_hears_no_more(db: TestDatabase) {
        let world = World::on(db).await;
        let server = world.serve();
        let address = signed_in(&server, &world).await;
        let noor = world.connector("Noor").in_neighbourhood("ruwaard").await;
        let mut socket = server.socket(address).await;
        socket.begin().await;
        socket.subscribe("cases", CHANGED, json!({})).await;
        let asked = "subscription { involvementChanged { kind } }";
        socket.subscribe("involvements", asked, json!({})).await;
        listening(&world, 2).await;
        let near = open_case(&world, &noor, "ruwaard").await;
        assert_eq!(socket.hear().await, told("cases", "OPENED", &near));

        let mia = person::Entity::find().filter(person::Column::Name.eq("Mia")).one(world.db()).await;
        world.end_roles(mia.expect("read").expect("there").id).await;
        let next = json!({ "caseId": near, "expectedVersion": 1, "reason": "Kijk je mee?", "idempotencyKey": "vraag" });
        let support = "mutation ($input: RequestWorkerInput!) { requestSupport(input: $input) {
            userErrors { code field } } }";
        let done = world.as_(&noor).execute(support, json!({ "input": next })).await;
        assert_eq!(done.refusals(), Vec::<String>::new());
        assert_eq!(socket.hear().await, told("cases", "HIDDEN", &near), "once, with the version that was told before");
        let note = json!({ "caseId": near, "text": "Even gebeld.", "idempotencyKey": "note" });
        assert_eq!(world.as_(&noor).execute(NOTE, json!({ "input": note })).await.refusals(), Vec::<String>::new());
        open_case(&world, &world.connector("Fatma").in_neighbourhood("lith").await, "lith").await;
        // What is said next is the answer to this, and nothing before it.
        socket.say(json!({ "type": "ping" })).await;
        assert_eq!(socket.hear().await, Heard::Said(json!({ "type": "pong" })));
    }

    async fn a_socket_holds_so_many_subscriptions_and_no_more(db: TestDatabase) {
        let world = World::on(db).await;
        let server = world.serve_with(|settings| settings.sockets.most_subscriptions = 2);
        let address = signed_in(&server, &world).await;
        let mut socket = server.socket(address).await;
        socket.begin().await;
        for id in ["1", "2", "3"] {
            socket.subscribe(id, CHANGED, json!({})).await;
        }
        assert_eq!(socket.refusal("3").await, "RATE_LIMITED");
        socket.say(json!({ "type": "complete", "id": "1" })).await;
        socket.subscribe("3", CHANGED, json!({})).await;
        listening(&world, 2).await;
    }

    async fn a_socket_ends_with_its_session(db: TestDatabase) {
        let world = World::on(db).await;
        let server = world.serve_with(|settings| settings.sockets.check_every = Duration::from_millis(50));
        let address = signed_in(&server, &world).await;
        let mut socket = server.socket(address).await;
        socket.begin().await;
        assert_eq!(server.post(SIGN_OUT, json!({})).await.told(), "200 ok");
        assert_eq!(socket.hear().await, Heard::Closed(4403, "Forbidden".to_owned()));
    }
}
