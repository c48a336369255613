//! `cargo xtask bench`: the server under a large municipality, beside the same work as plain SQL.

use tests::cargo;

use crate::failure::Result;
use crate::{programs, run as run_command, serve};

/// Builds the server as it is installed, and measures it.
///
/// # Errors
/// When a part can't be built, or a promise is not kept.
pub fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    programs::ensure()?;
    serve::build(serve::Build::Release)?;
    // Not optimised: what measures waits more than it works, and so its dependencies are those of the tests.
    let mut measuring = cargo(["test", "--quiet", "--workspace", "--exclude", "web", "--bench", "bench", "--"]);
    run_command(measuring.args(arguments))
}
