//! The commands of this repository: `cargo xtask run`, `cargo xtask test`, and on demand `cargo xtask bench`.
//!
//! Everything that building and testing need beside cargo is here, in Rust, so that a machine with
//! git and rustup is enough.

mod bench;
mod bundle;
mod check;
mod dependencies;
mod failure;
mod licences;
mod names;
mod parts;
mod programs;
mod serve;
mod step;
mod styles;
mod web;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

use failure::Result;

const USAGE: &str = "\
Usage: cargo xtask <command>

  run [arguments]   build the app and the server, and serve the demo; arguments go to
                    `buurtverbinders serve`, for example --listen 127.0.0.1:9000
  test              everything that is checked before a change lands
  bench [options]   measure the server with 100,000 cases beside plain SQL; --help tells the options
  web               build the app only, into target/web/dist
";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let outcome = match arguments.next().as_deref() {
        Some("run") => serve::run(arguments.skip_while(|argument| argument == "--")),
        Some("test") => check::run(),
        Some("bench") => bench::run(arguments.skip_while(|argument| argument == "--")),
        Some("web") => web::build().map(|dist| println!("{}", dist.display())),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command to its end.
///
/// # Errors
/// When it can't be started or ends with anything but success.
fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name} can't be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", described(command)).into()) }
}

/// A command as a person would type it.
fn described(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program).chain(command.get_args()).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
