//! What people of the demo looked for and didn't find, as rows. Days count back from the day of loading. Pure.

use crate::import::{File, Problems, Read, References, Row, read};

/// A row of unmet_searches.csv.
#[derive(Clone, Debug)]
pub struct DemoUnmetSearch {
    /// What was looked for.
    pub words: String,
    /// The code of the area.
    pub neighbourhood: Option<String>,
    /// Days since it was told.
    pub days_ago: i32,
    /// What is missing, in words.
    pub note: Option<String>,
}

const COLUMNS: [&str; 4] = ["words", "neighbourhood", "days_ago", "note_nl"];

/// Reads the searches; what is wrong is told.
pub fn unmet_searches(known: &References, problems: &mut Problems) -> Vec<DemoUnmetSearch> {
    let file = File::embedded("unmet_searches.csv", include_str!("../../demo/unmet_searches.csv"));
    read(&file, &COLUMNS, problems, |row| unmet_search(row, known))
}

fn unmet_search(row: &mut Row<'_>, known: &References) -> Read<DemoUnmetSearch> {
    let (words, days_ago, note) = (row.required("words"), row.number("days_ago"), row.text("note_nl"));
    let neighbourhood = row.text("neighbourhood");
    let neighbourhood = known.neighbourhoods.one(row, "neighbourhood", "neighbourhoods.csv", neighbourhood);
    Ok(DemoUnmetSearch {
        words: words?,
        neighbourhood: neighbourhood?,
        days_ago: days_ago?.unwrap_or_default(),
        note: note?,
    })
}
