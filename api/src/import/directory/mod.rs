//! The directory as rows: one specialist a row, with everything that hangs on it. Pure.

pub mod store;

use entities::{Capacity, Channel, Day, SpecialistKind};

use super::{
    hours::{Stretch, stretches},
    lists::Keyed,
    problems::{Read, Told},
    references::References,
    table::Row,
};
use crate::{
    scalars::{Email, Phone},
    specialists::{changes::most, cost},
};

/// A row of specialists.csv.
#[derive(Clone, Debug)]
pub struct Specialist {
    /// Its line in the file.
    pub line: u64,
    /// Stable key.
    pub slug: String,
    /// The slug of its organisation.
    pub organisation: String,
    /// What it is called.
    pub name: String,
    /// Professional or voluntary.
    pub kind: SpecialistKind,
    /// Slugs of its topics; the first is the main one.
    pub topics: Vec<String>,
    /// Codes of the areas it serves; none for the whole municipality.
    pub neighbourhoods: Vec<String>,
    /// How it can be met.
    pub channels: Vec<Channel>,
    /// When it is open; none by appointment.
    pub hours: Vec<Stretch>,
    /// ISO 639-1 codes.
    pub languages: Vec<String>,
    /// What it costs, in words.
    pub cost: String,
    /// For whom it is.
    pub for_whom: String,
    /// For whom it is not.
    pub not_for_whom: String,
    /// How somebody gets in.
    pub how_to_get_in: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Whether there is room.
    pub capacity: Capacity,
    /// When it was last checked.
    pub checked_on: Day,
    /// The address is not shown.
    pub address_confidential: bool,
    /// Shown without signing in.
    pub is_public: bool,
    /// What they do.
    pub description: String,
}

impl Specialist {
    /// Costs nothing, as the words about the cost say.
    pub fn is_free(&self) -> bool {
        cost::is_nothing(&self.cost)
    }
}

impl Keyed for Specialist {
    fn key(&self) -> &str {
        &self.slug
    }
}

/// The columns of the file.
pub const COLUMNS: [&str; 21] = [
    "slug",
    "organisation",
    "name",
    "kind",
    "topics",
    "neighbourhoods",
    "how",
    "opening_hours",
    "languages",
    "cost_nl",
    "for_whom_nl",
    "not_for_whom_nl",
    "how_to_get_in_nl",
    "phone",
    "email",
    "capacity",
    "checked_on",
    "address_confidential",
    "public",
    "description_nl",
    "example",
];

/// Reads one row.
///
/// # Errors
/// When something in it is wrong, which has then been told.
pub fn row(row: &mut Row<'_>, known: &References) -> Read<Specialist> {
    let (slug, organisation, name) =
        (row.key("slug"), row.required("organisation"), row.required_within("name", most::NAME));
    let organisation = known.organisations.one(row, "organisation", "organisations.csv", organisation.map(Some));
    let (kind, topics, neighbourhoods) = (row.one_of("kind"), row.required_list("topics"), areas(row));
    let topics = known.topics.each(row, "topics", "topics.csv", topics);
    let neighbourhoods = known.neighbourhoods.each(row, "neighbourhoods", "neighbourhoods.csv", neighbourhoods);
    let (channels, hours, languages) = (channels(row), hours(row), languages(row));
    let (cost, for_whom, not_for_whom) = (
        row.required_within("cost_nl", most::COST),
        row.required_within("for_whom_nl", most::FOR_WHOM),
        row.text_within("not_for_whom_nl", most::FOR_WHOM),
    );
    let (how_to_get_in, phone, email) =
        (row.required_within("how_to_get_in_nl", most::HOW_TO_GET_IN), phone(row), email(row));
    let (capacity, checked_on) = (row.one_of("capacity"), row.day("checked_on"));
    let (address_confidential, is_public) = (row.yes_or_no("address_confidential"), row.yes_or_no("public"));
    let description = row.required_within("description_nl", most::DESCRIPTION);
    row.yes_or_no("example")?;
    Ok(Specialist {
        line: row.line(),
        slug: slug?,
        organisation: organisation?.ok_or(Told)?,
        name: name?,
        kind: kind?,
        topics: topics?,
        neighbourhoods: neighbourhoods?,
        channels: channels?,
        hours: hours?,
        languages: languages?,
        cost: cost?,
        for_whom: for_whom?,
        not_for_whom: not_for_whom?,
        how_to_get_in: how_to_get_in?,
        phone: phone?,
        email: email?,
        capacity: capacity?,
        checked_on: checked_on?,
        address_confidential: address_confidential?,
        is_public: is_public?,
        description: description?,
    })
}

/// The areas served; `*` is the whole municipality, told by an empty list.
fn areas(row: &mut Row<'_>) -> Read<Vec<String>> {
    let codes = row.required_list("neighbourhoods")?;
    match codes.iter().any(|code| code == "*") {
        true if codes.len() > 1 => {
            Err(row.wrong("neighbourhoods", "* stands beside other areas", "Keep * alone, or name the areas"))
        }
        true => Ok(Vec::new()),
        false => Ok(codes),
    }
}

fn channels(row: &mut Row<'_>) -> Read<Vec<Channel>> {
    row.required_list("how")?;
    row.each_of("how")
}

fn hours(row: &mut Row<'_>) -> Read<Vec<Stretch>> {
    let text = row.text_or_empty("opening_hours")?;
    stretches(&text).map_err(|wrong| {
        row.wrong("opening_hours", wrong, "Write it as mo-fr 09:00-12:30; tu 18:30-20:00, or leave it empty")
    })
}

fn languages(row: &mut Row<'_>) -> Read<Vec<String>> {
    let codes = row.required_list("languages")?;
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    match codes.iter().find(|code| !is_code(code)) {
        Some(code) => Err(row.wrong(
            "languages",
            format!("\"{code}\" is not the code of a language"),
            "Use two small letters, as in nl (ISO 639-1)",
        )),
        None => Ok(codes),
    }
}

fn phone(row: &mut Row<'_>) -> Read<Option<String>> {
    let text = row.text("phone")?;
    row.checked("phone", text, |text| Phone::parse(text).is_some(), "telephone number", "Write it as 0412 00 10 13")
}

fn email(row: &mut Row<'_>) -> Read<Option<String>> {
    let text = row.text("email")?.map(|text| text.to_lowercase());
    row.checked("email", text, |text| Email::parse(text).is_some(), "e-mail address", "Write it as naam@example.org")
}
