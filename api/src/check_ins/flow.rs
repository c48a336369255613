//! When a connector is asked how they are. Pure: no database, no clock, no viewer.

use entities::Day;

/// What it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// After so many days it is asked again.
    pub days: i32,
    /// Since when they help.
    pub since: Day,
    /// The last day on which they answered.
    pub answered_on: Option<Day>,
    /// The last day on which they put it off.
    pub skipped_on: Option<Day>,
}

impl Rhythm {
    /// The day from which it is asked, when it isn't put off.
    #[must_use]
    pub fn due_on(self) -> Day {
        self.answered_on.unwrap_or(self.since).plus_days(i64::from(self.days))
    }

    /// Whether it is asked on a day. Put off is asked again on the next one.
    #[must_use]
    pub fn is_due(self, today: Day) -> bool {
        self.due_on() <= today && self.skipped_on != Some(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn it_is_asked_at_its_rhythm() {
        let rhythm = Rhythm { days: 28, since: day("2026-11-01"), answered_on: None, skipped_on: None };
        let answered = Rhythm { answered_on: Some(day("2026-11-29")), ..rhythm };
        let skipped = Rhythm { skipped_on: Some(day("2026-11-29")), ..rhythm };
        let table = [
            (rhythm, "2026-11-28", false),
            (rhythm, "2026-11-29", true),
            (rhythm, "2027-03-01", true),
            (answered, "2026-11-29", false),
            (answered, "2026-12-26", false),
            (answered, "2026-12-27", true),
            (skipped, "2026-11-29", false),
            (skipped, "2026-11-30", true),
        ];
        for (rhythm, today, expected) in table {
            assert_eq!(rhythm.is_due(day(today)), expected, "{rhythm:?} on {today}");
        }
    }
}
