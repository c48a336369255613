//! The figures as tables: the same numbers as in the charts, each with the list behind it. Pure.

use super::compared_model::before_name;
use super::figures_model::age_name;
use super::list_model::{AnswerList, CaseList, Counted};
use super::period_model::Look;
use super::queries::{Figures, NeighbourhoodFigures};
use crate::calendar::day_month;
use crate::graphql::enums::{Asker, DueReason};
use crate::i18n::{Locale, words};
use crate::ui::Bar;

/// Which table. The server makes a file of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The numbers on top.
    Measures,
    /// By neighbourhood.
    Neighbourhoods,
    /// By week.
    Weeks,
    /// By how questions ended.
    Outcomes,
    /// By age.
    Ages,
    /// By topic.
    Topics,
    /// By what kept people from asking.
    AskBarriers,
    /// How fresh the directory is.
    Directory,
    /// How many connectors stand where.
    Connectors,
    /// The same in each neighbourhood.
    ConnectorsByNeighbourhood,
    /// Who has to come to a training.
    TrainingDue,
}

impl Kind {
    /// Its name at the server.
    pub fn key(self) -> &'static str {
        match self {
            Self::Measures => "measures",
            Self::Neighbourhoods => "neighbourhoods",
            Self::Weeks => "weeks",
            Self::Outcomes => "outcomes",
            Self::Ages => "ages",
            Self::Topics => "topics",
            Self::AskBarriers => "ask-barriers",
            Self::Directory => "directory",
            Self::Connectors => "connectors",
            Self::ConnectorsByNeighbourhood => "connectors-by-neighbourhood",
            Self::TrainingDue => "training-due",
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableModel {
    /// Which.
    pub kind: Kind,
    /// What it is.
    pub caption: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The sums, where they mean something.
    pub sum: Option<Row>,
}

/// A row: a name and its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the numbers are of.
    pub name: String,
    /// The numbers.
    pub cells: Vec<Cell>,
}

/// A number, and the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The number.
    pub words: String,
    /// The list; none when there is nothing to see, or no list.
    pub href: Option<String>,
}

impl Cell {
    /// A count with its list.
    pub fn linked(count: i32, href: String) -> Self {
        Self { words: count.to_string(), href: (count > 0).then_some(href) }
    }

    /// A number without a list.
    pub fn plain(words: impl ToString) -> Self {
        Self { words: words.to_string(), href: None }
    }
}

/// The table of the bars of a chart, all of them: the number, what is late of it, and the number before.
pub fn of_bars(
    (kind, caption): (Kind, &str),
    [name, value]: [&str; 2],
    (late, before): (Option<&str>, Option<&str>),
    bars: &[Bar],
) -> TableModel {
    let rows = bars.iter().map(|bar| {
        let mut cells = vec![Cell { words: bar.value.to_string(), href: bar.href.clone().filter(|_| bar.value > 0) }];
        cells.extend(late.map(|_| Cell::plain(bar.late)));
        cells.extend(before.map(|_| Cell::plain(bar.before.unwrap_or_default())));
        Row { name: bar.name.clone(), cells }
    });
    let rows = rows.collect();
    let header = [Some(name), Some(value), late, before].into_iter().flatten().map(str::to_owned).collect();
    TableModel { kind, caption: caption.to_owned(), header, rows, sum: None }
}

/// The numbers on top, now and in the time before.
pub fn measures(locale: Locale, figures: &Figures, look: &Look) -> TableModel {
    let list = |counted: Counted| CaseList::of(look, counted, figures.from, figures.to);
    let late = |late: Option<DueReason>| CaseList { is_late: true, late, ..list(Counted::Open) }.href();
    let solved = CaseList { outcomes: super::figures_model::OWN.to_vec(), ..list(Counted::Closed) };
    let row = |name: &str, now: Cell, before: Cell| Row { name: name.to_owned(), cells: vec![now, before] };
    let measured = |name: &str, measure: super::queries::Measure, href: String| {
        row(name, Cell::linked(measure.value, href), Cell::plain(measure.before))
    };
    let nothing = || Cell::plain(words::figures::none(locale));
    let counted = |name: &str, count: i32, href: String| row(name, Cell::linked(count, href), nothing());
    let time = figures.accept_time;
    let hours = |hours: Option<f64>| {
        let of = |hours: f64| Cell::plain(tenths(locale, hours));
        hours.map_or_else(nothing, of)
    };
    let answers = AnswerList::of(look, figures.from, figures.to).href();
    TableModel {
        kind: Kind::Measures,
        caption: words::figures::measures(locale).to_owned(),
        header: vec![
            words::figures::col_figure(locale).to_owned(),
            words::figures::col_now(locale).to_owned(),
            before_column(locale),
        ],
        rows: vec![
            measured(words::figures::row_open(locale), figures.open, list(Counted::Open).href()),
            measured(words::figures::col_all(locale), figures.opened, list(Counted::Opened).href()),
            measured(words::figures::col_closed(locale), figures.closed, list(Counted::Closed).href()),
            measured(words::figures::row_solved(locale), figures.solved_in_neighbourhood, solved.href()),
            counted(words::figures::row_late(locale), figures.overdue_cases, late(None)),
            counted(words::figures::row_waits(locale), figures.overdue_waits, late(Some(DueReason::Waiting))),
            counted(
                words::figures::row_signs(locale),
                figures.overdue_signs_of_life,
                late(Some(DueReason::SignOfLife)),
            ),
            counted(words::figures::row_answers(locale), figures.overdue_answers, late(Some(DueReason::Answer))),
            counted(words::figures::row_answered(locale), time.answered, answers),
            row(words::figures::said_yes(locale), Cell::plain(time.accepted), nothing()),
            row(words::figures::said_no(locale), Cell::plain(time.declined), nothing()),
            row(words::figures::row_median(locale), hours(time.median_hours), hours(time.median_hours_before)),
            row(words::figures::row_p90(locale), hours(time.p90_hours), nothing()),
        ],
        sum: None,
    }
}

/// By neighbourhood, in reading order; those without anything are left out.
pub fn areas(locale: Locale, figures: &Figures, look: &Look) -> TableModel {
    let cells = |area: Option<&NeighbourhoodFigures>| {
        let own = |counted: Counted| {
            let all = CaseList::of(look, counted, figures.from, figures.to);
            CaseList { area: area.map(|area| area.neighbourhood.id.clone()).or(all.area.clone()), ..all }
        };
        let of = |part: fn(&NeighbourhoodFigures) -> i32| {
            area.map_or_else(|| figures.by_neighbourhood.iter().map(part).sum(), part)
        };
        let late = CaseList { is_late: true, ..own(Counted::Open) };
        let carers = CaseList { asker: Some(Asker::InformalCarer), ..own(Counted::Opened) };
        let mut cells = vec![
            Cell::linked(of(|area| area.opened), own(Counted::Opened).href()),
            Cell::linked(of(|area| area.open), own(Counted::Open).href()),
            Cell::linked(of(|area| area.closed), own(Counted::Closed).href()),
            Cell::linked(of(|area| area.overdue), late.href()),
            Cell::linked(of(|area| area.by_informal_carers), carers.href()),
        ];
        cells.extend(area.map_or(&figures.open_by_age, |area| &area.open_by_age).iter().map(|age| {
            let old = CaseList { age: Some((age.min_days, age.max_days)), ..own(Counted::Open) };
            Cell::linked(age.count, old.href())
        }));
        cells
    };
    let rows = figures.by_neighbourhood.iter().filter(|area| area.opened + area.open + area.closed > 0);
    let rows = rows.map(|area| Row { name: area.neighbourhood.name.clone(), cells: cells(Some(area)) }).collect();
    let named = [
        words::figures::col_area(locale),
        words::figures::col_all(locale),
        words::figures::col_open(locale),
        words::figures::col_closed(locale),
        words::figures::col_late(locale),
        words::figures::col_carers(locale),
    ];
    let ages = figures.open_by_age.iter().map(|age| words::figures::col_age(locale, &age_name(locale, *age)));
    TableModel {
        kind: Kind::Neighbourhoods,
        caption: words::figures::table(locale).to_owned(),
        header: named.into_iter().map(str::to_owned).chain(ages).collect(),
        rows,
        sum: Some(Row { name: words::figures::row_total(locale).to_owned(), cells: cells(None) }),
    }
}

/// By week.
pub fn weeks(locale: Locale, figures: &Figures, look: &Look) -> TableModel {
    let rows = figures.by_week.iter().map(|week| {
        // The first and the last week may be cut by the period.
        let (from, to) = (week.monday.max(figures.from), week.monday.plus(6).min(figures.to));
        let own = |counted: Counted| CaseList::of(look, counted, from, to).href();
        let cells =
            vec![Cell::linked(week.opened, own(Counted::Opened)), Cell::linked(week.closed, own(Counted::Closed))];
        Row { name: day_month(locale, week.monday), cells }
    });
    let rows = rows.collect();
    let header =
        [words::figures::col_week(locale), words::figures::col_all(locale), words::figures::col_closed(locale)];
    TableModel {
        kind: Kind::Weeks,
        caption: words::figures::weeks(locale).to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows,
        sum: None,
    }
}

/// The head of a column with the time before.
pub fn before_column(locale: Locale) -> String {
    words::figures::col_before(locale).to_owned()
}

/// A number with one decimal, as people here write it.
fn tenths(locale: Locale, number: f64) -> String {
    let text = format!("{number:.1}");
    match locale {
        Locale::Nl => text.replace('.', ","),
        Locale::En => text,
    }
}

/// Where the server gives a table as a file: the same days and filters as in sight.
pub fn file_address(kind: Kind, ending: &str, figures: &Figures, look: &Look) -> String {
    let asker = look.asker.map(|asker| match asker {
        Asker::Resident => "RESIDENT",
        Asker::InformalCarer => "INFORMAL_CARER",
        Asker::OnBehalf => "ON_BEHALF",
    });
    let pairs = [
        Some(("from", figures.from.iso())),
        Some(("to", figures.to.iso())),
        look.area.as_ref().map(|id| ("buurt", id.0.clone())),
        look.topic.as_ref().map(|id| ("onderwerp", id.0.clone())),
        asker.map(|asker| ("vrager", asker.to_owned())),
    ];
    let pairs = pairs.into_iter().flatten().map(|(name, value)| [name, "=", &value].concat());
    ["/export/figures/", kind.key(), ".", ending, "?", &pairs.collect::<Vec<_>>().join("&")].concat()
}

/// The filters in words, for what is printed: names and values. What an id is called, `area` and `topic` know.
pub fn filters(locale: Locale, look: &Look, area: Option<String>, topic: Option<String>) -> Vec<(String, String)> {
    let all = || words::figures::all(locale).to_owned();
    let asker = look.asker.map_or(words::figures::everybody(locale), |it| crate::cases::asker_name(locale, it));
    vec![
        (words::figures::area(locale).to_owned(), area.unwrap_or_else(all)),
        (words::figures::topic(locale).to_owned(), topic.unwrap_or_else(all)),
        (words::figures::asker(locale).to_owned(), asker.to_owned()),
        (words::figures::compared(locale).to_owned(), before_name(locale, look.period).to_owned()),
    ]
}

/// A table as text, what has a list in brackets.
#[cfg(test)]
pub fn told(table: &TableModel) -> String {
    let line = |row: &Row| {
        let cells = row.cells.iter().map(|cell| match cell.href {
            Some(_) => ["[", &cell.words, "]"].concat(),
            None => cell.words.clone(),
        });
        std::iter::once(row.name.clone()).chain(cells).collect::<Vec<_>>().join(" ")
    };
    let lines = table.rows.iter().chain(&table.sum).map(line);
    std::iter::once(table.header.join(" | ")).chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::samples::figures;
    use super::*;
    use crate::graphql::scalars::{NeighbourhoodId, TopicId};

    #[test]
    fn areas_stand_in_reading_order_with_their_sum() {
        expect_test::expect![[r#"
            Buurt | Nieuw | Open | Klaar | Te laat | Van mantelzorgers | Open, 0 tot en met 30 dagen | Open, 31 dagen en ouder
            Centrum [2] [1] [1] 0 0 [1] 0
            Ruwaard [5] [4] [2] [1] [1] [1] [3]
            Samen [7] [5] [3] [1] [1] [2] [3]"#]]
        .assert_eq(&told(&areas(Locale::Nl, &figures(), &Look::default())));
    }

    #[test]
    fn weeks_and_measures() {
        expect_test::expect![[r#"
            Week of | New | Done
            31 August [3] 0
            7 September [4] [3]"#]]
        .assert_eq(&told(&weeks(Locale::En, &figures(), &Look::default())).replace('\u{a0}', " "));
        let measures = told(&measures(Locale::Nl, &figures(), &Look::default()));
        assert!(measures.contains("\nOpen aan het eind [5] 3\n"), "{measures}");
        assert!(measures.contains("\nDe helft zegt ja binnen, in uren 1,5 –\n"), "{measures}");
    }

    #[test]
    fn a_file_is_of_what_is_in_sight() {
        let look = Look {
            area: Some(NeighbourhoodId("neighbourhood_1".to_owned())),
            topic: Some(TopicId("topic_1".to_owned())),
            asker: Some(Asker::OnBehalf),
            ..Look::default()
        };
        assert_eq!(
            file_address(Kind::AskBarriers, "xlsx", &figures(), &look),
            "/export/figures/ask-barriers.xlsx?from=2026-08-31&to=2026-09-13&buurt=neighbourhood_1&onderwerp=topic_1\
             &vrager=ON_BEHALF"
        );
        let all = "/export/figures/weeks.csv?from=2026-08-31&to=2026-09-13";
        assert_eq!(file_address(Kind::Weeks, "csv", &figures(), &Look::default()), all);
    }
}
