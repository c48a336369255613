//! The wire: HTTP, GraphQL over it and over sockets, the app's files, health and metrics. It finds out who asks
//! and how much may be asked; what the answer is, the features say.

pub mod accept;
pub mod assets;
mod calendar;
mod codes;
mod compression;
mod dev_mail;
mod execution;
mod exports;
mod graphql;
mod headers;
mod health;
mod limits;
pub mod listen;
mod masking;
pub mod metrics;
mod nulls;
mod origin;
mod params;
mod protocol;
mod refused;
mod scan;
mod shapes;
mod socket;
mod stop;
mod trace;
mod variables;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    middleware,
    response::Response,
    routing::{any, get},
};

pub use assets::Assets;
pub use codes::ErrorCode;
pub use limits::Limits;
pub use params::Params;
pub use refused::Refused;
pub use socket::SocketSettings;
pub use stop::Stop;
pub use trace::RequestId;

use crate::{auth::machines, context::App, mail::folder::Folder};
use execution::Engine;

/// How the wire behaves.
pub struct HttpSettings {
    /// Where browsers reach the server, as they write an origin; without it, whatever host they ask.
    pub public_origin: Option<String>,
    /// Whether a proxy in front says, as the last of `X-Forwarded-For`, who asks.
    pub is_behind_proxy: bool,
    /// The longest that an operation may take, and a body to come in.
    pub request_timeout: Duration,
    /// The largest body that is read, in bytes.
    pub max_body: usize,
    /// How much one document may ask.
    pub limits: Limits,
    /// How sockets behave.
    pub sockets: SocketSettings,
    /// The app's files.
    pub assets: Assets,
    /// Where mails are kept as files, when they are shown to developers.
    pub shown_mail: Option<Folder>,
    /// The end of the server.
    pub stop: Stop,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            public_origin: None,
            is_behind_proxy: false,
            request_timeout: Duration::from_secs(10),
            max_body: 256_000,
            limits: Limits::default(),
            sockets: SocketSettings::default(),
            assets: Assets::default(),
            shown_mail: None,
            stop: Stop::default(),
        }
    }
}

/// What the handlers share.
pub struct Wire {
    app: Arc<App>,
    engine: Arc<Engine>,
    settings: HttpSettings,
}

/// The whole server behind one port.
pub fn router(app: Arc<App>, settings: HttpSettings) -> Router {
    let engine = Arc::new(Engine::new(settings.limits));
    let wire = Arc::new(Wire { app, engine, settings });
    Router::new()
        .route("/graphql", any(graphql_or_socket))
        .route("/export/figures/{file}", get(exports::figures))
        .route("/calendar/{file}", get(calendar::training))
        .route("/dev/mail", get(dev_mail::list))
        .route("/dev/mail/{id}", get(dev_mail::mail))
        .route("/dev/mail/{id}/html", get(dev_mail::html))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .merge(machines::router().with_state(Arc::clone(&wire.app)))
        .fallback(file)
        .layer(middleware::from_fn_with_state(Arc::clone(&wire), trace::keep))
        .layer(middleware::from_fn_with_state(Arc::clone(&wire), headers::add))
        .with_state(wire)
}

async fn graphql_or_socket(State(wire): State<Arc<Wire>>, request: Request) -> Response {
    if socket::is_wanted(&request) {
        socket::open(wire, request).await
    } else {
        graphql::answer(State(wire), request).await
    }
}

async fn file(State(wire): State<Arc<Wire>>, request: Request) -> Response {
    wire.settings.assets.answer(request.method(), request.uri().path(), request.headers())
}
