//! The days that figures are about, their weeks, and the equally long time before. Pure.

use entities::{Day, Timestamp};
use jiff::{ToSpan, civil::Weekday};

use crate::context::day_start;

/// So many whole weeks, when nothing is asked.
const WEEKS: i64 = 12;
/// The longest time in one answer: two years and a leap day.
pub const MOST_DAYS: i32 = 731;

/// Days from the first to the last, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The days of one week that fall within a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday, which may lie before the period.
    pub monday: Day,
    /// Its days within the period.
    pub days: Period,
}

/// Why days make no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPeriod {
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Backwards,
    /// It is longer than one answer holds.
    #[error("the period has {0} days; 731 is the most")]
    TooLong(i32),
}

impl Period {
    /// From what was asked: up to today, and from twelve whole weeks (Monday to Sunday) back; the days of the week
    /// that has begun come on top.
    ///
    /// # Errors
    /// A [`BadPeriod`].
    pub fn asked(from: Option<Day>, to: Option<Day>, today: Day) -> Result<Self, BadPeriod> {
        let to = to.unwrap_or(today);
        let from = from.unwrap_or_else(|| monday_of(to).plus_days(-7 * WEEKS));
        let period = Self { from, to };
        match period.days() {
            days if days < 1 => Err(BadPeriod::Backwards),
            days if days > MOST_DAYS => Err(BadPeriod::TooLong(days)),
            _ => Ok(period),
        }
    }

    /// How many days.
    pub fn days(self) -> i32 {
        self.to.days_since(self.from) + 1
    }

    /// The equally long time right before.
    #[must_use]
    pub fn before(self) -> Self {
        let to = self.from.plus_days(-1);
        Self { from: to.plus_days(1 - i64::from(self.days())), to }
    }

    /// The first moment, and the first moment after it.
    pub fn moments(self) -> (Timestamp, Timestamp) {
        (day_start(self.from), self.end())
    }

    /// The first moment after it.
    pub fn end(self) -> Timestamp {
        day_start(self.to.plus_days(1))
    }

    /// Its weeks, each cut to the period.
    pub fn weeks(self) -> Vec<Week> {
        // The calendar ends: after its last Monday there is no next.
        let next = |monday: &Day| Some(monday.plus_days(7)).filter(|next| next.days_since(*monday) == 7);
        let mondays = std::iter::successors(Some(monday_of(self.from)), next);
        mondays
            .take_while(|monday| *monday <= self.to)
            .map(|monday| Week {
                monday,
                days: Self { from: monday.max(self.from), to: monday.plus_days(6).min(self.to) },
            })
            .collect()
    }
}

impl Week {
    /// Its number in the year, 1 to 53 (ISO 8601).
    pub fn number(self) -> i32 {
        i32::from(self.monday.0.iso_week_date().week())
    }
}

fn monday_of(day: Day) -> Day {
    let Day(date) = day;
    let past = i64::from(date.weekday().since(Weekday::Monday));
    Day(date.saturating_sub(past.days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn told(from: Option<&str>, to: Option<&str>, today: &str) -> String {
        match Period::asked(from.map(day), to.map(day), day(today)) {
            Ok(period) => {
                let (before, weeks) = (period.before(), period.weeks());
                let numbers: Vec<_> = weeks.iter().map(|week| week.number().to_string()).collect();
                format!("{} {} | {} {} | {}", period.from, period.to, before.from, before.to, numbers.join(" "))
            }
            Err(bad) => bad.to_string(),
        }
    }

    #[test]
    fn nothing_asked_is_twelve_whole_weeks_and_the_days_since() {
        let monday = "2026-08-31 2026-11-23 | 2026-06-07 2026-08-30 | 36 37 38 39 40 41 42 43 44 45 46 47 48";
        assert_eq!(told(None, None, "2026-11-23"), monday);
        let wednesday = "2026-08-31 2026-11-25 | 2026-06-05 2026-08-30 | 36 37 38 39 40 41 42 43 44 45 46 47 48";
        assert_eq!(told(None, None, "2026-11-25"), wednesday);
        let sunday = "2026-08-24 2026-11-22 | 2026-05-25 2026-08-23 | 35 36 37 38 39 40 41 42 43 44 45 46 47";
        assert_eq!(told(None, None, "2026-11-22"), sunday);
    }

    #[test]
    fn weeks_are_cut_to_the_period() {
        let period = Period { from: day("2026-12-30"), to: day("2027-01-05") };
        let weeks = period.weeks();
        assert_eq!(weeks.len(), 2);
        assert_eq!((weeks[0].monday, weeks[0].number()), (day("2026-12-28"), 53));
        assert_eq!(weeks[0].days, Period { from: day("2026-12-30"), to: day("2027-01-03") });
        assert_eq!(weeks[1].days, Period { from: day("2027-01-04"), to: day("2027-01-05") });
        assert_eq!(weeks[1].number(), 1);
    }

    #[test]
    fn days_that_make_no_period() {
        let backwards = "the last day lies before the first";
        assert_eq!(told(Some("2026-11-23"), Some("2026-11-22"), "2026-11-23"), backwards);
        assert_eq!(told(Some("2027-01-01"), None, "2026-11-23"), backwards);
        assert_eq!(
            told(Some("2024-01-01"), Some("2026-01-01"), "2026-11-23"),
            "the period has 732 days; 731 is the most"
        );
        assert!(told(Some("2026-11-22"), Some("2026-11-22"), "2026-11-23").starts_with("2026-11-22 2026-11-22 |"));
    }

    #[test]
    fn the_calendar_ends() {
        let period = Period { from: day("9999-12-20"), to: day("9999-12-31") };
        assert_eq!(period.weeks().len(), 2);
        assert!(period.end() > period.moments().0);
        let beginning = Period { from: day("0000-01-01"), to: day("0000-01-01") };
        assert!(beginning.before().to < beginning.from);
    }

    #[test]
    fn a_day_begins_when_people_say_so() {
        let day_of_clock_change = Period { from: day("2026-10-25"), to: day("2026-10-25") };
        let (start, end) = day_of_clock_change.moments();
        assert_eq!((end.0 - start.0) / 3_600_000, 25);
    }
}
