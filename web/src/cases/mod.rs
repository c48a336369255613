//! Cases: the board, one case, and a new question.

mod asking;
mod column;
mod new_question;
mod queries;

pub use asking::{ASKERS, CONTACT_PREFERENCES, asker_name, contact_name};
pub use column::{COLUMNS, column_glyph, column_name};
pub use new_question::NewQuestionPage;
