//! Days and times in words, in full, so that a screen reader says them.

use super::{Day, Instant, Moment, month, weekday};
use crate::i18n::{Locale, words};

/// "23 november", in one piece on a line.
pub fn day_month(locale: Locale, day: Day) -> String {
    let (_, its_month, number) = day.civil();
    let (number, its_month) = (number.to_string(), month(locale, its_month));
    words::calendar::day_month(locale, &number, its_month)
}

/// "23 november", with the year when that isn't this one.
pub fn day_month_near(locale: Locale, day: Day, today: Day) -> String {
    if day.civil().0 == today.civil().0 { day_month(locale, day) } else { day_month_year(locale, day) }
}

/// "maandag 23 november".
pub fn full_day(locale: Locale, day: Day) -> String {
    [weekday(locale, day), " ", &day_month(locale, day)].concat()
}

/// "maandag 23 november", with the year when that isn't this one: for a day that may be any.
pub fn full_day_near(locale: Locale, day: Day, today: Day) -> String {
    [weekday(locale, day), " ", &day_month_near(locale, day, today)].concat()
}

/// "23 november 2026".
pub fn day_month_year(locale: Locale, day: Day) -> String {
    [&day_month(locale, day), " ", &day.civil().0.to_string()].concat()
}

/// "10.00 uur".
pub fn time(locale: Locale, at: Moment) -> String {
    let (hour, minute) = (format!("{:02}", at.hour), format!("{:02}", at.minute));
    words::calendar::time(locale, &hour, &minute)
}

/// How long ago a day was: "vandaag", "gisteren", "3 dagen geleden"; days to come as [`in_days`].
pub fn ago(locale: Locale, day: Day, today: Day) -> String {
    match today.0 - day.0 {
        0 => words::calendar::today(locale).to_owned(),
        1 => words::calendar::yesterday(locale).to_owned(),
        days if days < 0 => in_days(locale, day, today),
        days => words::calendar::days_ago(locale, days),
    }
}

/// How far away a day is: "vandaag", "morgen", "over 3 dagen"; past days as [`ago`].
pub fn in_days(locale: Locale, day: Day, today: Day) -> String {
    match day.0 - today.0 {
        0 => words::calendar::today(locale).to_owned(),
        1 => words::calendar::tomorrow(locale).to_owned(),
        days if days < 0 => ago(locale, day, today),
        days => words::calendar::in_days(locale, days),
    }
}

/// Day and time: "vandaag, 09.12 uur", "donderdag 19 november, 14.10 uur"; the year when it isn't this one.
pub fn when(locale: Locale, at: Instant, today: Day) -> String {
    let at = at.here();
    let day = match at.day.0 - today.0 {
        -1..=1 => in_days(locale, at.day, today),
        _ => full_day_near(locale, at.day, today),
    };
    [&day, ", ", &time(locale, at)].concat()
}

/// Day and time of what happened, and for the last two weeks how long ago: "donderdag 19 november, 14.10 uur, 4 dagen
/// geleden".
pub fn when_told(locale: Locale, at: Instant, today: Day) -> String {
    let day = at.here().day;
    match today.0 - day.0 {
        2..=14 => [&when(locale, at, today), ", ", &ago(locale, day, today)].concat(),
        _ => when(locale, at, today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_BREAK: &str = "\u{a0}";

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn plain(text: &str) -> String {
        text.replace(NO_BREAK, " ")
    }

    #[test]
    fn days_are_written_out() {
        let monday = day("2026-11-23");
        assert_eq!(plain(&full_day(Locale::Nl, monday)), "maandag 23 november");
        assert_eq!(plain(&full_day(Locale::En, monday)), "Monday 23 November");
        assert_eq!(plain(&day_month_year(Locale::Nl, monday)), "23 november 2026");
        assert!(day_month(Locale::Nl, monday).contains(NO_BREAK));
        let other_year = full_day_near(Locale::Nl, day("2020-01-01"), monday);
        assert_eq!(plain(&other_year), "woensdag 1 januari 2020");
        assert_eq!(full_day_near(Locale::Nl, monday, monday), full_day(Locale::Nl, monday));
        assert_eq!(plain(&day_month_near(Locale::En, day("2027-01-04"), monday)), "4 January 2027");
    }

    #[test]
    fn near_days_have_a_name() {
        let today = day("2026-11-23");
        let nl = |text| ago(Locale::Nl, day(text), today);
        assert_eq!(nl("2026-11-23"), "vandaag");
        assert_eq!(nl("2026-11-22"), "gisteren");
        assert_eq!(plain(&nl("2026-11-20")), "3 dagen geleden");
        assert_eq!(nl("2026-11-24"), "morgen");
        assert_eq!(plain(&in_days(Locale::En, day("2026-11-28"), today)), "in 5 days");
    }

    #[test]
    fn a_moment_names_its_day() {
        let nl = |text| plain(&when(Locale::Nl, Instant::parse(text).unwrap(), day("2026-11-23")));
        assert_eq!(nl("2026-11-23T08:12:00Z"), "vandaag, 09.12 uur");
        assert_eq!(nl("2026-11-19T13:10:00Z"), "donderdag 19 november, 14.10 uur");
        assert_eq!(nl("2025-01-06T23:30:00Z"), "dinsdag 7 januari 2025, 00.30 uur");
    }

    #[test]
    fn what_happened_lately_is_so_long_ago() {
        let nl = |text| plain(&when_told(Locale::Nl, Instant::parse(text).unwrap(), day("2026-11-23")));
        assert_eq!(nl("2026-11-22T08:12:00Z"), "gisteren, 09.12 uur");
        assert_eq!(nl("2026-11-19T13:10:00Z"), "donderdag 19 november, 14.10 uur, 4 dagen geleden");
        assert_eq!(nl("2026-11-08T13:10:00Z"), "zondag 8 november, 14.10 uur");
    }
}
