//! Cases: the board, one case, and a new question.

mod column;
mod queries;

pub use column::{COLUMNS, column_glyph, column_name};
