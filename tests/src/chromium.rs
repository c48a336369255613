//! The browser of this machine, and the driver that steers it.

use std::path::{Path, PathBuf};

use crate::{find_program, keeper};

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

/// So many times a driver is started: it looks for a free port, and another may take that before it listens there.
const TRIES: usize = 5;

/// Starts the driver, which keeps its things in this folder. Answers what keeps it alive, and where it listens.
///
/// # Errors
/// What it said last, when it doesn't start.
pub fn drive(driver: &Path, folder: &Path) -> Result<(keeper::Keeper, String), String> {
    let mut last = String::new();
    for _ in 0..TRIES {
        let mut command = keeper::program(driver, folder);
        let started = keeper::Keeper::start(command.arg("--port=0"));
        let (keeper, mut said) = started.map_err(|error| error.to_string())?;
        let port = said.wait_for(|line| {
            line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
        });
        match port {
            Ok(port) => return Ok((keeper, format!("http://127.0.0.1:{port}"))),
            Err(said) => last = said,
        }
    }
    Err(format!("the driver doesn't say its port:\n{last}"))
}
