//! On paper: the list of specialists in large type, and the report of the figures. A4, and nothing falls off the sheet.

use serde_json::json;

use super::chromium::Browser;
use super::directory::go_in;
use super::guest::sign_in;
use super::paper::Sheet;
use super::server::Server;
use super::target::{css, heading};
use super::view::{Language, Theme, View};
use crate::on_both;

/// A4 in points, and the least white at its sides: 15 millimetres.
const A4: (f64, f64) = (595.3, 841.9);
const WHITE: f64 = 15.0 * 72.0 / 25.4;

/// Of what is on the page and isn't hidden on paper, how many letters.
const LETTERS: &str = "const shown = [...document.querySelectorAll('KEPT')].map((it) => it.innerText).join('');
    return shown.replace(/\\s/g, '').length";

/// What is wider than its place on paper, when the window is as wide as that.
const CUT_OFF: &str = "const wide = [...document.querySelectorAll('main *')].filter((it) => {
        const box = it.getBoundingClientRect();
        return it.checkVisibility() && box.width > 0 && !it.closest('.bv-hidden') && box.right > innerWidth + 1;
    });
    return wide.map((it) => `${it.tagName}.${it.className}: ${it.textContent.slice(0, 40)}`).slice(0, 5)";

on_both! {
    async fn the_directory_is_printed_in_large_type(db: TestDatabase) {
        let server = Server::demo(db);
        for view in [View::PHONE, View { language: Language::English, theme: Theme::Dark, ..View::DESK }] {
            let browser = Browser::start(view).await;
            go_in(&browser, &server, "Mia").await;
            for path in ["/specialisten/afdrukken?zoek=schulden", "/specialisten/afdrukken"] {
                browser.open(&server.page(path)).await;
                browser.sees(css(".bv-print__entry")).await;
                let letters: usize = browser.ask(&LETTERS.replace("KEPT", ".bv-print > :not(.bv-print__acts)")).await;
                let sheets = browser.on_paper().await;
                let smallest = is_whole(&sheets, letters, path);
                assert!(smallest > 13.95, "{path}: {smallest} points");
                assert_eq!(cut_off(&browser).await, Vec::<String>::new(), "{path}");
            }
            // All of it is a small book, and each entry stays on one sheet as long as it fits.
            let entries: usize = browser.ask("return document.querySelectorAll('.bv-print__entry').length").await;
            let sheets = browser.on_paper().await.len();
            assert!(entries > 60 && sheets > 10 && sheets < entries, "{entries} entries on {sheets} sheets");
        }
    }

    async fn the_report_is_printed(db: TestDatabase) {
        let server = Server::demo(db);
        for view in [View::PHONE, View { language: Language::English, theme: Theme::Dark, ..View::DESK }] {
            let browser = Browser::start(view).await;
            sign_in(&browser, &server, "Ellen Wouters").await;
            browser.follow("/cijfers/verslag?periode=jaar").await;
            browser.sees(heading(if view.language == Language::Dutch { "Wat opvalt" } else { "What stands out" })).await;
            browser.sees(css(".bv-map")).await;
            let letters: usize =
                browser.ask(&LETTERS.replace("KEPT", ".bv-report table, .bv-report__facts, .bv-report__noticed")).await;
            let sheets = browser.on_paper().await;
            let smallest = is_whole(&sheets, letters, "the report");
            assert!(smallest > 6.9, "{smallest} points");
            assert_eq!(cut_off(&browser).await, Vec::<String>::new());
        }
    }
}

/// Every sheet is A4, every letter is on one of them and within its white, and none is empty; the size of the smallest.
fn is_whole(sheets: &[Sheet], letters: usize, what: &str) -> f64 {
    let near = |one: f64, other: f64| (one - other).abs() < 1.0;
    let mut smallest = f64::MAX;
    let mut written = 0;
    assert!(!sheets.is_empty(), "{what}: no paper");
    for (number, Sheet { size, lines }) in sheets.iter().enumerate() {
        assert!(near(size.0, A4.0) && near(size.1, A4.1), "{what}: sheet {number} is {size:?}");
        let on_it: usize = lines.iter().map(|line| line.letters).sum();
        assert!(on_it > 20, "{what}: sheet {number} has {on_it} letters: {lines:?}");
        for line in lines {
            let (x, y) = line.place;
            let is_on_it = x > WHITE - 2.0 && x < size.0 - WHITE && y > 0.0 && y < size.1 - WHITE + 2.0;
            assert!(is_on_it, "{what}: sheet {number} has {line:?}");
            smallest = smallest.min(line.points);
            written += line.letters;
        }
    }
    assert!(written >= letters, "{what}: {written} letters of {letters} are on paper");
    smallest
}

/// The page as wide as a sheet without its white, in the looks of paper: what sticks out.
async fn cut_off(browser: &Browser) -> Vec<String> {
    const WIDTH: u32 = 680;
    let metrics = json!({ "width": WIDTH, "height": 960, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let found = browser.ask(CUT_OFF).await;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    browser.change_view(browser.view()).await;
    found
}
