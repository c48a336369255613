//! What tests need of the machine they run on: a database server and a browser.
//!
//! The tests themselves are in `it` and `browser` beside this folder. This part is a library
//! because `cargo xtask test` makes the same things ready before it starts them.

pub mod chromium;
pub mod cluster;

use std::env;
use std::path::PathBuf;

/// Names the URL of a PostgreSQL server that test processes share. Without it each starts its own.
pub const POSTGRES_VARIABLE: &str = "BV_TEST_POSTGRES";

/// Names the script of axe-core that the browser tests load into a page.
pub const AXE_VARIABLE: &str = "BV_TEST_AXE";

/// The first of these programs that the search path holds.
#[must_use]
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names
        .iter()
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file()))
}
