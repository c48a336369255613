//! What the figures say in numbers and bars: conclusions, and how it was before. Pure.

use super::compared_model::{before_name, difference, sentence};
use super::list_model::{AnswerList, CaseList, Counted};
use super::period_model::Look;
use super::queries::{AcceptTime, AgeFigures, Figures, Measure, NeighbourhoodFigures};
use super::tables_model::{Kind, TableModel, of_bars};
use crate::cases::{barrier_name, listed, outcome_name};
use crate::graphql::enums::Outcome;
use crate::i18n::{Locale, words};
use crate::ui::Bar;

/// So many bars are shown; the rest stands together in one.
const BARS: usize = 9;

/// The outcomes for which the neighbourhood needed nobody.
pub const OWN: [Outcome; 2] = [Outcome::SolvedTogether, Outcome::SolvedByNeighbour];

/// One number with its conclusion and the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The number.
    pub number: String,
    /// What it counts.
    pub unit: String,
    /// What it means.
    pub conclusion: String,
    /// What it was in the time before; none when that isn't known.
    pub before: Option<String>,
    /// The words of the link and the list behind the number; none when there is nothing to see.
    pub more: Option<(String, String)>,
}

/// The list behind something counted in this look.
fn list(look: &Look, figures: &Figures, counted: Counted) -> CaseList {
    CaseList::of(look, counted, figures.from, figures.to)
}

/// The four numbers on top.
pub fn tiles(locale: Locale, figures: &Figures, look: &Look) -> [Tile; 4] {
    [
        open(locale, figures, look),
        solved(locale, figures, look),
        late(locale, figures, look),
        accept(locale, figures, look),
    ]
}

fn see(locale: Locale, count: i32, list: &CaseList) -> Option<(String, String)> {
    (count > 0).then(|| (words::figures::see_cases(locale, count), list.href()))
}

/// "Was 24 in de 12 weken ervoor."
fn was(locale: Locale, look: &Look, number: &str) -> String {
    words::figures::was(locale, number, before_name(locale, look.period))
}

fn open(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let Measure { value, before } = figures.open;
    Tile {
        number: value.to_string(),
        unit: words::figures::unit_open(locale, value),
        conclusion: sentence(locale, look.period, value, before),
        before: Some(was(locale, look, &before.to_string())),
        more: see(locale, value, &list(look, figures, Counted::Open)),
    }
}

fn solved(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let (own, all) = (figures.solved_in_neighbourhood.value, figures.closed.value);
    let tens = (own * 10 + all / 2).checked_div(all).unwrap_or(0);
    let outcomes = OWN.to_vec();
    let own_before = figures.solved_in_neighbourhood.before.to_string();
    let all_before = figures.closed.before.to_string();
    Tile {
        number: own.to_string(),
        unit: words::figures::unit_solved(locale, &all.to_string()),
        conclusion: match tens {
            0 => words::figures::solved_none(locale).to_owned(),
            10 => words::figures::solved_all(locale).to_owned(),
            tens => words::figures::solved_share(locale, &tens.to_string()),
        },
        before: Some(was(locale, look, &words::figures::of(locale, &own_before, &all_before))),
        more: see(locale, own, &CaseList { outcomes, ..list(look, figures, Counted::Closed) }),
    }
}

fn late(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let parts = [
        (figures.overdue_waits, words::figures::late_waits(locale, figures.overdue_waits)),
        (figures.overdue_signs_of_life, words::figures::late_signs(locale, figures.overdue_signs_of_life)),
        (figures.overdue_answers, words::figures::late_answers(locale, figures.overdue_answers)),
    ];
    let parts: Vec<&str> = parts.iter().filter(|(count, _)| *count > 0).map(|(_, words)| words.as_str()).collect();
    let conclusion = if figures.overdue_cases == 0 {
        words::figures::late_none(locale).to_owned()
    } else {
        words::figures::late_some(locale, &listed(locale, &parts))
    };
    let late = CaseList { is_late: true, ..list(look, figures, Counted::Open) };
    Tile {
        number: figures.overdue_cases.to_string(),
        unit: words::figures::unit_late(locale).to_owned(),
        conclusion,
        before: None,
        more: see(locale, figures.overdue_cases, &late),
    }
}

fn accept(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let AcceptTime { answered, median_hours, median_hours_before, .. } = figures.accept_time;
    let (number, unit) = match median_hours {
        None => (words::figures::none(locale).to_owned(), words::figures::unit_days(locale, 2)),
        Some(hours) => duration(locale, hours),
    };
    let conclusion = match (median_hours, median_hours_before) {
        (None, _) => words::figures::accept_none(locale),
        (Some(_), None) => words::figures::accept_first(locale),
        // Nobody is faster by what isn't seen.
        (Some(now), Some(before)) if duration(locale, now) == duration(locale, before) => {
            words::figures::accept_same(locale)
        }
        (Some(now), Some(before)) if now < before => words::figures::accept_faster(locale),
        (Some(_), Some(_)) => words::figures::accept_slower(locale),
    };
    let answers = AnswerList::of(look, figures.from, figures.to);
    let more = (answered > 0).then(|| (words::figures::see_answers(locale, answered), answers.href()));
    let before = median_hours_before.map(|hours| {
        let (number, unit) = duration(locale, hours);
        was(locale, look, &[&number, " ", &unit].concat())
    });
    Tile { number, unit, conclusion: conclusion.to_owned(), before, more }
}

/// Hours in words: whole hours up to a day, then days with one decimal.
fn duration(locale: Locale, hours: f64) -> (String, String) {
    #[expect(clippy::cast_possible_truncation, reason = "hours of a period")]
    let whole = hours.round() as i32;
    if whole < 24 {
        return (whole.to_string(), words::figures::unit_hours(locale, whole));
    }
    let days = format!("{:.1}", hours / 24.0);
    let days = days.strip_suffix(".0").map_or(days.clone(), str::to_owned);
    let unit = words::figures::unit_days(locale, if days == "1" { 1 } else { 2 });
    match locale {
        Locale::Nl => (days.replace('.', ","), unit),
        Locale::En => (days, unit),
    }
}

/// A chart of bars and the table of the same numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarFigure {
    /// The conclusion.
    pub title: String,
    /// What is drawn.
    pub said: String,
    /// The bars, of which the rest may stand together.
    pub bars: Vec<Bar>,
    /// All of them.
    pub table: TableModel,
}

/// What a bar says when it is pointed at or heard: the number, what is late of it, and the difference with before.
fn spoken(locale: Locale, look: &Look, mut bar: Bar) -> Bar {
    let late = (bar.late > 0).then(|| words::figures::late(locale, bar.late));
    let before = bar.before.map(|before| difference(locale, look.period, bar.value, before));
    let parts = std::iter::once(bar.value.to_string()).chain(late).chain(before);
    bar.said = parts.collect::<Vec<_>>().join(", ");
    bar
}

/// Open cases by area, the most first as bars and in reading order as a table.
pub fn by_area(locale: Locale, figures: &Figures, look: &Look) -> BarFigure {
    let areas: Vec<&NeighbourhoodFigures> = figures.by_neighbourhood.iter().filter(|area| area.open > 0).collect();
    let mut most = areas.clone();
    most.sort_by_key(|area| -area.open);
    let title = match most.as_slice() {
        [] => words::figures::bars_area_none(locale).to_owned(),
        [one] => words::figures::bars_area_single(locale, &one.neighbourhood.name),
        [one, two, ..] => words::figures::bars_area_most(locale, &one.neighbourhood.name, &two.neighbourhood.name),
    };
    let bars = areas.iter().map(|area| {
        let own = CaseList { area: Some(area.neighbourhood.id.clone()), ..list(look, figures, Counted::Open) };
        let bar = Bar::new(area.neighbourhood.name.clone(), Some(own.href()), area.open);
        let late_words = Some(words::figures::late(locale, area.overdue));
        // Something may be late that was noted after the period.
        spoken(locale, look, Bar { late: area.overdue.min(area.open), late_words, ..bar })
    });
    let bars: Vec<Bar> = bars.collect();
    let kind = (Kind::Neighbourhoods, words::figures::said_area(locale));
    let columns = [words::figures::col_area(locale), words::figures::col_open(locale)];
    let table = of_bars(kind, columns, (Some(words::figures::col_late(locale)), None), &bars);
    BarFigure { title, said: kind.1.to_owned(), bars: cut(locale, look, bars), table }
}

/// The longest bars, and the others together.
fn cut(locale: Locale, look: &Look, mut bars: Vec<Bar>) -> Vec<Bar> {
    bars.sort_by_key(|bar| -bar.value);
    if bars.len() > BARS + 1 {
        let rest = bars.split_off(BARS);
        let count = i32::try_from(rest.len()).unwrap_or(i32::MAX);
        let late = rest.iter().map(|bar| bar.late).sum();
        let late_words = Some(words::figures::late(locale, late));
        let sum = Bar::new(words::figures::others(locale, count), None, rest.iter().map(|bar| bar.value).sum());
        bars.push(spoken(locale, look, Bar { is_rest: true, late, late_words, ..sum }));
    }
    bars
}

/// Closed cases by how they ended, the most first.
pub fn by_outcome(locale: Locale, figures: &Figures, look: &Look) -> BarFigure {
    let mut outcomes: Vec<_> = figures.by_outcome.iter().collect();
    outcomes.sort_by_key(|figure| -figure.count);
    let title = match outcomes.first().filter(|most| most.count > 0) {
        Some(most) => words::figures::bars_outcome(locale, &outcome_name(locale, most.outcome).to_lowercase()),
        None => words::figures::bars_outcome_none(locale).to_owned(),
    };
    let bars = outcomes.iter().map(|figure| {
        let own = CaseList { outcomes: vec![figure.outcome], ..list(look, figures, Counted::Closed) };
        let bar = Bar::new(outcome_name(locale, figure.outcome), Some(own.href()), figure.count);
        spoken(locale, look, Bar { before: Some(figure.before), ..bar })
    });
    let columns = [words::figures::col_outcome(locale), words::figures::col_closed(locale)];
    compared(locale, Kind::Outcomes, (title, words::figures::said_outcome(locale)), columns, bars.collect())
}

/// A figure of which each bar knows the time before.
fn compared(
    locale: Locale,
    kind: Kind,
    (title, said): (String, &str),
    columns: [&str; 2],
    bars: Vec<Bar>,
) -> BarFigure {
    let table = of_bars((kind, said), columns, (None, Some(words::figures::col_before(locale))), &bars);
    BarFigure { title, said: [said, " ", words::figures::said_before(locale)].concat(), bars, table }
}

/// Open cases by age, the youngest first.
pub fn by_age(locale: Locale, figures: &Figures, look: &Look) -> BarFigure {
    let old: i32 = figures.open_by_age.iter().filter(|age| age.min_days > 30).map(|age| age.count).sum();
    let total: i32 = figures.open_by_age.iter().map(|age| age.count).sum();
    let title = match old {
        0 => words::figures::bars_age_none(locale).to_owned(),
        old => words::figures::bars_age(locale, old, &total.to_string()),
    };
    let bars = figures.open_by_age.iter().map(|age| {
        let own = CaseList { age: Some((age.min_days, age.max_days)), ..list(look, figures, Counted::Open) };
        spoken(locale, look, Bar::new(age_name(locale, *age), Some(own.href()), age.count))
    });
    let bars: Vec<Bar> = bars.collect();
    let kind = (Kind::Ages, words::figures::said_age(locale));
    let columns = [words::figures::col_how_old(locale), words::figures::col_open(locale)];
    BarFigure { title, said: kind.1.to_owned(), table: of_bars(kind, columns, (None, None), &bars), bars }
}

/// "8 tot en met 30 dagen".
pub fn age_name(locale: Locale, AgeFigures { min_days, max_days, .. }: AgeFigures) -> String {
    let from = min_days.to_string();
    match max_days {
        Some(to) => words::figures::age_to(locale, &from, &to.to_string()),
        None => words::figures::age_from(locale, &from),
    }
}

/// New cases by topic, the most first.
pub fn by_topic(locale: Locale, figures: &Figures, look: &Look) -> BarFigure {
    let mut topics: Vec<_> = figures.by_topic.iter().filter(|figure| figure.opened + figure.before > 0).collect();
    topics.sort_by(|one, other| other.opened.cmp(&one.opened).then_with(|| one.topic.name.cmp(&other.topic.name)));
    let title = match topics.first().filter(|most| most.opened > 0) {
        Some(most) => words::figures::bars_topic(locale, &most.topic.name.to_lowercase()),
        None => words::figures::bars_topic_none(locale).to_owned(),
    };
    let bars = topics.iter().map(|figure| {
        let own = CaseList { topic: Some(figure.topic.id.clone()), ..list(look, figures, Counted::Opened) };
        let bar = Bar::new(figure.topic.name.clone(), Some(own.href()), figure.opened);
        spoken(locale, look, Bar { before: Some(figure.before), ..bar })
    });
    let columns = [words::figures::topic(locale), words::figures::col_all(locale)];
    let words = (title, words::figures::said_topic(locale));
    let mut figure = compared(locale, Kind::Topics, words, columns, bars.collect());
    // A case may be about two topics: what the others come to together would count it twice.
    figure.bars.truncate(BARS);
    figure
}

/// New cases by why somebody did not ask before, the most first.
pub fn by_barrier(locale: Locale, figures: &Figures, look: &Look) -> BarFigure {
    let mut barriers: Vec<_> = figures.by_ask_barrier.iter().collect();
    barriers.sort_by_key(|figure| -figure.count);
    let title = match barriers.first().filter(|most| most.count > 0) {
        Some(most) => words::figures::bars_barrier(locale, barrier_name(locale, most.barrier)),
        None => words::figures::bars_barrier_none(locale).to_owned(),
    };
    let bars = barriers.iter().map(|figure| {
        let own = CaseList { barrier: Some(figure.barrier), ..list(look, figures, Counted::Opened) };
        let bar = Bar::new(barrier_name(locale, figure.barrier), Some(own.href()), figure.count);
        spoken(locale, look, Bar { before: Some(figure.before), ..bar })
    });
    let columns = [words::figures::col_barrier(locale), words::figures::col_all(locale)];
    compared(locale, Kind::AskBarriers, (title, words::figures::said_barrier(locale)), columns, bars.collect())
}

/// How fresh the directory is.
pub fn directory(locale: Locale, figures: &Figures, look: &Look) -> BarFigure {
    let of = figures.directory;
    let list = |key: &str| Some(["/specialisten?nakijken=", key].concat());
    let title = words::figures::bars_directory(locale, of.fresh, &of.total.to_string());
    let bars = [
        Bar::new(words::figures::directory_fresh(locale), list("nee"), of.fresh),
        Bar::new(words::figures::directory_age(locale), list("oud"), of.stale_by_age),
        Bar::new(words::figures::directory_marks(locale), list("gemeld"), of.stale_by_marks),
    ];
    let bars: Vec<Bar> = bars.into_iter().map(|bar| spoken(locale, look, bar)).collect();
    let kind = (Kind::Directory, words::figures::said_directory(locale));
    let columns = [words::figures::col_specialists(locale), words::figures::col_count(locale)];
    BarFigure { title, said: kind.1.to_owned(), table: of_bars(kind, columns, (None, None), &bars), bars }
}

#[cfg(test)]
mod tests {
    use super::super::queries::DirectoryFigures;
    use super::super::samples::figures;
    use super::*;

    #[test]
    fn numbers_on_top_say_what_was_before() {
        let told = tiles(Locale::Nl, &figures(), &Look::default())
            .map(|tile| [&tile.number, " ", &tile.conclusion, " ", tile.before.as_deref().unwrap_or("–")].concat());
        assert_eq!(
            told,
            [
                "5 2 meer dan in de 12 weken ervoor. Was 3 in de 12 weken ervoor.",
                "1 3 op de tien vragen lost de buurt zelf op. Was 0 van 3 in de 12 weken ervoor.",
                "1 Te laat: 1 wachttijd. –",
                "2 De helft zegt binnen deze tijd ja. –",
            ]
        );
    }

    /// One is one in every sentence, and nothing isn't told.
    #[test]
    fn what_is_one_reads_as_one() {
        let one = Figures { overdue_signs_of_life: 1, overdue_waits: 0, overdue_answers: 2, ..figures() };
        let [_, _, late, accept] = tiles(Locale::Nl, &one, &Look::default());
        assert_eq!(late.conclusion, "Te laat: 1 bericht en 2 antwoorden.");
        assert_eq!(late.more.expect("a list").0, "Bekijk de vraag");
        let answered = one.accept_time.answered;
        assert_eq!(accept.more.expect("a list").0, words::figures::see_answers(Locale::Nl, answered));
        assert_eq!(words::figures::see_answers(Locale::Nl, 1), "Bekijk het antwoord");
        let fresh = Figures { directory: DirectoryFigures { fresh: 1, total: 7, ..one.directory }, ..one };
        let title = directory(Locale::Nl, &fresh, &Look::default()).title;
        assert_eq!(title, "1 van de 7 specialisten is kort geleden nagekeken");
    }

    #[test]
    fn a_bar_says_its_number_and_the_difference() {
        let figure = by_topic(Locale::Nl, &figures(), &Look::default());
        let said = figure.bars.iter().map(|bar| bar.said.as_str()).collect::<Vec<_>>();
        assert_eq!(said, ["5, 3 meer dan in de 12 weken ervoor", "2, 5 minder dan in de 12 weken ervoor"]);
        assert_eq!(figure.table.header, ["Onderwerp", "Nieuw", "Ervoor"]);
        let ended = by_outcome(Locale::Nl, &figures(), &Look::default());
        assert_eq!(ended.title, "De meeste vragen eindigen zo: samen opgelost");
    }

    #[test]
    fn areas_say_what_is_late_and_their_table_is_in_reading_order() {
        let figure = by_area(Locale::Nl, &figures(), &Look::default());
        assert_eq!(figure.title, "In Ruwaard en Centrum staan de meeste vragen open");
        let told = figure.bars.iter().map(|bar| (bar.name.as_str(), bar.said.as_str())).collect::<Vec<_>>();
        assert_eq!(told, [("Ruwaard", "4, 1 te laat"), ("Centrum", "1")]);
        let rows = figure.table.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>();
        assert_eq!(rows, ["Centrum", "Ruwaard"]);
    }
}
