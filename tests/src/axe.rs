//! axe-core, the checker of accessibility that the browser tests load into each page.

use std::path::PathBuf;

use crate::npm;

/// The script of axe-core, brought in when it isn't there yet.
///
/// # Errors
/// Says what is missing when it can't be brought in.
pub fn script() -> Result<PathBuf, String> {
    let script = "axe-core/axe.min.js";
    Ok(npm::bring_in("tests/browser/axe", script)?.join("node_modules").join(script))
}
