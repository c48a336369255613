//! Nothing secret and no address ends in the logs, however much is logged.

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::Method;
use entities::{person, session};
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::harness::accounts::{ACCEPT, PASSWORD, SIGN_OUT};
use crate::harness::database::{Kind, TestDatabase};
use crate::harness::world::World;

const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(input: { email: $email, password: $password }) { viewer { person { name } } userErrors { code } }
}";
const WRONG_PASSWORD: &str = "een ander wachtwoord";

// One thread each: a subscriber hears its own thread.
#[tokio::test]
async fn nothing_secret_is_logged_on_sqlite() {
    nothing_secret_is_logged(Kind::Sqlite).await;
}

#[tokio::test]
async fn nothing_secret_is_logged_on_postgres() {
    nothing_secret_is_logged(Kind::Postgres).await;
}

async fn nothing_secret_is_logged(kind: Kind) {
    let world = World::on(TestDatabase::migrated(kind).await).await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let machine = world.machine(1, &mia).await;
    let invitation = world.invite(&mia, world.now().plus_days(7)).await;
    let assertion = machine.sign("JWT", &machine.claims(&world, "1"));
    let server = world.serve();

    let heard = Heard::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(heard.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    server.post(ACCEPT, json!({ "token": invitation, "password": PASSWORD })).await;
    let first = server.cookie().expect("a cookie");
    server.post("{ viewer { person { name email } } }", json!({})).await;
    server.post(SIGN_OUT, json!({})).await;
    server.post(SIGN_IN, json!({ "email": mia.email, "password": WRONG_PASSWORD })).await;
    server.post(SIGN_IN, json!({ "email": mia.email, "password": PASSWORD })).await;
    let second = server.cookie().expect("a cookie");
    server.send(Method::GET, &format!("/uitnodiging/{invitation}"), &[], "").await;
    let kind = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
    let form = format!("grant_type=client_credentials&client_assertion_type={kind}&client_assertion={assertion}");
    let form_type = [("content-type", "application/x-www-form-urlencoded")];
    let token = server.send(Method::POST, "/oauth/token", &form_type, form).await.json();
    let token = token["access_token"].as_str().expect("a token").to_owned();
    server.post_with(&[("authorization", &format!("Bearer {token}"))], "{ topics { slug } }", json!({})).await;
    server.post_with(&[("authorization", &format!("Bearer {token}x"))], "{ topics { slug } }", json!({})).await;
    // A surprise is logged with its cause; what was sent is no part of it.
    let broken = Statement::from_string(world.db().get_database_backend(), "DROP TABLE sessions");
    world.db().execute_raw(broken).await.expect("dropped");
    server.forget();
    let answer = server.post(SIGN_IN, json!({ "email": mia.email, "password": PASSWORD })).await;
    assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "INTERNAL");
    drop(guard);

    let logs = heard.text();
    assert!(logs.contains("answered") && logs.contains("sessions"), "{logs}");
    let value = |cookie: &str| cookie.split_once('=').expect("a pair").1.to_owned();
    let secrets = [
        mia.email.clone(),
        PASSWORD.to_owned(),
        WRONG_PASSWORD.to_owned(),
        invitation,
        assertion,
        token,
        value(&first),
        value(&second),
    ];
    for secret in secrets {
        assert!(!logs.contains(&secret), "{secret} stands in the logs");
    }
}

#[tokio::test]
async fn nothing_of_a_resident_is_logged_on_sqlite() {
    nothing_of_a_resident_is_logged(Kind::Sqlite).await;
}

#[tokio::test]
async fn nothing_of_a_resident_is_logged_on_postgres() {
    nothing_of_a_resident_is_logged(Kind::Postgres).await;
}

async fn nothing_of_a_resident_is_logged(kind: Kind) {
    const NOTE: &str = "mutation ($input: AddNoteInput!) { addNote(input: $input) { userErrors { code } } }";
    const DETAILS: &str =
        "mutation ($input: AddResidentDetailsInput!) { addResidentDetails(input: $input) { userErrors { code } } }";
    let world = World::on(TestDatabase::migrated(kind).await).await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let id = world.case("koekblik").held_by(&mia).await;
    let invitation = world.invite(&mia, world.now().plus_days(7)).await;
    let server = world.serve();
    server.post(ACCEPT, json!({ "token": invitation, "password": PASSWORD })).await;
    let note = json!({ "caseId": id, "text": "Woont naast de bakker.", "idempotencyKey": "n1" });
    let mut details = json!({ "caseId": id, "expectedVersion": 1, "name": "Toos Bakker", "phone": "0412 00 11 22",
        "address": "Molenstraat 8", "consent": { "form": "SPOKEN", "on": "2026-11-23" }, "idempotencyKey": "d1" });

    let heard = Heard::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(heard.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let done = server.post(NOTE, json!({ "input": note })).await;
    assert_eq!(done.json()["data"]["addNote"]["userErrors"], json!([]));
    let done = server.post(DETAILS, json!({ "input": details })).await;
    assert_eq!(done.json()["data"]["addResidentDetails"]["userErrors"], json!([]));
    server.post("{ specialists(first: 1, search: \"schaamte\") { totalCount } }", json!({})).await;
    // The same once more, when it can't be written down.
    let broken = Statement::from_string(world.db().get_database_backend(), "DROP TABLE processing_log");
    world.db().execute_raw(broken).await.expect("dropped");
    details["expectedVersion"] = json!(2);
    details["idempotencyKey"] = json!("again");
    let answer = server.post(DETAILS, json!({ "input": details })).await;
    assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "INTERNAL");
    drop(guard);

    let logs = heard.text();
    assert!(logs.contains("processing_log"), "{logs}");
    for personal in ["bakker", "Bakker", "Molenstraat", "11 22", "1122", "schaamte", "koekblik", "Mia"] {
        assert!(!logs.contains(personal), "{personal} stands in the logs:\n{logs}");
    }
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let mia = world.account("Mia").await;
    let phone = world.device();
    phone.sign_in(&mia, PASSWORD).await;
    let cookie = phone.cookie().expect("a cookie");
    let token = cookie.split_once('=').expect("a pair").1;
    let account = person::Entity::find_by_id(mia.id).one(world.db()).await.expect("read").expect("there");
    let sessions = session::Entity::find().all(world.db()).await.expect("read");
    let printed = format!("{account:?} {sessions:?} {:?}", phone.identify().await);
    let hash = account.password_hash.expect("a password");
    for secret in [&*mia.email, token, &*hash] {
        assert!(!printed.contains(secret), "{secret} is printed");
    }
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned()
    }
}

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
