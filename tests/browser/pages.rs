//! The pages, as the server gives them and the browser takes them.

use super::chromium::Browser;
use super::server::Server;
use super::target::css;
use super::view::View;
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
}
