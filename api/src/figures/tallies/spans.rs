//! Days in spans of 1, 7, 49 and 343, so that a long time is the sum of a few of them. Pure.

use entities::Day;
use jiff::civil::Date;

/// How many days the spans of each level have; weeks begin on Monday.
const LEVELS: [i32; 4] = [1, 7, 49, 343];
/// The number of a span is its place among those of its level, above this times the level.
const LEVEL: i32 = 1_000_000;
/// The span of all days.
pub const ALL: i32 = 4 * LEVEL;
/// A Monday before all periods that can be asked; what lies before it is counted on it.
const FIRST: Day = Day(Date::constant(2020, 1, 6));

/// The spans that a day lies in, the shortest first, without that of all days.
pub fn of(day: Day) -> [i32; LEVELS.len()] {
    let number = number(day);
    let mut level = 0;
    LEVELS.map(|days| {
        let span = level * LEVEL + number / days;
        level += 1;
        span
    })
}

/// The fewest spans that are all days from the first to the last, none when the last lies before the first.
pub fn between(first: Day, last: Day) -> Vec<i32> {
    between_of(&LEVELS, first, last)
}

/// The same with weeks as the longest: a week that is cut off is told by its days.
pub fn weeks_between(first: Day, last: Day) -> Vec<i32> {
    between_of(&LEVELS[..2], first, last)
}

/// The fewest spans that are all days up to the last.
pub fn until(last: Day) -> Vec<i32> {
    between(FIRST, last)
}

fn between_of(levels: &[i32], first: Day, last: Day) -> Vec<i32> {
    if last < first || last < FIRST {
        return Vec::new();
    }
    let (mut next, end) = (number(first), number(last) + 1);
    let mut spans = Vec::new();
    while next < end {
        let fits = |days: &&i32| next % **days == 0 && next + **days <= end;
        let level = levels.iter().take_while(fits).count().saturating_sub(1);
        let days = levels[level];
        spans.push(i32::try_from(level).unwrap_or_default() * LEVEL + next / days);
        next += days;
    }
    spans
}

fn number(day: Day) -> i32 {
    day.days_since(FIRST).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_time_is_a_few_spans() {
        let (first, last) = (day("2026-08-31"), day("2026-11-26"));
        assert_eq!(weeks_between(first, last).len(), 12 + 4);
        assert!(between(first, last).len() <= 16);
        assert!(until(last).len() < 30);
        assert!(between(last, first).is_empty());
        assert!(between(day("1950-01-01"), day("1950-02-01")).is_empty());
    }

    #[test]
    fn every_day_of_a_time_lies_in_one_of_its_spans_and_no_other_day_does() {
        let begin = day("2025-12-20");
        for length in [0, 1, 6, 7, 8, 48, 49, 50, 100, 342, 343, 400, 700] {
            for shift in 0..8 {
                let first = begin.plus_days(shift);
                let last = first.plus_days(length);
                for spans in [between(first, last), weeks_between(first, last)] {
                    for at in -8..length + 8 {
                        let here = first.plus_days(at);
                        let times = of(here).iter().filter(|span| spans.contains(span)).count();
                        assert_eq!(times, usize::from((0..=length).contains(&at)), "{here} in {first} to {last}");
                    }
                }
            }
        }
    }
}
