//! Machines: an assertion for a token, and what a token opens.

use api::auth::{self, Credential};
use api::policy::{MachineScope, Viewer};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use entities::{ProcessingAction, log_line, machine_client};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::{Value, json};

use crate::harness::machine::Machine;
use crate::harness::world::World;
use crate::on_both;

on_both! {
    /// A signed assertion is exchanged for a token of minutes, with which the machine is a viewer of its own kind.
    async fn a_machine_gets_a_token(db: TestDatabase) {
        let world = World::on(db).await;
        let (world, machine) = (&world, world.machine(1, &world.administrator("Ad").await).await);
        let (status, headers, body) = world.exchange(&machine.sign("JWT", &machine.claims(world, "1"))).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!((&body["token_type"], &body["expires_in"], &body["scope"]), (&json!("Bearer"), &json!(300), &json!("directory")));

        let token = body["access_token"].as_str().expect("a token");
        let (header, claims) = parts(token);
        assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("at+jwt")));
        assert_eq!(claims["iss"], "http://127.0.0.1:8080");
        assert_eq!(claims["aud"], "http://127.0.0.1:8080/graphql");
        assert_eq!((&claims["sub"], &claims["client_id"]), (&json!(machine.id), &json!(machine.id)));

        let Viewer::Machine(viewer) = world.identify_with(&format!("Bearer {token}")).await.viewer else {
            panic!("not a machine");
        };
        assert_eq!(viewer.name, "Sociale kaart");
        assert_eq!(viewer.scopes.into_iter().collect::<Vec<_>>(), [MachineScope::Directory]);

        let lines = log_line::Entity::find().all(world.db()).await.expect("read");
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].action, lines[0].client_id), (ProcessingAction::TokenIssued, Some(machine.id)));
        assert_eq!(client(world, &machine).await.last_used_at, Some(world.now()));
    }

    /// An assertion works once, also when it is sent twice at the same moment.
    async fn an_assertion_works_once(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let assertion = machine.sign("JWT", &machine.claims(&world, "1"));
        let answers = tokio::join!(world.exchange(&assertion), world.exchange(&assertion), world.exchange(&assertion));
        let mut statuses = [answers.0.0, answers.1.0, answers.2.0];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED]);
        refused(world.exchange(&assertion).await, StatusCode::UNAUTHORIZED, "invalid_client");
        let another = machine.sign("JWT", &machine.claims(&world, "2"));
        assert_eq!(world.exchange(&another).await.0, StatusCode::OK);
    }

    /// Every other assertion is refused.
    async fn other_assertions_are_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let stranger = Machine::of_seed(2);
        let claims = machine.claims(&world, "1");
        let with = |name: &str, value: Value| {
            let mut claims = claims.clone();
            claims[name] = value;
            machine.sign("JWT", &claims)
        };
        let hour = world.now().0 / 1000 + 3600;
        let mut others = vec![
            ("of a stranger", stranger.sign("JWT", &stranger.claims(&world, "1"))),
            ("of a stranger who names our key", stranger.sign_as(&machine.kid, "JWT", &claims)),
            ("under another key's name", machine.sign_as(&stranger.kid, "JWT", &claims)),
            ("an access token's sort", machine.sign("at+jwt", &claims)),
            ("of another client", with("iss", json!(stranger.id))),
            ("about another client", with("sub", json!(stranger.id))),
            ("for another server", with("aud", json!("https://elsewhere.example.org"))),
            ("for an hour", with("exp", json!(hour))),
            ("expired", with("exp", json!(hour - 3600))),
            ("from the future", with("iat", json!(hour))),
            ("not good yet", with("nbf", json!(hour))),
            ("without an end", with("exp", Value::Null)),
            ("without a name", with("jti", Value::Null)),
            ("without the name of its key", machine.sign_with(&claims, |header| header["kid"] = Value::Null)),
            ("with what must be understood", machine.sign_with(&claims, |header| {
                header["crit"] = json!(["b64"]);
                header["b64"] = json!(true);
            })),
            ("not a token", "a.b.c".to_owned()),
            ("empty", String::new()),
        ];
        others.extend(confused(&machine, &claims).map(|text| ("with another algorithm", text)));
        for (which, assertion) in others {
            let (status, headers, body) = world.exchange(&assertion).await;
            assert_eq!((status, &body["error"]), (StatusCode::UNAUTHORIZED, &json!("invalid_client")), "{which}");
            assert_eq!(headers[CACHE_CONTROL], "no-store");
            assert!(headers.contains_key(WWW_AUTHENTICATE));
        }
        assert!(log_line::Entity::find().all(world.db()).await.expect("read").is_empty());
    }

    /// RFC 7523 asks for no `typ`: an assertion that names no sort is taken as one that does.
    async fn an_assertion_may_leave_its_sort_out(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let sorts = [Value::Null, json!("JWT"), json!("client-authentication+jwt")];
        for (number, typ) in sorts.into_iter().enumerate() {
            let claims = machine.claims(&world, &number.to_string());
            let assertion = machine.sign_with(&claims, |header| header["typ"] = typ.clone());
            let (status, _, body) = world.exchange(&assertion).await;
            assert_eq!(status, StatusCode::OK, "{typ}: {body}");
        }
    }

    /// Requests that are not as RFC 6749 has them.
    async fn bad_token_requests(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let good = machine.sign("JWT", &machine.claims(&world, "1"));
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let form = [("grant_type", "client_credentials"), ("client_assertion_type", kind), ("client_assertion", &*good)];
        let [grant, asserted, assertion] = form;
        let (bad, unauthorized) = (StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED);

        refused(world.exchange_form(&[asserted, assertion]).await, bad, "invalid_request");
        refused(world.exchange_form(&[grant, grant, asserted, assertion]).await, bad, "invalid_request");
        let password = ("grant_type", "password");
        refused(world.exchange_form(&[password, asserted, assertion]).await, bad, "unsupported_grant_type");
        refused(world.exchange_form(&[grant, assertion]).await, unauthorized, "invalid_client");
        refused(world.exchange_form(&[grant, asserted]).await, unauthorized, "invalid_client");
        let other = ("client_id", "client_00000000000000000000000000000002");
        refused(world.exchange_form(&[grant, asserted, assertion, other]).await, unauthorized, "invalid_client");
        for scope in ["cases", "directory+cases"] {
            refused(world.exchange_form(&[grant, asserted, assertion, ("scope", scope)]).await, bad, "invalid_scope");
        }
        let json = Request::post("/oauth/token").header(CONTENT_TYPE, "application/json").body(Body::from("{}"));
        refused(world.ask_machines_door(json.expect("a request")).await, bad, "invalid_request");
        let get = Request::get("/oauth/token").body(Body::empty()).expect("a request");
        assert_eq!(world.ask_machines_door(get).await.0, StatusCode::METHOD_NOT_ALLOWED);

        // None of these used the assertion up.
        let scope = ("scope", "directory");
        assert_eq!(world.exchange_form(&[grant, asserted, assertion, scope]).await.0, StatusCode::OK);
    }

    /// A token that is not one of ours, for us and still good opens nothing.
    async fn other_tokens_are_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let token = world.token(&machine).await;
        let (header, claims) = parts(&token);
        let signature = token.rsplit('.').next().expect("a signature");
        let kid = header["kid"].as_str().expect("a kid");
        let mut changed = claims.clone();
        changed["exp"] = json!(4_000_000_000_u64);
        let mut others = vec![
            ("changed", format!("{}.{}.{signature}", encoded(&header), encoded(&changed))),
            ("without a signature", format!("{}.{}.", encoded(&header), encoded(&claims))),
            ("signed by a client", machine.sign("at+jwt", &claims)),
            ("signed by a client in our name", machine.sign_as(kid, "at+jwt", &claims)),
            ("an assertion", machine.sign("JWT", &machine.claims(&world, "9"))),
            ("nothing", String::new()),
            ("not a token", "abc".to_owned()),
        ];
        others.extend(confused(&machine, &claims).map(|text| ("with another algorithm", text)));
        for (which, token) in others {
            let identified = world.identify_with(&format!("Bearer {token}")).await;
            assert_eq!(identified.credential, Credential::Refused, "{which}");
            assert!(matches!(identified.viewer, Viewer::Nobody), "{which}");
        }
        for authorization in ["Basic YTpi", "Bearer", "Token abc"] {
            assert_eq!(world.identify_with(authorization).await.credential, Credential::Refused, "{authorization}");
        }
        let good = world.identify_with(&format!("bearer {token}")).await;
        assert!(matches!(good.viewer, Viewer::Machine(_)));
    }

    /// That our own key signed it is not enough: a token with one thing wrong in it opens nothing.
    async fn a_token_of_ours_with_one_thing_wrong_is_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let ad = world.administrator("Ad").await;
        let (machine, other) = (world.machine(1, &ad).await, world.machine(2, &ad).await);
        let server = Machine::of_server(&world);
        let (_, claims) = parts(&world.token(&machine).await);
        let signed = |typ: Value, claims: &Value| server.sign_with(claims, |header| header["typ"] = typ);
        let with = |name: &str, value: Value| {
            let mut claims = claims.clone();
            claims[name] = value;
            claims.as_object_mut().expect("claims").retain(|_, value| !value.is_null());
            signed(json!("at+jwt"), &claims)
        };
        let read = async |token: &str| world.identify_with(&format!("Bearer {token}")).await;
        let good = read(&signed(json!("at+jwt"), &claims)).await;
        assert!(matches!(good.viewer, Viewer::Machine(_)), "nothing is wrong with this one");

        for (which, token) in [
            ("an assertion's sort", signed(json!("JWT"), &claims)),
            ("without a sort", signed(Value::Null, &claims)),
            ("of another server", with("iss", json!("https://elsewhere.example.org"))),
            ("for another server", with("aud", json!("https://elsewhere.example.org/graphql"))),
            ("for this server, but not for its API", with("aud", claims["iss"].clone())),
            ("about another client", with("sub", json!(other.id))),
            ("given to another client", with("client_id", json!(other.id))),
            ("without a name", with("jti", Value::Null)),
            ("with an empty name", with("jti", json!(""))),
            ("over", with("exp", json!(world.now().0 / 1000))),
            ("without an end", with("exp", Value::Null)),
        ] {
            let identified = read(&token).await;
            assert_eq!(identified.credential, Credential::Refused, "{which}");
            assert!(matches!(identified.viewer, Viewer::Nobody), "{which}");
        }
    }

    /// A token for the test installation is no token for the real one, even with the same key.
    async fn a_token_is_for_one_installation(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let token = world.token(&machine).await;
        let other = crate::harness::database::TestDatabase::migrated(world.kind()).await;
        let other = World::with(other, |app| "https://b.example.org".clone_into(&mut app.auth.origin)).await;
        other.machine(1, &other.administrator("Ad").await).await;
        assert_eq!(other.identify_with(&format!("Bearer {token}")).await.credential, Credential::Refused);
    }

    /// After five minutes a token is over, on open sockets too.
    async fn a_token_runs_out(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let authorization = format!("Bearer {}", world.token(&machine).await);
        world.pass_minutes(4);
        let socket = world.identify_with(&authorization).await.credential;
        assert!(matches!(auth::viewer_now(world.app(), &socket).await, Ok(Viewer::Machine(_))));
        world.pass_minutes(1);
        assert_eq!(world.identify_with(&authorization).await.credential, Credential::Refused);
        assert!(matches!(auth::viewer_now(world.app(), &socket).await, Ok(Viewer::Nobody)));
    }

    /// What a client may read is read at each request; who is revoked is out at once.
    async fn losing_scopes_and_access_works_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let authorization = format!("Bearer {}", world.token(&machine).await);
        let socket = world.identify_with(&authorization).await.credential;

        change(&world, &machine, |client| client.scopes = Set(String::new())).await;
        let Viewer::Machine(viewer) = world.identify_with(&authorization).await.viewer else {
            panic!("not a machine");
        };
        assert!(viewer.scopes.is_empty());

        change(&world, &machine, |client| client.revoked_at = Set(Some(world.now()))).await;
        assert_eq!(world.identify_with(&authorization).await.credential, Credential::Refused);
        assert!(matches!(auth::viewer_now(world.app(), &socket).await, Ok(Viewer::Nobody)));
        let assertion = machine.sign("JWT", &machine.claims(&world, "again"));
        refused(world.exchange(&assertion).await, StatusCode::UNAUTHORIZED, "invalid_client");
    }

    /// Through the front door: a token opens the API without a cookie or the app's header, a bad one opens nothing.
    async fn a_token_at_the_front_door(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let server = world.serve();
        let ask = async |authorization: &str| {
            let headers = [("authorization", authorization), (CONTENT_TYPE.as_str(), "application/json")];
            let body = json!({ "query": "{ viewer { locale } topics { slug } }" }).to_string();
            server.send(Method::POST, "/graphql", &headers, body).await
        };
        let good = ask(&format!("Bearer {}", world.token(&machine).await)).await;
        assert_eq!(good.json(), json!({ "data": { "viewer": null, "topics": [] } }));
        let bad = ask("Bearer abc").await;
        assert_eq!(bad.status, StatusCode::UNAUTHORIZED);
        assert_eq!(bad.json()["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        assert_eq!(bad.header("www-authenticate"), r#"Bearer error="invalid_token""#);

        let assertion = machine.sign("JWT", &machine.claims(&world, "door"));
        let kind = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
        let form = format!("grant_type=client_credentials&client_assertion_type={kind}&client_assertion={assertion}");
        let headers = [(CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded")];
        let token = server.send(Method::POST, "/oauth/token", &headers, form).await;
        assert_eq!((token.status, token.header("cache-control")), (StatusCode::OK, "no-store"));
        let lines = log_line::Entity::find().all(world.db()).await.expect("read");
        assert!(lines.iter().any(|line| line.request_id == token.header("x-request-id")));
    }

    /// What a client needs to know stands where it looks for it.
    async fn the_server_describes_itself(db: TestDatabase) {
        let world = World::on(db).await;
        let machine = world.machine(1, &world.administrator("Ad").await).await;
        let ask = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            world.ask_machines_door(request).await.2
        };
        let metadata = ask("/.well-known/oauth-authorization-server").await;
        assert_eq!(metadata["issuer"], "http://127.0.0.1:8080");
        assert_eq!(metadata["token_endpoint"], "http://127.0.0.1:8080/oauth/token");
        assert_eq!(metadata["token_endpoint_auth_methods_supported"], json!(["private_key_jwt"]));
        let keys = ask("/.well-known/jwks.json").await;
        let (header, _) = parts(&world.token(&machine).await);
        assert_eq!(keys["keys"][0]["kid"], header["kid"]);
        assert_eq!(keys["keys"][0]["alg"], "EdDSA");
        let mut names: Vec<_> = keys["keys"][0].as_object().expect("a key").keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x"]);
    }
}

#[track_caller]
fn refused((answered, _, body): (StatusCode, HeaderMap, Value), status: StatusCode, error: &str) {
    assert_eq!((answered, &body["error"]), (status, &json!(error)), "{body}");
}

/// The same, unsigned and signed with the public key as if it were a shared secret.
fn confused(machine: &Machine, claims: &Value) -> impl Iterator<Item = String> {
    let none = json!({ "alg": "none", "kid": machine.kid, "typ": "JWT" });
    let unsigned = format!("{}.{}.", encoded(&none), encoded(claims));
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(machine.kid.clone());
    let secrets = [machine.x.clone().into_bytes(), machine.pem().into_bytes()];
    let shared = secrets.map(|secret| encode(&header, claims, &EncodingKey::from_secret(&secret)).expect("signed"));
    std::iter::once(unsigned).chain(shared)
}

fn encoded(part: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(part.to_string())
}

fn parts(token: &str) -> (Value, Value) {
    let mut parts = token.split('.').map(|part| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64");
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    });
    (parts.next().expect("a header"), parts.next().expect("claims"))
}

async fn client(world: &World, machine: &Machine) -> machine_client::Model {
    machine_client::Entity::find_by_id(machine.id).one(world.db()).await.expect("read").expect("there")
}

async fn change(world: &World, machine: &Machine, change: impl FnOnce(&mut machine_client::ActiveModel)) {
    let mut row = client(world, machine).await.into_active_model();
    change(&mut row);
    row.update(world.db()).await.expect("written");
}
