//! The finding of things on a page is itself something to rely on.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use thirtyfour::Key;
use tokio::net::TcpListener;

use super::chromium::{Browser, Rules};
use super::target::{article, button, css, dialog, field, heading, item, link, navigation, region, tab, text};
use super::view::{Language, Size, Theme, View};

const PAGE: &str = r#"<!doctype html><html lang="en"><title>Things</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<style>button:not([hidden]), a { display: inline-block; min-height: 24px; min-width: 24px } body { min-height: 2000px }</style>
<main>
<h1>Things to find</h1>
<ul><li>First <button>Change</button></li><li>Second <button>Change</button></li></ul>
<label>Your name <input id="name"></label>
<label for="size">Size</label><select id="size"><option>Small</option><option>Large</option></select>
<button aria-label="Close">x</button><button hidden>Hidden</button>
<p id="said"></p>
<nav aria-label="Pages"><a href="?next">Next page</a></nav>
<section aria-label="Column"><article aria-label="Card"><button>Move</button></article></section>
<div role="tablist"><button role="tab">One</button></div>
<dialog id="ask" aria-label="Sure?"><button onclick="this.closest('dialog').close()">Yes</button></dialog>
<button onclick="ask.showModal()">Ask</button>
<button id="late" disabled onclick="said.textContent = 'late'">Late</button>
<script>
document.querySelectorAll('li button').forEach((b) => b.onclick = () => said.textContent = b.parentNode.firstChild.data);
setTimeout(() => late.disabled = false, 300);
</script></main>"#;

#[tokio::test(flavor = "multi_thread")]
async fn things_are_found_by_role_and_name() {
    let browser = Browser::start(View::DESK).await;
    browser.open(&site().await).await;
    browser.sees(heading("Things to find")).await;
    browser.click(button("Change").inside(item("Second"))).await;
    browser.sees(text("Second").inside(css("#said"))).await;
    browser.sees(button("Close")).await;
    browser.sees(link("Next").inside(navigation("Pages"))).await;
    browser.sees(button("Move").inside(article("Card")).inside(region("Column"))).await;
    browser.sees(tab("One")).await;
    assert!(!browser.has(button("Hidden")).await);

    browser.fill_in(field("Your name"), "Mia").await;
    browser.fill_in(field("Your name"), "Noor").await;
    assert_eq!(browser.ask::<String>("return document.getElementById('name').value").await, "Noor");
    browser.choose(field("Size"), "Large").await;
    assert_eq!(browser.ask::<String>("return size.value").await, "Large");
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused().await, "Close");
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_wait_until_they_can_be_done() {
    let browser = Browser::start(View::DESK).await;
    browser.open(&site().await).await;
    browser.click(button("Late")).await;
    browser.sees(text("late").inside(css("#said"))).await;

    browser.click(button("Ask")).await;
    browser.click(button("Yes").inside(dialog())).await;
    browser.sees_no(dialog()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_what_the_page_meets() {
    let asked = "return [innerWidth, navigator.language, matchMedia('(prefers-color-scheme: dark)').matches].join()";
    let browser = Browser::start(View::PHONE).await;
    browser.open(&site().await).await;
    assert_eq!(browser.ask::<String>(asked).await, "390,nl-NL,false");
    browser.change_view(View { size: Size::Narrow, language: Language::English, theme: Theme::Dark }).await;
    browser.reload().await;
    assert_eq!(browser.ask::<String>(asked).await, "320,en-GB,true");
    browser.picture("view").await;
    browser.long_picture("view-long").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_can_forget_and_be_cut_off() {
    let browser = Browser::start(View::DESK).await;
    browser.open(&site().await).await;
    let stored = "return [document.cookie, localStorage.length].join()";
    browser.ask::<()>("document.cookie = 'who=mia'; localStorage.who = 'mia'").await;
    assert_eq!(browser.ask::<String>(stored).await, "who=mia,1");
    browser.forget().await;
    assert_eq!(browser.ask::<String>(stored).await, ",0");

    browser.set_offline(true).await;
    assert!(!browser.ask::<bool>("return navigator.onLine").await);
    browser.set_offline(false).await;
    assert!(browser.ask::<bool>("return navigator.onLine").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn complaints_and_violations_are_heard() {
    let browser = Browser::start(View::DESK).await;
    browser.open(&site().await).await;
    browser.is_accessible().await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.ask::<()>("console.error('no good'); document.querySelector('h1').outerHTML = '<img src=data:,>'").await;
    assert!(browser.complaints().await.iter().any(|line| line.contains("no good")));
    assert!(browser.violations(Rules::All).await.iter().any(|line| line.starts_with("image-alt")));
}

/// Serves the page on a free port for as long as the test runs.
async fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("the port has a number");
    let pages = Router::new().route("/", get(|| async { Html(PAGE) }));
    tokio::spawn(async move { axum::serve(listener, pages).await });
    format!("http://{address}/")
}
