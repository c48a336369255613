//! A board with very many cards while others work: what changed is asked by itself, and nothing in hand moves.

use serde_json::Value;

use super::board::at_the_board;
use super::board_long::{MANY, crowd};
use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, link, text};
use super::view::View;
use crate::on_both;

/// What the page asks from now on, each with its variables.
const LISTEN: &str = "
    const real = window.fetch; window.asked = [];
    window.fetch = (...given) => {
        const request = given[0] instanceof Request ? given[0].clone() : new Request(...given);
        if (request.method === 'POST') request.json().then((body) => window.asked.push(body));
        return real(...given);
    }";
/// What of the board was asked since.
const ASKED: &str = "return window.asked.filter((body) => /\\b(board|cases)\\(/.test(body.query))";
/// Scrolls on until so many cards were brought.
const BROUGHT: &str = "scrollTo(0, document.documentElement.scrollHeight);
    const cards = [...document.querySelectorAll('[data-column=nieuw] [aria-posinset]')];
    return cards.some((card) => Number(card.ariaPosInSet) >= 200)";
/// Puts one of the last cards in the middle of the window.
const CENTRED: &str = "const card = document.querySelector('#held') ??
        [...document.querySelectorAll('[data-column=nieuw] [data-card]')].at(-15);
    card.id = 'held';
    const { top } = card.getBoundingClientRect();
    if (top < 300 || top > 800) card.scrollIntoView({ block: 'center' });
    return top >= 300 && top <= 800 && !document.querySelector('[data-column=nieuw] .bv-button[aria-disabled=true]')";
/// The card below the finger, and where it stands.
const HELD: &str = "const card = document.querySelector('#held');
    return [card.dataset.card, Math.round(card.getBoundingClientRect().top)].join(' ')";
/// How many stand in "Nieuw", as its head says.
const COUNT: &str = "parseInt(document.querySelector('[data-column=nieuw] h2 .bv-count').innerText)";

on_both! {
    /// Far down a column of a thousand, with a finger on a card, somebody else notes a question: one question to the server
    /// brings it with the counts, and the card stays below the finger. What one does oneself asks no more than that.
    async fn a_change_among_a_thousand_cards_asks_for_one(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        crowd(&rows).await;
        let joris = at_the_board(&server, "Joris Hendriks", View::TABLET).await;
        let browser = &joris.browser;
        browser.until(BROUGHT).await;
        browser.until(CENTRED).await;
        browser.ask::<()>(LISTEN).await;
        let before: u128 = browser.ask(&format!("return {COUNT}")).await;
        assert!(before > MANY, "{before} cards");

        browser.touch(css("#held h3")).await;
        browser.sees(css("#held.bv-card--lifted")).await;
        let stood: String = browser.ask(HELD).await;

        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        mia.signs_in("Mia").await;
        mia.opens("/vragen/nieuw").await;
        mia.browser.click(text("Ik kan mijn rekeningen niet betalen")).await;
        mia.browser.click(button("Bewaar de vraag")).await;
        mia.browser.sees(button("Ik help")).await;
        let word: String = mia.browser.ask("return document.querySelector('h1').innerText").await;

        browser.until(&format!("return {COUNT} === {}", before + 1)).await;
        assert_eq!(browser.ask::<String>(HELD).await, stood);
        let asked: Vec<Value> = browser.ask(ASKED).await;
        assert_eq!(names(&asked), ["ChangedCardsQuery"]);
        let variables = &asked[0]["variables"];
        assert_eq!(variables["changed"]["ids"].as_array().map(Vec::len), Some(1), "{variables}");
        assert_eq!(variables["first"], 1);
        browser.lift().await;

        // Up at the top it is there, marked. What Joris does himself, with a question that nobody helps with yet, asks for
        // that one alone too.
        browser.ask::<()>("scrollTo(0, 0)").await;
        browser.sees(link(&word)).await;
        browser.sees(text("Zojuist veranderd")).await;
        browser.click(button("Verplaats zilverpapier")).await;
        joris.chooses(button("Mee bezig")).await;
        browser.until(&format!("return {COUNT} === {before}")).await;
        browser.sees_no(text("Bewaren…")).await;
        browser.until(&format!("return ({}).length > 1", ASKED.trim_start_matches("return "))).await;
        let asked: Vec<Value> = browser.ask(ASKED).await;
        assert!(names(&asked).iter().all(|name| *name == "ChangedCardsQuery"), "{:?}", names(&asked));
    }
}

fn names(asked: &[Value]) -> Vec<&str> {
    asked.iter().filter_map(|body| body["operationName"].as_str()).collect()
}
