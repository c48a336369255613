//! What tests need of the machine they run on: a database server and a browser.
//!
//! The tests themselves are in `it` and `browser` beside this folder. This part is a library
//! because `cargo xtask test` makes the same things ready before it starts them.

pub mod axe;
pub mod chromium;
pub mod cluster;
pub mod keeper;
pub mod npm;
pub mod scratch;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the URL of a PostgreSQL server that test processes share. Without it each starts its own.
pub const POSTGRES_VARIABLE: &str = "BV_TEST_POSTGRES";

/// What cargo builds to have the server as the tests know it: the same crates with the same features, so that nothing is
/// built twice. There are no examples; with examples asked for, cargo counts what tests need of a crate too.
pub const SERVER: [&str; 6] = ["--workspace", "--exclude", "web", "--examples", "--bin", "buurtverbinders"];

/// The same, without the program in which the app travels.
pub const LIBRARIES: [&str; 5] = ["--workspace", "--exclude", "web", "--examples", "--lib"];

/// The root of the repository.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Cargo, as a person would start it from the root of the repository.
///
/// The cargo that started this process describes its package in the environment, and build scripts
/// that look at that would run again for nothing, each time.
#[must_use]
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|own| name.starts_with(own)) {
            command.env_remove(&*name);
        }
    }
    command.current_dir(root()).args(arguments);
    command
}

/// The first of these programs that the search path holds.
#[must_use]
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names
        .iter()
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file()))
}
