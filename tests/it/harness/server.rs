//! The world behind the wire: a router to ask directly, and a port where real sockets are wanted.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use api::http::{self, HttpSettings, Stop};
use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt;

use super::world::World;

/// Where the tests' requests are sent to.
const PLACE: &str = "buurt.test";

/// A server over a world.
pub struct Server {
    router: Router,
    stop: Stop,
    cookie: Mutex<Option<String>>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl World {
    /// A server with the usual settings.
    pub fn serve(&self) -> Server {
        self.serve_with(|_| ())
    }

    /// A server with other settings.
    pub fn serve_with(&self, set: impl FnOnce(&mut HttpSettings)) -> Server {
        let mut settings = HttpSettings::default();
        set(&mut settings);
        let stop = settings.stop.clone();
        Server { router: http::router(Arc::clone(self.app()), settings), stop, cookie: Mutex::new(None) }
    }
}

impl Server {
    /// Sends a request. What isn't said otherwise: it goes to the tests' host, with the cookie that was kept.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Reply {
        let mut request = Request::new(body.into());
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().expect("an address");
        request.headers_mut().insert(HOST, HeaderValue::from_static(PLACE));
        if let Some(cookie) = self.cookie() {
            request.headers_mut().insert(COOKIE, HeaderValue::from_str(&cookie).expect("a cookie"));
        }
        for (name, value) in headers {
            let name = HeaderName::try_from(*name).expect("a name");
            request.headers_mut().insert(name, HeaderValue::from_str(value).expect("a value"));
        }
        let (parts, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
        for set in parts.headers.get_all(SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().map(str::to_owned);
            *self.cookie.lock().expect("no panic") = pair;
        }
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// Posts a document as the app does.
    pub async fn post(&self, document: &str, variables: Value) -> Reply {
        self.post_with(&[], document, variables).await
    }

    /// The same, with other or more headers.
    pub async fn post_with(&self, headers: &[(&str, &str)], document: &str, variables: Value) -> Reply {
        let usual = [
            (CONTENT_TYPE.as_str(), "application/json"),
            (ACCEPT.as_str(), "application/graphql-response+json"),
            ("x-buurtverbinders", "1"),
        ];
        let headers: Vec<_> = usual.iter().chain(headers).copied().collect();
        let body = json!({ "query": document, "variables": variables }).to_string();
        self.send(Method::POST, "/graphql", &headers, body).await
    }

    /// The cookie that it was given last, as `name=value`.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().expect("no panic").clone()
    }

    /// Keeps no cookie any more.
    pub fn forget(&self) {
        *self.cookie.lock().expect("no panic") = None;
    }

    /// Answers on a free port until [`Server::stop`].
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(http::listen::serve(listener, self.router.clone(), self.stop.clone()));
        address
    }

    /// The end of the server.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }
}

impl Reply {
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header as text; empty when it isn't there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    /// The status and the code of the first error: `400 QUERY_TOO_DEEP`, or `200 ok`.
    pub fn told(&self) -> String {
        let code = self
            .json()
            .pointer("/errors/0/extensions/code")
            .map_or("ok".to_owned(), |code| code.as_str().expect("a code is text").to_owned());
        format!("{} {code}", self.status.as_u16())
    }

    /// The message of the first error.
    pub fn message(&self) -> String {
        self.json().pointer("/errors/0/message").and_then(Value::as_str).expect("an error").to_owned()
    }
}
