//! A table as an Excel workbook: where it comes from on the first sheet, the numbers, as numbers, on the second. Text is
//! written as text, so that nothing in it is a formula.

use entities::{Locale, Timestamp};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Sheet, say};
use crate::error::Result;

/// As wide as a name.
const WIDE: f64 = 36.0;
/// As wide as the longest word over a number.
const NARROW: f64 = 18.0;

/// The workbook.
///
/// # Errors
/// When it can't be made: more rows than a sheet has.
pub fn written(sheet: &Sheet, locale: Locale, now: Timestamp) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(now.0.div_euclid(1000))?;
    workbook.set_properties(&DocProperties::new().set_title(sheet.title).set_creation_datetime(&made));
    about(workbook.add_worksheet(), sheet, locale)?;
    numbers(workbook.add_worksheet(), sheet, locale)?;
    Ok(workbook.save_to_buffer()?)
}

fn about(page: &mut Worksheet, sheet: &Sheet, locale: Locale) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold();
    page.set_name(say(locale, "Over deze cijfers", "About these figures"))?;
    page.set_column_width(0, NARROW)?;
    page.set_column_width(1, 2.0 * WIDE)?;
    page.write_string_with_format(0, 0, sheet.title, &strong)?;
    for (row, (name, value)) in (2..).zip(&sheet.about) {
        page.write_string(row, 0, *name)?;
        page.write_string(row, 1, value)?;
    }
    Ok(())
}

fn numbers(page: &mut Worksheet, sheet: &Sheet, locale: Locale) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold().set_text_wrap();
    let tenths = Format::new().set_num_format("0.0");
    page.set_name(say(locale, "Cijfers", "Figures"))?;
    page.set_freeze_panes(1, 1)?;
    for (column, name) in (0..).zip(&sheet.header) {
        page.set_column_width(column, if column == 0 { WIDE } else { NARROW })?;
        page.write_string_with_format(0, column, name, &strong)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(words) => page.write_string(row, column, words)?,
                Cell::Count(count) => page.write_number(row, column, *count)?,
                Cell::Hours(hours) => page.write_number_with_format(row, column, *hours, &tenths)?,
                Cell::Empty => page,
            };
        }
    }
    Ok(())
}
