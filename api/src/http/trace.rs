//! What is kept of each request: an id for the one who asked, a line for the log, a count for the metrics. The
//! line holds no address, query string, body or header: the path of the app can hold an invitation.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};

use axum::{
    extract::{Request, State},
    http::{Extensions, HeaderName, HeaderValue, StatusCode, Uri},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use uuid::Uuid;

use super::{Wire, metrics};

/// Names a request in its answer, in the log and in what a person is told of a fault.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

impl RequestId {
    /// The id that this request was given.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get::<Self>().cloned().unwrap_or_else(|| Self("none".to_owned()))
    }
}

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its id, and keeps what is kept. An id from outside is not taken over.
pub async fn keep(State(wire): State<Arc<Wire>>, mut request: Request, next: Next) -> Response {
    let id = wire.app.new_id::<Uuid>().simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let (method, route) = (request.method().clone(), route(request.uri()));
    let start = Instant::now();
    let mut response = match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on our side\n").into_response(),
    };
    let (status, elapsed) = (response.status(), start.elapsed());
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    if route == "/health" || route == "/assets" {
        tracing::debug!(request_id = id, %method, route, status = status.as_u16(), millis, "answered");
    } else {
        tracing::info!(request_id = id, %method, route, status = status.as_u16(), millis, "answered");
    }
    metrics::request(&method, route, status, elapsed);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(X_REQUEST_ID, id);
    }
    response
}

/// The part of the server that a path is for: a short list, whatever is asked.
fn route(uri: &Uri) -> &'static str {
    let first = uri.path().split('/').nth(1).unwrap_or_default();
    ["/graphql", "/export", "/health", "/assets", "/oauth", "/.well-known"]
        .into_iter()
        .find(|route| &route[1..] == first)
        .unwrap_or("app")
}
