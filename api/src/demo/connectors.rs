//! The connectors of the demo, as rows: who helps, and who is on the way. Days count back from the day of loading. Pure.

use entities::{ApplicationEnd, ConnectorStatus};

use super::steps::Known;
use crate::import::{File, Names, Problems, Read, References, Row, Told, read};

/// A row of connectors.csv.
#[derive(Clone, Debug)]
pub struct DemoConnector {
    /// The key of their account; none for who has none in people.csv.
    pub person: Option<String>,
    /// Their name, where they have no account in people.csv.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their number.
    pub phone: Option<String>,
    /// Where they help, or want to: codes of areas.
    pub neighbourhoods: Vec<String>,
    /// Where they stand.
    pub status: ConnectorStatus,
    /// Codes of languages.
    pub languages: Vec<String>,
    /// What they are good at.
    pub skills: Option<String>,
    /// When they have time.
    pub dayparts: Vec<String>,
    /// More about it.
    pub availability: Option<String>,
    /// Days since they applied.
    pub applied_days_ago: i32,
    /// Days since their last step.
    pub last_step_days_ago: i32,
    /// Why the application ended.
    pub end_reason: Option<ApplicationEnd>,
    /// The key of their contact at the welfare organisation, and days since they spoke.
    pub welfare: Option<(String, i32)>,
    /// The same at the municipality.
    pub municipality: Option<(String, i32)>,
    /// What was noted of the last step.
    pub note: Option<String>,
    /// What they answered, in the order of the questions.
    pub answers: Vec<String>,
}

/// A row of absences.csv.
#[derive(Clone, Debug)]
pub struct DemoAbsence {
    /// The key of who is away.
    pub person: String,
    /// The key of who stands in.
    pub stand_in: String,
    /// From so many days ahead.
    pub from_in_days: i32,
    /// Until so many days ahead.
    pub until_in_days: i32,
}

const COLUMNS: [&str; 19] = [
    "person",
    "name",
    "email",
    "phone",
    "neighbourhoods",
    "status",
    "languages",
    "skills_nl",
    "dayparts",
    "availability_nl",
    "applied_days_ago",
    "last_step_days_ago",
    "end_reason",
    "welfare_contact",
    "municipality_contact",
    "heard_welfare_days_ago",
    "heard_municipality_days_ago",
    "note_nl",
    "answers_nl",
];
const ABSENCE: [&str; 4] = ["person", "stand_in", "from_in_days", "until_in_days"];

/// Reads the connectors; what is wrong is told.
pub fn connectors(known: &Known, lists: &References, problems: &mut Problems) -> Vec<DemoConnector> {
    let file = File::embedded("connectors.csv", include_str!("../../demo/connectors.csv"));
    read(&file, &COLUMNS, problems, |row| connector(row, known, &lists.neighbourhoods))
}

/// Reads who is away; what is wrong is told.
pub fn absences(known: &Known, problems: &mut Problems) -> Vec<DemoAbsence> {
    let file = File::embedded("absences.csv", include_str!("../../demo/absences.csv"));
    read(&file, &ABSENCE, problems, |row| {
        let (person, stand_in) = (somebody(row, "person", known), somebody(row, "stand_in", known));
        let (from, until) = (row.number("from_in_days"), row.number("until_in_days"));
        Ok(DemoAbsence {
            person: person?.ok_or(Told)?,
            stand_in: stand_in?.ok_or(Told)?,
            from_in_days: from?.unwrap_or_default(),
            until_in_days: until?.unwrap_or_default(),
        })
    })
}

fn connector(row: &mut Row<'_>, known: &Known, areas: &Names) -> Read<DemoConnector> {
    let person = somebody(row, "person", known);
    let (name, email, phone) = (row.text("name"), row.text("email"), row.text("phone"));
    let neighbourhoods = row.list("neighbourhoods");
    let neighbourhoods = areas.each(row, "neighbourhoods", "neighbourhoods.csv", neighbourhoods);
    let (status, end_reason) = (row.one_of("status"), row.text("end_reason"));
    let (languages, dayparts, answers) = (row.list("languages"), row.list("dayparts"), row.list("answers_nl"));
    let (skills, availability, note) = (row.text("skills_nl"), row.text("availability_nl"), row.text("note_nl"));
    let (applied, last) = (row.number("applied_days_ago"), row.number("last_step_days_ago"));
    let welfare = (somebody(row, "welfare_contact", known), row.number("heard_welfare_days_ago"));
    let municipality = (somebody(row, "municipality_contact", known), row.number("heard_municipality_days_ago"));
    let contact = |(who, heard): (Read<Option<String>>, Read<Option<i32>>)| -> Read<Option<(String, i32)>> {
        let heard = heard?.unwrap_or_default();
        Ok(who?.map(|who| (who, heard)))
    };
    let end_reason = match end_reason?.as_deref() {
        None => None,
        Some(_) => Some(row.one_of("end_reason")?),
    };
    Ok(DemoConnector {
        person: person?,
        name: name?,
        email: email?,
        phone: phone?,
        neighbourhoods: neighbourhoods?,
        status: status?,
        languages: languages?,
        skills: skills?,
        dayparts: dayparts?,
        availability: availability?,
        applied_days_ago: applied?.unwrap_or_default(),
        last_step_days_ago: last?.unwrap_or_default(),
        end_reason,
        welfare: contact(welfare)?,
        municipality: contact(municipality)?,
        note: note?,
        answers: answers?,
    })
}

fn somebody(row: &mut Row<'_>, column: &str, known: &Known) -> Read<Option<String>> {
    let who = row.text(column);
    known.people.one(row, column, "people.csv", who)
}
