//! Where machines get their tokens: client credentials with a signed assertion (RFC 6749, section 4.4; RFC 7523), and
//! what a client needs to know of this server (RFC 8414, RFC 7517).

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{
        Extensions, HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, PRAGMA, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use entities::{Locale, MachineClientId, ProcessingAction, machine_client};
use jsonwebtoken::DecodingKey;
use sea_orm::{ColumnTrait, QueryFilter, SqlErr};
use serde_json::{Value, json};

use super::{
    MachineToken,
    assertions::{Assertion, Claims, Expected},
    signatures::{self, Label},
    store, tokens,
};
use crate::{
    acts::{Act, LogEntry, once},
    context::{App, RequestCtx},
    error::Fault,
    http::RequestId,
    payload::{Refusal, Stop, UserErrorCode},
    policy::{self, Machine, MachineScope, Viewer},
};

const TOKEN_PATH: &str = "/oauth/token";
const JWKS_PATH: &str = "/.well-known/jwks.json";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// A key and an assertion fit many times.
const LARGEST_BODY: usize = 16 * 1024;

/// The addresses for machines, to stand beside the API's.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route(TOKEN_PATH, post(token).layer(DefaultBodyLimit::max(LARGEST_BODY)))
        .route(JWKS_PATH, get(key_set))
        .route("/.well-known/oauth-authorization-server", get(metadata))
}

/// Why no token is given (RFC 6749, section 5.2).
#[derive(Debug)]
enum NoToken {
    InvalidRequest(&'static str),
    InvalidClient(&'static str),
    UnsupportedGrantType,
    InvalidScope,
    Surprised(Fault),
}

impl<E: Into<Fault>> From<E> for NoToken {
    fn from(error: E) -> Self {
        Self::Surprised(error.into())
    }
}

async fn token(State(app): State<Arc<App>>, extensions: Extensions, headers: HeaderMap, body: Bytes) -> Response {
    let RequestId(request_id) = RequestId::of(&extensions);
    let answer = match exchange(&app, &request_id, &headers, &body).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refused) => refused.told(&request_id),
    };
    ([(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")], answer).into_response()
}

/// Exchanges an assertion for a token.
async fn exchange(app: &Arc<App>, request_id: &str, headers: &HeaderMap, body: &[u8]) -> Result<Value, NoToken> {
    let form = Form::read(headers, body)?;
    match form.get("grant_type")? {
        Some("client_credentials") => {}
        Some(_) => return Err(NoToken::UnsupportedGrantType),
        None => return Err(NoToken::InvalidRequest("grant_type is missing")),
    }
    if form.get("client_assertion_type")? != Some(ASSERTION_TYPE) {
        return Err(NoToken::InvalidClient("client_assertion_type must be the jwt-bearer one of RFC 7523"));
    }
    let text = form.get("client_assertion")?.ok_or(NoToken::InvalidClient("client_assertion is missing"))?;
    let (client, assertion) = authenticate(app, text).await?;
    if form.get("client_id")?.is_some_and(|id| id != client.id.to_string()) {
        return Err(NoToken::InvalidClient("client_id is another client's"));
    }
    let scopes = asked_scopes(form.get("scope")?, &MachineScope::read(&client.scopes))?;
    let viewer = Machine { id: client.id, name: client.name, scopes: scopes.clone() };
    let req = app.request(Viewer::Machine(viewer), Locale::En, request_id.to_owned());
    use_up(&req, client.id, &scopes, &assertion).await?;
    Ok(json!({
        "access_token": tokens::issue(app, client.id, &scopes)?,
        "token_type": "Bearer",
        "expires_in": tokens::SECONDS,
        "scope": MachineScope::written(&scopes),
    }))
}

/// Whose assertion it is, and that everything in it holds.
async fn authenticate(app: &App, text: &str) -> Result<(machine_client::Model, Assertion), NoToken> {
    let unknown = || NoToken::InvalidClient("the assertion is not signed (EdDSA) by a key that is registered here");
    let label = Label::of(text).ok_or_else(unknown)?;
    if label.typ.as_deref().is_some_and(|typ| !["jwt", "client-authentication+jwt"].contains(&typ)) {
        return Err(NoToken::InvalidClient("typ must be JWT or client-authentication+jwt"));
    }
    let client = policy::accounts::live_clients()
        .filter(machine_client::Column::KeyThumbprint.eq(label.kid))
        .one(&app.db)
        .await?
        .ok_or_else(unknown)?;
    let key = DecodingKey::from_ed_components(&client.public_key)?;
    let claims: Claims = signatures::verified(text, &key).ok_or_else(unknown)?;
    let origin = app.auth.origin.as_str();
    let endpoint = format!("{origin}{TOKEN_PATH}");
    let expected = Expected { client: client.id, audiences: [origin, &endpoint], now: app.clock.now() };
    let assertion = claims.check(&expected).map_err(NoToken::InvalidClient)?;
    Ok((client, assertion))
}

fn asked_scopes(asked: Option<&str>, allowed: &BTreeSet<MachineScope>) -> Result<BTreeSet<MachineScope>, NoToken> {
    let Some(asked) = asked else { return Ok(allowed.clone()) };
    let scopes: Option<BTreeSet<_>> = asked.split_whitespace().map(MachineScope::parse).collect();
    scopes.filter(|scopes| !scopes.is_empty() && scopes.is_subset(allowed)).ok_or(NoToken::InvalidScope)
}

/// Notes that the assertion was used, and that a token went out for it.
async fn use_up(
    req: &RequestCtx,
    client: MachineClientId,
    scopes: &BTreeSet<MachineScope>,
    assertion: &Assertion,
) -> Result<(), NoToken> {
    let outcome = once(req, &Act::outside_graphql(TOKEN_PATH), async |work| {
        let noted = store::use_assertion(work, client, assertion).await;
        if let Err(error) = noted {
            return Err(match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => {
                    Refusal::new(UserErrorCode::AlreadyExists, "Al gebruikt.", "Used before.").into()
                }
                _ => Stop::from(error),
            });
        }
        let line = LogEntry {
            action: ProcessingAction::TokenIssued,
            case_id: None,
            subject_person_id: None,
            subject: MachineScope::written(scopes),
            reason: None,
        };
        Ok(work.log(line).await?)
    })
    .await;
    match outcome {
        Ok(()) => Ok(()),
        Err(Stop::Refused(_)) => Err(NoToken::InvalidClient("this jti was used before")),
        Err(Stop::Fault(fault)) => Err(NoToken::Surprised(fault)),
    }
}

impl NoToken {
    fn told(self, request_id: &str) -> Response {
        let (status, error, description) = match self {
            Self::InvalidRequest(what) => (StatusCode::BAD_REQUEST, "invalid_request", what),
            Self::InvalidClient(what) => (StatusCode::UNAUTHORIZED, "invalid_client", what),
            Self::UnsupportedGrantType => {
                (StatusCode::BAD_REQUEST, "unsupported_grant_type", "only client_credentials is given here")
            }
            Self::InvalidScope => (StatusCode::BAD_REQUEST, "invalid_scope", "a scope is unknown or not this client's"),
            Self::Surprised(fault) => {
                tracing::error!(request_id, fault = fault.trace(), "no token could be given");
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "try again later")
            }
        };
        let mut response = (status, Json(json!({ "error": error, "error_description": description }))).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// A form, each name at most once.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, NoToken> {
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(NoToken::InvalidRequest("the body must be application/x-www-form-urlencoded"));
        }
        Ok(Self(form_urlencoded::parse(body).into_owned().collect()))
    }

    fn get(&self, name: &str) -> Result<Option<&str>, NoToken> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let value = values.next();
        if values.next().is_some() {
            return Err(NoToken::InvalidRequest("a parameter stands there twice"));
        }
        Ok(value.filter(|value| !value.is_empty()))
    }
}

/// The key with which tokens are signed.
async fn key_set(State(app): State<Arc<App>>, extensions: Extensions) -> Response {
    match app.door.signer(&app.keys) {
        Ok(signer) => {
            let key = json!({
                "kty": "OKP", "crv": "Ed25519", "x": signer.x, "kid": signer.kid, "alg": "EdDSA", "use": "sig",
            });
            ([(CACHE_CONTROL, "public, max-age=3600")], Json(json!({ "keys": [key] }))).into_response()
        }
        Err(fault) => NoToken::Surprised(fault).told(&RequestId::of(&extensions).0),
    }
}

/// What this server is as an authorization server.
async fn metadata(State(app): State<Arc<App>>) -> Response {
    let origin = &app.auth.origin;
    let metadata = json!({
        "issuer": origin,
        "token_endpoint": format!("{origin}{TOKEN_PATH}"),
        "jwks_uri": format!("{origin}{JWKS_PATH}"),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": MachineScope::ALL.map(MachineScope::as_str),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["EdDSA"],
    });
    ([(CACHE_CONTROL, "public, max-age=3600")], Json(metadata)).into_response()
}

/// The machine behind a token, with what it may read now; `None` when it was revoked.
///
/// # Errors
/// When the database can't be read.
pub async fn machine(app: &App, token: &MachineToken) -> crate::error::Result<Option<Machine>> {
    if token.expires_at <= app.clock.now() {
        return Ok(None);
    }
    let client =
        policy::accounts::live_clients().filter(machine_client::Column::Id.eq(token.client_id)).one(&app.db).await?;
    Ok(client.map(|client| {
        let scopes = MachineScope::read(&client.scopes).intersection(&token.scopes).copied().collect();
        Machine { id: client.id, name: client.name, scopes }
    }))
}
