//! Cases: the board, one case, and a new question.

mod act_model;
mod act_words;
mod asking;
mod board_model;
mod board_view;
mod card_model;
mod case_words;
mod column;
mod dialogs;
mod involvement_model;
mod moving_model;
mod new_question;
mod queries;
#[cfg(test)]
mod sample;
mod timeline_model;

pub use asking::{ASKERS, CONTACT_PREFERENCES, asker_name, contact_name};
pub use case_words::{barrier_name, outcome_name};
pub use column::{COLUMNS, column_glyph, column_name};
pub use new_question::NewQuestionPage;
