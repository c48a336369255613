//! `cargo xtask run`: the whole product from source, serving the demo.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Result;
use tests::{SERVER, cargo, root};

use crate::{run as run_command, web};

/// How the server is compiled.
#[derive(Clone, Copy, Debug)]
pub enum Build {
    /// Not optimised, and with the crates that the tests compile too: to look around.
    Quick,
    /// As it is installed: to use and to measure.
    Release,
}

/// Builds the app, then the server with the app inside it, and becomes that server.
///
/// # Errors
/// When a part can't be built, or the server ends with an error.
pub fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let mut server = Command::new(build(Build::Quick)?);
    server.args(["serve", "--demo"]).args(arguments);
    become_server(server)
}

/// Builds the app, then the server with the app inside it, and answers where it lies.
///
/// # Errors
/// When a part can't be built.
pub fn build(build: Build) -> Result<PathBuf> {
    let dist = web::build()?;
    let target = root().join("target");
    let (choice, folder) = match build {
        Build::Quick => (&SERVER[..], "debug"),
        Build::Release => (&["--release", "--package", "api", "--bin", "buurtverbinders"][..], "release"),
    };
    run_command(cargo(["build", "--target-dir"]).arg(&target).args(choice).env(web::DIST_VARIABLE, dist))?;
    Ok(target.join(folder).join("buurtverbinders"))
}

/// Signals reach the server itself when it takes the place of this process.
#[cfg(unix)]
fn become_server(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(server.exec().into())
}

#[cfg(not(unix))]
fn become_server(mut server: Command) -> Result<()> {
    run_command(&mut server)
}
