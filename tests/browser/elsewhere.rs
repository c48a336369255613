//! A case that changes on another device while it lies open here.

use super::chromium::Browser;
use super::guest::{open, sign_in};
use super::server::Server;
use super::target::{button, css, dialog, text};
use super::view::View;
use crate::on_both;

/// What the page says to who can't see it change, in its two places.
const SAID: &str = "return [...document.querySelectorAll('p[role=status] > span')].map((place) => place.innerText)";
const CHANGED: &str = "Deze vraag is zojuist veranderd.";

on_both! {
    /// Also when the same is to be said again: a text that stays where it is would be said once.
    async fn each_change_is_said(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        sign_in(&browser, &server, "Mia").await;
        open(&browser, &server, "/vragen/case_*").await;
        assert_eq!(browser.ask::<Vec<String>>(SAID).await, ["", ""]);
        for said in [[CHANGED, ""], ["", CHANGED]] {
            next_step_elsewhere(&browser).await;
            browser.until(&format!("return JSON.stringify((() => {{ {SAID} }})()) === '{}'", serde_json::json!(said))).await;
        }
        browser.sees(text("Zojuist veranderd")).await;
    }

    /// Both are shown, nothing that was typed is lost, and the one that is chosen counts.
    async fn of_two_texts_one_is_chosen(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        sign_in(&browser, &server, "Mia").await;
        open(&browser, &server, "/vragen/case_*").await;
        browser.click(button("Schrijf de volgende stap op")).await;
        browser.sees(dialog()).await;
        browser.fill_in(css("textarea, input[type=text]").inside(dialog()), "Woensdag samen bellen.").await;
        next_step_elsewhere(&browser).await;
        browser.click(css("[type=submit]").inside(dialog())).await;
        browser.sees(css("#botsing").inside(dialog())).await;
        browser.sees(text("Eerst de brieven bekijken.").inside(dialog())).await;
        browser.sees(text("Woensdag samen bellen.").inside(dialog())).await;
        // Of two texts one is chosen first; the own one stands first.
        browser.click(css("[name=versie]").inside(dialog())).await;
        browser.click(css("[type=submit]").inside(dialog())).await;
        browser.sees_no(dialog()).await;
        browser.sees(text("Woensdag samen bellen.").inside(css("main"))).await;
    }
}

/// The same person writes another next step at the same case on another device.
pub async fn next_step_elsewhere(browser: &Browser) {
    let script = r#"
        const caseId = location.pathname.split('/').pop();
        const ask = async (query, variables) => (await fetch('/graphql', {
            method: 'POST',
            headers: {
                'Content-Type': 'application/json',
                'Accept': 'application/graphql-response+json',
                'X-Buurtverbinders': 'app',
            },
            body: JSON.stringify({ query, variables }),
        })).json();
        const read = await ask('query ($id: CaseId!) { case(id: $id) { version } }', { id: caseId });
        const input = { caseId, expectedVersion: read.data.case.version, nextStep: 'Eerst de brieven bekijken.' };
        const done = await ask(
            'mutation ($input: SetNextStepInput!) { setNextStep(input: $input) { userErrors { message } } }', { input });
        return JSON.stringify(done);"#;
    let answer: String = browser.ask(&format!("return (async () => {{{script}}})()")).await;
    assert_eq!(answer, r#"{"data":{"setNextStep":{"userErrors":[]}}}"#);
}
