//! Connectors: the form with which one applies, the board of who is on the way, the profile, and whom they call.

mod act_dialog;
mod act_fields;
mod acts;
mod apply_model;
mod apply_page;
mod away;
mod board_page;
mod call_row;
mod connector_words;
mod contacts_today;
mod days_setting;
mod fields;
mod figures;
mod leave_dialog;
mod left_cases;
mod overdue_list;
mod profile_page;
mod queries;
mod rhythm;
mod sending;
mod state_list;

pub use apply_page::ApplyPage;
pub use board_page::ConnectorsPage;
pub use call_row::CallRow;
pub use connector_words::{OVERDUE_ADDRESS, became_active_address, board_address, is_on_board, state_key, status_name};
pub use contacts_today::ContactsToday;
pub use figures::{PeopleFigures, covered};
pub use profile_page::{ConnectorPage, OwnProfilePage};
#[cfg(test)]
pub use queries::{Area, InArea};
pub use queries::{ConnectorFigures, ContactPerson, ContactToday, InStatus};
