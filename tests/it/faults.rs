//! What goes wrong inside, and what of it is told: a sentence and a number, and nothing lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use api::context::{Randomness, SystemRandomness};
use axum::http::Method;
use sea_orm::{ConnectionTrait, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::harness::accounts::PASSWORD;
use crate::harness::database::{Kind, TestDatabase};
use crate::harness::people::Member;
use crate::harness::server::{Reply, Server};
use crate::harness::world::World;
use crate::on_both;

const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(input: { email: $email, password: $password }) { viewer { person { name } } userErrors { code } } }";
const WHO: &str = "{ viewer { person { name } } }";

impl Server {
    async fn sign_in(&self, member: &Member) -> Reply {
        self.post(SIGN_IN, json!({ "email": member.email, "password": PASSWORD })).await
    }

    async fn who(&self) -> Value {
        self.post(WHO, json!({})).await.json()["data"]["viewer"]["person"]["name"].clone()
    }
}

on_both! {
    /// The log knows the rest, under the number that the person was given.
    async fn nothing_of_the_inside_leaves(db: TestDatabase) {
        let world = World::on(db).await;
        let server = world.serve();
        world.db().execute_unprepared("ALTER TABLE topics RENAME TO gone").await.expect("renamed");
        for (language, sentence) in [("nl", "Er ging bij ons iets mis."), ("en", "Something went wrong on our side.")] {
            let reply = server.post_with(&[("accept-language", language)], "{ topics { name } }", json!({})).await;
            assert_eq!(reply.told(), "200 INTERNAL");
            assert!(reply.message().starts_with(sentence), "{}", reply.message());
            let error = &reply.json()["errors"][0];
            assert_eq!(error["extensions"]["requestId"], reply.header("x-request-id"));
            assert_eq!(error["path"], json!(["topics"]));
            assert_eq!(reply.json()["data"], json!(null));
            let text = reply.text().to_lowercase();
            for inside in ["select", "sql", "gone", "no such table", "relation", "sea_orm", "dberr", ".rs"] {
                assert!(!text.contains(inside), "{inside} in {text}");
            }
        }
        assert_eq!(server.post("{ neighbourhoods { name } }", json!({})).await.told(), "200 ok", "the rest goes on");
    }

    async fn a_database_that_is_away_is_told_as_such(db: TestDatabase) {
        let world = World::on(db).await;
        let server = world.serve();
        assert_eq!(server.send(Method::GET, "/health/ready", &[], "").await.status, 200);
        world.db().close_by_ref().await.expect("closed");
        let reply = server.post("{ topics { name } }", json!({})).await;
        assert_eq!(reply.told(), "200 UNAVAILABLE");
        assert_eq!(server.send(Method::GET, "/health/ready", &[], "").await.status, 503);
        assert_eq!(server.send(Method::GET, "/health/live", &[], "").await.status, 200);
    }

    async fn what_takes_too_long_is_stopped_and_leaves_nothing(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let server = world.serve_with(|settings| settings.request_timeout = Duration::from_millis(500));
        let writing = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let busy = world.db().begin_with_options(writing).await.expect("begun");
        if world.kind() == Kind::Postgres {
            busy.execute_unprepared("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE").await.expect("locked");
        }
        let reply = server.sign_in(&mia).await;
        assert_eq!(reply.told(), "503 TIMEOUT");
        let extensions = &reply.json()["errors"][0]["extensions"];
        assert_eq!(extensions["requestId"], reply.header("x-request-id"));
        assert_eq!((&extensions["limit"], &extensions["actual"]), (&json!(500), &json!(500)));
        assert_eq!(server.cookie(), None);
        busy.rollback().await.expect("rolled back");
        let reply = server.sign_in(&mia).await;
        assert_eq!(reply.told(), "200 ok", "{}", reply.text());
        assert_eq!(server.who().await, "Mia");
    }

    async fn a_panic_is_a_fault_of_one_request(db: TestDatabase) {
        let randomness = Arc::new(Panicking(AtomicBool::new(false)));
        let world = World::with(db, |app| app.randomness = Arc::clone(&randomness) as Arc<dyn Randomness>).await;
        let mia = world.account("Mia").await;
        let server = world.serve();
        randomness.0.store(true, Ordering::Relaxed);
        let reply = server.sign_in(&mia).await;
        assert_eq!(reply.told(), "500 INTERNAL");
        assert_eq!(reply.json()["errors"][0]["extensions"]["requestId"], reply.header("x-request-id"));
        randomness.0.store(false, Ordering::Relaxed);
        assert_eq!(server.sign_in(&mia).await.told(), "200 ok");
    }

    /// The session travels in a cookie that no script reads, and only with the header of our own page.
    async fn a_session_needs_the_header_of_our_own_page(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let server = world.serve();
        assert_eq!(server.sign_in(&mia).await.told(), "200 ok");
        assert_eq!(server.who().await, "Mia");
        let body = json!({ "query": WHO }).to_string();
        let posted = [("content-type", "application/json")];
        let reply = server.send(Method::POST, "/graphql", &posted, body.clone()).await;
        assert_eq!(reply.told(), "403 FOREIGN_ORIGIN");
        let reply = server.send(Method::GET, "/graphql?query=%7B__typename%7D", &[], "").await;
        assert_eq!(reply.told(), "403 FOREIGN_ORIGIN");
        server.forget();
        let reply = server.send(Method::POST, "/graphql", &posted, body).await;
        assert_eq!(reply.json(), json!({ "data": { "viewer": null } }));
    }
}

/// Breaks off where a session would begin.
struct Panicking(AtomicBool);

impl Randomness for Panicking {
    fn fill(&self, bytes: &mut [u8]) {
        assert!(!(bytes.len() == 32 && self.0.load(Ordering::Relaxed)), "no randomness");
        SystemRandomness.fill(bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_good_is_refused_unexecuted() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let server = world.serve();
    for token in ["Bearer nonsense", "Basic bWlhOnNvZXA=", "Bearer"] {
        let reply = server.post_with(&[("authorization", token)], "{ __typename }", json!({})).await;
        assert_eq!(reply.told(), "401 UNAUTHENTICATED", "{token}");
        assert_eq!(reply.header("www-authenticate"), r#"Bearer error="invalid_token""#);
    }
}

/// Our own page isn't answered as nobody would be, when it asks as somebody whose session is over.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_session_is_over_is_told() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let server = world.serve();
    for (page, told) in [("app; signed-in", "401 UNAUTHENTICATED"), ("app", "200 ok")] {
        let reply = server.post_with(&[("x-buurtverbinders", page)], "{ viewer { person { name } } }", json!({})).await;
        assert_eq!(reply.told(), told, "{page}");
    }
}

/// Over a real connection: the answer arrives though the server wants no more than a part of the body.
#[tokio::test(flavor = "multi_thread")]
async fn ten_megabytes_of_json_are_refused_readably() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let address = world.serve().listen().await;
    let mut connection = TcpStream::connect(address).await.expect("connected");
    let body = format!(r#"{{"query":"{}"}}"#, " ".repeat(10_000_000));
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.expect("sent");
    connection.write_all(body.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.starts_with("HTTP/1.1 413 "), "{head}");
    let body: Value = serde_json::from_str(body).expect("JSON");
    let told = json!({ "code": "BODY_TOO_LARGE", "limit": 256_000, "actual": 10_000_012 });
    assert_eq!(body["errors"][0]["extensions"], told);
}
