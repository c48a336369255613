//! When a specialist is open, out of weekly hours and a moment. Pure; the zone is Europe/Amsterdam.
//!
//! Open is what the clock on the wall says: where the clock is set back, an hour that passes twice is open twice.

use entities::{Timestamp, Weekday};
use jiff::{
    civil::{Date, DateTime},
    tz::AmbiguousOffset,
};
use sea_orm::Iterable;

use crate::context::zone;

/// Minutes of a day.
pub const DAY: i32 = 24 * 60;

/// One stretch of one day, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The day.
    pub weekday: Weekday,
    /// 0 to 1439.
    pub opens: i32,
    /// 1 to 1440, after `opens`.
    pub closes: i32,
}

/// A moment on the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// The day of the week.
    pub weekday: Weekday,
    /// Minutes after midnight.
    pub minute: i32,
}

/// Whether it is open, and when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// There are no hours: by appointment.
    ByAppointment,
    /// Always.
    RoundTheClock,
    /// Open until then.
    OpenUntil(Timestamp),
    /// Closed until then.
    ClosedUntil(Timestamp),
}

impl WallClock {
    /// What the clocks say at this moment.
    pub fn at(moment: Timestamp) -> Self {
        let local = moment.to_jiff().to_zoned(zone()).datetime();
        Self { weekday: weekday(local.date()), minute: i32::from(local.hour()) * 60 + i32::from(local.minute()) }
    }
}

/// Whether these hours are open at this time.
pub fn is_open(hours: &[Stretch], clock: WallClock) -> bool {
    hours.iter().any(|stretch| {
        stretch.weekday == clock.weekday && stretch.opens <= clock.minute && clock.minute < stretch.closes
    })
}

/// Whether it is open at this moment and when that changes.
pub fn opening(hours: &[Stretch], now: Timestamp) -> Opening {
    if hours.is_empty() {
        return Opening::ByAppointment;
    }
    let is_open_now = is_open(hours, WallClock::at(now));
    let change = turns(hours, now).into_iter().find(|&turn| is_open(hours, WallClock::at(turn)) != is_open_now);
    match (is_open_now, change) {
        (true, Some(change)) => Opening::OpenUntil(change),
        (false, Some(change)) => Opening::ClosedUntil(change),
        // Hours that never change within a week are round the clock.
        (_, None) => Opening::RoundTheClock,
    }
}

/// Every moment after now, for a week and a day, at which being open can change, in order.
fn turns(hours: &[Stretch], now: Timestamp) -> Vec<Timestamp> {
    let zone = zone();
    let today = now.to_jiff().to_zoned(zone.clone()).date();
    let mut turns = Vec::new();
    for date in today.series(jiff::Span::new().days(1)).take(9) {
        let of_day = hours.iter().filter(|stretch| stretch.weekday == weekday(date));
        for minute in of_day.flat_map(|stretch| [stretch.opens, stretch.closes]) {
            let ambiguous = zone.to_ambiguous_timestamp(on_the_clock(date, minute));
            // A time that passes twice can be a turn twice; one that is skipped is a turn where the clock jumps.
            match ambiguous.offset() {
                AmbiguousOffset::Unambiguous { .. } => turns.extend(ambiguous.compatible().ok()),
                AmbiguousOffset::Fold { .. } => {
                    turns.extend(ambiguous.earlier().ok());
                    turns.extend(ambiguous.later().ok());
                }
                AmbiguousOffset::Gap { .. } => {}
            }
        }
    }
    turns.extend(zone.following(now.to_jiff()).take(1).map(|jump| jump.timestamp()));
    let mut turns: Vec<Timestamp> = turns.into_iter().map(Timestamp::from).filter(|turn| *turn > now).collect();
    turns.sort_unstable();
    turns
}

fn on_the_clock(date: Date, minute: i32) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight()) + jiff::Span::new().minutes(minute)
}

fn weekday(date: Date) -> Weekday {
    let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    Weekday::iter().nth(place).unwrap_or(Weekday::Monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `mo-fr 09:00-17:00` in small: days as digits from 1 for Monday.
    fn hours(text: &str) -> Vec<Stretch> {
        let minutes = |time: &str| {
            let (hour, minute) = time.split_once(':').expect("a time");
            hour.parse::<i32>().expect("hours") * 60 + minute.parse::<i32>().expect("minutes")
        };
        text.split_whitespace()
            .flat_map(|part| {
                let (days, time) = part.split_once('@').expect("days and time");
                let (opens, closes) = time.split_once('-').expect("from and to");
                days.chars().map(move |day| Stretch {
                    weekday: Weekday::iter().nth(day as usize - '1' as usize).expect("a day"),
                    opens: minutes(opens),
                    closes: minutes(closes),
                })
            })
            .collect()
    }

    fn told(text: &str, local: &str) -> String {
        let now: jiff::Zoned = format!("{local}[Europe/Amsterdam]").parse().expect("a local time");
        let clock = |moment: Timestamp| moment.to_jiff().to_zoned(zone()).strftime("%a %d %H:%M %Z").to_string();
        match opening(&hours(text), now.timestamp().into()) {
            Opening::ByAppointment => "by appointment".to_owned(),
            Opening::RoundTheClock => "round the clock".to_owned(),
            Opening::OpenUntil(then) => format!("open until {}", clock(then)),
            Opening::ClosedUntil(then) => format!("closed until {}", clock(then)),
        }
    }

    #[test]
    fn the_table() {
        // 23 November 2026 is a Monday; clocks go back on 25 October and forward on 29 March 2026.
        for (text, local, state) in [
            ("", "2026-11-23T10:00+01:00", "by appointment"),
            ("12345@09:00-17:00", "2026-11-23T08:59+01:00", "closed until Mon 23 09:00 CET"),
            ("12345@09:00-17:00", "2026-11-23T09:00+01:00", "open until Mon 23 17:00 CET"),
            ("12345@09:00-17:00", "2026-11-23T16:59+01:00", "open until Mon 23 17:00 CET"),
            ("12345@09:00-17:00", "2026-11-23T17:00+01:00", "closed until Tue 24 09:00 CET"),
            ("12345@09:00-17:00", "2026-11-27T17:00+01:00", "closed until Mon 30 09:00 CET"),
            // Twice a day.
            ("12345@09:00-12:30 2@18:30-20:00", "2026-11-24T12:30+01:00", "closed until Tue 24 18:30 CET"),
            ("12345@09:00-12:30 2@18:30-20:00", "2026-11-24T20:00+01:00", "closed until Wed 25 09:00 CET"),
            // Once a week, just over.
            ("4@14:00-16:00", "2026-11-26T16:00+01:00", "closed until Thu 03 14:00 CET"),
            // Over midnight: two stretches that meet are one.
            ("5@20:00-24:00 6@00:00-02:00", "2026-11-27T23:30+01:00", "open until Sat 28 02:00 CET"),
            ("5@20:00-24:00", "2026-11-27T23:30+01:00", "open until Sat 28 00:00 CET"),
            ("7@20:00-24:00 1@00:00-02:00", "2026-11-29T23:59+01:00", "open until Mon 30 02:00 CET"),
            // Always, and nearly always.
            ("1234567@00:00-24:00", "2026-11-23T03:00+01:00", "round the clock"),
            ("1234567@00:00-12:00 1234567@12:00-24:00", "2026-11-23T03:00+01:00", "round the clock"),
            ("123456@00:00-24:00", "2026-11-23T03:00+01:00", "open until Sun 29 00:00 CET"),
            // The clock goes forward: 02:30 doesn't exist, so the hour begins at 03:00.
            ("7@02:30-05:00", "2026-03-29T01:59+01:00", "closed until Sun 29 03:00 CEST"),
            ("67@22:00-24:00", "2026-03-28T23:00+01:00", "open until Sun 29 00:00 CET"),
            ("1@09:00-10:00", "2026-03-28T12:00+01:00", "closed until Mon 30 09:00 CEST"),
            // The clock goes back: 02:00 to 03:00 passes twice, and so do these hours.
            ("7@01:00-02:30", "2026-10-25T02:10+02:00", "open until Sun 25 02:30 CEST"),
            ("7@01:00-02:30", "2026-10-25T02:40+02:00", "closed until Sun 25 02:00 CET"),
            ("7@01:00-02:30", "2026-10-25T02:10+01:00", "open until Sun 25 02:30 CET"),
            ("7@00:00-24:00", "2026-10-25T00:30+02:00", "open until Mon 26 00:00 CET"),
        ] {
            assert_eq!(told(text, local), state, "{text} at {local}");
        }
    }
}
