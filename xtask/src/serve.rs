//! `cargo xtask run`: the whole product from source, serving the demo.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Result;
use tests::{LIBRARIES, SERVER, cargo, root};

use crate::{described, run as run_command, web};

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
    let target = root().join("target");
    let (dist, choice, folder) = match build {
        Build::Quick => (app_beside_libraries()?, &SERVER[..], "debug"),
        Build::Release => (web::build()?, &["--release", "--package", "buurtverbinders"][..], "release"),
    };
    run_command(cargo(["build", "--target-dir"]).arg(&target).args(choice).env(web::DIST_VARIABLE, dist))?;
    Ok(target.join(folder).join("buurtverbinders"))
}

/// Builds the app, and all of the server but the program in which it travels, at the same time: the last minutes of the app
/// take one processor. Answers the folder that holds the app.
///
/// # Errors
/// When one of them can't be built.
pub fn app_beside_libraries() -> Result<PathBuf> {
    // The app says how it goes; of this one only what is wrong is told.
    let mut command = cargo(["build", "--quiet", "--target-dir"]);
    let command = command.arg(root().join("target")).args(LIBRARIES);
    let mut libraries = command.spawn()?;
    let app = web::build();
    if app.is_err() {
        // Nobody waits for them any more.
        let _ = libraries.kill();
    }
    let status = libraries.wait()?;
    let app = app?;
    if status.success() { Ok(app) } else { Err(format!("{} ended with {status}", described(command)).into()) }
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
