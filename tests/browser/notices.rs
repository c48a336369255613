//! Notices as people see them: the bell counts by itself, the page says what is new, and everybody chooses how often mail
//! comes.

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, heading, link, text};
use super::view::View;
use crate::on_both;

/// Calls off the first meeting to come that Joris gives, as the app would: nothing typed, one question to the server.
const CALL_OFF: &str = "const ask = (query, variables) => fetch('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }),
        headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', 'X-Buurtverbinders': 'test' } })
        .then((answer) => answer.json());
    const { data } = await ask('{ trainingSessions(first: 50) { nodes { id version startsAt cancelledAt welfareTrainer { name } } } }', {});
    const meeting = data.trainingSessions.nodes.find(({ startsAt, cancelledAt, welfareTrainer }) =>
        !cancelledAt && new Date(startsAt) > new Date() && welfareTrainer?.name.startsWith('Joris'));
    const input = { trainingSessionId: meeting.id, expectedVersion: meeting.version, reason: 'De trainer is ziek.' };
    const act = 'mutation ($input: CallOffTrainingSessionInput!) { callOffTrainingSession(input: $input) { userErrors { message } } }';
    const done = await ask(act, { input });
    return JSON.stringify(done.data.callOffTrainingSession.userErrors);";

on_both! {
    async fn the_bell_counts_by_itself_and_the_page_says_what_is_new(db: TestDatabase) {
        let server = Server::demo(db);
        let joris = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let ellen = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &joris.browser;
        joris.signs_in("Joris Hendriks").await;
        browser.click(css(".bv-bell")).await;
        browser.sees(heading("Berichten")).await;
        browser.is_accessible().await;
        browser.click(button("Ik heb alles gezien")).await;
        browser.sees(text("Je hebt alles gezien.")).await;
        browser.sees_no(css(".bv-bell__count")).await;

        ellen.signs_in("Ellen Wouters").await;
        let refused: String = ellen.browser.ask(CALL_OFF).await;
        assert_eq!(refused, "[]");
        browser.sees(text("1 bericht is nieuw.")).await;
        browser.sees(text("Een training van jou gaat niet door.")).await;
        browser.is_accessible().await;
        browser.click(link("Een training van jou gaat niet door.")).await;
        browser.sees(text("Deze bijeenkomst gaat niet door. De trainer is ziek.")).await;
        browser.sees_no(css(".bv-bell__count")).await;
    }

    async fn everybody_chooses_how_often_mail_comes(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &mia.browser;
        mia.signs_in("Mia").await;
        mia.opens("/berichten").await;
        browser.click(css("input[value=at-once]")).await;
        browser.sees(text("Je keuze is bewaard.")).await;
        browser.reload().await;
        browser.sees(css(".bv-mail")).await;
        browser.until("return document.querySelector('input[value=at-once]').checked").await;
        browser.is_accessible().await;
    }
}
