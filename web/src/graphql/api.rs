//! Sends a question and waits for its answer.

use std::time::Duration;

use cynic::{MutationBuilder, Operation, QueryBuilder, QueryFragment, QueryVariables};
use futures::future::LocalBoxFuture;
use gloo_net::http::Request;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use web_sys::{AbortController, AbortSignal, RequestCredentials};

use super::answer::{self, Failure};
use super::early;
use super::socket_model::{Change, Connection};
use super::written::Written;

/// Where the server answers.
const PATH: &str = "/graphql";
/// A form of another site can't send this header, so it can't act in somebody's name.
const APP_HEADER: &str = "X-Buurtverbinders";
const PATIENCE: Duration = Duration::from_secs(15);
/// A file is made first, and is larger.
const PATIENCE_FOR_A_FILE: Duration = Duration::from_mins(1);

type Listener = Box<dyn Fn(&Change)>;

/// The server, as a component sees it. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct Api {
    /// How the live connection is doing.
    pub connection: RwSignal<Connection>,
    /// Told when the server says that nobody is signed in.
    pub signed_out: Trigger,
    is_somebody: StoredValue<Option<Signal<bool>>>,
    listeners: StoredValue<Vec<(usize, Listener)>, LocalStorage>,
}

/// Makes the server known to all components below.
pub fn provide_api() -> Api {
    let api = Api {
        connection: RwSignal::new(Connection::Online),
        signed_out: Trigger::new(),
        is_somebody: StoredValue::new(None),
        listeners: StoredValue::new_local(Vec::new()),
    };
    provide_context(api);
    api
}

/// The server. Ask for it in the body of a component, not in a handler.
pub fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// From now on questions say whether somebody is signed in here: when the session is over then, the server says so,
    /// and doesn't answer as it would answer nobody.
    pub fn know_whether(self, is_somebody: Signal<bool>) {
        self.is_somebody.set_value(Some(is_somebody));
    }

    /// Asks something.
    ///
    /// # Errors
    ///
    /// What went wrong; `Unauthenticated` also sends the person to the sign-in page.
    pub fn query<Q, V>(self, variables: V) -> LocalBoxFuture<'static, Result<Q, Failure>>
    where
        Q: QueryBuilder<V> + DeserializeOwned + 'static,
        V: QueryVariables + Serialize,
    {
        self.answer(body(&Q::build(variables)))
    }

    /// Does something. With the same idempotency key, trying again is safe.
    ///
    /// # Errors
    ///
    /// What went wrong; `Unauthenticated` also sends the person to the sign-in page.
    pub fn mutate<M, V>(self, variables: V) -> LocalBoxFuture<'static, Result<M, Failure>>
    where
        M: MutationBuilder<V> + DeserializeOwned + 'static,
        V: QueryVariables + Serialize,
    {
        self.answer(body(&M::build(variables)))
    }

    /// Asks or does something whose text is written down.
    ///
    /// # Errors
    ///
    /// What went wrong; `Unauthenticated` also sends the person to the sign-in page.
    pub fn ask_written<Q, V>(self, variables: V) -> LocalBoxFuture<'static, Result<Q, Failure>>
    where
        Q: Written + QueryFragment + DeserializeOwned + 'static,
        V: QueryVariables + Serialize,
    {
        self.answer(body(&Operation::<Q, V>::new(Q::TEXT.to_owned(), variables)))
    }

    fn answer<Q>(self, body: Option<String>) -> LocalBoxFuture<'static, Result<Q, Failure>>
    where
        Q: DeserializeOwned + 'static,
    {
        let data = self.exchange(body);
        Box::pin(async move { answer::typed(data.await?) })
    }

    /// Sends a question and reads the data of its answer. Boxed, so that it stands in the app once.
    fn exchange(self, body: Option<String>) -> LocalBoxFuture<'static, Result<Value, Failure>> {
        Box::pin(async move {
            let answer = match body {
                Some(body) => post(body, self.page()).await.and_then(|(status, body)| answer::data(status, &body)),
                None => Err(Failure::BadInput),
            };
            if matches!(answer, Err(Failure::Unauthenticated)) {
                self.signed_out.notify();
            }
            answer
        })
    }

    /// Fetches a file that the server makes, under the same rules as a question: no link could send the header.
    ///
    /// # Errors
    ///
    /// What went wrong; `Unauthenticated` also sends the person to the sign-in page.
    pub fn file(self, path: String) -> LocalBoxFuture<'static, Result<ServerFile, Failure>> {
        Box::pin(async move {
            let file = fetch(&path, self.page()).await;
            if matches!(file, Err(Failure::Unauthenticated)) {
                self.signed_out.notify();
            }
            file
        })
    }

    /// What our own page says of itself.
    fn page(self) -> &'static str {
        let is_somebody = self.is_somebody.try_get_value().flatten().and_then(|it| it.try_get_untracked());
        if is_somebody == Some(true) { "app; signed-in" } else { "app" }
    }

    /// Calls `listener` for every change that the server tells about, for as long as the component lives.
    pub fn on_change(self, listener: impl Fn(&Change) + 'static) {
        let Some(key) = self.listeners.try_update_value(|listeners| {
            let key = listeners.last().map_or(0, |(last, _)| last + 1);
            listeners.push((key, Box::new(listener)));
            key
        }) else {
            return;
        };
        on_cleanup(move || {
            self.listeners.try_update_value(|listeners| listeners.retain(|(its, _)| *its != key));
        });
    }

    /// Tells every listener.
    pub(super) fn tell(self, change: &Change) {
        self.listeners.try_with_value(|listeners| {
            for (_, listener) in listeners {
                listener(change);
            }
        });
    }
}

/// The text to send.
fn body<Q, V: Serialize>(operation: &Operation<Q, V>) -> Option<String> {
    serde_json::to_string(operation).ok()
}

/// A file, with what the server calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFile {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Gives up what takes too long. Dropping it stops the clock.
struct Limit {
    abort: AbortController,
    clock: Option<TimeoutHandle>,
}

impl Limit {
    fn of(patience: Duration) -> Result<Self, Failure> {
        let abort = AbortController::new().map_err(|_| Failure::Offline)?;
        let stop = abort.clone();
        let clock = set_timeout_with_handle(move || stop.abort(), patience).ok();
        Ok(Self { abort, clock })
    }

    fn signal(&self) -> AbortSignal {
        self.abort.signal()
    }

    /// Why nothing came.
    fn failure(&self) -> Failure {
        if self.signal().aborted() { Failure::Timeout } else { Failure::Offline }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        if let Some(clock) = self.clock {
            clock.clear();
        }
    }
}

async fn fetch(path: &str, page: &str) -> Result<ServerFile, Failure> {
    let limit = Limit::of(PATIENCE_FOR_A_FILE)?;
    let offline = |_| limit.failure();
    let request = Request::get(path).header(APP_HEADER, page).credentials(RequestCredentials::SameOrigin);
    let response = request.abort_signal(Some(&limit.signal())).send().await.map_err(offline)?;
    if !response.ok() {
        return Err(answer::by_status(response.status()));
    }
    let header = |name: &str| response.headers().get(name).unwrap_or_default();
    let (disposition, media) = (header("content-disposition"), header("content-type"));
    let name = disposition.split('"').nth(1).unwrap_or_default().to_owned();
    Ok(ServerFile { name, media, bytes: response.binary().await.map_err(offline)? })
}

/// Status and body of the answer.
async fn post(body: String, page: &str) -> Result<(u16, String), Failure> {
    if let Some(answer) = early::answer(&body).await {
        return Ok(answer);
    }
    let limit = Limit::of(PATIENCE)?;
    // Who isn't signed in is answered in the language of the page, whatever that of the browser.
    let language = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let request = Request::post(PATH)
        .header("Accept-Language", &language)
        .header("Accept", "application/graphql-response+json")
        .header("Content-Type", "application/json")
        .header(APP_HEADER, page)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&limit.signal()))
        .body(body)
        .map_err(|_| Failure::BadInput)?;
    let answer = async {
        let response = request.send().await?;
        let body = response.text().await?;
        Ok::<_, gloo_net::Error>((response.status(), body))
    };
    answer.await.map_err(|_| limit.failure())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listeners_hear_until_their_component_is_gone() {
        let owner = Owner::new();
        owner.set();
        let api = provide_api();
        let heard = StoredValue::new(0);
        let component = owner.child();
        component.with(|| api.on_change(move |_| heard.update_value(|heard| *heard += 1)));
        api.tell(&Change::Missed);
        component.cleanup();
        api.tell(&Change::Missed);
        assert_eq!(heard.get_value(), 1);
    }
}
