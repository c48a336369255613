//! A table as text with semicolons, which Dutch Excel opens with a double click: UTF-8 with its mark, a comma in a
//! fraction, and nothing that a spreadsheet would take for a formula.

use entities::Locale;

use super::{Cell, Sheet, say};
use crate::error::{Fault, Result};

/// Without it, Excel takes UTF-8 for something else.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What makes a spreadsheet calculate a cell when it stands in front (OWASP, CSV injection).
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// The table with what stands above it.
///
/// # Errors
/// Never: it is written to memory.
pub fn written(sheet: &Sheet, locale: Locale) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record([neutral(sheet.title)])?;
    for (name, value) in &sheet.about {
        writer.write_record([neutral(name), neutral(value)])?;
    }
    // A line of its own between what is told and what is counted. An empty field alone is written with quotes.
    writer.write_record(["", ""])?;
    writer.write_record(sheet.header.iter().map(|name| neutral(name)))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| told(cell, locale)))?;
    }
    writer.into_inner().map_err(|_| Fault::new("memory could not be written to"))
}

fn told(cell: &Cell, locale: Locale) -> String {
    match cell {
        Cell::Text(words) => neutral(words),
        Cell::Count(count) => count.to_string(),
        Cell::Hours(hours) => format!("{hours:.1}").replace('.', say(locale, ",", ".")),
        Cell::Empty => String::new(),
    }
}

/// The text, with an apostrophe in front when a spreadsheet would calculate it.
fn neutral(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_calculated() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(neutral(formula), format!("'{formula}"));
        }
        assert_eq!(neutral("Ruwaard = wijk"), "Ruwaard = wijk");
        assert_eq!(neutral(""), "");
    }

    #[test]
    fn a_fraction_is_written_as_people_here_do() {
        assert_eq!(told(&Cell::Hours(1.25), Locale::Nl), "1,2");
        assert_eq!(told(&Cell::Hours(20.0), Locale::En), "20.0");
        assert_eq!(told(&Cell::Count(-3), Locale::Nl), "-3");
    }
}
