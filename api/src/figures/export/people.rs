//! The tables about people: how many connectors stand where, where somebody helps, and who has to come to a training. Counts
//! only, of how it is today: a period, a topic and who asks say nothing of them.

use std::collections::HashMap;

use entities::{ConnectorStatus, CourseId, Locale, NeighbourhoodId};

use super::{Cell, File, Format, Sheet, formed, made_on, say, source};
use crate::{
    connectors::figures::{
        counting,
        types::{ConnectorFigures, ConnectorsInNeighbourhood, ConnectorsInStatus},
    },
    context::RequestCtx,
    error::Result,
    policy,
    training::renewals::{due, types::TrainingDueSums},
};

/// The tables there are about people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleTable {
    /// How many stand in each state, how many neighbourhoods have somebody, and how it goes with their contacts.
    Connectors,
    /// How many stand in each state of a neighbourhood.
    ConnectorsByNeighbourhood,
    /// How many have to come to a training.
    TrainingDue,
}

impl PeopleTable {
    /// All of them, with their names in an address.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Connectors, "connectors"),
        (Self::ConnectorsByNeighbourhood, "connectors-by-neighbourhood"),
        (Self::TrainingDue, "training-due"),
    ];

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Connectors => say(locale, "Buurtverbinders", "Connectors"),
            Self::ConnectorsByNeighbourhood => say(locale, "Buurtverbinders per buurt", "Connectors by neighbourhood"),
            Self::TrainingDue => say(locale, "Wie naar een training moet", "Who has to come to a training"),
        }
    }
}

/// A table about people as a file; none for whom figures of people aren't meant.
///
/// # Errors
/// When the database can't be read, or the file can't be made.
pub async fn file(req: &RequestCtx, table: PeopleTable, format: Format) -> Result<Option<File>> {
    if policy::connectors::counted_areas(&req.viewer).is_none() {
        return Ok(None);
    }
    let locale = req.locale;
    let shown = Shown { runs: policy::connectors::runs_the_programme(&req.viewer) };
    let (header, rows) = match table {
        PeopleTable::Connectors => {
            let Some(figures) = counting::figures(req).await? else { return Ok(None) };
            (vec![table.title(locale).to_owned(), number(locale)], connectors(locale, &figures, shown))
        }
        PeopleTable::ConnectorsByNeighbourhood => {
            let Some(figures) = counting::figures(req).await? else { return Ok(None) };
            let areas = req.loaders.load_many(figures.by_neighbourhood.iter().map(|row| row.neighbourhood_id)).await?;
            let names = areas.into_iter().map(|(id, area)| (id, area.name)).collect();
            by_neighbourhood(locale, &figures, shown, &names)
        }
        PeopleTable::TrainingDue => {
            let sums = TrainingDueSums::of(&due::of(req, policy::training::looked_after(&req.viewer)).await?);
            let courses = req.loaders.load_many(sums.groups.iter().map(|group| group.course_id)).await?;
            let names = courses.into_iter().map(|(id, course)| (id, course.name)).collect();
            (vec![say(locale, "Training", "Training").to_owned(), number(locale)], training(locale, &sums, &names))
        }
    };
    let note = say(
        locale,
        "Dit is hoe het vandaag is, in de buurten die je ziet. Periode, onderwerp en wie vraagt gelden hier niet.",
        "This is how it is today, in the neighbourhoods that you see. Period, topic and who asks do not apply here.",
    );
    let about = vec![made_on(req), source(req).await?, (say(locale, "Let op", "Note"), note.to_owned())];
    let sheet = Sheet { title: table.title(locale), about, header, rows };
    let name = format!("{}-{}", table.title(locale).to_lowercase().replace(' ', "-"), req.today());
    Ok(Some(formed(req, &sheet, format, &name)?))
}

/// Which states are told: who doesn't run the programme has no list of who stopped or didn't go on.
#[derive(Clone, Copy)]
struct Shown {
    runs: bool,
}

impl Shown {
    fn has(self, row: ConnectorsInStatus) -> bool {
        match row.status {
            ConnectorStatus::Stopped | ConnectorStatus::Declined => self.runs,
            ConnectorStatus::Applied
            | ConnectorStatus::Talked
            | ConnectorStatus::InTraining
            | ConnectorStatus::Active
            | ConnectorStatus::Paused => true,
        }
    }
}

fn number(locale: Locale) -> String {
    say(locale, "Aantal", "Number").to_owned()
}

fn connectors(locale: Locale, figures: &ConnectorFigures, shown: Shown) -> Vec<Vec<Cell>> {
    let row = |name: &str, cell: Cell| vec![Cell::Text(name.to_owned()), cell];
    let states = figures.by_status.iter().filter(|own| shown.has(**own));
    let states = states.map(|own| row(status(locale, own.status), Cell::Count(own.count)));
    let all = i32::try_from(figures.by_neighbourhood.len()).unwrap_or(i32::MAX);
    let others = [
        (
            say(locale, "Buurten waar iemand actief is", "Neighbourhoods where somebody is active"),
            Cell::Count(figures.covered_neighbourhoods),
        ),
        (say(locale, "Alle buurten", "All neighbourhoods"), Cell::Count(all)),
        (
            say(locale, "Vaste contacten die te lang niet spraken", "Fixed contacts who did not speak for too long"),
            Cell::Count(figures.overdue_contacts),
        ),
        (
            say(locale, "Actief geworden in het laatste jaar", "Became active in the last year"),
            Cell::Count(figures.became_active),
        ),
        (
            say(
                locale,
                "Dagen van aanmelden tot actief, de helft is sneller",
                "Days from applying to active, half took less",
            ),
            figures.median_days_to_active.map_or(Cell::Empty, Cell::Count),
        ),
    ];
    states.chain(others.into_iter().map(|(name, cell)| row(name, cell))).collect()
}

/// Somebody who helps in two neighbourhoods counts in both, so there is no sum.
fn by_neighbourhood(
    locale: Locale,
    figures: &ConnectorFigures,
    shown: Shown,
    names: &HashMap<NeighbourhoodId, String>,
) -> (Vec<String>, Vec<Vec<Cell>>) {
    let states =
        figures.by_status.iter().filter(|own| shown.has(**own)).map(|own| status(locale, own.status).to_owned());
    let header = std::iter::once(say(locale, "Buurt", "Neighbourhood").to_owned()).chain(states).collect();
    let row = |area: &ConnectorsInNeighbourhood| {
        let name = Cell::Text(names.get(&area.neighbourhood_id).cloned().unwrap_or_default());
        let counts = area.by_status.iter().filter(|own| shown.has(**own)).map(|own| Cell::Count(own.count));
        std::iter::once(name).chain(counts).collect()
    };
    (header, figures.by_neighbourhood.iter().map(row).collect())
}

fn training(locale: Locale, sums: &TrainingDueSums, names: &HashMap<CourseId, String>) -> Vec<Vec<Cell>> {
    let row = |name: String, count: i32| vec![Cell::Text(name), Cell::Count(count)];
    let groups = sums.groups.iter().map(|group| {
        let course = names.get(&group.course_id).map(String::as_str).unwrap_or_default();
        let meeting = say(locale, "bijeenkomst", "meeting");
        let unplanned = say(locale, "nog niets gepland", "nothing planned yet");
        row(format!("{course}, {meeting} {}: {unplanned}", group.part), group.count)
    });
    let all = say(locale, "Mensen die naar een training moeten", "People who have to come to a training");
    let unplanned = say(locale, "Van hen: nog niets gepland", "Of them: nothing planned yet");
    [row(all.to_owned(), sums.total_count), row(unplanned.to_owned(), sums.unplanned_count)]
        .into_iter()
        .chain(groups)
        .collect()
}

fn status(locale: Locale, status: ConnectorStatus) -> &'static str {
    let (dutch, english) = match status {
        ConnectorStatus::Applied => ("Aangemeld", "Applied"),
        ConnectorStatus::Talked => ("Gesproken", "Talked"),
        ConnectorStatus::InTraining => ("In training", "In training"),
        ConnectorStatus::Active => ("Actief", "Active"),
        ConnectorStatus::Paused => ("Pauze", "Paused"),
        ConnectorStatus::Stopped => ("Gestopt", "Stopped"),
        ConnectorStatus::Declined => ("Niet doorgegaan", "Not taken up"),
    };
    say(locale, dutch, english)
}
