//! How much comes over the wire before somebody can begin.

use super::chromium::Browser;
use super::guest::{open, sign_in, sign_out};
use super::server::Server;
use super::target::{button, heading};
use super::view::View;
use crate::harness::database::{Kind, TestDatabase};

/// In bytes, all in all.
const MOST: u64 = 300_000;

/// The page, and all that it fetched, as it came: compressed, with its headers.
const FETCHED: &str =
    "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map(({ name, transferSize }) => [new URL(name).pathname, transferSize])";

/// Fails with what came when it was too much, or when nothing was counted.
async fn is_little(browser: &Browser, place: &str) {
    let fetched: Vec<(String, u64)> = browser.ask(FETCHED).await;
    let sum: u64 = fetched.iter().map(|(_, bytes)| bytes).sum();
    let app = fetched.iter().find(|(path, _)| path.ends_with("/app.wasm")).map_or(0, |(_, bytes)| *bytes);
    assert!(app > 100_000, "{place}: the app came from elsewhere: {fetched:#?}");
    assert!(sum < MOST, "{place}: {sum} bytes: {fetched:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_begins_with_is_little() {
    let server = Server::demo(TestDatabase::migrated(Kind::Sqlite).await);
    let browser = Browser::start(View::PHONE).await;
    sign_out(&browser, &server).await;
    browser.load_anew().await;
    browser.sees(button("Mia")).await;
    is_little(&browser, "the front door").await;

    sign_in(&browser, &server, "Mia").await;
    open(&browser, &server, "/").await;
    browser.load_anew().await;
    browser.sees(heading("Wacht op jou")).await;
    is_little(&browser, "today").await;
}
