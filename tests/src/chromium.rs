//! The browser of this machine, and the driver that steers it.

use std::path::PathBuf;

use crate::find_program;

/// Where a browser and its driver are.
#[derive(Clone, Debug)]
pub struct Programs {
    /// Chromium, or a browser built from it.
    pub browser: PathBuf,
    /// The `WebDriver` server that belongs to it.
    pub driver: PathBuf,
}

/// Where Debian keeps [`shell`].
const SHELL: &str = "/usr/lib/chromium/chromium-headless-shell";

/// Chromium without a window of its own, which Debian has apart: it shows pages with the same code, and spares a quarter of
/// the work. Debian's command for it is a script that waits for it: who ends the script doesn't end the browser.
#[must_use]
pub fn shell() -> Option<PathBuf> {
    let itself = Some(PathBuf::from(SHELL)).filter(|path| path.exists());
    itself.or_else(|| find_program(&["chrome-headless-shell"]))
}

/// Finds both, or nothing when one is missing.
#[must_use]
pub fn programs() -> Option<Programs> {
    Some(Programs {
        browser: find_program(&["chromium", "chromium-browser", "google-chrome"])?,
        driver: find_program(&["chromedriver"])?,
    })
}
