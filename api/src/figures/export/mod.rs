//! Figures as files for a spreadsheet. They come out of the same count as the figures of the app, so who may count what is
//! decided there; here they only get names, a heading and a form.

mod people;
mod semicolons;
mod sheet;
mod words;
mod workbook;

use std::collections::HashMap;

use entities::{NeighbourhoodId, TopicId};

use super::{inputs::FiguresFilter, period::Period, store, types::Figures};
use crate::{context::RequestCtx, error::Result, people::types::Installation};

pub use people::PeopleTable;
pub use sheet::Table;
use sheet::{Cell, Sheet};
pub use words::say;

/// What a file is made as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with semicolons, as Dutch spreadsheets open it.
    Csv,
    /// Excel.
    Xlsx,
}

impl Format {
    /// By the end of a file name.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, in letters that every system takes.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// What the ids in the figures and in the filter are called.
#[derive(Debug, Default)]
struct Names {
    areas: HashMap<NeighbourhoodId, String>,
    topics: HashMap<TopicId, String>,
}

/// A table that can be had as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// About questions for help.
    Cases(Table),
    /// About people.
    People(PeopleTable),
}

impl Asked {
    /// The table of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let people = PeopleTable::ALL.into_iter().find(|(_, own)| *own == name);
        Table::of_name(name).map(Self::Cases).or(people.map(|(table, _)| Self::People(table)))
    }

    /// The names of all of them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Table::ALL.into_iter().map(|(_, name)| name).chain(PeopleTable::ALL.into_iter().map(|(_, name)| name))
    }
}

/// One table about people as a file; none for whom figures of people aren't meant.
///
/// # Errors
/// When the database can't be read, or the file can't be made.
pub async fn file_of_people(req: &RequestCtx, table: PeopleTable, format: Format) -> Result<Option<File>> {
    people::file(req, table, format).await
}

/// One table of the figures of a period as a file; none when the filter names an area or a topic that isn't there.
///
/// # Errors
/// When the database can't be read, or the file can't be made.
pub async fn file(
    req: &RequestCtx,
    table: Table,
    format: Format,
    period: Period,
    filter: &FiguresFilter,
) -> Result<Option<File>> {
    let figures = store::figures(req, period, filter).await?;
    let names = names(req, &figures, filter).await?;
    let is_known = |known: bool| known.then_some(());
    let areas = filter.neighbourhood_ids.iter().flatten();
    let topics = filter.topic_ids.iter().flatten();
    let all = areas.map(|id| names.areas.contains_key(id)).chain(topics.map(|id| names.topics.contains_key(id)));
    if all.map(is_known).collect::<Option<()>>().is_none() {
        return Ok(None);
    }
    let sheet = Sheet {
        title: table.title(req.locale),
        about: about(req, &figures, filter, &names, source(req).await?),
        header: table.header(req.locale),
        rows: table.rows(req.locale, &figures, &names),
    };
    let name = format!("{}-{}-{}", table.slug(req.locale), figures.from, figures.to);
    Ok(Some(formed(req, &sheet, format, &name)?))
}

/// The table in its form, under this name.
fn formed(req: &RequestCtx, sheet: &Sheet, format: Format, name: &str) -> Result<File> {
    let bytes = match format {
        Format::Csv => semicolons::written(sheet, req.locale)?,
        Format::Xlsx => workbook::written(sheet, req.locale, req.now)?,
    };
    Ok(File { name: format!("{name}.{}", format.ending()), bytes })
}

/// On which day it was made.
fn made_on(req: &RequestCtx) -> (&'static str, String) {
    (say(req.locale, "Gemaakt op", "Made on"), words::day(req.locale, req.today()))
}

/// Whose numbers they are.
async fn source(req: &RequestCtx) -> Result<(&'static str, String)> {
    let Installation { product_name, municipality, welfare_organisation, .. } = Installation::of(req).await?;
    let names = [product_name, welfare_organisation, municipality];
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    Ok((say(req.locale, "Bron", "Source"), names.join(", ")))
}

async fn names(req: &RequestCtx, figures: &Figures, filter: &FiguresFilter) -> Result<Names> {
    let counted = figures.by_neighbourhood.iter().map(|row| row.neighbourhood_id);
    let areas = counted.chain(filter.neighbourhood_ids.iter().flatten().copied());
    let areas = req.loaders.load_many(areas).await?;
    let counted = figures.by_topic.iter().map(|row| row.topic_id);
    let topics = req.loaders.load_many(counted.chain(filter.topic_ids.iter().flatten().copied())).await?;
    Ok(Names {
        areas: areas.into_iter().map(|(id, area)| (id, area.name)).collect(),
        topics: topics.into_iter().map(|(id, topic)| (id, say(req.locale, topic.name_nl, topic.name_en))).collect(),
    })
}

/// What stands above the numbers, so that a file that was sent on still says what it counts.
fn about(
    req: &RequestCtx,
    figures: &Figures,
    filter: &FiguresFilter,
    names: &Names,
    source: (&'static str, String),
) -> Vec<(&'static str, String)> {
    let locale = req.locale;
    let day = |day| words::day(locale, day);
    let until = say(locale, "tot en met", "up to and including");
    let all = say(locale, "Alle", "All").to_owned();
    let listed = |names: Vec<&str>| if names.is_empty() { all.clone() } else { names.join(", ") };
    let areas = filter.neighbourhood_ids.iter().flatten().filter_map(|id| names.areas.get(id)).map(String::as_str);
    let topics = filter.topic_ids.iter().flatten().filter_map(|id| names.topics.get(id)).map(String::as_str);
    let askers = filter.askers.iter().flatten().map(|asker| words::asker(locale, *asker));
    vec![
        made_on(req),
        (say(locale, "Periode", "Period"), format!("{} {until} {}", day(figures.from), day(figures.to))),
        (
            say(locale, "Periode ervoor", "Period before"),
            format!("{} {until} {}", day(figures.compared_from), day(figures.compared_to)),
        ),
        (say(locale, "Buurt", "Neighbourhood"), listed(areas.collect())),
        (say(locale, "Onderwerp", "Topic"), listed(topics.collect())),
        (say(locale, "Wie vraagt", "Who asks"), listed(askers.collect())),
        source,
        (
            say(locale, "Let op", "Note"),
            say(
                locale,
                "Alleen de vragen die je in de cijfers ziet, tellen mee.",
                "Only the questions that you see in the figures count.",
            )
            .to_owned(),
        ),
    ]
}
