//! Whether the server lives, and whether it can do its work: for whatever keeps it running.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::Wire;
use crate::database;

/// The process answers.
pub async fn live() -> Response {
    said(StatusCode::OK, "live\n")
}

/// The database answers too, and is up to date.
pub async fn ready(State(wire): State<Arc<Wire>>) -> Response {
    if database::is_ready(&wire.app.db).await {
        said(StatusCode::OK, "ready\n")
    } else {
        said(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or is not up to date\n")
    }
}

fn said(status: StatusCode, words: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], words).into_response()
}
