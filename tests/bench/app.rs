//! The app in a real browser: what it loads, and what it asks of the server.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use axum::http::Method;
use serde_json::{Value, json};
use tests::{chromium, keeper};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::prelude::*;
use thirtyfour::session::http::CmdResponse;
use thirtyfour::{RequestData, SessionId};

use crate::Tried;
use crate::client::Client;

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// A page that loaded nothing for so long is complete.
const QUIET: Duration = Duration::from_secs(2);

const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
    "--remote-debugging-pipe",
];

/// A browser with one window.
pub struct Browser {
    driver: WebDriver,
    _keeper: keeper::Keeper,
}

/// What a browser is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// Itself.
    Desk,
    /// What Lighthouse imitates: a phone of some years ago on a slow 4G.
    SlowPhone,
}

/// What one page took: everything that went over the wire, in the order in which it was asked.
#[derive(Debug, Default)]
pub struct Visit {
    /// The requests.
    pub transfers: Vec<Transfer>,
}

/// One request of a page.
#[derive(Clone, Debug, Default)]
pub struct Transfer {
    /// Path and query.
    pub path: String,
    /// The question, where one was posted.
    pub question: Option<String>,
    /// Head and body of the answer, as they went over the wire.
    pub bytes: u64,
    /// The answer is complete.
    pub is_complete: bool,
}

impl Browser {
    /// Starts one that knows nobody, with its profile in this folder.
    ///
    /// # Errors
    /// When there is none, or it doesn't start.
    pub async fn start(folder: &Path) -> Tried<Self> {
        let programs = chromium::programs().ok_or("install Debian's packages chromium and chromium-driver")?;
        let profile = folder.join("profile");
        fs::create_dir_all(&profile)?;
        let (keeper, driver) = chromium::drive(&programs.driver, &profile)?;
        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_binary(&programs.browser.to_string_lossy())?;
        for argument in ARGUMENTS {
            wishes.add_arg(argument)?;
        }
        wishes.add_arg("--window-size=1440,900")?;
        wishes.add_arg(&format!("--user-data-dir={}", profile.display()))?;
        wishes.set_base_capability("goog:loggingPrefs", json!({ "performance": "ALL" }))?;
        Ok(Self { driver: WebDriver::new(driver, wishes).await?, _keeper: keeper })
    }

    /// Is signed in as the client is, or as nobody; forgets what it loaded before.
    ///
    /// # Errors
    /// When the browser doesn't obey.
    pub async fn become_somebody(&self, origin: &str, client: Option<&Client>) -> Tried<()> {
        let devtools = ChromeDevTools::new(self.driver.handle.clone());
        devtools.execute_cdp("Network.clearBrowserCookies").await?;
        devtools.execute_cdp("Network.clearBrowserCache").await?;
        if let Some((name, value)) = client.and_then(Client::cookie) {
            let cookie = json!({ "name": name, "value": value, "url": origin, "httpOnly": true });
            devtools.execute_cdp_with_params("Network.setCookie", cookie).await?;
        }
        Ok(())
    }

    /// Forgets the files of the app, wherever it keeps them; what the device remembers of its people stays.
    ///
    /// # Errors
    /// When the browser doesn't obey.
    pub async fn forget_files(&self, origin: &str) -> Tried<()> {
        self.driver.goto("about:blank").await?;
        self.devtools("Network.clearBrowserCache", json!({})).await?;
        let kept = json!({ "origin": origin, "storageTypes": "cache_storage,service_workers" });
        self.devtools("Storage.clearDataForOrigin", kept).await
    }

    /// Is like another device.
    ///
    /// # Errors
    /// When the browser doesn't obey.
    pub async fn be(&self, device: Device) -> Tried<()> {
        let (latency, down, up, rate) = match device {
            Device::SlowPhone => (150, 200_000, 93_750, 4),
            Device::Desk => (0, -1, -1, 1),
        };
        self.devtools("Network.enable", json!({})).await?;
        let network =
            json!({ "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up });
        self.devtools("Network.emulateNetworkConditions", network).await?;
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
        let phone = json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true });
        match device {
            Device::SlowPhone => self.devtools("Emulation.setDeviceMetricsOverride", phone).await,
            Device::Desk => self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await,
        }
    }

    /// Goes to a page and tells how long it took until its heading stands there, what `main` selects is shown and enabled,
    /// and the page has time to answer a tap.
    ///
    /// # Errors
    /// When it takes too long.
    pub async fn usable_after(&self, address: &str, main: &str) -> Tried<Duration> {
        let script = include_str!("usable.js").replace("MAIN", &json!(main).to_string());
        let devtools = ChromeDevTools::new(self.driver.handle.clone());
        let source = json!({ "source": script });
        let added = devtools.execute_cdp_with_params("Page.addScriptToEvaluateOnNewDocument", source).await?;
        self.driver.goto(address).await?;
        let waiting = "const [patience, done] = arguments; const deadline = performance.now() + patience;
            (function look() {
                if (window.usableAfter ?? performance.now() > deadline) done(window.usableAfter ?? null);
                else setTimeout(look, 50);
            })()";
        let answer = self.driver.execute_async(waiting, [json!(PATIENCE.as_millis())]).await?;
        let after = answer.json().as_f64().ok_or_else(|| format!("{address} can't be used"))?;
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", added).await?;
        Ok(Duration::from_secs_f64(after / 1000.0))
    }

    async fn devtools(&self, command: &str, arguments: Value) -> Tried<()> {
        let devtools = ChromeDevTools::new(self.driver.handle.clone());
        devtools.execute_cdp_with_params(command, arguments).await?;
        Ok(())
    }

    /// Goes to a page and waits until it has loaded everything.
    ///
    /// # Errors
    /// When it takes too long.
    pub async fn visit(&self, address: &str) -> Tried<Visit> {
        self.driver.goto("about:blank").await?;
        self.log().await?;
        self.driver.goto(address).await?;
        let start = Instant::now();
        let mut last = Instant::now();
        let mut visit = Heard::default();
        while last.elapsed() < QUIET || !visit.is_complete() {
            if start.elapsed() > PATIENCE {
                return Err(format!("{address} goes on loading: {visit:?}").into());
            }
            for entry in self.log().await? {
                if visit.hear(&entry) {
                    last = Instant::now();
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(visit.visit())
    }

    async fn log(&self) -> Tried<Vec<Value>> {
        let lines: Vec<Value> = self.driver.handle.cmd(PerformanceLog).await.and_then(CmdResponse::value)?;
        let messages = lines.iter().filter_map(|line| line["message"].as_str());
        Ok(messages.map(serde_json::from_str::<Value>).collect::<Result<_, _>>()?)
    }
}

impl Visit {
    /// The first question in which this field is asked for.
    ///
    /// # Errors
    /// When the page didn't ask for it.
    pub fn question(&self, field: &str) -> Tried<Value> {
        let wanted = format!("{field}(");
        let questions = self.transfers.iter().filter_map(|transfer| transfer.question.as_deref());
        let question = questions.into_iter().find(|question| question.contains(&wanted) || question.contains(field));
        Ok(serde_json::from_str(question.ok_or_else(|| format!("the page didn't ask for {field}: {self:?}"))?)?)
    }

    /// All bytes together.
    pub fn bytes(&self) -> u64 {
        self.transfers.iter().map(|transfer| transfer.bytes).sum()
    }
}

/// What was heard of the requests, by their numbers.
#[derive(Debug, Default)]
struct Heard {
    order: Vec<String>,
    transfers: HashMap<String, Transfer>,
}

impl Heard {
    /// Takes in a message of the DevTools protocol; says whether it was about a request of the page.
    fn hear(&mut self, entry: &Value) -> bool {
        let (method, told) = (entry["message"]["method"].as_str(), &entry["message"]["params"]);
        let Some(id) = told["requestId"].as_str() else { return false };
        match method {
            Some("Network.requestWillBeSent") => {
                let Some(path) = told["request"]["url"].as_str().and_then(path_of) else { return false };
                let question = told["request"]["postData"].as_str().map(str::to_owned);
                self.order.push(id.to_owned());
                self.transfers.insert(id.to_owned(), Transfer { path, question, ..Transfer::default() });
                true
            }
            Some("Network.responseReceived") => self.change(id, |transfer| {
                transfer.bytes = told["response"]["encodedDataLength"].as_u64().unwrap_or_default();
            }),
            Some("Network.loadingFinished") => self.change(id, |transfer| {
                // Head and body together, once all is there.
                transfer.bytes = whole(&told["encodedDataLength"]).max(transfer.bytes);
                transfer.is_complete = true;
            }),
            Some("Network.loadingFailed") => self.change(id, |transfer| transfer.is_complete = true),
            _ => false,
        }
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&mut Transfer)) -> bool {
        self.transfers.get_mut(id).map(change).is_some()
    }

    fn is_complete(&self) -> bool {
        !self.order.is_empty() && self.transfers.values().all(|transfer| transfer.is_complete)
    }

    fn visit(mut self) -> Visit {
        Visit { transfers: self.order.iter().filter_map(|id| self.transfers.remove(id)).collect() }
    }
}

/// The protocol has whole numbers as numbers with a point.
fn whole(number: &Value) -> u64 {
    let text = number.to_string();
    text.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or_default()
}

/// The path of an address of ours; none of what is in the page already.
fn path_of(url: &str) -> Option<String> {
    let place = url.strip_prefix("http://")?;
    Some(place.find('/').map_or("/", |at| &place[at..]).to_owned())
}

/// What the browser noticed since the last time it was asked.
#[derive(Debug)]
struct PerformanceLog;

impl FormatRequestData for PerformanceLog {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/se/log")).add_body(json!({ "type": "performance" }))
    }
}
