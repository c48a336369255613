//! Cases: the board, one case, and a new question.

mod asking;
mod board_model;
mod board_view;
mod card_model;
mod case_words;
mod column;
mod new_question;
mod queries;
#[cfg(test)]
mod sample;

pub use asking::{ASKERS, CONTACT_PREFERENCES, asker_name, contact_name};
pub use column::{COLUMNS, column_glyph, column_name};
pub use new_question::NewQuestionPage;
