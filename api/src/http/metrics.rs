//! Figures about the server itself, for Prometheus. Labels come from short lists, whatever clients send.

use std::{fs, sync::Arc, time::Duration};

use async_graphql::parser::types::OperationType;
use axum::{
    Router,
    extract::State,
    http::{Method, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use sea_orm::{DbBackend, PaginatorTrait};

use super::Stop;
use crate::{context::App, mail::sender::MAILS, policy, trouble::Trouble};

const REQUESTS: &str = "buurtverbinders_http_requests_total";
const REQUEST_SECONDS: &str = "buurtverbinders_http_request_seconds";
const OPERATION_SECONDS: &str = "buurtverbinders_graphql_operation_seconds";
const SOCKETS: &str = "buurtverbinders_open_sockets";
const SUBSCRIPTIONS: &str = "buurtverbinders_open_subscriptions";
const CONNECTIONS: &str = "buurtverbinders_database_connections";
const MAILS_WAITING: &str = "buurtverbinders_mails_waiting";
const MEMORY: &str = "buurtverbinders_resident_memory_bytes";

/// Upper bounds in seconds: fine where answers should be, coarse where they should not.
const BUCKETS: [f64; 11] = [0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Begins to keep figures, in this process.
///
/// # Errors
/// When figures are kept already.
pub fn install() -> Result<PrometheusHandle, Trouble> {
    let refused = |error: &dyn std::fmt::Display| {
        Trouble::new(format!("metrics can't be kept: {error}"), "Start the server without --metrics-listen.")
    };
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS);
    let recorder = builder.map_err(|error| refused(&error))?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|error| refused(&error))?;
    describe_counter!(REQUESTS, "Answered requests, by route, method and status.");
    describe_histogram!(REQUEST_SECONDS, "Time to answer a request, by route.");
    describe_histogram!(OPERATION_SECONDS, "Time to execute an operation, by its first field and its outcome.");
    describe_gauge!(SOCKETS, "Open sockets.");
    describe_gauge!(SUBSCRIPTIONS, "Open subscriptions.");
    describe_gauge!(CONNECTIONS, "Connections to the database, by what they do.");
    describe_counter!(MAILS, "Mails by what became of a try: sent, postponed, failed, dropped.");
    describe_gauge!(MAILS_WAITING, "Mails that wait to be sent or tried again.");
    describe_gauge!(MEMORY, "Memory of the process that is not swapped out.");
    Ok(handle)
}

/// `/metrics`, on a port of its own.
pub fn router(app: Arc<App>, stop: Stop, handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(render)).with_state((app, stop, handle))
}

/// Counts an answered request.
pub fn request(method: &Method, route: &'static str, status: StatusCode, elapsed: Duration) {
    let method = match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        _ => "other",
    };
    counter!(REQUESTS, "route" => route, "method" => method, "status" => status.as_u16().to_string()).increment(1);
    histogram!(REQUEST_SECONDS, "route" => route).record(elapsed);
}

/// Counts an executed operation.
pub fn operation(kind: OperationType, field: String, outcome: &'static str, elapsed: Duration) {
    let kind = match kind {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    };
    histogram!(OPERATION_SECONDS, "kind" => kind, "field" => field, "outcome" => outcome).record(elapsed);
}

async fn render(State((app, stop, handle)): State<(Arc<App>, Stop, PrometheusHandle)>) -> impl IntoResponse {
    #[expect(clippy::cast_precision_loss, reason = "counts and bytes far below 2^52")]
    let number = |count: usize| count as f64;
    gauge!(SOCKETS).set(number(stop.open_sockets()));
    gauge!(SUBSCRIPTIONS).set(number(app.feed.listeners()));
    let (open, idle) = if app.db.get_database_backend() == DbBackend::Sqlite {
        let pool = app.db.get_sqlite_connection_pool();
        (pool.size(), pool.num_idle())
    } else {
        let pool = app.db.get_postgres_connection_pool();
        (pool.size(), pool.num_idle())
    };
    gauge!(CONNECTIONS, "state" => "idle").set(number(idle));
    gauge!(CONNECTIONS, "state" => "busy").set(number((open as usize).saturating_sub(idle)));
    if let Ok(waiting) = policy::notices::waiting_mails().count(&app.db).await {
        gauge!(MAILS_WAITING).set(number(usize::try_from(waiting).unwrap_or(usize::MAX)));
    }
    if let Some(bytes) = resident_memory() {
        gauge!(MEMORY).set(number(bytes));
    }
    handle.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render())
}

/// As Linux tells it; elsewhere nothing.
fn resident_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
