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
mod kept;
mod kept_model;
mod missing;
mod nothing;
mod panel;
mod print_model;
mod print_page;
mod print_queries;
mod queries;
mod result;
mod search_box;
mod share;
mod suggestion_model;
mod unmet_model;
mod unmet_page;
mod unmet_queries;
mod words_of;

pub use directory::DirectoryPage;
pub use editor::{AddPage, ChangePage, may_add};
pub use entry::{OpeningSaid, RoomMark};
pub use entry_page::SpecialistPage;
pub use missing::MissedLink;
pub use print_page::PrintPage;
pub use queries::OpeningState;
pub use unmet_page::UnmetPage;
