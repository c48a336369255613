//! What connectors of the demo ask each other and how they say they are, as rows. Days count back from the day of loading.
//! Pure.

use entities::CheckInAnswer;

use super::steps::{Known, Moment, moment};
use crate::import::{File, Problems, Read, References, Row, Told, read};

/// A row of peers.csv: a question, or what was said about it.
#[derive(Clone, Debug)]
pub struct DemoPeerLine {
    /// Which question, by a word of its own; the first row with it is the question.
    pub question: String,
    /// The key of who says it.
    pub who: String,
    /// The key of the connector who is asked.
    pub asked: Option<String>,
    /// The code of the area whose team is asked.
    pub neighbourhood: Option<String>,
    /// When.
    pub moment: Moment,
    /// Whether it replies to the last answer before it.
    pub is_reply: bool,
    /// Whether the asker had enough after it.
    pub closes: bool,
    /// What they say.
    pub text: String,
}

/// A row of check_ins.csv.
#[derive(Clone, Debug)]
pub struct DemoCheckIn {
    /// The key of the connector.
    pub person: String,
    /// So many days ago.
    pub days_ago: i32,
    /// How they were.
    pub answer: CheckInAnswer,
}

const LINES: [&str; 9] =
    ["question", "who", "asked", "neighbourhood", "days_ago", "time", "is_reply", "closes", "text_nl"];
const CHECK_INS: [&str; 3] = ["person", "days_ago", "answer"];

/// Reads what connectors ask each other; what is wrong is told.
pub fn lines(lists: &References, known: &Known, problems: &mut Problems) -> Vec<DemoPeerLine> {
    let file = File::embedded("peers.csv", include_str!("../../demo/peers.csv"));
    read(&file, &LINES, problems, |row| line(row, lists, known))
}

/// Reads how connectors say they are; what is wrong is told.
pub fn check_ins(known: &Known, problems: &mut Problems) -> Vec<DemoCheckIn> {
    let file = File::embedded("check_ins.csv", include_str!("../../demo/check_ins.csv"));
    read(&file, &CHECK_INS, problems, |row| check_in(row, known))
}

fn line(row: &mut Row<'_>, lists: &References, known: &Known) -> Read<DemoPeerLine> {
    let (question, text) = (row.required("question"), row.required("text_nl"));
    let (who, asked) = (row.required("who").map(Some), row.text("asked"));
    let who = known.people.one(row, "who", "people.csv", who);
    let asked = known.people.one(row, "asked", "people.csv", asked);
    let neighbourhood = row.text("neighbourhood");
    let neighbourhood = lists.neighbourhoods.one(row, "neighbourhood", "neighbourhoods.csv", neighbourhood);
    let moment = moment(row, "days_ago", "time").map(|moment| moment.map(Moment::back));
    let (is_reply, closes) = (row.yes_or_no("is_reply"), row.yes_or_no("closes"));
    Ok(DemoPeerLine {
        question: question?,
        who: who?.ok_or(Told)?,
        asked: asked?,
        neighbourhood: neighbourhood?,
        moment: moment?.ok_or(Told)?,
        is_reply: is_reply?,
        closes: closes?,
        text: text?,
    })
}

fn check_in(row: &mut Row<'_>, known: &Known) -> Read<DemoCheckIn> {
    let person = row.required("person").map(Some);
    let person = known.people.one(row, "person", "people.csv", person);
    let (days_ago, answer) = (row.number("days_ago"), row.one_of("answer"));
    Ok(DemoCheckIn { person: person?.ok_or(Told)?, days_ago: days_ago?.unwrap_or_default(), answer: answer? })
}
