//! One of the people of the demo, in front of the screen.

use super::chromium::Browser;
use super::guest;
use super::server::Server;
use super::target::{Target, dialog};

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
        guest::sign_in(&self.browser, self.server, name).await;
    }

    /// Goes to a page.
    pub async fn opens(&self, path: &str) {
        guest::go(&self.browser, self.server, path).await;
    }

    /// Clicks inside the dialog that is open.
    pub async fn chooses(&self, target: Target) {
        self.browser.click(target.inside(dialog())).await;
    }
}
