//! The app where there is no connection: it opens, the last list of specialists is there, and nothing of a person is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, serve};
use serde_json::json;
use tokio::net::TcpListener;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, heading, link, text};
use super::view::View;
use crate::on_both;

/// Waits until the worker is there, which is when it kept what it keeps.
const IS_KEPT: &str = "return navigator.serviceWorker.ready.then(() => true)";

/// The paths of all that is kept for without a connection.
const KEPT: &str = "return (async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
    }
    return kept.sort();
})()";

on_both! {
    async fn the_list_is_there_after_loading_again(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        let [directory, today] = ["/specialisten", "/"].map(|path| server.page(path));
        let mia = Somebody { browser, server: &server };
        mia.signs_in("Mia").await;
        mia.opens("/specialisten").await;
        let Somebody { browser, .. } = mia;
        browser.until("return localStorage.getItem('buurtverbinders.directory') !== null").await;
        assert!(browser.ask::<bool>(IS_KEPT).await);
        drop(server);

        browser.open(&directory).await;
        browser.sees(heading("Specialisten")).await;
        browser.sees(text("Zonder verbinding")).await;
        browser.is_accessible().await;
        browser.fill_in(css("#zoek"), "schulden").await;
        browser.until("return location.search === '?zoek=schulden'").await;
        browser.sees(css(".bv-result a[href^='tel:']")).await;

        // Elsewhere it says so, and leads there.
        browser.open(&today).await;
        browser.sees(text("De app start niet")).await;
        browser.is_accessible().await;
        browser.click(link("Zoek een specialist")).await;
        browser.sees(css(".bv-result")).await;

        let kept: Vec<String> = browser.ask(KEPT).await;
        let others: Vec<_> = kept.iter().filter(|path| !path.starts_with("/assets/")).collect();
        assert!(!kept.is_empty() && others.is_empty(), "{others:?}");
    }

    async fn who_signs_out_takes_the_list_along(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        mia.signs_in("Mia").await;
        mia.opens("/specialisten").await;
        mia.browser.until("return localStorage.getItem('buurtverbinders.directory') !== null").await;
        mia.browser.click(css(".bv-bar button")).await;
        mia.chooses(button("Log uit")).await;
        mia.browser.sees(button("Mia")).await;
        mia.browser.until("return localStorage.getItem('buurtverbinders.directory') === null").await;
        mia.browser.until("return localStorage.getItem('buurtverbinders.today') === null").await;
    }
}

/// With the worker of the app, but a site of two pages: what is served next is what is seen next, and the rest goes.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_build_takes_the_place_of_the_old() {
    let site = Site::new().await;
    let browser = Browser::start(View::DESK).await;
    browser.open(&site.address).await;
    browser.sees(heading("Build A")).await;
    let register = "return navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)
        .then(() => true)";
    assert!(browser.ask::<bool>(register).await);
    browser.until("return navigator.serviceWorker.controller !== null").await;
    let used = "return Promise.all(['/assets/part-A.js', '/assets/unknown.js', '/graphql', '/icon.svg'].map((path) =>
        fetch(path))).then((all) => all.length)";
    assert_eq!(browser.ask::<usize>(used).await, 4);
    let of_a = ["/assets/page-A.html", "/assets/part-A.js", "/assets/style-A.css"];
    assert_eq!(browser.ask::<Vec<String>>(KEPT).await, of_a);

    site.serve(Served::B);
    browser.open(&site.address).await;
    browser.sees(heading("Build B")).await;
    let replaced = "return (async () => {
        while ((await caches.keys()).join() !== 'B') await new Promise((done) => setTimeout(done, 20));
        return true;
    })()";
    assert!(browser.ask::<bool>(replaced).await);
    assert_eq!(browser.ask::<Vec<String>>(KEPT).await, ["/assets/page-B.html", "/assets/style-B.css"]);

    site.serve(Served::Nothing);
    browser.open(&[&site.address, "specialisten"].concat()).await;
    browser.sees(heading("Build B")).await;
}

/// What the site serves.
#[derive(Clone, Copy, Debug)]
enum Served {
    A,
    B,
    /// As a proxy answers that finds no server behind it.
    Nothing,
}

struct Site {
    address: String,
    served: Arc<AtomicUsize>,
}

impl Site {
    async fn new() -> Self {
        let served = Arc::new(AtomicUsize::new(Served::A as usize));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = format!("http://{}/", listener.local_addr().expect("it has an address"));
        let router = Router::new().fallback(answer).with_state(served.clone());
        tokio::spawn(async move { serve(listener, router).await });
        Self { address, served }
    }

    fn serve(&self, served: Served) {
        self.served.store(served as usize, Ordering::SeqCst);
    }
}

async fn answer(State(served): State<Arc<AtomicUsize>>, uri: Uri) -> Response {
    let name = match served.load(Ordering::SeqCst) {
        0 => "A",
        1 => "B",
        _ => return StatusCode::BAD_GATEWAY.into_response(),
    };
    let page = format!("<!doctype html><title>{name}</title><h1>Build {name}</h1>");
    let (media, body) = match uri.path() {
        "/worker.js" => {
            let build = json!({
                "name": name,
                "page": format!("/assets/page-{name}.html"),
                "atOnce": [format!("/assets/style-{name}.css")],
                "whenUsed": [format!("/assets/part-{name}.js")],
            });
            ("text/javascript", format!("const build = {build};\n{}", include_str!("../../web/worker.js")))
        }
        path if path.starts_with("/assets/") && !path.contains(&format!("-{name}.")) && !path.contains("unknown") => {
            return StatusCode::NOT_FOUND.into_response();
        }
        path if path.starts_with("/assets/") && !path.starts_with("/assets/page") => ("text/plain", String::new()),
        _ => ("text/html", page),
    };
    ([(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-cache")], body).into_response()
}
