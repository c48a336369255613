//! `cargo xtask run`: the whole product from source, serving the demo.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Result;
use tests::{cargo, root};

use crate::{run as run_command, web};

/// Builds the app, then the server with the app inside it, and becomes that server.
///
/// # Errors
/// When a part can't be built, or the server ends with an error.
pub fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let mut server = Command::new(build()?);
    server.args(["serve", "--demo"]).args(arguments);
    become_server(server)
}

/// Builds the app, then the server with the app inside it, and answers where it lies.
///
/// # Errors
/// When a part can't be built.
pub fn build() -> Result<PathBuf> {
    let dist = web::build()?;
    let target = root().join("target");
    run_command(
        cargo(["build", "--release", "--package", "api"])
            .args(["--bin", "buurtverbinders", "--target-dir"])
            .arg(&target)
            .env(web::DIST_VARIABLE, dist),
    )?;
    Ok(target.join("release/buurtverbinders"))
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
