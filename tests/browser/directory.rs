//! The directory in a browser: suggestions while somebody types, a word that was read as another, nothing found and what
//! that leads to, a page to pass on, and a list on paper.

use thirtyfour::Key;

use super::chromium::Browser;
use super::guest::sign_in;
use super::server::Server;
use super::target::{button, css, dialog, field, heading, link, text};
use super::view::{Language, Theme, View};
use crate::on_both;

const SEARCH: &str = "#zoek";
/// How many questions are under way at most, from now on.
const WATCH: &str = "
    const real = window.fetch; let now = 0; window.most = 0; window.asked = 0;
    window.fetch = (...given) => {
        now += 1; window.asked += 1; window.most = Math.max(window.most, now);
        return real(...given).finally(() => { now -= 1; });
    }; return null";

on_both! {
    /// By the keys alone, on a desk: a topic becomes a filter, an entry is opened, words are searched for.
    async fn suggestions_are_taken_with_the_keys(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "geldz").await;
        browser.sees(css("[role=option]")).await;
        assert_eq!(told(&browser).await, "true, none");
        browser.is_accessible().await;
        browser.press(Key::Down).await;
        assert_eq!(told(&browser).await, "true, voorstel-0");
        browser.is_accessible().await;
        // Escape closes the list, and leaves what was typed.
        browser.press(Key::Escape).await;
        assert_eq!(told(&browser).await, "false, none");
        assert_eq!(typed(&browser).await, "geldz");
        browser.press(Key::Down).await;
        browser.press(Key::Enter).await;
        browser.sees_no(css("[role=option]")).await;
        assert_eq!(typed(&browser).await, "");
        assert!(browser.address().await.contains("onderwerp=topic_"), "{}", browser.address().await);
        assert_eq!(browser.focused().await, "Zoek een specialist");

        // From the end upwards: the last line.
        type_in(&browser, "voedselb").await;
        // What is offered for a part of the word goes when the whole word is answered.
        browser.until("return location.search.includes('zoek=voedselb')").await;
        browser.sees_no(css("[aria-busy=true]")).await;
        browser.sees(css("[role=option]")).await;
        browser.press(Key::Up).await;
        let last: String = browser.ask("return [...document.querySelectorAll('[role=option]')].at(-1).id").await;
        assert_eq!(told(&browser).await, format!("true, {last}"));
    }

    async fn a_word_with_errors_is_asked_about_and_put_right(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "schuldhlup").await;
        browser.sees(text("Bedoelde je")).await;
        browser.press(Key::Escape).await;
        browser.is_accessible().await;
        browser.click(css(".bv-meant__words")).await;
        browser.sees_no(text("Bedoelde je")).await;
        assert_eq!(typed(&browser).await, "schuldhulp");
        browser.sees(css(".bv-result mark")).await;
    }

    /// Found nothing, told it, and the coordinator sees it: not who.
    async fn nothing_found_leads_on(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "dakdekker").await;
        browser.sees(text("Geen specialist voor ‘dakdekker’")).await;
        browser.sees(text("Bel iemand die het misschien weet")).await;
        browser.is_accessible().await;
        browser.click(button("Vertel wat er mist")).await;
        browser.sees(dialog()).await;
        browser.fill_in(field("Wil je er iets bij vertellen?").inside(dialog()), "Bel 06 12345678").await;
        browser.click(button("Meld het").inside(dialog())).await;
        browser.sees(css("[aria-invalid=true]").inside(dialog())).await;
        browser.is_accessible().await;
        browser.fill_in(field("Wil je er iets bij vertellen?").inside(dialog()), "Voor een lek dak.").await;
        browser.click(button("Meld het").inside(dialog())).await;
        browser.sees(text("Dank je. De coördinator ziet wat er mist.")).await;
        assert!(!browser.has(link("Wat mensen missen")).await);
        browser.open(&server.page("/specialisten/gemist")).await;
        browser.sees(heading("Deze specialist is er niet")).await;

        go_in(&browser, &server, "Ellen Wouters").await;
        browser.click(link("Wat mensen missen")).await;
        browser.sees(heading("Wat mensen missen")).await;
        browser.sees(text("Voor een lek dak.")).await;
        assert!(!browser.has(text("Mia")).await);
        browser.is_accessible().await;
        browser.click(button("Staat er nu in dakdekker")).await;
        browser.sees_no(text("Voor een lek dak.")).await;
        // And so the others, one by one, until nobody misses anything.
        while browser.has(css(".bv-unmet")).await {
            let first: String = browser.ask("return document.querySelector('.bv-unmet h2').textContent").await;
            browser.click(button(&format!("Hoeft niet {first}"))).await;
            browser.until(&format!("return document.querySelector('.bv-unmet h2')?.textContent !== '{first}'")).await;
        }
        browser.sees(text("Niemand mist iets")).await;
        browser.is_accessible().await;
    }

    /// A list on paper has no navigation, and each entry with its number.
    async fn a_list_goes_on_paper(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        go_in(&browser, &server, "Mia").await;
        browser.open(&server.page("/specialisten?zoek=schulden")).await;
        browser.click(link("Druk af")).await;
        browser.sees(heading("Wie helpt waarmee")).await;
        browser.sees(text("Gezocht: ‘schulden’")).await;
        browser.sees(css(".bv-print__entry .bv-print__phone")).await;
        assert!(!browser.has(css("nav")).await);
        browser.is_accessible().await;
        let smallest: f64 = browser.ask("return Math.min(...[...document.querySelectorAll('.bv-print h1, .bv-print h2, .bv-print h3, .bv-print p, .bv-print dt, .bv-print dd')].map(it => parseFloat(getComputedStyle(it).fontSize)))").await;
        assert!(smallest >= 14.0 * 96.0 / 72.0 - 0.01, "{smallest} pixels are less than 14 points");
        browser.click(link("Naar alle specialisten")).await;
        browser.sees(css(SEARCH)).await;
        assert_eq!(typed(&browser).await, "schulden");
    }

    /// However quickly somebody types and however slowly it is answered: one question at a time, and the last word counts.
    async fn one_question_is_under_way_at_most(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        go_in(&browser, &server, "Mia").await;
        browser.set_delay(600).await;
        browser.ask::<serde_json::Value>(WATCH).await;
        browser.click(css(SEARCH)).await;
        // As slowly as somebody types for whom each letter becomes a search.
        let word = "geldzorgen";
        for typed in 1..=word.len() {
            browser.press(&word[typed - 1..typed]).await;
            browser.until(&format!("return location.search === '?zoek={}'", &word[..typed])).await;
        }
        browser.sees(css(".bv-result mark")).await;
        browser.sees_no(css("[aria-busy=true]")).await;
        assert!(browser.address().await.ends_with("zoek=geldzorgen"), "{}", browser.address().await);
        let directory: (u32, u32) = browser.ask("return [window.most, window.asked]").await;
        assert!(directory.1 < 10, "it asked {} times", directory.1);
        assert!(directory.0 <= 2, "the list and the entry beside it: {} at once", directory.0);
    }

    /// Everything that was found can be reached, a part at a time, and the focus stays where the list goes on.
    async fn a_long_list_is_read_to_its_end(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        go_in(&browser, &server, "Mia").await;
        // The list for without a connection comes by itself, and is there now.
        browser.until("return localStorage.getItem('buurtverbinders.directory') !== null").await;
        browser.ask::<serde_json::Value>(WATCH).await;
        let rows = async |count: u32| {
            browser.until(&format!("return document.querySelectorAll('.bv-result').length === {count}")).await;
        };
        rows(20).await;
        browser.set_delay(600).await;
        browser.ask::<serde_json::Value>("[...document.querySelectorAll('main button')].at(-1).focus(); return null").await;
        assert_eq!(browser.focused().await, "Toon er nog 50");
        // Twice is once: the first is still under way.
        browser.press(Key::Enter).await;
        browser.press(Key::Enter).await;
        rows(70).await;
        browser.until("return document.activeElement.innerText === 'Toon er nog 20'").await;
        browser.is_accessible().await;
        browser.press(Key::Enter).await;
        rows(90).await;
        browser.sees_no(button("Toon er nog")).await;
        browser.until("return document.activeElement === document.querySelectorAll('.bv-result__name a')[70]").await;
        let names: u32 = browser
            .ask("return new Set([...document.querySelectorAll('.bv-result__name a')].map((it) => it.href)).size")
            .await;
        assert_eq!(names, 90);
        assert_eq!(browser.ask::<(u32, u32)>("return [window.most, window.asked]").await, (1, 2));
        browser.is_accessible().await;
        // Another search begins at its start.
        type_in(&browser, "hulp").await;
        browser.until("return document.querySelectorAll('.bv-result').length <= 20").await;
    }

    /// In a dialog too: one question at a time, and the last word counts.
    async fn a_dialog_asks_one_question_at_a_time(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        sign_in(&browser, &server, "Mia").await;
        browser.follow("/vragen").await;
        let card = "[aria-labelledby=kolom-bezig] li[draggable=true]";
        browser.sees(css(card)).await;
        browser.click(css(&format!("{card} .bv-card__menu"))).await;
        browser.click(button("Overleg met een specialist").inside(dialog())).await;
        browser.sees(css("dialog[open] #specialist")).await;
        browser.set_delay(600).await;
        browser.ask::<serde_json::Value>(WATCH).await;
        browser.click(css("dialog[open] #specialist")).await;
        browser.press("h").await;
        browser.until("return window.asked === 1").await;
        // While that is under way.
        browser.press("ulp").await;
        browser.until("return window.asked > 1").await;
        assert_eq!(browser.ask::<u32>("return window.most").await, 1);
    }

    /// Without a connection the last list is searched, which holds nothing that is not for everybody; with one again, the list
    /// of now comes by itself.
    async fn without_a_connection_the_last_list_is_searched(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        go_in(&browser, &server, "Mia").await;
        browser.until("return localStorage.getItem('buurtverbinders.directory') !== null").await;
        browser.set_offline(true).await;
        type_in(&browser, "schulden").await;
        browser.sees(text("Zonder verbinding")).await;
        browser.press(Key::Escape).await;
        browser.sees(css(".bv-result a[href^='tel:']")).await;
        browser.is_accessible().await;
        type_in(&browser, "zzzz").await;
        browser.sees(text("Geen specialist voor ‘zzzz’")).await;
        browser.is_accessible().await;
        browser.set_offline(false).await;
        browser.sees_no(text("Zonder verbinding")).await;
    }

    /// What a page of an entry has for the phone in the hand, in English too.
    async fn an_entry_is_passed_on(db: TestDatabase) {
        let server = Server::demo(db);
        for view in [View::PHONE, View { theme: Theme::Dark, language: Language::English, ..View::DESK }] {
            let browser = Browser::start(view).await;
            let dutch = view.language == Language::Dutch;
            go_in(&browser, &server, "Mia").await;
            let path: String = browser.ask("return document.querySelector('.bv-result a').getAttribute('href')").await;
            browser.open(&server.page(&path)).await;
            browser.sees(css("main h1")).await;
            // Neither a sheet to share with nor a clipboard: the link is told.
            browser.ask::<serde_json::Value>(
                "for (const name of ['share', 'clipboard']) Object.defineProperty(navigator, name, { value: undefined });
                return null",
            ).await;
            browser.click(button(if dutch { "Deel" } else { "Share" })).await;
            browser.sees(text(&path)).await;
            browser.is_accessible().await;
        }
    }
}

/// Signs in and goes to the directory.
pub async fn go_in(browser: &Browser, server: &Server, name: &str) {
    sign_in(browser, server, name).await;
    browser.follow("/specialisten").await;
    browser.sees(css(".bv-result")).await;
}

/// Types what to look for.
pub async fn type_in(browser: &Browser, words: &str) {
    browser.fill_in(css(SEARCH), words).await;
}

/// Whether the list is open, and which line of it is chosen, as a screen reader hears it.
async fn told(browser: &Browser) -> String {
    browser
        .ask(
            "const field = document.querySelector('#zoek');
            return field.getAttribute('aria-expanded') + ', ' + (field.getAttribute('aria-activedescendant') ?? 'none')",
        )
        .await
}

async fn typed(browser: &Browser) -> String {
    browser.ask("return document.querySelector('#zoek').value").await
}
