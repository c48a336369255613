//! A browser with one window, steered as a person would.
//!
//! Nothing waits for a fixed time: every act waits until what it needs is there, and fails after ten
//! seconds with what is there instead.

use std::cell::Cell;
use std::fs;
use std::time::{Duration, Instant};

use axum::http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tests::{axe, root};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::components::SelectElement;
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::prelude::*;
use thirtyfour::session::http::CmdResponse;
use thirtyfour::{RequestData, SessionId, TypingData};

use super::chrome::Lent;
use super::server::Server;
use super::target::{Target, css};
use super::view::View;

/// How long a person would wait.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which rules a page is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// All.
    All,
    /// Those that colours and sizes can break, on a page whose elements were looked at already.
    OfLooks,
    /// None of axe-core's: that it fits the window, on a page whose colours were looked at already.
    OfWidth,
}

/// A browser that knows nobody: no cookies, nothing stored.
pub struct Browser {
    driver: WebDriver,
    user_agent: String,
    view: Cell<View>,
    // In this order: the driver lets go before somebody else gets the browser.
    lent: Lent,
}

impl Browser {
    /// Starts one, or takes one that is free.
    pub async fn start(view: View) -> Self {
        let lent = Lent::take().await;
        let (address, debugger) = lent.addresses();
        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_debugger_address(debugger).expect("a wish");
        wishes.set_base_capability("goog:loggingPrefs", json!({ "browser": "ALL" })).expect("a wish");
        let driver = WebDriver::new(address, wishes).await.expect("the driver finds the browser");
        driver.switch_to_window(lent.page.clone().into()).await.expect("the page is there");
        driver.set_script_timeout(PATIENCE * 3).await.expect("the driver takes a limit");
        let user_agent = driver.execute("return navigator.userAgent.replace('Headless', '')", []).await;
        let user_agent = user_agent.and_then(|answer| answer.convert()).expect("the browser says its name");

        let browser = Self { driver, user_agent, view: Cell::new(view), lent };
        browser.change_view(view).await;
        browser
    }

    /// Turns the same page to another window size, language or colours.
    pub async fn change_view(&self, view: View) {
        self.view.set(view);
        for (command, arguments) in view.commands(&self.user_agent) {
            self.devtools(command, arguments).await;
        }
    }

    /// Goes to an address.
    pub async fn open(&self, address: &str) {
        self.driver.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Goes to another page of the app as its links do, without loading the app again, and waits for its heading.
    pub async fn follow(&self, path: &str) {
        const GO: &str = "document.querySelector('main h1')?.setAttribute('data-before', '');
            history.pushState(null, '', arguments[0]);
            dispatchEvent(new PopStateEvent('popstate'))";
        self.driver.execute(GO, [json!(path)]).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        self.sees(css("main h1:not([data-before])")).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page loads again");
    }

    /// Closes the tab; another one is opened, which shows nothing yet.
    pub async fn change_tab(&self) {
        let next = self.lent.another_page().await;
        self.driver.close_window().await.expect("the tab closes");
        self.driver.switch_to_window(next.into()).await.expect("the other tab is there");
        self.change_view(self.view.get()).await;
    }

    /// The path and query of the address.
    pub async fn address(&self) -> String {
        self.ask("return location.pathname + location.search").await
    }

    /// Whether it shows something of this server.
    pub async fn is_at(&self, server: &Server) -> bool {
        self.ask::<String>("return location.origin + '/'").await == server.page("/")
    }

    /// The title of the page.
    pub async fn title(&self) -> String {
        self.ask("return document.title").await
    }

    /// Waits until it is there.
    pub async fn sees(&self, target: Target) -> WebElement {
        self.wait(&target, "shown").await
    }

    /// Waits until it is gone.
    pub async fn sees_no(&self, target: Target) {
        self.look(&target, "gone", PATIENCE).await.unwrap_or_else(|instead| panic!("still there: {target}, {instead}"));
    }

    /// Whether it is there now.
    pub async fn has(&self, target: Target) -> bool {
        self.look(&target, "shown", Duration::ZERO).await.is_ok()
    }

    /// Clicks on it. What lies under a bar is scrolled away from it first.
    pub async fn click(&self, target: Target) {
        self.act(&target, async |element| {
            element.scroll_into_view().await?;
            element.click().await
        })
        .await;
    }

    /// Fills in a field, in the place of what it held.
    pub async fn fill_in(&self, target: Target, words: &str) {
        self.act(&target, async |element| {
            element.clear().await?;
            element.send_keys(words).await
        })
        .await;
    }

    /// Chooses an option of a list.
    pub async fn choose(&self, target: Target, option: &str) {
        self.act(&target, async |element| SelectElement::new(element).await?.select_by_visible_text(option).await)
            .await;
    }

    /// Puts the pointer above it.
    pub async fn point_at(&self, target: Target) {
        let (x, y) = self.place_of(&target).await;
        self.mouse("mouseMoved", x, y, 0).await;
    }

    /// Takes a card with the mouse.
    pub async fn grab(&self, card: Target) {
        self.devtools("Input.setInterceptDrags", json!({ "enabled": true })).await;
        let (x, y) = self.place_of(&card).await;
        self.mouse("mouseMoved", x, y, 0).await;
        self.mouse("mousePressed", x, y, 1).await;
        for step in 1..=3 {
            self.mouse("mouseMoved", x + 6.0 * f64::from(step), y, 1).await;
        }
        self.sees(css(".bv-card--dragged")).await;
    }

    /// Moves what was grabbed above something.
    pub async fn carry(&self, above: Target) {
        for kind in ["dragEnter", "dragOver"] {
            self.drag(kind, &above).await;
        }
    }

    /// Lets go of it there.
    pub async fn let_go(&self, above: Target) {
        self.carry(above.clone()).await;
        self.drag("drop", &above).await;
        self.devtools("Input.setInterceptDrags", json!({ "enabled": false })).await;
        let (x, y) = self.place_of(&above).await;
        self.mouse("mouseReleased", x, y, 0).await;
    }

    async fn drag(&self, kind: &str, above: &Target) {
        const MOVE: u8 = 16;
        let (x, y) = self.place_of(above).await;
        let data = json!({ "items": [{ "mimeType": "text/plain", "data": "" }], "dragOperationsMask": MOVE });
        let event = json!({ "type": kind, "x": x, "y": y, "data": data });
        self.devtools("Input.dispatchDragEvent", event).await;
    }

    async fn mouse(&self, kind: &str, x: f64, y: f64, buttons: u8) {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", event).await;
    }

    /// A point within it, in the window.
    pub(super) async fn place_of(&self, target: &Target) -> (f64, f64) {
        let script = "const box = arguments[0].getBoundingClientRect();
            return [box.x + box.width / 2, box.y + Math.min(box.height / 2, 60)]";
        let element = self.wait(target, "shown").await.to_json().expect("an element");
        let place = self.driver.execute(script, [element]).await.and_then(|answer| answer.convert());
        place.unwrap_or_else(|error| panic!("{target}: {error}"))
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let chain = self.driver.action_chain().send_keys(keys);
        chain.perform().await.expect("the keys are pressed");
    }

    /// The accessible name of what has the focus, or its text.
    pub async fn focused(&self) -> String {
        self.ask("const e = document.activeElement; return (e.ariaLabel || e.innerText || e.labels?.[0]?.innerText || e.tagName).trim()")
            .await
    }

    /// Runs a script in the page and answers what it returns.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = self.driver.execute(script, []).await.and_then(|answer| answer.convert());
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a script in the page returns true.
    pub async fn until(&self, script: &str) {
        let waiting = "const [patience, done] = arguments; const deadline = performance.now() + patience;
            (function look() {
                if ((() => { SCRIPT })()) done(true);
                else if (performance.now() > deadline) done(false);
                else setTimeout(look, 20);
            })()";
        let arguments = [json!(PATIENCE.as_millis())];
        let answer = self.driver.execute_async(waiting.replace("SCRIPT", script), arguments).await;
        let is_so: bool =
            answer.and_then(|answer| answer.convert()).unwrap_or_else(|error| panic!("{script}: {error}"));
        assert!(is_so, "not so: {script}");
    }

    /// Forgets who used it: cookies and everything stored.
    pub async fn forget(&self) {
        self.driver.delete_all_cookies().await.expect("cookies go");
        self.driver.execute("localStorage.clear(); sessionStorage.clear()", []).await.expect("stored things go");
    }

    /// Puts a picture of the window in `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = root().join("target/screenshots");
        fs::create_dir_all(&folder).expect("the folder can be made");
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.expect("the picture can be kept");
    }

    /// Puts a picture of the whole page, as far as it scrolls, in `target/screenshots`.
    pub async fn long_picture(&self, name: &str) {
        self.unroll().await;
        self.picture(name).await;
    }

    /// Makes the window as high as its page, so that nothing of it lies under a bar that stays in place.
    async fn unroll(&self) {
        let height = self.ask::<u32>("return document.documentElement.scrollHeight").await;
        let width = self.ask::<u32>("return innerWidth").await;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// How it looks at the app.
    pub fn view(&self) -> View {
        self.view.get()
    }

    /// Fails when axe-core finds anything on the page as it is now.
    pub async fn is_accessible(&self) {
        let violations = self.violations_of_all(Rules::All).await;
        assert!(violations.is_empty(), "axe at {}:\n{}", self.address().await, violations.join("\n"));
    }

    /// What axe-core finds on the whole page, as far as it scrolls.
    pub async fn violations_of_all(&self, rules: Rules) -> Vec<String> {
        self.unroll().await;
        let violations = self.violations(rules).await;
        self.change_view(self.view.get()).await;
        violations
    }

    /// What axe-core finds, a line for each element that breaks a rule.
    pub async fn violations(&self, rules: Rules) -> Vec<String> {
        if self.ask("return typeof axe === 'undefined'").await {
            let script = axe::script().and_then(|path| fs::read_to_string(path).map_err(|error| error.to_string()));
            let script = script.unwrap_or_else(|error| panic!("{error}"));
            self.driver.execute(script, []).await.expect("axe loads");
        }
        let rules = match rules {
            Rules::All => Value::Null,
            Rules::OfLooks => json!(["color-contrast", "target-size"]),
            Rules::OfWidth => json!([]),
        };
        let answer = self.driver.execute_async(include_str!("axe.js"), [rules]).await;
        answer.and_then(|answer| answer.convert()).expect("axe answers")
    }

    /// What the page complained about since the last time: errors and warnings of the console, such
    /// as a script that the page's policy forbids.
    pub async fn complaints(&self) -> Vec<String> {
        let answer = self.driver.handle.cmd(ConsoleLog).await.and_then(CmdResponse::value::<Vec<Value>>);
        let lines = answer.expect("the browser tells its log");
        let serious = lines.iter().filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING");
        serious.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    async fn wait(&self, target: &Target, wait: &str) -> WebElement {
        match self.look(target, wait, PATIENCE).await {
            Ok(Some(element)) => element,
            Ok(None) => panic!("{target} is no element"),
            Err(instead) => {
                self.picture("failed").await;
                panic!("no {target} {instead}")
            }
        }
    }

    /// Looks again when the page goes away while it is being looked at.
    async fn look(&self, target: &Target, wait: &str, patience: Duration) -> Result<Option<WebElement>, String> {
        let deadline = Instant::now() + patience;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let arguments = [target.to_json(), json!(wait), json!(left.as_millis())];
            match self.driver.execute_async(include_str!("find.js"), arguments).await {
                Ok(answer) => {
                    return match answer.json() {
                        Value::Bool(_) => Ok(None),
                        Value::String(instead) => Err(instead.clone()),
                        _ => Ok(Some(answer.element().map_err(|error| error.to_string())?)),
                    };
                }
                Err(error) if left.is_zero() => return Err(error.to_string()),
                Err(_) => {}
            }
        }
    }

    /// Acts on an element, and again when the page changed under it.
    async fn act(&self, target: &Target, act: impl AsyncFn(&WebElement) -> WebDriverResult<()>) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.wait(target, "usable").await;
            match act(&element).await {
                Ok(()) => return,
                Err(error) => assert!(Instant::now() < deadline, "{target}: {error}"),
            }
        }
    }

    pub(super) async fn devtools(&self, command: &str, arguments: Value) -> Value {
        let devtools = ChromeDevTools::new(self.driver.handle.clone());
        let answer = devtools.execute_cdp_with_params(command, arguments).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }
}

/// What the console of the page said since the last time it was asked.
#[derive(Debug)]
struct ConsoleLog;

impl FormatRequestData for ConsoleLog {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/se/log")).add_body(json!({ "type": "browser" }))
    }
}
