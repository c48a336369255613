//! Going anywhere from the keyboard.

use entities::{Timestamp, case};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use thirtyfour::Key;
use uuid::Uuid;

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

    /// However many newer ones begin with it, the word itself stands first.
    async fn a_word_that_others_begin_with_is_found_first(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        let one = case::Entity::find().filter(case::Column::CodeWord.eq("lantaarn")).one(&rows).await;
        let one = one.expect("cases can be read").expect("the demo has it");
        let newer = (0..9_u128).map(|number| {
            let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number).into();
            let code_word = format!("lantaarnpaal {number}");
            case::Model { id, code_word, changed_at: Timestamp(one.changed_at.0 + 1), ..one.clone() }
        });
        case::Entity::insert_many(newer.map(|case| case.into_active_model().reset_all()))
            .exec(&rows)
            .await
            .expect("cases are written");
        let person = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &person.browser;
        person.signs_in("Joris Hendriks").await;
        palette(browser).await;
        browser.press("lantaarn").await;
        browser.sees(text("lantaarnpaal 0").inside(css("[role=option]"))).await;
        browser.press(Key::Enter).await;
        browser.until("return document.querySelector('main h1')?.innerText === 'lantaarn'").await;
    }

    /// To a specialist, and to a page that stands below another.
    async fn a_specialist_and_a_page_are_found(db: TestDatabase) {
        let server = Server::demo(db);
        let person = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &person.browser;
        person.signs_in("Joris Hendriks").await;
        palette(browser).await;
        browser.press("voedselpakket").await;
        browser.sees(text("Voedselpakket").inside(css("[role=option][aria-selected=true]"))).await;
        browser.press(Key::Enter).await;
        browser.sees(heading("Voedselpakket")).await;
        assert!(browser.address().await.starts_with("/specialisten/specialist_"));
        palette(browser).await;
        browser.press("mijn mens").await;
        browser.sees(text("Mijn mensen").inside(css("[role=option][aria-selected=true]"))).await;
        browser.press(Key::Enter).await;
        browser.sees(heading("Mijn mensen")).await;
    }
}

/// Opens it with the keyboard.
async fn palette(browser: &Browser) {
    // An element lets the key go again after the letter.
    browser.sees(css("body")).await.send_keys(Key::Control + "k").await.expect("the keys are pressed");
    browser.sees(css("#ga-naar-veld:focus")).await;
}
