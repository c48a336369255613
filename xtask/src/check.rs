//! `cargo xtask test`: everything that is checked before a change lands, the fast steps first.

use std::process::Command;
use std::thread;

use tests::cluster::Cluster;
use tests::{POSTGRES_VARIABLE, cargo};

use crate::failure::Result;
use crate::step::Tally;
use crate::{dependencies, programs, run as run_command, serve, web};

/// Runs all steps until one fails, and closes with one line that counts the tests.
///
/// # Errors
/// When a step fails.
pub fn run() -> Result<()> {
    let mut tally = Tally::default();
    let outcome = steps(&mut tally);
    println!("{tally}");
    outcome
}

fn steps(tally: &mut Tally) -> Result<()> {
    tally.step("formatting", |_| run_command(&mut cargo(["fmt", "--all", "--check"])))?;
    tally.step("dependencies", |_| dependencies::check())?;
    tally.step("programs", |_| {
        web::ensure_target()?;
        programs::ensure()
    })?;
    tally.step("lints of the app", |_| {
        run_command(
            in_web_target(&mut cargo(["clippy", "--package", "web"]))
                .args(["--target", "wasm32-unknown-unknown"])
                .args(["--", "--deny", "warnings"]),
        )
    })?;
    // The program takes the app in, so a new app after its lints would undo them.
    tally.step("the app", |_| serve::app_beside_libraries().map(drop))?;
    tally.step("lints of the server", |_| {
        run_command(server(&mut cargo(["clippy", "--all-targets"])).args(["--", "--deny", "warnings"]))
    })?;
    tally.step("documentation", |_| {
        run_command(
            server(&mut cargo(["doc", "--no-deps", "--document-private-items"])).env("RUSTDOCFLAGS", "--deny warnings"),
        )
    })?;
    tally
        .step("unit tests of the app", |tally| tally.tests(in_web_target(&mut cargo(["test", "--package", "web"]))))?;
    tally.step("unit tests of the server", |tally| tally.tests(server(&mut cargo(["test", "--lib", "--bins"]))))?;

    let cluster = Cluster::start()?;
    let processors = thread::available_parallelism()?.get();
    tally.step("tests on both databases", |tally| {
        let mut tests = cargo(["test", "--test", "it"]);
        let tests = server(&mut tests).env(POSTGRES_VARIABLE, cluster.url());
        // Half of them wait for PostgreSQL half of the time.
        tally.tests(tests.args(["--", "--skip", "browser::", "--test-threads", &(2 * processors).to_string()]))
    })?;
    tally.step("tests in the browser", |tally| {
        let mut tests = cargo(["test", "--test", "it"]);
        let tests = server(&mut tests).env(POSTGRES_VARIABLE, cluster.url());
        // With more at once they only wait for each other.
        tally.tests(tests.args(["browser::", "--", "--test-threads", &(2 * processors).to_string()]))
    })
}

/// All crates but the app, always chosen together: then their dependencies are built once, with one
/// set of features.
fn server(command: &mut Command) -> &mut Command {
    command.args(["--workspace", "--exclude", "web"])
}

fn in_web_target(command: &mut Command) -> &mut Command {
    command.arg("--target-dir").arg(web::target_dir())
}
