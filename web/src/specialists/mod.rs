//! The directory of specialists: finding, reading and keeping entries.

mod acts;
mod changes;
mod directory;
mod directory_model;
mod editor;
mod editor_conflict;
mod editor_conflict_model;
mod editor_fields;
mod editor_model;
mod entry;
mod entry_page;
mod panel;
mod queries;
mod result;
mod words_of;

pub use directory::DirectoryPage;
pub use editor::{AddPage, ChangePage, may_add};
pub use entry_page::SpecialistPage;
pub use words_of::{capacity_mark, capacity_name};
