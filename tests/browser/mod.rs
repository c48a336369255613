//! The app in a real browser, as people use it.

mod accessible;
mod becoming;
mod board;
mod board_filters;
mod board_live;
mod board_long;
mod board_touch;
mod chrome;
mod chromium;
mod connectors;
mod details;
mod directory;
mod elsewhere;
mod entries;
mod entry_page;
mod figures;
mod first_load;
mod guest;
mod invitation;
mod network;
mod new_question;
mod notices;
mod offline;
mod pages;
mod palette;
mod paper;
mod peers;
mod printing;
mod refused;
mod server;
mod somebody;
mod states;
mod story;
mod target;
mod targets;
mod touch;
mod training;
mod unanswered;
mod view;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, process};

/// A folder that nothing was put in yet. Whoever uses it removes it.
fn new_folder(name: &str) -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{number}", process::id()));
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}
