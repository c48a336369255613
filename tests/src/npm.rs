//! What the tests need that comes from npm. It brings each in once; the lock file beside the tests names every version and
//! its hash.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::{find_program, root};

/// Tests run side by side: one brings in, the others wait for it.
static BRINGING_IN: Mutex<()> = Mutex::new(());

/// Brings in what the lock file in this folder of the repository names, and answers the folder in `target` where it is,
/// with everything else of that folder beside it. `proof` is a file that is there when all is.
///
/// # Errors
/// Says what is missing when it can't be brought in.
pub fn bring_in(folder: &str, proof: &str) -> Result<PathBuf, String> {
    let _alone = BRINGING_IN.lock().unwrap_or_else(PoisonError::into_inner);
    let source = root().join(folder);
    let name = source.file_name().ok_or("a folder without a name")?;
    let target = root().join("target").join(name);
    copy(&source, &target).map_err(|error| format!("{}: {error}", target.display()))?;
    let proof = target.join("node_modules").join(proof);
    if proof.is_file() {
        return Ok(target);
    }
    let npm = find_program(&["npm"]).ok_or("npm is missing: install Debian's package npm")?;
    let status = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&target)
        .status();
    match status {
        Ok(status) if status.success() && proof.is_file() => Ok(target),
        Ok(status) => Err(format!("npm could not bring in {} ({status})", name.display())),
        Err(error) => Err(format!("npm can't be started: {error}")),
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
