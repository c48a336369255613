//! axe-core, the checker of accessibility that the browser tests load into each page.
//!
//! npm brings it in once. The lock file beside the browser tests names its version and its hash.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::{find_program, root};

/// The script of axe-core, brought in when it isn't there yet.
///
/// # Errors
/// Says what is missing when it can't be brought in.
pub fn script() -> Result<PathBuf, String> {
    let folder = root().join("target/axe");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    let npm = find_program(&["npm"]).ok_or("npm is missing: install Debian's package npm")?;
    let copied = fs::create_dir_all(&folder).and_then(|()| {
        for name in ["package.json", "package-lock.json"] {
            fs::copy(root().join("tests/browser/axe").join(name), folder.join(name))?;
        }
        Ok(())
    });
    copied.map_err(|error| format!("{}: {error}", folder.display()))?;
    let status = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .status();
    match status {
        Ok(status) if status.success() && script.is_file() => Ok(script),
        Ok(status) => Err(format!("npm could not bring in axe-core ({status})")),
        Err(error) => Err(format!("npm can't be started: {error}")),
    }
}
