//! Somebody is invited, chooses a password, and comes in with it again: without the demo's doors.

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, text};
use super::view::View;
use crate::on_both;

const PASSWORD: &str = "zeven kleine rode fietsen";

on_both! {
    async fn who_is_invited_comes_in(db: TestDatabase) {
        let server = Server::demo(db);
        let person = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &person.browser;
        person.signs_in("Thea Willems").await;
        person.opens("/beheer").await;
        browser.click(button("Nodig iemand uit")).await;
        browser.fill_in(field("Naam").inside(dialog()), "Noor de Wit").await;
        browser.fill_in(field("E-mailadres").inside(dialog()), "noor@example.org").await;
        browser.choose(field("Rol").inside(dialog()), "coördinator").await;
        person.chooses(button("Maak een link")).await;
        browser.sees(field("Link voor deze persoon").inside(dialog())).await;
        browser.is_accessible().await;
        let link: String =
            browser.ask("return new URL(document.querySelector('dialog[open] input[readonly]').value).pathname").await;
        person.chooses(button("Klaar")).await;
        browser.sees(text("Noor de Wit")).await;

        let phone = Browser::start(View::PHONE).await;
        phone.open(&server.page(&link)).await;
        phone.sees(heading("Welkom! Kies een wachtwoord")).await;
        phone.is_accessible().await;
        phone.fill_in(css("input[type=password]"), "kort").await;
        phone.click(button("Ga verder")).await;
        phone.sees(css(".bv-field__error")).await;
        phone.is_accessible().await;
        phone.fill_in(css("input[type=password]"), PASSWORD).await;
        phone.click(button("Ga verder")).await;
        phone.sees(css(".bv-app h1")).await;

        // A link works once: nobody chooses another password with it.
        phone.forget().await;
        phone.open(&server.page(&link)).await;
        phone.fill_in(css("input[type=password]"), "acht grote blauwe bussen").await;
        phone.click(button("Ga verder")).await;
        phone.sees(text("Deze link werkt niet")).await;
        phone.is_accessible().await;
        phone.open(&server.page("/inloggen")).await;
        phone.click(button("Inloggen met je eigen account")).await;
        phone.fill_in(css("#email"), "noor@example.org").await;
        phone.fill_in(css("#password"), PASSWORD).await;
        phone.click(css("main [type=submit]")).await;
        phone.sees(css(".bv-app h1")).await;
        phone.sees(text("Noor")).await;
    }
}
