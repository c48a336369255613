//! The filters of the board in a browser: each alone and together, with the numbers on them, in the address, and gone with
//! one tap.

use expect_test::expect;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, field};
use super::view::View;
use crate::on_both;

/// The code words that stand on the board, column by column.
const SHOWN: &str = "return [...document.querySelectorAll('section[aria-labelledby^=kolom-]')].map((column) =>
    [...column.querySelectorAll('[data-card] h3 a')].map((link) => link.innerText).sort().join(' ')).join(' | ')";

on_both! {
    async fn each_filter_leaves_what_it_says(db: TestDatabase) {
        let server = Server::demo(db);
        let joris = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &joris.browser;
        joris.signs_in("Joris Hendriks").await;
        joris.opens("/vragen").await;
        browser.sees(css("[data-card]")).await;
        let whole = shown(browser).await;
        let mut told = vec![format!("no filter: {whole}")];
        for (label, option) in [("Buurt", "Ruwaard"), ("Onderwerp", "Alleen zijn"), ("Wie helpt", "Ikzelf"), ("Wie helpt", "Mijn team"), ("Wie helpt", "Mia")] {
            browser.choose(field(label), option).await;
            let after = changed(browser, &whole).await;
            told.push(format!("{label} {option}: {after}"));
            // Whoever opens the address sees the same.
            browser.reload().await;
            is_shown(browser, &after).await;
            browser.until(&format!("return [...document.querySelectorAll('.bv-board__filters select')]
                .some((it) => it.selectedOptions[0]?.text === '{option}')")).await;
            let all: String = browser.ask(&format!("return [...document.querySelectorAll('.bv-board__filters label')]
                .find((it) => it.innerText.startsWith('{label}')).querySelector('option').innerText")).await;
            browser.choose(field(label), &all).await;
            is_shown(browser, &whole).await;
        }
        browser.choose(field("Onderwerp"), "Schulden").await;
        let about = changed(browser, &whole).await;
        browser.choose(field("Wie helpt"), "Mia").await;
        told.push(format!("Schulden: {about}"));
        told.push(format!("Schulden, Mia: {}", changed(browser, &about).await));
        browser.choose(field("Onderwerp"), "Alle").await;
        browser.choose(field("Wie helpt"), "Iedereen").await;
        is_shown(browser, &whole).await;
        for chip in ["Ik ben aan zet", "Te laat"] {
            let counted: usize = browser.ask(&format!("return Number([...document.querySelectorAll('.bv-board__filters .bv-chip')]
                .find((chip) => chip.innerText.startsWith('{chip}')).querySelector('.bv-count').innerText)")).await;
            browser.click(button(chip)).await;
            let after = changed(browser, &whole).await;
            assert_eq!(after.split(' ').filter(|word| !word.is_empty() && *word != "|").count(), counted, "{chip}: {after}");
            told.push(format!("{chip}: {after}"));
            browser.click(button(chip)).await;
            is_shown(browser, &whole).await;
        }
        // Words of the summary are for whoever sees it; the code word is on every card.
        browser.fill_in(field("Zoek").inside(css(".bv-board__filters")), "knik").await;
        told.push(format!("Zoek knik: {}", changed(browser, &whole).await));
        browser.fill_in(field("Zoek").inside(css(".bv-board__filters")), "xqz").await;
        browser.sees(button("Haal de filters weg")).await;
        browser.sees_no(css("[data-card]")).await;
        browser.is_accessible().await;
        browser.click(button("Haal de filters weg")).await;
        is_shown(browser, &whole).await;
        expect![[r#"
            no filter: koekblik paraplu sneeuwbal zilverpapier | fluitketel melkbus | kastanje knikker kompas lantaarn regenjas strohoed walnoot | molensteen postduif steenuil theedoek | notenkraker waterlelie | bolhoed draaiorgel ijsvogel knoopsgat spiegelei stoeptegel stofzuiger wasknijper
            Buurt Ruwaard: koekblik |  | kompas lantaarn | steenuil theedoek |  | knoopsgat wasknijper
            Onderwerp Alleen zijn: paraplu | fluitketel |  |  |  | 
            Wie helpt Ikzelf: sneeuwbal zilverpapier |  |  |  |  | 
            Wie helpt Mijn team: koekblik paraplu | fluitketel melkbus | kastanje knikker kompas lantaarn regenjas strohoed walnoot | molensteen postduif steenuil theedoek | notenkraker waterlelie | bolhoed draaiorgel ijsvogel knoopsgat spiegelei stoeptegel stofzuiger wasknijper
            Wie helpt Mia: koekblik |  | kompas lantaarn | steenuil theedoek |  | knoopsgat wasknijper
            Schulden: koekblik |  | lantaarn | theedoek |  | bolhoed
            Schulden, Mia: koekblik |  | lantaarn | theedoek |  | 
            Ik ben aan zet: sneeuwbal zilverpapier |  | strohoed |  |  | 
            Te laat:  |  |  | theedoek | notenkraker | 
            Zoek knik:  |  | knikker |  |  | "#]].assert_eq(&told.join("\n"));
    }
}

async fn shown(browser: &Browser) -> String {
    browser.ask(SHOWN).await
}

/// What stands there when it is no longer this.
async fn changed(browser: &Browser, before: &str) -> String {
    let before = serde_json::to_string(before).expect("a text");
    browser.until(&format!("{} !== {before}", SHOWN.replacen("return ", "return (", 1) + ")")).await;
    shown(browser).await
}

async fn is_shown(browser: &Browser, words: &str) {
    let words = serde_json::to_string(words).expect("a text");
    browser.until(&format!("{} === {words}", SHOWN.replacen("return ", "return (", 1) + ")")).await;
}
