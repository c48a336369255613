//! The lists as rows of their own types: columns, forms, and that no key stands there twice. Pure.

use entities::{AnswerKind, NeighbourhoodKind, OrganisationKind};

use super::{
    courses::{self, Course},
    demo_cases::{self, DemoCase},
    directory::{self, Specialist},
    problems::{Problems, Read},
    references::{References, no_circles},
    source::{File, Files},
    table::{Row, read_keyed},
};

/// Everything that was read.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The working areas.
    pub neighbourhoods: Vec<Neighbourhood>,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The topics.
    pub topics: Vec<Topic>,
    /// The directory.
    pub specialists: Vec<Specialist>,
    /// The courses.
    pub courses: Vec<Course>,
    /// The questions of the form with which one applies.
    pub application_profile: Vec<ApplicationQuestion>,
    /// The demo cases.
    pub demo_cases: Vec<DemoCase>,
}

/// A row with a stable key.
pub trait Keyed {
    /// Its stable key.
    fn key(&self) -> &str;
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident by $key:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Its line in the file.
            pub line: u64,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl Keyed for $name {
            fn key(&self) -> &str {
                &self.$key
            }
        }
    )*};
}

rows! {
    /// A row of neighbourhoods.csv.
    Neighbourhood by code {
        /// Stable key.
        code: String,
        /// Its name.
        name: String,
        /// What sort of area.
        kind: NeighbourhoodKind,
        /// The code of the area it lies in.
        parent: Option<String>,
        /// The number of the municipality's own area.
        area: Option<i32>,
        /// The code of Statistics Netherlands.
        cbs_code: Option<String>,
        /// The year of that code.
        cbs_year: Option<i32>,
        /// Its place on a map of tiles, from west to east.
        tile_column: Option<i32>,
        /// The same, from north to south.
        tile_row: Option<i32>,
    }

    /// A row of organisations.csv.
    Organisation by slug {
        /// Stable key.
        slug: String,
        /// Its name.
        name: String,
        /// What sort of organisation.
        kind: OrganisationKind,
        /// Its public site.
        website: Option<String>,
    }

    /// A row of topics.csv.
    Topic by slug {
        /// Stable key.
        slug: String,
        /// Dutch name.
        name_nl: String,
        /// The question in a resident's words.
        question_nl: String,
        /// English name.
        name_en: String,
        /// Other words for it.
        synonyms: Vec<String>,
        /// The slug of the topic it is a part of.
        parent: Option<String>,
    }

    /// A row of application_profile.csv.
    ApplicationQuestion by slug {
        /// Stable key.
        slug: String,
        /// The question, in Dutch.
        question_nl: String,
        /// A hint below it, in Dutch.
        help_nl: String,
        /// The question, in English.
        question_en: String,
        /// A hint below it, in English.
        help_en: String,
        /// How it is answered.
        answer_kind: AnswerKind,
        /// Whether it has to be answered.
        is_required: bool,
    }
}

impl Lists {
    /// Reads the files, whose rows may name these keys; what is wrong is told.
    pub fn read(files: &Files, known: &References, problems: &mut Problems) -> Self {
        let (areas, topics) = (files.neighbourhoods.as_ref(), files.topics.as_ref());
        let lists = Self {
            neighbourhoods: rows(areas, &NEIGHBOURHOOD, problems, |row| neighbourhood(row, known)),
            organisations: rows(files.organisations.as_ref(), &ORGANISATION, problems, organisation),
            topics: rows(topics, &TOPIC, problems, |row| topic(row, known)),
            specialists: rows(files.specialists.as_ref(), &directory::COLUMNS, problems, |row| {
                directory::row(row, known)
            }),
            courses: rows(files.courses.as_ref(), &courses::COLUMNS, problems, |row| courses::row(row, known)),
            application_profile: rows(
                files.application_profile.as_ref(),
                &APPLICATION_QUESTION,
                problems,
                application_question,
            ),
            demo_cases: rows(files.demo_cases.as_ref(), &demo_cases::COLUMNS, problems, |row| {
                demo_cases::row(row, known)
            }),
        };
        let parents = lists.neighbourhoods.iter().map(|row| (row.line, row.code.as_str(), row.parent.as_deref()));
        no_circles(areas, parents, problems);
        let parents = lists.topics.iter().map(|row| (row.line, row.slug.as_str(), row.parent.as_deref()));
        no_circles(topics, parents, problems);
        lists
    }
}

/// The last two may be left out: without a place there is no tile.
const NEIGHBOURHOOD: [&str; 11] = [
    "code",
    "name",
    "kind",
    "parent",
    "area",
    "cbs_code",
    "cbs_year",
    "source",
    "example",
    "tile_column?",
    "tile_row?",
];
const ORGANISATION: [&str; 5] = ["slug", "name", "kind", "website", "example"];
const TOPIC: [&str; 6] = ["slug", "name_nl", "question_nl", "name_en", "synonyms_nl", "parent"];
const APPLICATION_QUESTION: [&str; 10] = [
    "slug",
    "question_nl",
    "help_nl",
    "question_en",
    "help_en",
    "answer_kind",
    "quality_nl",
    "required",
    "source",
    "example",
];

fn rows<T>(
    file: Option<&File>,
    columns: &[&str],
    problems: &mut Problems,
    row_of: impl FnMut(&mut Row<'_>) -> Read<T>,
) -> Vec<T> {
    file.map(|file| read_keyed(file, columns, problems, row_of)).unwrap_or_default()
}

fn neighbourhood(row: &mut Row<'_>, known: &References) -> Read<Neighbourhood> {
    let (code, name, kind) = (row.key("code"), row.required("name"), row.one_of("kind"));
    let (parent, area) = (row.text("parent"), row.number("area"));
    let parent = known.neighbourhoods.one(row, "parent", "neighbourhoods.csv", parent);
    let (cbs_code, cbs_year) = (row.text("cbs_code"), row.number("cbs_year"));
    let (tile_column, tile_row) = (row.place("tile_column"), row.place("tile_row"));
    row.yes_or_no("example")?;
    Ok(Neighbourhood {
        line: row.line(),
        code: code?,
        name: name?,
        kind: kind?,
        parent: parent?,
        area: area?,
        cbs_code: cbs_code?,
        cbs_year: cbs_year?,
        tile_column: tile_column?,
        tile_row: tile_row?,
    })
}

fn organisation(row: &mut Row<'_>) -> Read<Organisation> {
    let (slug, name, kind) = (row.key("slug"), row.required("name"), row.one_of("kind"));
    let website = website(row);
    row.yes_or_no("example")?;
    Ok(Organisation { line: row.line(), slug: slug?, name: name?, kind: kind?, website: website? })
}

fn topic(row: &mut Row<'_>, known: &References) -> Read<Topic> {
    let (slug, name_nl, question_nl) = (row.key("slug"), row.required("name_nl"), row.required("question_nl"));
    let (name_en, synonyms, parent) = (row.required("name_en"), row.list("synonyms_nl"), row.text("parent"));
    let parent = known.topics.one(row, "parent", "topics.csv", parent);
    Ok(Topic {
        line: row.line(),
        slug: slug?,
        name_nl: name_nl?,
        question_nl: question_nl?,
        name_en: name_en?,
        synonyms: synonyms?,
        parent: parent?,
    })
}

fn application_question(row: &mut Row<'_>) -> Read<ApplicationQuestion> {
    let (slug, question_nl, help_nl) = (row.key("slug"), row.required("question_nl"), row.required("help_nl"));
    let (question_en, help_en) = (row.required("question_en"), row.required("help_en"));
    let (answer_kind, is_required) = (row.one_of("answer_kind"), row.yes_or_no("required"));
    row.yes_or_no("example")?;
    Ok(ApplicationQuestion {
        line: row.line(),
        slug: slug?,
        question_nl: question_nl?,
        help_nl: help_nl?,
        question_en: question_en?,
        help_en: help_en?,
        answer_kind: answer_kind?,
        is_required: is_required?,
    })
}

fn website(row: &mut Row<'_>) -> Read<Option<String>> {
    let text = row.text("website")?;
    let is_address = |text: &str| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    };
    row.checked("website", text, is_address, "address of a site", "Write it as https://example.org/naam")
}
