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

/// Chromium without a window of its own, which Debian has apart: it shows pages with the same code, and spares a quarter of
/// the work.
#[must_use]
pub fn shell() -> Option<PathBuf> {
    find_program(&["chromium-headless-shell", "chrome-headless-shell"])
}

/// Finds both, or nothing when one is missing.
#[must_use]
pub fn programs() -> Option<Programs> {
    Some(Programs {
        browser: find_program(&["chromium", "chromium-browser", "google-chrome"])?,
        driver: find_program(&["chromedriver"])?,
    })
}
