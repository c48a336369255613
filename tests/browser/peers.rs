//! Connectors among each other as people use it: asking and answering, saying how one is, and leaving.

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, link, region, text};
use super::view::View;
use crate::on_both;

on_both! {
    /// From my people to a question, which isn't lost when the tab is closed; and back and forth, seen as it happens.
    async fn a_connector_asks_another(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &mia.browser;
        mia.signs_in("Mia").await;
        browser.sees(link("Samira vraagt jou iets")).await;
        mia.opens("/mensen").await;
        browser.click(link("Even sparren Samira")).await;
        browser.sees(heading("Wat wil je vragen?")).await;
        browser.sees(field("Je vraag")).await;
        let chosen: String = browser.ask("const box = document.querySelector('#aan'); return box.options[box.selectedIndex].textContent").await;
        assert_eq!(chosen, "Samira");
        browser.fill_in(field("Je vraag"), "Bel 0412 00 99 99 over de sleutel").await;
        browser.click(button("Verstuur")).await;
        browser.sees(text("Er staat een telefoonnummer in.")).await;
        browser.is_accessible().await;
        browser.fill_in(field("Je vraag"), "Wie heeft de sleutel van het buurthuis?").await;
        mia.opens("/sparren/nieuw").await;
        browser.sees(text("Je was hier al mee bezig.")).await;
        browser.is_accessible().await;
        browser.click(button("Verstuur")).await;
        browser.sees(heading("Jij aan Samira")).await;
        let path: String = browser.ask("return location.pathname").await;

        let samira = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        samira.signs_in("Samira").await;
        samira.browser.click(link("Mia vraagt jou iets")).await;
        samira.browser.sees(heading("Mia aan jou")).await;
        samira.browser.fill_in(field("Je antwoord"), "Die ligt bij Riet.").await;
        samira.browser.click(button("Verstuur")).await;
        samira.browser.sees(text("Die ligt bij Riet.")).await;
        assert!(!samira.browser.has(button("Ik ben eruit")).await);
        samira.browser.is_accessible().await;

        // It comes by itself.
        browser.sees(text("Die ligt bij Riet.")).await;
        browser.click(button("Reageer Die ligt bij Riet.")).await;
        browser.fill_in(field("Je reactie op Samira"), "Dank je!").await;
        browser.click(button("Verstuur")).await;
        browser.sees(text("Dank je!")).await;
        browser.is_accessible().await;
        browser.click(button("Ik ben eruit")).await;
        browser.sees(text("Jij bent eruit.")).await;
        samira.browser.sees(text("Mia is eruit.")).await;
        samira.browser.sees_no(field("Je antwoord")).await;
        browser.click(button("Haal de vraag weg")).await;
        browser.sees(text("voor iedereen").inside(dialog())).await;
        browser.is_accessible().await;
        browser.click(button("Haal de vraag weg").inside(dialog())).await;
        browser.sees(heading("Even sparren")).await;
        samira.browser.sees(heading("Deze vraag is er niet")).await;
        mia.opens(&path).await;
        browser.sees(heading("Deze vraag is er niet")).await;
    }

    /// One tap, and only one person sees it.
    async fn a_connector_says_how_they_are(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &mia.browser;
        mia.signs_in("Mia").await;
        browser.sees(text("Alleen Joris Hendriks ziet je antwoord.")).await;
        browser.click(button("Gaat wel")).await;
        browser.sees(heading("Jij zei vandaag: gaat wel.")).await;
        browser.is_accessible().await;
        browser.click(button("Verander")).await;
        browser.click(button("Niet goed")).await;
        browser.sees(text("Joris Hendriks krijgt nu bericht.")).await;
        browser.is_accessible().await;

        let joris = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        joris.signs_in("Joris Hendriks").await;
        joris.browser.sees(link("Mia").inside(region("Met wie gaat het niet goed?"))).await;
        joris.browser.is_accessible().await;
        let ellen = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        ellen.signs_in("Ellen Wouters").await;
        ellen.browser.sees_no(css("[aria-busy=true]")).await;
        assert!(!ellen.browser.has(heading("Met wie gaat het niet goed?")).await);
    }

    /// Who stops says first where the cases go; then there is nothing left in the menu but the own profile.
    async fn a_connector_pauses_by_themselves(db: TestDatabase) {
        let server = Server::demo(db);
        let fatma = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &fatma.browser;
        fatma.signs_in("Fatma").await;
        fatma.opens("/mijn-profiel").await;
        browser.click(button("Meer stappen")).await;
        browser.click(button("Pauze")).await;
        browser.sees(text("Terugkomen kan altijd").inside(dialog())).await;
        browser.sees_no(css("dialog [aria-busy=true]")).await;
        browser.is_accessible().await;
        browser.ask::<()>("for (const box of document.querySelectorAll('dialog select')) { box.selectedIndex = 1;
            box.dispatchEvent(new Event('change', { bubbles: true })); } return null").await;
        browser.click(button("Pauze").inside(dialog())).await;
        browser.sees_no(dialog()).await;
        browser.sees(text("Pauze").inside(css(".bv-status"))).await;
        browser.sees_no(button("Pauze")).await;
        browser.is_accessible().await;
    }
}
