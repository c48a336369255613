//! The tables: which there are, what stands in their columns and rows. Pure.

use entities::Locale;

use super::{
    Names,
    words::{age, barrier, outcome, say},
};
use crate::figures::types::{AGES, AgeFigures, Figures, NeighbourhoodFigures};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count.
    Count(i32),
    /// Hours, with a fraction.
    Hours(f64),
    /// Nothing is known.
    Empty,
}

/// A table with its heading, before it has a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is.
    pub title: &'static str,
    /// Where it comes from: names and values.
    pub about: Vec<(&'static str, String)>,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, as wide as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// The tables there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The numbers on top, now and before.
    Measures,
    /// By neighbourhood, in reading order.
    Neighbourhoods,
    /// By week.
    Weeks,
    /// By how cases ended.
    Outcomes,
    /// By age of what is open.
    Ages,
    /// By topic.
    Topics,
    /// By why somebody did not ask before.
    AskBarriers,
    /// How well the directory is kept.
    Directory,
}

impl Table {
    /// All of them, with their names in an address.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Measures, "measures"),
        (Self::Neighbourhoods, "neighbourhoods"),
        (Self::Weeks, "weeks"),
        (Self::Outcomes, "outcomes"),
        (Self::Ages, "ages"),
        (Self::Topics, "topics"),
        (Self::AskBarriers, "ask-barriers"),
        (Self::Directory, "directory"),
    ];

    /// The table of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(table, _)| table)
    }

    /// What it is.
    pub fn title(self, locale: Locale) -> &'static str {
        let (dutch, english) = match self {
            Self::Measures => ("Kerncijfers", "Key figures"),
            Self::Neighbourhoods => ("Hulpvragen per buurt", "Questions by neighbourhood"),
            Self::Weeks => ("Nieuw en klaar per week", "New and done per week"),
            Self::Outcomes => ("Hoe hulpvragen eindigden", "How questions ended"),
            Self::Ages => ("Hoe oud open hulpvragen zijn", "How old open questions are"),
            Self::Topics => ("Hulpvragen per onderwerp", "Questions by topic"),
            Self::AskBarriers => ("Waarom mensen niet eerder vroegen", "Why people did not ask before"),
            Self::Directory => ("Hoe goed de lijst met specialisten klopt", "How well the directory is kept"),
        };
        say(locale, dutch, english)
    }

    /// The title as the name of a file.
    pub fn slug(self, locale: Locale) -> String {
        self.title(locale).to_lowercase().replace(' ', "-")
    }

    /// The names of its columns.
    pub fn header(self, locale: Locale) -> Vec<String> {
        let named = |dutch: &[&str], english: &[&str]| {
            say(locale, dutch, english).iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()
        };
        match self {
            Self::Measures => {
                named(&["Cijfer", "Deze periode", "Periode ervoor"], &["Figure", "This period", "Before"])
            }
            Self::Neighbourhoods => {
                let mut names = named(
                    &["Buurt", "Nieuw", "Open", "Klaar", "Te laat", "Van mantelzorgers"],
                    &["Neighbourhood", "New", "Open", "Done", "Late", "From informal carers"],
                );
                names.extend(AGES.map(|(from, to)| format!("Open, {}", age(locale, from, to))));
                names
            }
            Self::Weeks => named(&["Week van", "Week", "Nieuw", "Klaar"], &["Week of", "Week", "New", "Done"]),
            Self::Outcomes => {
                named(&["Hoe het eindigde", "Klaar", "Periode ervoor"], &["How it ended", "Done", "Before"])
            }
            Self::Ages => named(&["Leeftijd", "Open"], &["Age", "Open"]),
            Self::Topics => {
                named(&["Onderwerp", "Nieuw", "Periode ervoor", "Open"], &["Topic", "New", "Before", "Open"])
            }
            Self::AskBarriers => named(&["Drempel", "Nieuw", "Periode ervoor"], &["Barrier", "New", "Before"]),
            Self::Directory => named(&["Specialisten", "Aantal"], &["Specialists", "Number"]),
        }
    }

    /// Its rows. Topics and drempels overlap, so only neighbourhoods and weeks have a sum.
    pub(super) fn rows(self, locale: Locale, figures: &Figures, names: &Names) -> Vec<Vec<Cell>> {
        match self {
            Self::Measures => measures(locale, figures),
            Self::Neighbourhoods => neighbourhoods(locale, figures, names),
            Self::Weeks => weeks(locale, figures),
            Self::Outcomes => {
                let row = |row: &super::super::types::OutcomeFigures| {
                    vec![text(outcome(locale, row.outcome)), Cell::Count(row.count), Cell::Count(row.before)]
                };
                figures.by_outcome.iter().map(row).collect()
            }
            Self::Ages => {
                let row = |row: &AgeFigures| {
                    vec![Cell::Text(age(locale, row.min_days, row.max_days)), Cell::Count(row.count)]
                };
                figures.open_by_age.iter().map(row).collect()
            }
            Self::Topics => {
                let row = |row: &super::super::types::TopicFigures| {
                    let name = names.topics.get(&row.topic_id).cloned().unwrap_or_default();
                    vec![Cell::Text(name), Cell::Count(row.opened), Cell::Count(row.before), Cell::Count(row.open)]
                };
                figures.by_topic.iter().map(row).collect()
            }
            Self::AskBarriers => {
                let row = |row: &super::super::types::AskBarrierFigures| {
                    vec![text(barrier(locale, row.barrier)), Cell::Count(row.count), Cell::Count(row.before)]
                };
                figures.by_ask_barrier.iter().map(row).collect()
            }
            Self::Directory => directory(locale, figures),
        }
    }
}

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

fn measures(locale: Locale, figures: &Figures) -> Vec<Vec<Cell>> {
    let hours = |hours: Option<f64>| hours.map_or(Cell::Empty, Cell::Hours);
    let measured = |dutch, english, measure: crate::figures::types::Measure| {
        vec![text(say(locale, dutch, english)), Cell::Count(measure.value), Cell::Count(measure.before)]
    };
    let counted = |dutch, english, count| vec![text(say(locale, dutch, english)), Cell::Count(count), Cell::Empty];
    let time = figures.accept_time;
    vec![
        measured("Open aan het eind", "Open at the end", figures.open),
        measured("Nieuw", "New", figures.opened),
        measured("Klaar", "Done", figures.closed),
        measured("Opgelost in de buurt", "Solved in the neighbourhood", figures.solved_in_neighbourhood),
        counted("Te laat, nu", "Late, now", figures.overdue_cases),
        counted("Wacht te lang, nu", "Waits too long, now", figures.overdue_waits),
        counted("Bericht van specialist te laat, nu", "Sign of life late, now", figures.overdue_signs_of_life),
        counted("Antwoord te laat, nu", "Answer late, now", figures.overdue_answers),
        counted("Antwoord gegeven", "Answered", time.answered),
        counted("Ja gezegd", "Said yes", time.accepted),
        counted("Nee gezegd", "Said no", time.declined),
        vec![
            text(say(locale, "Uren tot ‘ja’, de helft is sneller", "Hours to ‘yes’, half took less")),
            hours(time.median_hours),
            hours(time.median_hours_before),
        ],
        vec![
            text(say(locale, "Uren tot ‘ja’, negen van de tien zijn sneller", "Hours to ‘yes’, nine of ten took less")),
            hours(time.p90_hours),
            Cell::Empty,
        ],
    ]
}

fn neighbourhoods(locale: Locale, figures: &Figures, names: &Names) -> Vec<Vec<Cell>> {
    let counts = |row: &NeighbourhoodFigures| {
        let own = [row.opened, row.open, row.closed, row.overdue, row.by_informal_carers];
        own.into_iter().chain(row.open_by_age.iter().map(|age| age.count)).collect::<Vec<i32>>()
    };
    let mut sums = vec![0; 5 + AGES.len()];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &figures.by_neighbourhood {
        let own = counts(row);
        for (sum, count) in sums.iter_mut().zip(&own) {
            *sum += count;
        }
        let name = names.areas.get(&row.neighbourhood_id).cloned().unwrap_or_default();
        rows.push(std::iter::once(Cell::Text(name)).chain(own.into_iter().map(Cell::Count)).collect());
    }
    let sums = sums.into_iter().map(Cell::Count);
    rows.push(std::iter::once(text(say(locale, "Samen", "Together"))).chain(sums).collect());
    rows
}

fn weeks(locale: Locale, figures: &Figures) -> Vec<Vec<Cell>> {
    let (mut opened, mut closed) = (0, 0);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for week in &figures.by_week {
        (opened, closed) = (opened + week.opened, closed + week.closed);
        let monday = Cell::Text(super::words::day(locale, week.monday));
        rows.push(vec![monday, Cell::Count(week.iso_week), Cell::Count(week.opened), Cell::Count(week.closed)]);
    }
    rows.push(vec![text(say(locale, "Samen", "Together")), Cell::Empty, Cell::Count(opened), Cell::Count(closed)]);
    rows
}

fn directory(locale: Locale, figures: &Figures) -> Vec<Vec<Cell>> {
    let of = figures.directory;
    let row = |dutch, english, count| vec![text(say(locale, dutch, english)), Cell::Count(count)];
    vec![
        row("Kort geleden nagekeken", "Checked not long ago", of.fresh),
        row("Lang niet nagekeken", "Not checked for long", of.stale_by_age),
        row("Gemeld: klopt niet meer", "Reported: no longer right", of.stale_by_marks),
        row("Nagekeken in deze periode", "Checked in this period", of.checked_in_period),
        row("Alle specialisten", "All specialists", of.total),
    ]
}
