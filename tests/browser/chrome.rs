//! Chromium itself: started once for many tests, and lent to one after the other.
//!
//! Each test gets a profile of its own in it (a browser context: cookies, storage, cache and service workers apart), which
//! goes when the test ends. Starting a browser costs as much as a short test.

use std::sync::{Mutex, PoisonError};
use std::thread;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tests::{chromium, keeper};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// The browser stays on this machine and looks for nothing by itself.
const ARGUMENTS: [&str; 14] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    // Each page runs for seconds: what compiling the app a second time gains comes after its end.
    "--js-flags=--liftoff-only",
    // Without a first page: each test opens its own.
    "--no-startup-window",
];

/// A running browser with its driver.
struct Chrome {
    /// The address of its debugger, as `host:port`.
    debugger: String,
    /// The socket of that.
    socket: String,
    driver: String,
    _browser: keeper::Keeper,
    _driver: keeper::Keeper,
}

/// A browser that one test uses.
pub struct Lent {
    chrome: Option<Chrome>,
    /// The page to begin with.
    pub page: String,
    context: Value,
    // The profile lives as long as this.
    profile: tokio::sync::Mutex<WebSocketStream<MaybeTlsStream<TcpStream>>>,
}

/// Those that nobody uses now.
static IDLE: Mutex<Vec<Chrome>> = Mutex::new(Vec::new());

impl Lent {
    /// Takes one, or starts one.
    pub async fn take() -> Self {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let chrome = idle.unwrap_or_else(Chrome::start);
        let (mut profile, _) = connect_async(&chrome.socket).await.expect("the browser listens");
        let context = ask(&mut profile, "Target.createBrowserContext", json!({ "disposeOnDetach": true })).await;
        let context = context["browserContextId"].clone();
        let page = new_page(&mut profile, &context).await;
        Self { chrome: Some(chrome), page, context, profile: profile.into() }
    }

    /// Opens another page of the same profile.
    pub async fn another_page(&self) -> String {
        new_page(&mut *self.profile.lock().await, &self.context).await
    }

    /// Where its driver listens, and where the driver finds the browser.
    pub fn addresses(&self) -> (&str, &str) {
        let chrome = self.chrome.as_ref().expect("it is lent until it is dropped");
        (&chrome.driver, &chrome.debugger)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // What a failure left behind is for nobody else.
        if let Some(chrome) = self.chrome.take().filter(|_| !thread::panicking()) {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(chrome);
        }
    }
}

impl Chrome {
    fn start() -> Self {
        let programs =
            chromium::programs().expect("Chromium is missing: install Debian's packages chromium and chromium-driver");
        let profile = super::new_folder("profile");
        let mut command = keeper::program(&chromium::shell().unwrap_or(programs.browser), &profile);
        command.args(ARGUMENTS).arg(format!("--user-data-dir={}", profile.display()));
        let (browser, mut said) = keeper::Keeper::start(&mut command).expect("the browser starts");
        let socket = said
            .wait_for(|line| Some(line.split_once("DevTools listening on ")?.1.trim().to_owned()))
            .unwrap_or_else(|said| panic!("the browser doesn't say where it listens:\n{said}"));
        let debugger = socket.trim_start_matches("ws://").split('/').next().unwrap_or_default().to_owned();

        let (keeper, driver) =
            chromium::drive(&programs.driver, &super::new_folder("driver")).expect("the driver starts");
        Self { debugger, socket, driver, _browser: browser, _driver: keeper }
    }
}

async fn new_page(profile: &mut WebSocketStream<MaybeTlsStream<TcpStream>>, context: &Value) -> String {
    let page = json!({ "url": "about:blank", "browserContextId": context });
    let page = ask(profile, "Target.createTarget", page).await;
    page["targetId"].as_str().expect("a page").to_owned()
}

/// Asks the browser for something and answers what it says to that.
async fn ask(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>, method: &str, params: Value) -> Value {
    let question = json!({ "id": 1, "method": method, "params": params });
    socket.send(Message::text(question.to_string())).await.expect("the browser listens");
    while let Some(message) = socket.next().await {
        let answer = message.expect("the browser answers").into_text().unwrap_or_default();
        let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
        if answer["id"] == 1 {
            assert!(answer["error"].is_null(), "{method}: {answer}");
            return answer["result"].clone();
        }
    }
    panic!("{method}: the browser went away")
}
