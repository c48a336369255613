//! Sockets as clients meet them: `graphql-transport-ws`, who may open one, and when it ends.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::harness::accounts::{PASSWORD, SIGN_OUT};
use crate::harness::database::{Kind, TestDatabase};
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

on_both! {
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
