//! One of the people of the demo, in front of the screen.

use super::chromium::Browser;
use super::server::Server;
use super::target::{Target, button, css, dialog};

/// One of the people of the demo, in front of the screen.
pub struct Somebody<'a> {
    /// What they look through.
    pub browser: Browser,
    /// What they look at.
    pub server: &'a Server,
}

impl Somebody<'_> {
    /// The one before leaves nothing behind.
    pub async fn signs_in(&self, name: &str) {
        self.browser.open(&self.server.page("/inloggen")).await;
        self.browser.forget().await;
        self.browser.open(&self.server.page("/inloggen")).await;
        self.browser.click(button(name)).await;
        self.browser.sees(css(".bv-app h1")).await;
    }

    /// Goes to a page.
    pub async fn opens(&self, path: &str) {
        self.browser.open(&self.server.page(path)).await;
    }

    /// Clicks inside the dialog that is open.
    pub async fn chooses(&self, target: Target) {
        self.browser.click(target.inside(dialog())).await;
    }
}
