//! Somebody's device, a browser without a page: it keeps the cookie that the server gives, and shows it at each request.

use std::net::IpAddr;
use std::sync::Mutex;

use api::auth::{self, Caller, Credential, Identified};
use async_graphql::{Request, Variables};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use entities::Locale;
use serde_json::Value;

use super::answer::Answer;
use super::world::World;

/// A browser on somebody's device.
pub struct Device<'a> {
    world: &'a World,
    address: IpAddr,
    cookie: Mutex<Option<String>>,
    last_set: Mutex<Option<String>>,
}

impl World {
    /// A device on which nobody has signed in.
    pub fn device(&self) -> Device<'_> {
        self.device_at("192.0.2.1")
    }

    /// The same, elsewhere on the network.
    pub fn device_at(&self, address: &str) -> Device<'_> {
        let address = address.parse().expect("an address");
        Device { world: self, address, cookie: Mutex::new(None), last_set: Mutex::new(None) }
    }
}

impl Device<'_> {
    /// Executes a document as whoever is signed in here.
    pub async fn execute(&self, document: &str, variables: Value) -> Answer {
        let Identified { viewer, credential } = self.identify().await;
        let context = self.world.app().request(viewer, Locale::Nl, "test".to_owned());
        let caller = Caller { credential, address: Some(self.address) };
        let request = Request::new(document).variables(Variables::from_json(variables)).data(context).data(caller);
        let response = self.world.schema().execute(request).await;
        for value in response.http_headers.get_all(SET_COOKIE) {
            self.store(value.to_str().expect("a cookie is text"));
        }
        Answer::new(response)
    }

    /// How the server sees it.
    pub async fn identify(&self) -> Identified {
        auth::identify(self.world.app(), &self.headers()).await.expect("the server can see who it is")
    }

    /// With what the server knows it.
    pub async fn credential(&self) -> Credential {
        self.identify().await.credential
    }

    /// What it shows at each request.
    pub fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(cookie) = self.cookie() {
            headers.insert(COOKIE, HeaderValue::from_str(&format!("other=1; {cookie}")).expect("a header"));
        }
        headers
    }

    /// The cookie that it keeps, as `name=value`.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().expect("no panic").clone()
    }

    /// The last cookie that it was given, with its attributes.
    pub fn last_set(&self) -> Option<String> {
        self.last_set.lock().expect("no panic").clone()
    }

    /// Keeps a cookie that came from elsewhere.
    pub fn keep(&self, cookie: Option<String>) {
        *self.cookie.lock().expect("no panic") = cookie;
    }

    fn store(&self, set: &str) {
        *self.last_set.lock().expect("no panic") = Some(set.to_owned());
        let pair = set.split(';').next().expect("a pair").to_owned();
        self.keep((!set.contains("Max-Age=0;")).then_some(pair));
    }
}
