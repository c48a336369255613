//! The columns of the board: their names and their circles.

use crate::graphql::enums::BoardColumn;
use crate::i18n::{Locale, words};
use crate::ui::Glyph;

/// The columns in reading order.
pub const COLUMNS: [BoardColumn; 6] = [
    BoardColumn::New,
    BoardColumn::Active,
    BoardColumn::InConsultation,
    BoardColumn::Waiting,
    BoardColumn::HandedOver,
    BoardColumn::Done,
];

/// What a column is called.
pub fn column_name(locale: Locale, column: BoardColumn) -> &'static str {
    match column {
        BoardColumn::New => words::columns::new(locale),
        BoardColumn::Active => words::columns::active(locale),
        BoardColumn::InConsultation => words::columns::in_consultation(locale),
        BoardColumn::Waiting => words::columns::waiting(locale),
        BoardColumn::HandedOver => words::columns::handed_over(locale),
        BoardColumn::Done => words::columns::done(locale),
    }
}

/// The circle of a column, drawn in six ways.
pub fn column_glyph(column: BoardColumn) -> Glyph {
    match column {
        BoardColumn::New => Glyph::StatusNew,
        BoardColumn::Active => Glyph::StatusActive,
        BoardColumn::InConsultation => Glyph::StatusTalk,
        BoardColumn::Waiting => Glyph::StatusWait,
        BoardColumn::HandedOver => Glyph::StatusHanded,
        BoardColumn::Done => Glyph::StatusDone,
    }
}
