//! What people of the demo marked as no longer right, as rows. Days count back from the day of loading. Pure.

use super::steps::{Known, Moment, moment};
use crate::import::{File, Problems, Read, Row, Told, read};

/// A row of marks.csv.
#[derive(Clone, Debug)]
pub struct DemoMark {
    /// The slug of the entry.
    pub specialist: String,
    /// The key of who marked it.
    pub who: String,
    /// When.
    pub moment: Moment,
    /// What is wrong.
    pub note: Option<String>,
}

const COLUMNS: [&str; 5] = ["specialist", "days_ago", "time", "who", "note_nl"];

/// Reads the marks; what is wrong is told.
pub fn marks(known: &Known, problems: &mut Problems) -> Vec<DemoMark> {
    let file = File::embedded("marks.csv", include_str!("../../demo/marks.csv"));
    read(&file, &COLUMNS, problems, |row| mark(row, known))
}

fn mark(row: &mut Row<'_>, known: &Known) -> Read<DemoMark> {
    let (specialist, who) = (row.required("specialist").map(Some), row.required("who").map(Some));
    let specialist = known.specialists.one(row, "specialist", "specialists.csv", specialist);
    let who = known.people.one(row, "who", "people.csv", who);
    let moment = moment(row, "days_ago", "time").map(|moment| moment.map(Moment::back));
    let note = row.text("note_nl");
    Ok(DemoMark {
        specialist: specialist?.ok_or(Told)?,
        who: who?.ok_or(Told)?,
        moment: moment?.ok_or(Told)?,
        note: note?,
    })
}
