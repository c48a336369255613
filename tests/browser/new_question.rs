//! A question noted in the street, where tabs close and connections break.

use entities::case;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, field, link, text};
use super::view::View;
use crate::on_both;

const WORDS: &str = "Er liggen drie brieven.";
/// What stands in the field for a few words.
const TYPED: &str = "return document.querySelector('textarea').value";
/// Once, what is sent arrives, and the answer gets lost.
const LOSE_THE_ANSWER: &str = "const send = window.fetch;
    window.fetch = async (...what) => {
        const body = what[0] instanceof Request ? await what[0].clone().text() : String(what[1]?.body);
        const answer = await send(...what);
        if (window.isLost || !body.includes('OpenCaseMutation')) return answer;
        window.isLost = true;
        throw new TypeError('lost');
    };
    return true";

/// What is sent arrives, and the answer comes when it is let go.
const HOLD_THE_ANSWER: &str = "const send = window.fetch;
    window.fetch = async (...what) => {
        const body = what[0] instanceof Request ? await what[0].clone().text() : String(what[1]?.body);
        const answer = await send(...what);
        if (body.includes('OpenCaseMutation')) await new Promise((letGo) => { window.letGo = letGo; });
        return answer;
    };
    return true";

on_both! {
    /// Kept when the tab is closed, and when there is no connection; sent once, also when the first answer got lost.
    async fn a_draft_outlives_its_tab_and_is_sent_once(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        let before = case::Entity::find().count(&rows).await.expect("cases can be counted");
        let mia = with_words(&server).await;
        let browser = &mia.browser;

        // The browser passes on what a page kept when it has a moment.
        let is_kept = "return Object.keys(localStorage).some((key) => key.includes('.drafts.'))";
        browser.until(is_kept).await;
        browser.change_tab().await;
        mia.browser.open(&server.page("/icon.svg")).await;
        browser.until(is_kept).await;
        mia.opens("/vragen/nieuw").await;
        browser.sees(text("Je was hier al mee bezig.")).await;
        assert_eq!(browser.ask::<String>(TYPED).await, WORDS);
        browser.set_offline(true).await;
        browser.click(button("Bewaar de vraag")).await;
        browser.sees(text("Er is geen internet. Wat je schreef, staat er nog.")).await;
        browser.is_accessible().await;
        browser.set_offline(false).await;

        browser.ask::<bool>(LOSE_THE_ANSWER).await;
        browser.click(button("Bewaar de vraag")).await;
        browser.until("return window.isLost && !document.querySelector('[aria-disabled=true]')").await;
        let arrived = case::Entity::find().count(&rows).await.expect("cases can be counted");
        assert_eq!(arrived, before + 1);
        browser.change_tab().await;
        mia.opens("/vragen/nieuw").await;
        browser.sees(text("Je was hier al mee bezig.")).await;
        assert_eq!(browser.ask::<String>(TYPED).await, WORDS);
        browser.click(button("Bewaar de vraag")).await;
        browser.sees(button("Ik help")).await;
        let after = case::Entity::find().count(&rows).await.expect("cases can be counted");
        assert_eq!(after, before + 1);
        mia.opens("/vragen/nieuw").await;
        browser.sees(text("Ik kan mijn rekeningen niet betalen")).await;
        assert!(!browser.has(text("Je was hier al mee bezig.")).await);
    }

    /// Who goes on before the answer came is told of it, stays where they are, and finds no draft of what was sent.
    async fn a_question_that_is_left_before_its_answer_is_no_draft(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        let before = case::Entity::find().count(&rows).await.expect("cases can be counted");
        let mia = with_words(&server).await;
        let browser = &mia.browser;
        browser.ask::<bool>(HOLD_THE_ANSWER).await;
        browser.click(button("Bewaar de vraag")).await;
        browser.until("return window.letGo !== undefined").await;
        browser.click(link("Stop")).await;
        browser.until("return location.pathname === '/'").await;
        browser.sees(css(".bv-today")).await;
        browser.ask::<bool>("window.letGo(); return true").await;
        browser.sees(css(".bv-toast")).await;
        assert_eq!(browser.address().await, "/");
        let after = case::Entity::find().count(&rows).await.expect("cases can be counted");
        assert_eq!(after, before + 1);
        mia.opens("/vragen/nieuw").await;
        browser.sees(text("Ik kan mijn rekeningen niet betalen")).await;
        assert!(!browser.has(text("Je was hier al mee bezig.")).await);
    }
}

/// Somebody in the street who wrote a question down, and didn't send it.
async fn with_words(server: &Server) -> Somebody<'_> {
    let mia = Somebody { browser: Browser::start(View::PHONE).await, server };
    mia.signs_in("Mia").await;
    mia.opens("/vragen/nieuw").await;
    mia.browser.click(text("Ik kan mijn rekeningen niet betalen")).await;
    mia.browser.fill_in(field("Een paar woorden"), WORDS).await;
    mia
}
