//! Lists to be imported, and to be spoiled before.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use api::import::{ImportError, Operator, Source, load};

use super::world::World;

/// What an import refuses, line by line.
pub async fn told(world: &World, folder: &Folder) -> String {
    match load(&Operator::of(world.app()), &folder.source()).await {
        Err(ImportError::Problems(problems)) => {
            let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
            lines.join("\n") + "\n"
        }
        other => panic!("nothing was refused: {other:?}"),
    }
}

fn list(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo/oss").join(name)
}

/// A folder of lists to be spoiled. It is gone when this value is.
pub struct Folder(PathBuf);

impl Folder {
    /// With copies of these lists of Oss.
    pub fn with(names: &[&str]) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("buurtverbinders-lists-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let folder = Self(folder);
        for name in names {
            folder.copy(name);
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Puts a list of Oss into it.
    pub fn copy(&self, name: &str) {
        fs::copy(list(name), self.0.join(name)).expect("the list can be copied");
    }

    /// What stands in a list.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the list can be read")
    }

    /// As what an import reads.
    pub fn source(&self) -> Source {
        Source::Folder(self.0.clone())
    }

    /// Writes something else in the first place where this stands.
    pub fn replace(&self, name: &str, old: &str, new: &str) {
        self.replace_bytes(name, old.as_bytes(), new.as_bytes());
    }

    /// The same with bytes.
    pub fn replace_bytes(&self, name: &str, old: &[u8], new: &[u8]) {
        let path = self.0.join(name);
        let bytes = fs::read(&path).expect("the list can be read");
        let at = bytes.windows(old.len()).position(|part| part == old);
        let at = at.unwrap_or_else(|| panic!("{name} lacks {}", String::from_utf8_lossy(old)));
        fs::write(path, [&bytes[..at], new, &bytes[at + old.len()..]].concat()).expect("the list can be written");
    }

    /// Writes a file.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.join(name), bytes).expect("the list can be written");
    }

    /// Keeps the header and the row of one key.
    pub fn keep(&self, name: &str, key: &str) {
        let path = self.0.join(name);
        let text = fs::read_to_string(&path).expect("the list can be read");
        let kept =
            text.lines().enumerate().filter(|(number, line)| *number == 0 || line.starts_with(&format!("{key},")));
        let kept: Vec<_> = kept.map(|(_, line)| line).collect();
        fs::write(path, kept.join("\n") + "\n").expect("the list can be written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A leftover in the temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
