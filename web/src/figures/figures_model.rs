//! What the figures say: conclusions, bars and lines. Pure.

use super::list_model::{AnswerList, CaseList, Counted};
use super::period_model::Look;
use super::queries::{AcceptTime, AgeFigures, Figures, NeighbourhoodFigures};
use crate::cases::{barrier_name, outcome_name};
use crate::graphql::enums::Outcome;
use crate::i18n::{Locale, words};
use crate::ui::{Bar, Line};

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

fn open(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let measure = figures.open;
    let change = (measure.value - measure.before).abs().to_string();
    Tile {
        number: measure.value.to_string(),
        unit: words::figures::unit_open(locale, measure.value),
        conclusion: match measure.value.cmp(&measure.before) {
            std::cmp::Ordering::Greater => words::figures::open_more(locale, &change),
            std::cmp::Ordering::Less => words::figures::open_less(locale, &change),
            std::cmp::Ordering::Equal => words::figures::open_same(locale).to_owned(),
        },
        more: see(locale, measure.value, &list(look, figures, Counted::Open)),
    }
}

fn solved(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let (own, all) = (figures.solved_in_neighbourhood.value, figures.closed.value);
    let tens = (own * 10 + all / 2).checked_div(all).unwrap_or(0);
    let outcomes = OWN.to_vec();
    Tile {
        number: own.to_string(),
        unit: words::figures::unit_solved(locale, &all.to_string()),
        conclusion: match tens {
            0 => words::figures::solved_none(locale).to_owned(),
            10 => words::figures::solved_all(locale).to_owned(),
            tens => words::figures::solved_share(locale, &tens.to_string()),
        },
        more: see(locale, own, &CaseList { outcomes, ..list(look, figures, Counted::Closed) }),
    }
}

fn late(locale: Locale, figures: &Figures, look: &Look) -> Tile {
    let number = |count: i32| count.to_string();
    let (waits, signs, answers) = (figures.overdue_waits, figures.overdue_signs_of_life, figures.overdue_answers);
    let conclusion = if figures.overdue_cases == 0 {
        words::figures::late_none(locale).to_owned()
    } else {
        words::figures::late_some(locale, &number(waits), &number(signs), &number(answers))
    };
    let late = CaseList { is_late: true, ..list(look, figures, Counted::Open) };
    Tile {
        number: number(figures.overdue_cases),
        unit: words::figures::unit_late(locale).to_owned(),
        conclusion,
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
        (Some(now), Some(before)) if (now - before).abs() < 1.0 => words::figures::accept_same(locale),
        (Some(now), Some(before)) if now < before => words::figures::accept_faster(locale),
        (Some(_), Some(_)) => words::figures::accept_slower(locale),
    };
    let answers = AnswerList::of(look, figures.from, figures.to);
    let more = (answered > 0).then(|| (words::figures::see_answers(locale, answered), answers.href()));
    Tile { number, unit, conclusion: conclusion.to_owned(), more }
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

/// A title and its bars.
pub type Bars = (String, Vec<Bar>);

/// Open cases by area, the most first.
pub fn by_area(locale: Locale, figures: &Figures, look: &Look) -> Bars {
    let mut areas: Vec<&NeighbourhoodFigures> = figures.by_neighbourhood.iter().filter(|area| area.open > 0).collect();
    areas.sort_by(|one, other| {
        other.open.cmp(&one.open).then_with(|| one.neighbourhood.name.cmp(&other.neighbourhood.name))
    });
    let title = match areas.as_slice() {
        [] => words::figures::bars_area_none(locale).to_owned(),
        [one] => words::figures::bars_area_single(locale, &one.neighbourhood.name),
        [one, two, ..] => words::figures::bars_area_most(locale, &one.neighbourhood.name, &two.neighbourhood.name),
    };
    let bars = areas.iter().map(|area| {
        let own = CaseList { area: Some(area.neighbourhood.id.clone()), ..list(look, figures, Counted::Open) };
        Bar {
            late: area.overdue,
            late_words: Some(words::figures::late(locale, area.overdue)),
            ..Bar::new(area.neighbourhood.name.clone(), Some(own.href()), area.open)
        }
    });
    (title, cut(locale, bars.collect()))
}

/// The first bars, and the others together.
fn cut(locale: Locale, mut bars: Vec<Bar>) -> Vec<Bar> {
    if bars.len() > BARS + 1 {
        let rest = bars.split_off(BARS);
        let count = i32::try_from(rest.len()).unwrap_or(i32::MAX);
        let value = rest.iter().map(|bar| bar.value).sum();
        let name = words::figures::others(locale, count);
        let late = rest.iter().map(|bar| bar.late).sum();
        let late_words = Some(words::figures::late(locale, late));
        bars.push(Bar { is_rest: true, late, late_words, ..Bar::new(name, None, value) });
    }
    bars
}

/// Closed cases by how they ended, the most first.
pub fn by_outcome(locale: Locale, figures: &Figures, look: &Look) -> Bars {
    let mut outcomes: Vec<_> = figures.by_outcome.iter().filter(|figure| figure.count > 0).collect();
    outcomes.sort_by_key(|figure| -figure.count);
    let title = match outcomes.first() {
        Some(most) => words::figures::bars_outcome(locale, &outcome_name(locale, most.outcome).to_lowercase()),
        None => words::figures::bars_outcome_none(locale).to_owned(),
    };
    let bars = outcomes.iter().map(|figure| {
        let own = CaseList { outcomes: vec![figure.outcome], ..list(look, figures, Counted::Closed) };
        Bar::new(outcome_name(locale, figure.outcome), Some(own.href()), figure.count)
    });
    (title, bars.collect())
}

/// Open cases by age, the youngest first.
pub fn by_age(locale: Locale, figures: &Figures, look: &Look) -> Bars {
    let old: i32 = figures.open_by_age.iter().filter(|age| age.min_days > 30).map(|age| age.count).sum();
    let total: i32 = figures.open_by_age.iter().map(|age| age.count).sum();
    let title = match old {
        0 => words::figures::bars_age_none(locale).to_owned(),
        old => words::figures::bars_age(locale, &old.to_string(), &total.to_string()),
    };
    let bars = figures.open_by_age.iter().map(|AgeFigures { min_days, max_days, count }| {
        let own = CaseList { age: Some((*min_days, *max_days)), ..list(look, figures, Counted::Open) };
        let from = min_days.to_string();
        let name = match max_days {
            Some(to) => words::figures::age_to(locale, &from, &to.to_string()),
            None => words::figures::age_from(locale, &from),
        };
        Bar::new(name, Some(own.href()), *count)
    });
    (title, bars.collect())
}

/// New cases by topic, the most first.
pub fn by_topic(locale: Locale, figures: &Figures, look: &Look) -> Bars {
    let mut topics: Vec<_> = figures.by_topic.iter().filter(|figure| figure.opened > 0).collect();
    topics.sort_by(|one, other| other.opened.cmp(&one.opened).then_with(|| one.topic.name.cmp(&other.topic.name)));
    let title = match topics.first() {
        Some(most) => words::figures::bars_topic(locale, &most.topic.name.to_lowercase()),
        None => words::figures::bars_topic_none(locale).to_owned(),
    };
    let bars = topics.iter().map(|figure| {
        let own = CaseList { topic: Some(figure.topic.id.clone()), ..list(look, figures, Counted::Opened) };
        Bar::new(figure.topic.name.clone(), Some(own.href()), figure.opened)
    });
    // A case may be about two topics: what the others come to together would count it twice.
    (title, bars.take(BARS).collect())
}

/// New cases by why somebody did not ask before, the most first.
pub fn by_barrier(locale: Locale, figures: &Figures, look: &Look) -> Bars {
    let mut barriers: Vec<_> = figures.by_ask_barrier.iter().filter(|figure| figure.count > 0).collect();
    barriers.sort_by_key(|figure| -figure.count);
    let title = match barriers.first() {
        Some(most) => words::figures::bars_barrier(locale, barrier_name(locale, most.barrier)),
        None => words::figures::bars_barrier_none(locale).to_owned(),
    };
    let bars = barriers.iter().map(|figure| {
        let own = CaseList { barrier: Some(figure.barrier), ..list(look, figures, Counted::Opened) };
        Bar::new(barrier_name(locale, figure.barrier), Some(own.href()), figure.count)
    });
    (title, bars.collect())
}

/// How fresh the directory is.
pub fn directory(locale: Locale, figures: &Figures) -> Bars {
    let of = figures.directory;
    let list = |key: &str| Some(["/specialisten?nakijken=", key].concat());
    let title = words::figures::bars_directory(locale, &of.fresh.to_string(), &of.total.to_string());
    let bars = vec![
        Bar::new(words::figures::directory_fresh(locale), list("nee"), of.fresh),
        Bar::new(words::figures::directory_age(locale), list("oud"), of.stale_by_age),
        Bar::new(words::figures::directory_marks(locale), list("gemeld"), of.stale_by_marks),
    ];
    (title, bars)
}

/// New and done by week.
pub struct Weeks {
    /// The conclusion.
    pub title: String,
    /// What a reader hears.
    pub said: String,
    /// New.
    pub new: Line,
    /// Done.
    pub done: Line,
    /// Weeks below the drawing.
    pub ticks: Vec<String>,
}

/// New and done by week.
pub fn by_week(locale: Locale, figures: &Figures) -> Weeks {
    let new: Vec<i32> = figures.by_week.iter().map(|week| week.opened).collect();
    let done: Vec<i32> = figures.by_week.iter().map(|week| week.closed).collect();
    let title = match new.iter().sum::<i32>().cmp(&done.iter().sum()) {
        std::cmp::Ordering::Greater => words::figures::line_more_new(locale),
        std::cmp::Ordering::Less => words::figures::line_more_done(locale),
        std::cmp::Ordering::Equal => words::figures::line_same(locale),
    };
    let ends = |values: &[i32]| {
        let end = |value: Option<&i32>| value.copied().unwrap_or(0).to_string();
        (end(values.first()), end(values.last()))
    };
    let ((new_first, new_last), (done_first, done_last)) = (ends(&new), ends(&done));
    let said = words::figures::line_said(locale, &new_first, &new_last, &done_first, &done_last);
    let last = figures.by_week.len().saturating_sub(1);
    let places: Vec<usize> =
        if last < 6 { (0..=last).collect() } else { (0..=4).map(|part| part * last / 4).collect() };
    let ticks = places.iter().filter_map(|place| figures.by_week.get(*place)).enumerate().map(|(index, week)| {
        let number = week.iso_week.to_string();
        if index == 0 { words::figures::week(locale, &number) } else { number }
    });
    Weeks {
        title: title.to_owned(),
        said,
        ticks: ticks.collect(),
        new: Line { name: words::figures::line_new(locale, &new_last), values: new },
        done: Line { name: words::figures::line_done(locale, &done_last), values: done },
    }
}
