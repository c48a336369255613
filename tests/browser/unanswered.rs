//! Every page while its answer is on its way, without a connection, and when the server says that something broke: nothing
//! that axe-core finds, and nothing wider than the window.

use serde_json::Value;

use super::accessible::trouble;
use super::chromium::Browser;
use super::guest::sign_in;
use super::server::Server;
use super::target::css;
use super::view::{Language, Size, Theme, View};
use crate::harness::database::{Kind, TestDatabase};

/// Who goes where. A `*` stands for something that isn't there: no answer comes that could say so.
const PAGES: [(&str, &[&str]); 3] = [
    (
        "Mia",
        &[
            "/vragen",
            "/vragen/case_*",
            "/specialisten",
            "/specialisten/specialist_*",
            "/specialisten/afdrukken?zoek=geld",
            "/training",
            "/training/geweest",
            "/training/training_*",
            "/mensen",
            "/mijn-profiel",
            "/sparren",
            "/sparren/peerquestion_*",
            "/berichten",
            "/word-buurtverbinder",
            "/",
        ],
    ),
    (
        "Ellen Wouters",
        &[
            "/cijfers",
            "/cijfers/verslag",
            "/cijfers/vragen?wat=open",
            "/cijfers/antwoorden",
            "/buurtverbinders",
            "/buurtverbinders/connector_*",
            "/buurtverbinders?stand=gestopt",
            "/training/herhalen",
            "/training/plannen",
            "/specialisten/gemist",
            "/specialisten/specialist_*/veranderen",
            "/uitnodiging/geen",
        ],
    ),
    ("Thea Willems", &["/beheer", "/beheer?deel=mail", "/beheer?deel=systemen", "/beheer?deel=logboek"]),
];

const NOTHING: &str = "01900000000070008000000000000000";

/// From now on questions get the answer that `window.answer` makes; the files of the app come as always.
const INSTEAD: &str = "const real = window.fetch;
    window.fetch = (to, ...more) => String(to.url ?? to).includes('/graphql') ? window.answer() : real(to, ...more);
    return null";

/// What the server answers, and what then stands on a page that asks.
const ANSWERS: [(&str, &str); 3] = [
    ("loading", "window.answer = () => new Promise(() => {}); return null"),
    ("offline", "window.answer = () => Promise.reject(new TypeError('Failed to fetch')); return null"),
    (
        "broken",
        r#"const broken = '{"errors":[{"message":"-","extensions":{"code":"INTERNAL","requestId":"01a2"}}]}';
        const headers = { 'Content-Type': 'application/graphql-response+json' };
        window.answer = () => Promise.resolve(new Response(broken, { status: 500, headers })); return null"#,
    ),
];

const MARK: &str =
    "document.querySelectorAll('main h1, main [aria-busy], main [role=alert]').forEach((it) => it.dataset.before = '');
    return null";
const SHOWN: &str =
    "main h1:not([data-before]), main [aria-busy=true]:not([data-before]), main [role=alert]:not([data-before])";

async fn without_answers(language: Language, views: [(Size, Theme); 2]) {
    let server = Server::demo(TestDatabase::migrated(Kind::Sqlite).await);
    let [first, second] = views.map(|(size, theme)| View { size, language, theme });
    let browser = Browser::start(first).await;
    let mut found = Vec::new();
    for (name, paths) in PAGES {
        sign_in(&browser, &server, name).await;
        browser.sees_no(css("[aria-busy=true]")).await;
        browser.ask::<Value>(INSTEAD).await;
        for (state, answer) in ANSWERS {
            browser.ask::<Value>(answer).await;
            for path in paths {
                go(&browser, &path.replace('*', NOTHING)).await;
                if state != "loading" {
                    browser.sees_no(css("main [aria-busy=true]")).await;
                }
                for view in [first, second] {
                    browser.change_view(view).await;
                    found.extend(trouble(&browser, &format!("{name} at {path}, {state}, {view:?}")).await);
                }
                browser.change_view(first).await;
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// To another page as links go there, which may show nothing but that it is on its way.
async fn go(browser: &Browser, path: &str) {
    browser.ask::<Value>(MARK).await;
    browser
        .ask::<Value>(&format!(
            "history.pushState(null, '', '{path}'); dispatchEvent(new PopStateEvent('popstate')); return null"
        ))
        .await;
    browser.sees(css(SHOWN)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_dutch() {
    without_answers(Language::Dutch, [(Size::Phone, Theme::Light), (Size::Desk, Theme::Dark)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english() {
    without_answers(Language::English, [(Size::Narrow, Theme::Dark), (Size::Tablet, Theme::Light)]).await;
}
