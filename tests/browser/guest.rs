//! Somebody of the demo who goes from page to page, as the tests do that look at many.

use serde_json::Value;

use super::chromium::Browser;
use super::server::Server;
use super::target::{button, css};
use super::view::Language;

/// Comes in as somebody of the demo.
pub async fn sign_in(browser: &Browser, server: &Server, name: &str) {
    sign_out(browser, server).await;
    browser.click(button(name)).await;
    browser.sees(css(".bv-app h1")).await;
}

/// The sign-in page, as somebody meets it who was never here.
pub async fn sign_out(browser: &Browser, server: &Server) {
    let is_english = browser.view().language == Language::English;
    if browser.is_at(server).await {
        browser.forget().await;
    } else if is_english {
        // Something of the same origin that is no app: what is stored is stored for an origin.
        browser.open(&server.page("/health/live")).await;
    }
    if is_english {
        browser.ask::<Value>("localStorage.setItem('buurtverbinders.locale', 'en'); return null").await;
    }
    browser.open(&server.page("/inloggen")).await;
}

/// Opens a page and waits until it has all it asked for.
pub async fn open(browser: &Browser, server: &Server, path: &str) {
    if let Some((beginning, end)) = path.split_once('*') {
        let list = match beginning {
            _ if beginning.starts_with("/vragen") => "/",
            _ if beginning.starts_with("/training") => "/training",
            _ if beginning.starts_with("/buurtverbinders") => "/buurtverbinders",
            _ if beginning.starts_with("/sparren") => "/sparren",
            _ => "/specialisten",
        };
        go(browser, server, list).await;
        let first = css(&format!("a[href*='{beginning}']"));
        browser.sees(first).await;
        let path: String = browser
            .ask(&format!(
                "return document.querySelector(\"a[href*='{beginning}']\").getAttribute('href').split('?')[0]"
            ))
            .await;
        go(browser, server, &format!("{path}{end}")).await;
    } else {
        go(browser, server, path).await;
    }
    browser.sees(css("main h1")).await;
    browser.sees_no(css("[aria-busy=true]")).await;
}

/// To another page of the app as a link goes there; the same one is loaded again.
pub async fn go(browser: &Browser, server: &Server, path: &str) {
    let here = browser.address().await;
    let page = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
    if browser.has(css(".bv-app main h1")).await && page(&here) != page(path) {
        browser.follow(path).await;
    } else {
        browser.open(&server.page(path)).await;
    }
}
