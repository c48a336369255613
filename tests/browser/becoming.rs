//! Becoming a connector in a browser: the form for everybody, and what the coordinator does with what was sent.

use serde_json::Value;
use thirtyfour::Key;

use super::accessible::{trouble, unfold};
use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, item, link, text};
use super::view::{Language, Size, Theme, View};
use crate::on_both;

const NAME: &str = "Hanneke Proef";

/// Ticks an evening, and fills in every answer but the last one that is required.
const ANSWER: &str = "const type = (field, words) => {
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    document.querySelectorAll('input[type=radio][value=YES]').forEach((it) => it.click());
    document.querySelectorAll('input[type=checkbox]')[2].click();
    const answers = [...document.querySelectorAll('textarea[required], textarea[aria-required=true]')];
    answers.slice(0, -1).forEach((answer) => type(answer, 'Ik ken veel mensen en drink graag koffie met ze.'));
    return answers.at(-1).id";

on_both! {
    async fn somebody_applies_and_is_talked_to(db: TestDatabase) {
        let server = Server::demo(db);
        let stranger = Browser::start(View::PHONE).await;
        stranger.open(&server.page("/word-buurtverbinder")).await;
        stranger.fill_in(field("Je naam"), NAME).await;
        stranger.fill_in(field("Je telefoonnummer"), "0612345678").await;
        stranger.fill_in(field("Je e-mailadres"), "hanneke@example.org").await;
        stranger.choose(css("#buurt"), "Ruwaard").await;
        let last: String = stranger.ask(ANSWER).await;
        // A form that is filled in at once was filled in by a program.
        stranger.until("return performance.now() > 6000").await;
        stranger.click(button("Verstuur")).await;

        // What is missing stands at its field; nothing that was typed is lost, in another language neither.
        stranger.sees(css(&format!("#{last}[aria-invalid=true]"))).await;
        let mut found = trouble(&stranger, "an answer that is missing").await;
        stranger.click(button("English")).await;
        stranger.sees(heading("Become a connector")).await;
        let kept = "return [document.querySelector('#naam').value, document.querySelector('#buurt').selectedOptions[0].text,
            document.querySelectorAll('input[type=checkbox]')[2].checked].join()";
        stranger.until("return document.querySelector('#naam') !== null").await;
        assert_eq!(stranger.ask::<String>(kept).await, format!("{NAME},Ruwaard,true"));
        stranger.fill_in(css(&format!("#{last}")), "Ik luister, en vraag dan verder.").await;
        stranger.sees(text("In which neighbourhood do you live")).await;
        stranger.ask::<Value>("window.since = performance.now(); return null").await;
        stranger.until("return performance.now() - window.since > 5000").await;
        stranger.click(css("main [type=submit]")).await;
        stranger.sees(css("#dank")).await;
        // Of what was sent nothing stays in the tab, which somebody else may use next.
        stranger.until("return Object.keys(sessionStorage).every((key) => !key.includes('apply.'))").await;
        let english = View { language: Language::English, ..View::PHONE };
        stranger.change_view(english).await;
        found.extend(trouble(&stranger, "thanks").await);
        stranger.change_view(View { size: Size::Desk, theme: Theme::Dark, ..english }).await;
        found.extend(trouble(&stranger, "thanks, on a desk in the dark").await);
        drop(stranger);

        let ellen = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        ellen.signs_in("Ellen Wouters").await;
        ellen.opens("/buurtverbinders").await;
        ellen.browser.sees(text("Nog nodig: basistraining, belofte").inside(item(NAME))).await;
        ellen.browser.click(link(NAME)).await;
        ellen.browser.sees(heading(NAME)).await;
        ellen.browser.sees(text("Ik luister, en vraag dan verder.")).await;
        found.extend(in_each_step(&ellen.browser, "applied").await);
        takes(&ellen, "We hebben gepraat", "Het gesprek is opgeschreven.").await;
        found.extend(in_each_step(&ellen.browser, "talked").await);
        takes(&ellen, "Begin de training", "De training kan beginnen.").await;
        found.extend(in_each_step(&ellen.browser, "in training").await);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

/// Takes a step, and is told that it was taken.
async fn takes(person: &Somebody<'_>, step: &str, done: &str) {
    person.browser.click(button(step)).await;
    person.browser.sees(dialog()).await;
    person.browser.click(css("[type=submit]").inside(dialog())).await;
    person.browser.sees(text(done)).await;
    person.browser.sees_no(dialog()).await;
}

/// What is wrong with the page and with the dialog of each step that is possible now.
async fn in_each_step(browser: &Browser, state: &str) -> Vec<String> {
    const STEPS: &str = ".bv-buttons.bv-after button, main .bv-fold .bv-act";
    browser.sees(css(STEPS)).await;
    unfold(browser).await;
    let mut found = trouble(browser, state).await;
    let steps: usize = browser.ask(&format!("return document.querySelectorAll('{STEPS}').length")).await;
    for step in 0..steps {
        let name: String = browser
            .ask(&format!(
                "const step = document.querySelectorAll('{STEPS}')[{step}]; step.focus(); return step.innerText"
            ))
            .await;
        browser.press(Key::Enter).await;
        browser.sees(dialog()).await;
        found.extend(trouble(browser, &format!("{state}: {name}")).await);
        browser.press(Key::Escape).await;
        browser.sees_no(dialog()).await;
    }
    found
}
