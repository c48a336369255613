//! Going anywhere from the keyboard.

use thirtyfour::Key;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{css, dialog, heading, text};
use super::view::View;
use crate::on_both;

on_both! {
    async fn a_question_is_found_by_its_word(db: TestDatabase) {
        let server = Server::demo(db);
        let person = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &person.browser;
        person.signs_in("Joris Hendriks").await;
        palette(browser).await;
        browser.is_accessible().await;
        browser.press("lanta").await;
        browser.sees(css("[role=option]:first-child[aria-selected=true]").inside(dialog())).await;
        browser.is_accessible().await;
        browser.press(Key::Enter).await;
        browser.sees(heading("lantaarn")).await;
        browser.sees_no(dialog()).await;

        // What can be done here, and what can be done where it is found: in the same dialog as that of the button.
        palette(browser).await;
        browser.press("neem over").await;
        browser.sees(text("Stel voor: ik neem over").inside(css("[role=option][aria-selected=true]"))).await;
        browser.is_accessible().await;
        browser.press(Key::Enter).await;
        browser.sees(heading("Stel voor om lantaarn over te nemen").inside(dialog())).await;
        browser.press(Key::Escape).await;
        browser.sees_no(dialog()).await;
        person.opens("/specialisten").await;
        browser.sees(heading("Specialisten")).await;
        palette(browser).await;
        browser.press("lantaarn").await;
        browser.click(text("Stel voor: ik neem over").inside(css("[role=option]"))).await;
        browser.sees(heading("Stel voor om lantaarn over te nemen").inside(dialog())).await;
        browser.press(Key::Escape).await;
        browser.sees_no(dialog()).await;

        // And an act that needs no question, with the mouse.
        browser.click(css("[aria-keyshortcuts]")).await;
        browser.press("nieuw hulp").await;
        browser.click(css("[role=option]").inside(dialog())).await;
        browser.sees(text("Ik voel me alleen")).await;
    }
}

/// Opens it with the keyboard.
async fn palette(browser: &Browser) {
    // An element lets the key go again after the letter.
    browser.sees(css("body")).await.send_keys(Key::Control + "k").await.expect("the keys are pressed");
    browser.sees(css("#ga-naar-veld:focus")).await;
}
