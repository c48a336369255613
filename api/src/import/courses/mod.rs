//! The courses as rows of a list. Pure.

pub mod store;

use entities::{CourseKind, OrganisationKind};

use super::{lists::Keyed, problems::Read, references::References, table::Row};

/// A row of courses.csv.
#[derive(Clone, Debug)]
pub struct Course {
    /// Stable key.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: CourseKind,
    /// What one learns.
    pub description: String,
    /// What it is about.
    pub subjects: Vec<String>,
    /// Slugs of the topics that it covers.
    pub topics: Vec<String>,
    /// Of how many meetings it consists.
    pub meetings: i32,
    /// How long they take together.
    pub duration_minutes: i32,
    /// After how many months it has to be renewed.
    pub validity_months: Option<i32>,
    /// Who gives it.
    pub trainers: Vec<OrganisationKind>,
}

impl Keyed for Course {
    fn key(&self) -> &str {
        &self.slug
    }
}

/// The columns of courses.csv.
pub const COLUMNS: [&str; 12] = [
    "slug",
    "name_nl",
    "kind",
    "description_nl",
    "topics_nl",
    "case_topics",
    "sessions",
    "duration_minutes",
    "validity_months",
    "trainers",
    "source",
    "example",
];

/// Reads a row; what is wrong is told.
///
/// # Errors
/// When something is.
pub fn row(row: &mut Row<'_>, known: &References) -> Read<Course> {
    let (slug, name, kind) = (row.key("slug"), row.required("name_nl"), row.one_of("kind"));
    let (description, subjects) = (row.required("description_nl"), row.required_list("topics_nl"));
    let topics = row.list("case_topics");
    let topics = known.topics.each(row, "case_topics", "topics.csv", topics);
    let meetings = counted(row, "sessions");
    let duration = counted(row, "duration_minutes");
    let validity = row.place("validity_months");
    let trainers = trainers(row);
    row.yes_or_no("example")?;
    Ok(Course {
        slug: slug?,
        name: name?,
        kind: kind?,
        description: description?,
        subjects: subjects?,
        topics: topics?,
        meetings: meetings?,
        duration_minutes: duration?,
        validity_months: validity?,
        trainers: trainers?,
    })
}

/// A whole number from 1 that may not be left out.
fn counted(row: &mut Row<'_>, column: &str) -> Read<i32> {
    row.place(column)?.ok_or_else(|| row.wrong(column, "the cell is empty", "Write a number from 1"))
}

/// People of the welfare organisation and of the municipality give training, and nobody else.
fn trainers(row: &mut Row<'_>) -> Read<Vec<OrganisationKind>> {
    let kinds: Vec<OrganisationKind> = row.each_of("trainers")?;
    let gives = |kind: &OrganisationKind| matches!(kind, OrganisationKind::Welfare | OrganisationKind::Municipality);
    if kinds.iter().all(gives) {
        return Ok(kinds);
    }
    Err(row.wrong("trainers", "another organisation gives no training", "Take WELFARE or MUNICIPALITY"))
}
