//! What people of the demo noted about entries, as rows. Days count back from the day of loading. Pure.

use super::steps::{Known, Moment, moment};
use crate::import::{File, Problems, Read, Row, Told, read};

/// A row of notes.csv.
#[derive(Clone, Debug)]
pub struct DemoNote {
    /// The slug of the entry.
    pub specialist: String,
    /// The key of who noted it.
    pub who: String,
    /// When.
    pub moment: Moment,
    /// What they noted.
    pub text: String,
}

const COLUMNS: [&str; 5] = ["specialist", "days_ago", "time", "who", "text_nl"];

/// Reads the notes; what is wrong is told.
pub fn notes(known: &Known, problems: &mut Problems) -> Vec<DemoNote> {
    let file = File::embedded("notes.csv", include_str!("../../demo/notes.csv"));
    read(&file, &COLUMNS, problems, |row| note(row, known))
}

fn note(row: &mut Row<'_>, known: &Known) -> Read<DemoNote> {
    let (specialist, who) = (row.required("specialist").map(Some), row.required("who").map(Some));
    let specialist = known.specialists.one(row, "specialist", "specialists.csv", specialist);
    let who = known.people.one(row, "who", "people.csv", who);
    let moment = moment(row, "days_ago", "time").map(|moment| moment.map(Moment::back));
    let text = row.required("text_nl");
    Ok(DemoNote {
        specialist: specialist?.ok_or(Told)?,
        who: who?.ok_or(Told)?,
        moment: moment?.ok_or(Told)?,
        text: text?,
    })
}
