//! The pages, as the server gives them and the browser takes them.

use sea_orm::ConnectionTrait;
use thirtyfour::Key;

use super::chromium::Browser;
use super::guest::sign_in;
use super::server::Server;
use super::target::{button, css, dialog, link, text};
use super::view::View;
use crate::harness::database::{Kind, TestDatabase};
use crate::on_both;

on_both! {
    /// The policy of the page forbids what the app doesn't need, and nothing that it does.
    async fn the_server_answers_with_the_app(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        browser.open(&server.page("/")).await;
        assert!(browser.title().await.contains("Buurtverbinders"));
        browser.sees(css("body *")).await;
        let complaints = browser.complaints().await;
        assert!(!complaints.iter().any(|line| line.contains("Security Policy")), "{complaints:?}");
    }

    /// Back, forward, and by a link to where one was: the address is always that of the page.
    async fn the_address_is_that_of_the_page(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        sign_in(&browser, &server, "Mia").await;
        let is_at = async |path: &str, title: &str| {
            browser.until(&format!(
                "return location.pathname === '{path}' && document.querySelector('main h1')?.innerText === '{title}'"
            ))
            .await;
        };
        let link = |path: &str| css(&format!(".bv-rail a[href='{path}']"));
        browser.click(link("/vragen")).await;
        is_at("/vragen", "Vragen").await;
        browser.click(link("/specialisten")).await;
        is_at("/specialisten", "Specialisten").await;
        browser.ask::<()>("history.back()").await;
        is_at("/vragen", "Vragen").await;
        browser.ask::<()>("history.forward()").await;
        is_at("/specialisten", "Specialisten").await;
        browser.click(link("/vragen")).await;
        is_at("/vragen", "Vragen").await;
        browser.ask::<()>("history.back()").await;
        is_at("/specialisten", "Specialisten").await;
    }

    /// Whose session is over is asked to sign in again, and never shown what nobody would see.
    async fn a_session_that_is_over_is_told(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        browser.open(&server.page("/inloggen")).await;
        browser.click(button("Mia")).await;
        browser.sees(css(".bv-app h1")).await;
        // What is still on its way would tell it before the click.
        browser.sees(text("Wie bel ik vandaag?")).await;
        browser.sees_no(css("[aria-busy=true]")).await;
        browser.forget().await;
        browser.click(link("Vragen")).await;
        browser.sees(button("Mia")).await;
        assert!(browser.address().await.starts_with("/inloggen"), "{}", browser.address().await);
    }
}

/// The page that somebody comes in by leaves the focus where the browser puts it, though its part comes later than its title;
/// the next one puts it on its heading.
#[tokio::test(flavor = "multi_thread")]
async fn the_focus_goes_to_the_heading_of_every_page_but_the_first() {
    let server = Server::demo(TestDatabase::migrated(Kind::Sqlite).await);
    let browser = Browser::start(View::PHONE).await;
    sign_in(&browser, &server, "Mia").await;
    browser.set_delay(100).await;
    browser.open(&server.page("/specialisten")).await;
    browser.sees(css(".bv-result")).await;
    assert!(browser.ask::<bool>("return document.activeElement === document.body").await);
    browser.set_delay(0).await;
    browser.click(link("Vandaag")).await;
    browser.until("return document.activeElement === document.querySelector('main h1')").await;
}

on_both! {
    /// A page whose part doesn't come says so, and comes when it is asked for again.
    async fn a_page_whose_part_does_not_come_is_asked_for_again(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        sign_in(&browser, &server, "Mia").await;
        browser.sees(text("Wie bel ik vandaag?")).await;
        browser.let_nothing_through(&["*.parts"]).await;
        browser.click(link("Vragen")).await;
        browser.sees(text("Deze pagina laadt niet")).await;
        browser.is_accessible().await;
        browser.let_nothing_through(&[]).await;
        browser.click(button("Probeer opnieuw")).await;
        browser.sees(css("main li h3 a")).await;
        // So is the palette, which has no page to say it on.
        browser.let_nothing_through(&["*palette.parts"]).await;
        let body = browser.sees(css("body")).await;
        body.send_keys(Key::Control + "k").await.expect("the keys are pressed");
        browser.sees(text("Deze pagina laadt niet")).await;
        browser.let_nothing_through(&[]).await;
        body.send_keys(Key::Control + "k").await.expect("the keys are pressed");
        browser.sees(dialog()).await;
    }
}

/// The session was over before the page was loaded: what was asked ahead, and refused, says nothing of who signs in then.
#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_right_after_a_session_that_was_over_stays() {
    let server = Server::demo(TestDatabase::migrated(Kind::Sqlite).await);
    let browser = Browser::start(View::PHONE).await;
    sign_in(&browser, &server, "Mia").await;
    browser.sees(text("Wie bel ik vandaag?")).await;
    let over = "UPDATE sessions SET revoked_at = created_at";
    server.database().connection().execute_unprepared(over).await.expect("it is over");
    browser.open(&server.page("/")).await;
    browser.click(button("Mia")).await;
    browser.sees(text("Wie bel ik vandaag?")).await;
    assert_eq!(browser.address().await, "/");
}
