//! Where tests keep what is gone when they end.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::{env, path::PathBuf};

/// A file system in memory, on Linux.
const MEMORY: &str = "/dev/shm";
/// So much must be free in it, in mebibytes: a dozen databases and their logs.
const ROOM: u64 = 2048;

/// A folder for databases, in memory where the machine has room for it: a database is hundreds of files, and the file
/// system of a disk takes longer to find free places for these than the tests take. The path is short: that of a socket may
/// not be longer than 107 bytes.
#[must_use]
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| if has_room() { MEMORY.into() } else { env::temp_dir() })
}

/// Where nothing tells, there is none.
fn has_room() -> bool {
    let told = Command::new("df").args(["--block-size=1M", "--output=fstype,avail", MEMORY]).output();
    let told = told.map(|told| String::from_utf8_lossy(&told.stdout).into_owned()).unwrap_or_default();
    let mut words = told.lines().nth(1).unwrap_or_default().split_whitespace();
    words.next() == Some("tmpfs")
        && words.next().and_then(|free| free.parse().ok()).is_some_and(|free: u64| free >= ROOM)
}
