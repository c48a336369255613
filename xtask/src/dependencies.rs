//! Checks on the dependencies: the lock file is right, licences fit, nothing banned, nothing unused.

use std::path::Path;
use std::process::Stdio;

use ::tests::cargo;
use serde_json::Value;

use crate::failure::{Failure, Result, files_under, read_text};
use crate::licences;

/// TLS comes from rustls, so that the binary needs no library of the system.
const BANNED: [&str; 3] = ["openssl", "openssl-sys", "native-tls"];

/// Runs all checks and names everything that is wrong.
///
/// # Errors
/// Lists the dependencies that must change, or says why they can't be read.
pub fn check() -> Result<()> {
    let metadata = metadata()?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    let mut complaints = Vec::new();
    for package in packages {
        let name = text(&package["name"]);
        let licence = text(&package["license"]);
        if !licences::is_accepted(licence) {
            complaints.push(format!("{name}: its licence `{licence}` is not on the list"));
        }
        if BANNED.contains(&name) {
            complaints.push(format!("{name} is banned"));
        }
        // Only the members of the workspace come from a path.
        if package["source"].is_null() {
            complaints.extend(unused(package)?);
        }
    }
    if complaints.is_empty() {
        return Ok(());
    }
    Err(complaints.join("\n       ").into())
}

/// Fails when the lock file doesn't fit the manifests.
fn metadata() -> Result<Value> {
    let output = cargo(["metadata", "--locked", "--format-version", "1"]).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(Failure::from("the lock file is out of date"));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The dependencies of a member that none of its sources mentions.
fn unused(package: &Value) -> Result<Vec<String>> {
    let folder = Path::new(text(&package["manifest_path"])).parent();
    let mut sources = String::new();
    for path in files_under(folder.unwrap_or(Path::new(".")))? {
        if path.extension().is_some_and(|end| end == "rs") {
            sources.push_str(&read_text(&path)?);
        }
    }
    let dependencies = package["dependencies"].as_array();
    Ok(dependencies
        .into_iter()
        .flatten()
        .map(|dependency| dependency["rename"].as_str().unwrap_or(text(&dependency["name"])))
        .filter(|name| !mentions(&sources, &name.replace('-', "_")))
        .map(|name| format!("{} doesn't use {name}", text(&package["name"])))
        .collect())
}

/// Whether a crate's name stands in the source as a whole word.
fn mentions(source: &str, name: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    source
        .match_indices(name)
        .any(|(start, _)| !source[..start].ends_with(is_part) && !source[start + name.len()..].starts_with(is_part))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_name_counts_as_a_whole_word_only() {
        assert!(mentions("use serde::Serialize;", "serde"));
        assert!(mentions("#[derive(serde::Serialize)]", "serde"));
        assert!(!mentions("use serde_json::Value;", "serde"));
        assert!(!mentions("let myserde = 1;", "serde"));
    }
}
