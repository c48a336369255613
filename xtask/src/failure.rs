//! What went wrong, said to the person who typed the command.

use std::error::Error;
use std::fs;
use std::path::Path;

/// The outcome of a part of a command; what went wrong is a sentence for a person.
pub type Result<T> = std::result::Result<T, Failure>;

/// What went wrong.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Reads a file whole.
///
/// # Errors
/// Names the file when it can't be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| naming(path, &error))
}

/// Reads a text file whole.
///
/// # Errors
/// Names the file when it can't be read.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| naming(path, &error))
}

/// Writes a file, and the folders it needs.
///
/// # Errors
/// Names the file when it can't be written.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| naming(folder, &error))?;
    }
    fs::write(path, content).map_err(|error| naming(path, &error))
}

/// All files under a folder, in a fixed order; none when the folder isn't there.
///
/// # Errors
/// Names the folder that can't be read.
pub fn files_under(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).map_err(|error| naming(folder, &error))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_under(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn naming(path: &Path, error: &std::io::Error) -> Failure {
    format!("{}: {error}", path.display()).into()
}
