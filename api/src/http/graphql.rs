//! GraphQL over HTTP: one request, one answer, never a page.

use std::{net::IpAddr, sync::Arc, time::Instant};

use async_graphql::parser::types::OperationType;
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;

use super::{
    ErrorCode, Params, Refused, Wire,
    accept::{MediaType, asked_locale},
    compression::packed,
    execution::{Executed, Telling, body},
    listen::Peer,
    metrics, origin,
    trace::RequestId,
};
use crate::auth::{self, Caller, Credential};

/// How much more of a body than is read is still taken off the wire, so that the client reads the answer instead
/// of a broken connection.
const DISCARDED: usize = 64 * 1024 * 1024;

/// Answers a request for `/graphql` that is no socket.
pub async fn answer(State(wire): State<Arc<Wire>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let media = MediaType::accepted(&parts.headers);
    let outcome = match media {
        Some(_) => ask(&wire, &parts, body).await,
        None => Err(Refused::new(
            ErrorCode::NotAcceptable,
            "answers are application/graphql-response+json or application/json",
        )),
    };
    respond(media.unwrap_or(MediaType::Json), &parts.headers, outcome)
}

async fn ask(wire: &Arc<Wire>, parts: &Parts, body: Body) -> Result<Executed, Refused> {
    origin::check(&parts.headers, wire.settings.public_origin.as_deref())?;
    let params = match parts.method {
        Method::GET => Params::from_address(parts.uri.query().unwrap_or_default())?,
        Method::POST => {
            Params::check_content_type(&parts.headers)?;
            let body = tokio::time::timeout(wire.settings.request_timeout, read(body, wire.settings.max_body));
            let body = body.await.map_err(|_| Refused::new(ErrorCode::Timeout, "the body took too long to come"))?;
            Params::from_body(&body?)?
        }
        _ => {
            let refused = Refused::new(ErrorCode::MethodNotAllowed, "ask with GET or POST");
            return Err(Refused { allow: Some("GET, POST"), ..refused });
        }
    };
    let prepared = wire.engine.prepare(params)?;
    match (prepared.kind(), &parts.method) {
        (OperationType::Mutation, &Method::GET) => {
            let refused = Refused::new(ErrorCode::MethodNotAllowed, "a mutation needs POST");
            return Err(Refused { allow: Some("POST"), ..refused });
        }
        (OperationType::Subscription, _) => {
            return Err(Refused::new(ErrorCode::BadRequest, "a subscription needs a socket (graphql-transport-ws)"));
        }
        (OperationType::Query | OperationType::Mutation, _) => {}
    }

    let RequestId(request_id) = RequestId::of(&parts.extensions);
    let telling = Telling { locale: asked_locale(&parts.headers), request_id: request_id.clone() };
    let auth::Identified { viewer, credential } = identify(wire, parts, &telling).await?;
    let locale = viewer.person().map_or(telling.locale, |person| person.locale);
    let caller = Caller { credential, address: address(wire, parts) };
    let req = wire.app.request(viewer, locale, request_id);
    let (kind, label) = (prepared.kind(), prepared.label.clone());
    let start = Instant::now();
    let outcome = wire.engine.execute(prepared, req, caller, wire.settings.request_timeout).await;
    let result = match &outcome {
        Ok(executed) if !executed.errors.is_empty() => "errors",
        Ok(_) => "ok",
        Err(refused) => refused.code.as_str(),
    };
    metrics::operation(kind, label, result, start.elapsed());
    outcome
}

/// Who asks. With a session it must be our own page that does.
///
/// # Errors
/// When the token is not good, the session is over, or the page is another's.
pub async fn identify(wire: &Wire, parts: &Parts, telling: &Telling) -> Result<auth::Identified, Refused> {
    let identified = auth::identify(&wire.app, &parts.headers).await.map_err(|fault| telling.fault(&fault))?;
    match identified.credential {
        Credential::Session(_) => origin::check_own_page(&parts.headers)?,
        Credential::Refused => {
            return Err(Refused::new(ErrorCode::Unauthenticated, "the token is not, or no longer, good"));
        }
        Credential::None if origin::expects_session(&parts.headers) => {
            return Err(Refused::new(ErrorCode::Unauthenticated, "the session is over: sign in again"));
        }
        Credential::Machine(_) | Credential::None => {}
    }
    Ok(identified)
}

/// The body, as far as the limit; the rest of a longer one is thrown away.
async fn read(mut body: Body, limit: usize) -> Result<Bytes, Refused> {
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refused::new(ErrorCode::BadRequest, "the body broke off"))?;
        let Ok(part) = frame.into_data() else { continue };
        length += part.len();
        if length <= limit {
            kept.extend_from_slice(&part);
        } else {
            kept = Vec::new();
        }
        if length > limit.saturating_add(DISCARDED) {
            break;
        }
    }
    if length > limit {
        return Err(Refused::past_limit(ErrorCode::BodyTooLarge, "bytes in the body", limit as u64, length as u64));
    }
    Ok(kept.into())
}

/// The HTTP answer, in the form that the client likes.
pub fn respond(media: MediaType, asked: &HeaderMap, outcome: Result<Executed, Refused>) -> Response {
    let mut response = match outcome {
        Ok(Executed { body, headers, .. }) => (headers, packed(asked, body)).into_response(),
        Err(Refused { code, errors, allow }) => {
            let is_legacy = media == MediaType::Json && code.is_of_the_document();
            let status = if is_legacy { StatusCode::OK } else { code.status() };
            let mut response = (status, packed(asked, body(None, &errors))).into_response();
            if let Some(allow) = allow {
                response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
            }
            if code == ErrorCode::Unauthenticated {
                response
                    .headers_mut()
                    .insert(WWW_AUTHENTICATE, HeaderValue::from_static(r#"Bearer error="invalid_token""#));
            }
            response
        }
    };
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media.as_str()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// From which address the request came: what the proxy says, when there is one, else the other end.
pub fn address(wire: &Wire, parts: &Parts) -> Option<IpAddr> {
    let peer = || parts.extensions.get::<Peer>().map(|Peer(peer)| peer.ip());
    // The last one is the proxy's own; those before it are anybody's.
    let forwarded = || {
        let last = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    if wire.settings.is_behind_proxy { forwarded().or_else(peer) } else { peer() }
}

impl Telling {
    /// A fault before there was anything to execute.
    pub fn fault(&self, fault: &crate::error::Fault) -> Refused {
        let code = if fault.is_passing() { ErrorCode::Unavailable } else { ErrorCode::Internal };
        tracing::error!(request_id = self.request_id, fault = fault.trace(), "a fault");
        self.broken(code)
    }
}
