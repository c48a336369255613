//! Cases: the board, one case, and a new question.

mod act_model;
mod act_words;
mod asking;
mod board;
mod board_columns;
mod board_filters;
mod board_model;
mod board_view;
mod card;
mod card_model;
mod case_changes;
mod case_model;
mod case_page;
mod case_words;
mod column;
mod dialogs;
mod dragging;
mod fresh;
mod involvement_model;
mod involvements;
mod moving_model;
mod new_question;
mod next_step;
mod queries;
mod resident_details;
#[cfg(test)]
mod sample;
mod ticked;
mod timeline;
mod timeline_model;

pub use asking::{ASKERS, CONTACT_PREFERENCES, asker_name, contact_name};
pub use board::BoardPage;
pub use case_page::CasePage;
pub use case_words::{barrier_name, outcome_name};
pub use column::{COLUMNS, column_glyph, column_name};
pub use new_question::NewQuestionPage;
