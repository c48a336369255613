//! Connectors as people use them: a day that is half typed is no day, and says so at its field.

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, link, text};
use super::view::View;
use crate::on_both;

on_both! {
    async fn a_pause_until_half_a_day_is_not_taken_for_one_without_end(db: TestDatabase) {
        let server = Server::demo(db);
        let ellen = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &ellen.browser;
        ellen.signs_in("Ellen Wouters").await;
        ellen.opens("/buurtverbinders?stand=actief").await;
        browser.click(link("Toos")).await;
        browser.click(button("Pauze")).await;
        browser.click(field("Tot en met welke dag?")).await;
        browser.press("12").await;
        // Not while it is still typed, but once it is sent, with the mouse or with the key.
        assert!(!browser.has(text("Dit is geen datum. Vul dag, maand en jaar in.")).await);
        browser.press("\u{e007}").await;
        browser.sees(text("Dit is geen datum. Vul dag, maand en jaar in.")).await;
        browser.sees(css("#tot[aria-invalid=true]")).await;
        browser.click(button("Pauze").inside(dialog())).await;
        browser.sees(css("#tot[aria-invalid=true]")).await;
        browser.is_accessible().await;
    }
}
