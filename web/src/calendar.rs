//! Days and times as people here say them. Pure: the clock is read in [`now`] only, at the edge.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::i18n::{Locale, words};

mod written;
pub use written::{
    ago, day_month, day_month_near, day_month_year, full_day, full_day_near, in_days, time, when, when_told,
};

const DAY_MILLIS: i64 = 86_400_000;

/// A moment in UTC, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// A calendar day, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// What calendar and clock show in the Netherlands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// What the device's clock says.
pub fn now() -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    Instant(js_sys::Date::now() as i64)
}

impl Day {
    /// The day of a year, month (1 to 12) and day of the month; None where there is no such day.
    pub fn of(year: i32, month: u8, day: u8) -> Option<Self> {
        // Howard Hinnant's days_from_civil: years begin in March, so that a leap day comes last.
        let year_from_march = year - i32::from(month <= 2);
        let era = year_from_march.div_euclid(400);
        let year_of_era = year_from_march.rem_euclid(400);
        let month_from_march = (i32::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i32::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self(era * 146_097 + day_of_era - 719_468);
        (found.civil() == (year, month, day)).then_some(found)
    }

    /// Year, month (1 to 12) and day of the month.
    pub fn civil(self) -> (i32, u8, u8) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        let small = |number: i32| u8::try_from(number).unwrap_or_default();
        (year, small(month), small(day))
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> usize {
        usize::try_from((self.0 + 3).rem_euclid(7)).unwrap_or_default()
    }

    /// So many days later; earlier when negative.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The day of `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::of(year, month, day)
    }

    /// `YYYY-MM-DD`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl Instant {
    /// The moment of an RFC 3339 text that ends in `Z`, as the server writes them.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
        let mut parts = time.splitn(3, ':');
        let hour: i64 = parts.next()?.parse().ok()?;
        let minute: i64 = parts.next()?.parse().ok()?;
        let (second, fraction) = parts.next()?.split_once('.').unwrap_or((&time[6..], ""));
        let second: i64 = second.parse().ok()?;
        let thousandths: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
        let seconds = (hour * 60 + minute) * 60 + second;
        Some(Self(i64::from(Day::parse(day)?.0) * DAY_MILLIS + seconds * 1000 + thousandths))
    }

    /// The RFC 3339 text in UTC.
    pub fn iso(self) -> String {
        let (day, rest) = self.utc();
        let (seconds, thousandths) = (rest / 1000, rest % 1000);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}Z", day.iso())
    }

    /// What clocks in the Netherlands show.
    pub fn here(self) -> Moment {
        let (day, rest) = Self(self.0 + i64::from(offset_minutes(self)) * 60_000).utc();
        let minutes = rest / 60_000;
        let small = |number: i64| u8::try_from(number).unwrap_or_default();
        Moment { day, hour: small(minutes / 60), minute: small(minutes % 60) }
    }

    fn utc(self) -> (Day, i64) {
        let day = i32::try_from(self.0.div_euclid(DAY_MILLIS)).unwrap_or_default();
        (Day(day), self.0.rem_euclid(DAY_MILLIS))
    }
}

impl Moment {
    /// The moment in UTC. In the hour that the clock skips in spring, an hour later.
    pub fn instant(self) -> Instant {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        let as_if_utc = i64::from(self.day.0) * DAY_MILLIS + minutes * 60_000;
        let winter = Instant(as_if_utc - 3_600_000);
        let summer = Instant(as_if_utc - 7_200_000);
        if offset_minutes(summer) == 120 { summer } else { winter }
    }
}

/// How far clocks in the Netherlands are ahead of UTC: summer time from the last Sunday of March to the
/// last Sunday of October, 01:00 UTC (directive 2000/84/EC). A rule instead of a time zone database,
/// which would weigh more than the rest of the app.
fn offset_minutes(at: Instant) -> i32 {
    let (year, ..) = at.utc().0.civil();
    let changes = |month| {
        let last = Day::of(year, month, 31).unwrap_or(Day(0));
        let back = i32::try_from((last.weekday() + 1) % 7).unwrap_or_default();
        Instant(i64::from(last.0 - back) * DAY_MILLIS + 3_600_000)
    };
    if (changes(3)..changes(10)).contains(&at) { 120 } else { 60 }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a day"))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a moment"))
    }
}

/// The name of the day, in full: "maandag".
pub fn weekday(locale: Locale, day: Day) -> &'static str {
    let names = [
        words::calendar::monday,
        words::calendar::tuesday,
        words::calendar::wednesday,
        words::calendar::thursday,
        words::calendar::friday,
        words::calendar::saturday,
        words::calendar::sunday,
    ];
    names[day.weekday()](locale)
}

/// The name of a month (1 to 12): "november".
pub fn month(locale: Locale, month: u8) -> &'static str {
    let names = [
        words::calendar::january,
        words::calendar::february,
        words::calendar::march,
        words::calendar::april,
        words::calendar::may,
        words::calendar::june,
        words::calendar::july,
        words::calendar::august,
        words::calendar::september,
        words::calendar::october,
        words::calendar::november,
        words::calendar::december,
    ];
    names[usize::from(month.clamp(1, 12)) - 1](locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_round() {
        for number in -800_000..800_000 {
            let (year, month, day) = Day(number).civil();
            assert_eq!(Day::of(year, month, day), Some(Day(number)));
        }
        assert_eq!(Day::parse("2026-11-23").map(Day::weekday), Some(0));
        assert_eq!(Day::parse("2026-02-29"), None);
        assert_eq!(Day::parse("2024-02-29").map(Day::iso).as_deref(), Some("2024-02-29"));
        assert_eq!(Day::parse("vandaag"), None);
    }

    #[test]
    fn moments_go_round() {
        let texts = ["2026-11-23T09:12:00.000Z", "1999-12-31T23:59:59.999Z"];
        for text in texts {
            assert_eq!(Instant::parse(text).map(Instant::iso).as_deref(), Some(text));
        }
        let short = Instant::parse("2026-11-23T09:12:07Z").map(Instant::iso);
        assert_eq!(short.as_deref(), Some("2026-11-23T09:12:07.000Z"));
        let long = Instant::parse("2026-11-23T09:12:07.123456Z").map(Instant::iso);
        assert_eq!(long.as_deref(), Some("2026-11-23T09:12:07.123Z"));
        assert_eq!(Instant::parse("2026-11-23T09:12:07+01:00"), None);
        assert_eq!(Instant::parse("2026-11-23T09:12Z"), None);
    }

    #[test]
    fn clocks_change_on_the_last_sunday() {
        let here = |text| {
            let Moment { day, hour, minute } = Instant::parse(text).unwrap().here();
            format!("{} {hour:02}:{minute:02}", day.iso())
        };
        assert_eq!(here("2026-03-29T00:59:00Z"), "2026-03-29 01:59");
        assert_eq!(here("2026-03-29T01:00:00Z"), "2026-03-29 03:00");
        assert_eq!(here("2026-10-25T00:59:00Z"), "2026-10-25 02:59");
        assert_eq!(here("2026-10-25T01:00:00Z"), "2026-10-25 02:00");
        assert_eq!(here("2026-12-31T23:30:00Z"), "2027-01-01 00:30");
    }

    #[test]
    fn a_moment_here_has_its_instant() {
        let at = |text, hour, minute| Moment { day: Day::parse(text).unwrap(), hour, minute }.instant().iso();
        assert_eq!(at("2026-11-24", 10, 0), "2026-11-24T09:00:00.000Z");
        assert_eq!(at("2026-07-01", 0, 30), "2026-06-30T22:30:00.000Z");
        assert_eq!(at("2026-03-29", 2, 30), "2026-03-29T01:30:00.000Z");
    }
}
