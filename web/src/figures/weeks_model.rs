//! What the weeks say: two lines, and the numbers of each week with the lists behind them. Pure.

use super::list_model::{CaseList, Counted};
use super::period_model::Look;
use super::queries::Figures;
use crate::calendar::day_month;
use crate::i18n::{Locale, words};
use crate::ui::{Line, Point, Reading};

/// New and done by week.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// What each week says.
    pub points: Vec<Point>,
}

/// New and done by week.
pub fn by_week(locale: Locale, figures: &Figures, look: &Look) -> Weeks {
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
    let points = figures.by_week.iter().map(|week| {
        // The first and the last week may be cut by the period.
        let (from, to) = (week.monday.max(figures.from), week.monday.plus(6).min(figures.to));
        let reading = |words: String, count: i32, counted: Counted| Reading {
            words,
            href: (count > 0).then(|| CaseList::of(look, counted, from, to).href()),
        };
        Point {
            name: words::figures::week_from(locale, &week.iso_week.to_string(), &day_month(locale, from)),
            readings: [
                reading(words::figures::read_new(locale, &week.opened.to_string()), week.opened, Counted::Opened),
                reading(words::figures::read_done(locale, &week.closed.to_string()), week.closed, Counted::Closed),
            ],
        }
    });
    Weeks {
        points: points.collect(),
        title: title.to_owned(),
        said,
        ticks: ticks.collect(),
        new: Line { name: words::figures::line_new(locale, &new_last), values: new },
        done: Line { name: words::figures::line_done(locale, &done_last), values: done },
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::figures;
    use super::*;

    #[test]
    fn a_week_says_its_numbers_and_opens_its_lists() {
        let weeks = by_week(Locale::Nl, &figures(), &Look::default());
        assert_eq!(weeks.title, "Er komen meer vragen bij dan er klaar zijn");
        assert_eq!(weeks.ticks, ["week 36", "37"]);
        let [first, _] = weeks.points.as_slice() else { panic!("two weeks") };
        assert_eq!(first.name.replace('\u{a0}', " "), "Week 36, vanaf 31 augustus");
        assert_eq!(first.readings.each_ref().map(|it| it.words.as_str()), ["3 nieuw", "0 klaar"]);
        let href = "/cijfers/vragen?wat=nieuw&van=2026-08-31&tot=2026-09-06";
        assert_eq!(first.readings.each_ref().map(|it| it.href.as_deref()), [Some(href), None]);
    }
}
