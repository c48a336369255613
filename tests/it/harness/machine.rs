//! A machine with a key of its own.

use std::sync::Arc;

use api::auth::{self, Identified};
use api::context::App;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use entities::{MachineClientId, machine_client};
use http_body_util::BodyExt;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::people::Member;
use super::world::World;

/// A machine with a key of its own.
pub struct Machine {
    /// Its id at the server.
    pub id: MachineClientId,
    /// How its key is named.
    pub kid: String,
    /// Its public key, base64url.
    pub x: String,
    key: EncodingKey,
}

impl Machine {
    /// With a key from this seed.
    pub fn of_seed(seed: u8) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("a key");
        Self::with(MachineClientId(uuid::Uuid::from_u128(u128::from(seed))), &pair)
    }

    /// With the key with which this server signs its tokens. It is no client, and has no id of one.
    pub fn of_server(world: &World) -> Self {
        let pair = world.app().keys.token_pair().expect("a key");
        Self::with(MachineClientId(uuid::Uuid::nil()), &pair)
    }

    /// Its public key as PEM.
    pub fn pem(&self) -> String {
        let mut der = vec![0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
        der.extend(BASE64_URL_SAFE_NO_PAD.decode(&self.x).expect("base64"));
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", BASE64_STANDARD.encode(der))
    }

    /// What it says of itself at this moment, unsigned.
    pub fn claims(&self, world: &World, jti: &str) -> Value {
        let now = world.now().0 / 1000;
        json!({ "iss": self.id, "sub": self.id, "aud": world.app().auth.origin, "iat": now, "exp": now + 60, "jti": jti })
    }

    /// Signs something, named by its own key.
    pub fn sign(&self, typ: &str, claims: &Value) -> String {
        self.sign_as(&self.kid, typ, claims)
    }

    /// Signs something under a header of the test's own; what is null in it is left out.
    pub fn sign_with(&self, claims: &Value, change: impl FnOnce(&mut Value)) -> String {
        let mut header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": self.kid });
        change(&mut header);
        header.as_object_mut().expect("fields").retain(|_, value| !value.is_null());
        let [header, claims] = [&header, claims].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part.to_string()));
        let text = format!("{header}.{claims}");
        let signature = jsonwebtoken::crypto::sign(text.as_bytes(), &self.key, Algorithm::EdDSA).expect("signed");
        format!("{text}.{signature}")
    }

    /// Signs something, named by another key.
    pub fn sign_as(&self, kid: &str, typ: &str, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(kid.to_owned());
        header.typ = Some(typ.to_owned());
        encode(&header, claims, &self.key).expect("signed")
    }

    fn with(id: MachineClientId, pair: &Ed25519KeyPair) -> Self {
        let x = BASE64_URL_SAFE_NO_PAD.encode(pair.public_key());
        let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
        Self {
            id,
            kid: BASE64_URL_SAFE_NO_PAD.encode(api::keys::sha256(canonical.as_bytes())),
            x,
            key: EncodingKey::from_ed_der(pair.to_pkcs8v1().expect("a key").as_ref()),
        }
    }
}

impl World {
    /// A machine that may read the directory.
    pub async fn machine(&self, seed: u8, registered_by: &Member) -> Machine {
        let machine = Machine::of_seed(seed);
        let client = machine_client::Model {
            id: machine.id,
            name: "Sociale kaart".to_owned(),
            organisation_id: self.organisation("gemeente").await,
            scopes: "directory".to_owned(),
            public_key: machine.x.clone(),
            key_thumbprint: machine.kid.clone(),
            registered_at: self.now(),
            registered_by: registered_by.id,
            revoked_at: None,
            last_used_at: None,
        };
        client.into_active_model().insert(self.db()).await.expect("written");
        machine
    }

    /// Asks for a token with this assertion.
    pub async fn exchange(&self, assertion: &str) -> (StatusCode, HeaderMap, Value) {
        self.exchange_form(&[
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ])
        .await
    }

    /// Asks for a token with this form.
    pub async fn exchange_form(&self, form: &[(&str, &str)]) -> (StatusCode, HeaderMap, Value) {
        let pairs: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", value.replace(':', "%3A"))).collect();
        let request = Request::post("/oauth/token")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")))
            .expect("a request");
        self.ask_machines_door(request).await
    }

    /// Asks one of the addresses for machines.
    pub async fn ask_machines_door(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Value) {
        let router: Router<Arc<App>> = auth::machines::router();
        let response = router.with_state(Arc::clone(self.app())).oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        (parts.status, parts.headers, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    /// A token for this machine, good for five minutes.
    pub async fn token(&self, machine: &Machine) -> String {
        let jti = self.id::<uuid::Uuid>().to_string();
        let (status, _, body) = self.exchange(&machine.sign("JWT", &machine.claims(self, &jti))).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body["access_token"].as_str().expect("a token").to_owned()
    }

    /// How the server sees somebody with this `Authorization` header.
    pub async fn identify_with(&self, authorization: &str) -> Identified {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_str(authorization).expect("a header"));
        auth::identify(self.app(), &headers).await.expect("the server can see who it is")
    }
}
