//! Moments and days as they are stored: the same on every database, in an order that SQL can compare.

use std::{fmt, str::FromStr};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1 January 1970, UTC. As text RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment that many milliseconds later; earlier when negative.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0 + millis)
    }

    /// The moment that many days of 24 hours later; earlier when negative.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_millis(days * 86_400_000)
    }

    /// The same moment for calendars and zones.
    ///
    /// # Panics
    /// Outside the years -9999 to 9999, which no clock here reaches.
    #[must_use]
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).expect("within the calendar")
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(moment.as_millisecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_jiff().fmt(f)
    }
}

/// A moment as RFC 3339 in UTC, to the millisecond: `2026-11-23T09:12:00Z`.
#[Scalar(name = "DateTime", specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339")]
impl ScalarType for Timestamp {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(text.parse::<jiff::Timestamp>()?.into()),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }
}

/// A day of the calendar, as people in the municipality live it. As text `2026-11-23`, which also sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
#[sea_orm(value_type = "String")]
pub struct Day(pub jiff::civil::Date);

impl Day {
    /// The day that many days later; earlier when negative. Beyond the calendar it is its last or first day.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        // From the first day of the calendar to the last; a span holds no more.
        const CALENDAR: i64 = 7_304_483;
        Self(self.0.saturating_add(jiff::Span::new().days(days.clamp(-CALENDAR, CALENDAR))))
    }

    /// Whole days from `earlier` to this day; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        (self.0 - earlier.0).get_days()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse().map(Self)
    }
}

/// A day as `2026-11-23`.
#[Scalar(name = "Date", specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6")]
impl ScalarType for Day {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) if text.len() == 10 => Ok(text.parse()?),
            Value::String(_) => Err(InputValueError::custom("expected a day as YYYY-MM-DD")),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn days_are_counted_over_months_and_clock_changes() {
        assert_eq!(day("2026-03-30").days_since(day("2026-03-28")), 2);
        assert_eq!(day("2026-01-01").days_since(day("2026-12-31")), -364);
        assert_eq!(day("2026-02-28").plus_days(1), day("2026-03-01"));
        for days in [i64::from(i32::MAX), i64::MAX] {
            assert_eq!(day("2026-02-28").plus_days(days), Day(jiff::civil::Date::MAX));
            assert_eq!(day("2026-02-28").plus_days(-days), Day(jiff::civil::Date::MIN));
        }
    }

    #[test]
    fn text_of_days_sorts_as_the_days_do() {
        assert!(day("2026-09-30") < day("2026-10-01"));
        assert!(day("2026-09-30").to_string() < day("2026-10-01").to_string());
    }

    #[test]
    fn a_moment_is_printed_in_utc() {
        assert_eq!(Timestamp(1_763_888_000_500).to_string(), "2025-11-23T08:53:20.5Z");
    }
}
