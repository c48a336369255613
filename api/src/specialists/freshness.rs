//! When an entry of the directory has to be looked at again. Pure.

use async_graphql::Enum;
use entities::Day;
use jiff::Span;

/// So many open marks make an entry stale.
pub const MARKS: i64 = 2;
/// So many months after it was checked an entry is stale.
pub const MONTHS: i32 = 6;

/// Why an entry has to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum StaleReason {
    /// Nobody checked it for six months.
    Age,
    /// Two people or more marked it as no longer right.
    Marks,
}

/// The last day of checking that is too long ago: an entry that was checked on it, or before, is stale by age.
pub fn last_stale_day(today: Day) -> Day {
    Day(today.0.saturating_sub(Span::new().months(MONTHS)))
}

/// Why an entry with so many open marks that was checked on this day is stale; `None` when it is fresh. Marks
/// say more than age.
pub fn stale_reason(checked_on: Day, open_marks: i64, today: Day) -> Option<StaleReason> {
    if open_marks >= MARKS {
        Some(StaleReason::Marks)
    } else if checked_on <= last_stale_day(today) {
        Some(StaleReason::Age)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        for (checked_on, marks, today, reason) in [
            ("2026-11-23", 0, "2026-11-23", None),
            ("2026-05-24", 0, "2026-11-23", None),
            ("2026-05-23", 0, "2026-11-23", Some(StaleReason::Age)),
            ("2025-01-01", 1, "2026-11-23", Some(StaleReason::Age)),
            ("2025-01-01", 2, "2026-11-23", Some(StaleReason::Marks)),
            ("2026-11-23", 1, "2026-11-23", None),
            ("2026-11-23", 2, "2026-11-23", Some(StaleReason::Marks)),
            // 31 August has no 31 February six months before it.
            ("2026-02-28", 0, "2026-08-31", Some(StaleReason::Age)),
            ("2026-03-01", 0, "2026-08-31", None),
        ] {
            let day = |text: &str| text.parse::<Day>().expect("a day");
            assert_eq!(stale_reason(day(checked_on), marks, day(today)), reason, "{checked_on} {marks} on {today}");
        }
    }
}
