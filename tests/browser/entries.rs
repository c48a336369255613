//! What the directory tells of an entry in a browser: why it was found, how many each filter leaves, and what colleagues
//! noted about it.

use serde_json::Value;

use super::chromium::Browser;
use super::directory::{go_in, type_in};
use super::server::Server;
use super::target::{button, css, dialog, field, heading, link, text};
use super::view::{Language, Theme, View};
use crate::on_both;

const NOTES: &str = ".bv-notes";

on_both! {
    /// The matched words are marked, the question of daily life is told, and each filter says how many it leaves: as many
    /// as are found when it is on.
    async fn a_result_says_why_and_a_filter_how_many(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "geldzorgen").await;
        browser.sees(text("Past bij: ‘Ik kan mijn rekeningen niet betalen’").inside(css(".bv-result"))).await;
        browser.sees(css(".bv-result mark")).await;
        let legends: Vec<String> = browser.ask("return [...document.querySelectorAll('.bv-facet legend')].map((it) => it.textContent)").await;
        for legend in ["Buurt", "Plek", "Hoe", "Taal"] {
            assert!(legends.iter().any(|own| own == legend), "{legend}: {legends:?}");
        }
        // The first filter that leaves some and not all.
        let (chosen, count): (String, u32) = browser.ask("
            const all = Number(document.querySelector('[role=status] strong').textContent.match(/\\d+/)[0]);
            const boxes = [...document.querySelectorAll('.bv-facet label')];
            const box = boxes.find((it) => { const count = Number(it.querySelector('.bv-count').textContent); return count > 0 && count < all; });
            box.querySelector('input').click();
            return [box.textContent, Number(box.querySelector('.bv-count').textContent)]").await;
        browser.until(&format!("return document.querySelector('[role=status] strong').textContent.match(/\\d+/)[0] === '{count}'")).await;
        let shown: u32 = browser.ask("return document.querySelectorAll('.bv-result').length").await;
        assert_eq!(shown, count.min(20), "{chosen}");
        browser.is_accessible().await;
    }

    /// A connector notes something, a worker reads who noted it, the coordinator removes it, and the specialist never
    /// sees any of it.
    async fn colleagues_note_what_is_good_to_know(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "schuldhulpverlening").await;
        browser.sees(css(".bv-result mark")).await;
        let path: String = browser.ask("return document.querySelector('.bv-result a').getAttribute('href')").await;
        browser.open(&server.page(&path)).await;
        browser.sees(heading("Wat buurtverbinders opschreven")).await;
        browser.sees(text("Vraag naar de maandagochtend.").inside(css(NOTES))).await;
        // One's own can go, those of others can't.
        assert!(browser.has(button("Haal weg Neem alle post mee in een tas.")).await);
        assert!(!browser.has(button("Haal weg Vraag naar de maandagochtend.")).await);
        browser.is_accessible().await;

        browser.click(button("Schrijf iets op")).await;
        let what = || field("Voor wie hier iemand heen stuurt").inside(dialog());
        browser.fill_in(what(), "Bel haar op 06 12345678").await;
        browser.click(button("Bewaar").inside(dialog())).await;
        browser.sees(css("[aria-invalid=true]").inside(dialog())).await;
        browser.sees(text("Er staat een telefoonnummer in.").inside(dialog())).await;
        browser.is_accessible().await;
        browser.fill_in(what(), "Zij denken echt mee.").await;
        browser.click(button("Bewaar").inside(dialog())).await;
        browser.sees_no(dialog()).await;
        let first: String = browser.ask("return document.querySelector('.bv-notes li').innerText").await;
        assert!(first.contains("Zij denken echt mee.") && first.contains("Jij, vandaag"), "{first}");
        browser.reload().await;
        browser.sees(text("Zij denken echt mee.").inside(css(NOTES))).await;

        // Nadia works there.
        for (name, sees) in [("Nadia El Amrani", false), ("Bas Verhoeven", false), ("Ellen Wouters", true)] {
            go_in(&browser, &server, name).await;
            browser.open(&server.page(&path)).await;
            browser.sees(css("main h1")).await;
            browser.sees(text("Hoe kom je binnen")).await;
            assert_eq!(browser.has(heading("Wat buurtverbinders opschreven")).await, sees, "{name}");
        }
        browser.sees(text("Mia, vandaag").inside(css(NOTES))).await;
        browser.click(button("Haal weg Zij denken echt mee.")).await;
        browser.sees(text("Zij denken echt mee.").inside(dialog())).await;
        browser.is_accessible().await;
        browser.click(button("Haal weg").inside(dialog())).await;
        browser.sees_no(dialog()).await;
        browser.sees_no(text("Zij denken echt mee.")).await;
        browser.until("return document.activeElement.id === 'notities'").await;
    }

    /// Beside the list on a desk, in English and dark; more of them come when they are asked for.
    async fn many_notes_come_when_they_are_asked_for(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View { theme: Theme::Dark, language: Language::English, ..View::DESK }).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "schuldhulpverlening").await;
        // Of what was found now, no longer of the entry that stood there before.
        browser.sees(heading("Schuldhulpverlening").inside(css(".bv-panel"))).await;
        browser.sees(heading("What connectors wrote down").inside(css(".bv-panel"))).await;
        for number in 0..4 {
            browser.click(button("Write something down")).await;
            browser.fill_in(css("#schrijf-op-wat"), &format!("Note {number}")).await;
            browser.click(button("Save").inside(dialog())).await;
            browser.sees_no(dialog()).await;
            browser.sees(text(&format!("Note {number}")).inside(css(NOTES))).await;
        }
        browser.reload().await;
        browser.sees(text("Note 3").inside(css(NOTES))).await;
        let count = "document.querySelectorAll('.bv-notes li').length";
        assert_eq!(browser.ask::<u32>(&format!("return {count}")).await, 5);
        browser.click(button("Show older ones")).await;
        browser.until(&format!("return {count} === 7")).await;
        browser.sees_no(button("Show older ones")).await;
        browser.is_accessible().await;
    }

    /// What many people miss is a list that goes on, and what is settled leaves it at once.
    async fn what_people_miss_goes_on(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        go_in(&browser, &server, "Ellen Wouters").await;
        let told: Value = browser.ask("
            const ask = (number) => fetch('/graphql', { method: 'POST',
                headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', 'X-Buurtverbinders': 'app' },
                body: JSON.stringify({ query: `mutation { reportUnmetSearch(input: { words: \"iets ${100 + number}\", idempotencyKey: \"${number}\" }) { isReported } }` }) });
            return Promise.all([...Array(30).keys()].map(ask)).then((all) => all.map((it) => it.status))").await;
        assert_eq!(told.as_array().map_or(0, |all| all.iter().filter(|status| **status == 200).count()), 30, "{told}");
        browser.click(link("Wat mensen missen")).await;
        browser.sees(css(".bv-unmet")).await;
        let count = "document.querySelectorAll('.bv-unmet').length";
        assert_eq!(browser.ask::<u32>(&format!("return {count}")).await, 20);
        let first: String = browser.ask("return document.querySelector('.bv-unmet h2').textContent").await;
        browser.click(button("Toon meer")).await;
        browser.until(&format!("return {count} > 30")).await;
        let all: u32 = browser.ask(&format!("return {count}")).await;
        browser.sees_no(button("Toon meer")).await;
        browser.click(button(&format!("Hoeft niet {first}"))).await;
        browser.until(&format!("return {count} === {}", all - 1)).await;
        browser.is_accessible().await;
    }
}
