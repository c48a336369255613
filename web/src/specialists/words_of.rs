//! An entry in words: room, hours, languages, when it was checked. Pure.

use super::queries::{Freshness, OpeningHours, OpeningState};
use crate::calendar::{Day, Instant, day_month, day_month_year, in_days, time, weekday};
use crate::graphql::enums::{Capacity, Channel, Weekday};
use crate::i18n::{Locale, capital, words};
use crate::ui::{Glyph, Tone};

/// What a capacity is called.
pub fn capacity_name(locale: Locale, capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::Open => words::specialists::room_open(locale),
        Capacity::Limited => words::specialists::room_limited(locale),
        Capacity::Full => words::specialists::room_full(locale),
        Capacity::ClosedTemporarily => words::specialists::room_closed(locale),
    }
}

/// How a capacity is marked.
pub fn capacity_mark(capacity: Capacity) -> (Tone, Glyph) {
    match capacity {
        Capacity::Open => (Tone::Good, Glyph::Check),
        Capacity::Limited => (Tone::Soon, Glyph::Clock),
        Capacity::Full => (Tone::Quiet, Glyph::Close),
        Capacity::ClosedTemporarily => (Tone::Quiet, Glyph::Pause),
    }
}

/// What a way to meet is called.
pub fn channel_name(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Physical => words::specialists::channel_physical(locale),
        Channel::Phone => words::specialists::channel_phone(locale),
        Channel::Online => words::specialists::channel_online(locale),
        Channel::AtHome => words::specialists::channel_at_home(locale),
    }
}

/// What a language is called; its code when it isn't known here.
pub fn language_name(locale: Locale, code: &str) -> String {
    let name = match code {
        "nl" => words::specialists::language_nl(locale),
        "en" => words::specialists::language_en(locale),
        "tr" => words::specialists::language_tr(locale),
        "ar" => words::specialists::language_ar(locale),
        "pl" => words::specialists::language_pl(locale),
        "uk" => words::specialists::language_uk(locale),
        "ti" => words::specialists::language_ti(locale),
        other => return other.to_owned(),
    };
    name.to_owned()
}

/// Whether it is open: the words, and whether they are good news.
pub fn opening(locale: Locale, state: OpeningState, now: Instant) -> (String, bool) {
    if state.by_appointment {
        return (words::specialists::by_appointment(locale).to_owned(), false);
    }
    if state.round_the_clock {
        return (words::specialists::round_the_clock(locale).to_owned(), true);
    }
    let changes = state.changes_at.map(Instant::here);
    match (state.is_open, changes) {
        (true, Some(at)) => (words::specialists::open_until(locale, &time(locale, at)), true),
        (true, None) => (words::specialists::open_now(locale).to_owned(), true),
        (false, Some(at)) => {
            let today = now.here().day;
            let day = match at.day.0 - today.0 {
                ..=6 if at.day.0 - today.0 <= 1 => in_days(locale, at.day, today),
                ..=6 => weekday(locale, at.day).to_owned(),
                _ => day_month(locale, at.day),
            };
            (words::specialists::closed_until(locale, &day, &time(locale, at)), false)
        }
        (false, None) => (words::specialists::closed(locale).to_owned(), false),
    }
}

/// "Nagekeken op 22 oktober", or the question whether it is still right.
pub fn checked(locale: Locale, on: Day, freshness: Freshness, today: Day) -> String {
    let day = if on.civil().0 == today.civil().0 { day_month(locale, on) } else { day_month_year(locale, on) };
    if freshness.is_stale {
        words::specialists::checked_stale(locale, &day)
    } else {
        words::specialists::checked(locale, &day)
    }
}

/// One line of opening hours: a day or days, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursLine {
    /// The day, or "Weekend".
    pub days: String,
    /// When; "Dicht" when not.
    pub hours: String,
    /// It is today.
    pub is_today: bool,
    /// Not open.
    pub is_closed: bool,
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const SATURDAY: usize = 5;

/// What a day of the week is called; the first is Monday.
pub fn weekday_of(locale: Locale, index: usize) -> &'static str {
    // 1970-01-05 was a Monday: any Monday names the days.
    weekday(locale, Day(4).plus(i32::try_from(index).unwrap_or_default()))
}

/// The week from today on, a line a day; a closed weekend is one line. Nothing when there are no hours at all.
pub fn hours(locale: Locale, hours: &[OpeningHours], today: Day) -> Vec<HoursLine> {
    if hours.is_empty() {
        return Vec::new();
    }
    let first = today.weekday();
    let line = |place: usize| {
        let index = (first + place) % WEEK.len();
        let stretches: Vec<_> = hours.iter().filter(|stretch| stretch.weekday == WEEK[index]).collect();
        let said = stretches.iter().map(|stretch| {
            words::specialists::from_to(locale, &stretch.opens.replace(':', "."), &stretch.closes.replace(':', "."))
        });
        let said = said.collect::<Vec<_>>().join(words::specialists::and(locale));
        let is_closed = stretches.is_empty();
        HoursLine {
            days: capital(weekday_of(locale, index)),
            hours: if is_closed { words::specialists::closed(locale).to_owned() } else { said },
            is_today: place == 0,
            is_closed,
        }
    };
    let mut lines: Vec<_> = (0..WEEK.len()).map(line).collect();
    // On a Sunday the weekend is half over, and its other half comes last.
    let saturday = (SATURDAY + WEEK.len() - first) % WEEK.len();
    if saturday + 1 < lines.len() && lines[saturday].is_closed && lines[saturday + 1].is_closed {
        let is_today = saturday == 0;
        let (days, hours) = (words::specialists::weekend(locale), words::specialists::closed(locale));
        lines[saturday] = HoursLine { days: days.to_owned(), hours: hours.to_owned(), is_today, is_closed: true };
        lines.remove(saturday + 1);
    }
    lines
}

/// A text in pieces, each with whether it matched: whole words that are, or begin with, one of `matched` (lower case).
pub fn marked(text: &str, matched: &[String]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    let mut put = |piece: &str, is_match: bool| match pieces.last_mut() {
        Some((last, was_match)) if *was_match == is_match => last.push_str(piece),
        _ if piece.is_empty() => {}
        _ => pieces.push((piece.to_owned(), is_match)),
    };
    let hits = |word: &str| {
        let lower = word.to_lowercase();
        !word.is_empty() && matched.iter().any(|matched| !matched.is_empty() && lower == *matched)
    };
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            word.push(letter);
        } else {
            put(&word, hits(&word));
            word.clear();
            put(letter.encode_utf8(&mut [0; 4]), false);
        }
    }
    put(&word, hits(&word));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn said(state: OpeningState) -> String {
        opening(Locale::Nl, state, at("2026-11-23T10:00:00Z")).0.replace('\u{a0}', " ")
    }

    fn state(is_open: bool, changes_at: Option<&str>) -> OpeningState {
        OpeningState { is_open, by_appointment: false, round_the_clock: false, changes_at: changes_at.map(at) }
    }

    #[test]
    fn hours_are_said_as_people_say_them() {
        assert_eq!(said(state(true, Some("2026-11-23T15:00:00Z"))), "Open tot 16.00 uur");
        assert_eq!(said(state(false, Some("2026-11-24T09:00:00Z"))), "Dicht, morgen om 10.00 uur open");
        assert_eq!(said(state(false, Some("2026-11-26T09:00:00Z"))), "Dicht, donderdag om 10.00 uur open");
        assert_eq!(said(state(false, Some("2026-12-03T09:00:00Z"))), "Dicht, 3 december om 10.00 uur open");
        let by_appointment = OpeningState { by_appointment: true, ..state(false, None) };
        assert_eq!(said(by_appointment), "Op afspraak");
        assert_eq!(said(OpeningState { round_the_clock: true, ..state(true, None) }), "Dag en nacht open");
    }

    #[test]
    fn a_closed_weekend_is_one_line() {
        let day = |weekday| OpeningHours { weekday, opens: "09:00".to_owned(), closes: "16:00".to_owned() };
        let lines = hours(Locale::Nl, &[day(Weekday::Monday), day(Weekday::Friday)], Day::parse("2026-11-23").unwrap());
        assert_eq!(lines.len(), 6);
        assert_eq!((lines[0].days.as_str(), lines[0].is_today), ("Maandag", true));
        assert_eq!(lines[0].hours.replace('\u{a0}', " "), "09.00 tot 16.00 uur");
        assert_eq!((lines[5].days.as_str(), lines[5].hours.as_str()), ("Weekend", "Dicht"));
        assert!(hours(Locale::Nl, &[], Day(0)).is_empty());
    }

    #[test]
    fn today_comes_first() {
        let day = |weekday| OpeningHours { weekday, opens: "09:00".to_owned(), closes: "16:00".to_owned() };
        let opening = [day(Weekday::Monday), day(Weekday::Thursday)];
        let days = |today: &str| {
            let lines = hours(Locale::Nl, &opening, Day::parse(today).unwrap());
            assert!(lines[0].is_today && lines[1..].iter().all(|line| !line.is_today), "{lines:?}");
            lines.into_iter().map(|line| line.days).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(days("2026-11-26"), "Donderdag Vrijdag Weekend Maandag Dinsdag Woensdag");
        assert_eq!(days("2026-11-28"), "Weekend Maandag Dinsdag Woensdag Donderdag Vrijdag");
        assert_eq!(days("2026-11-29"), "Zondag Maandag Dinsdag Woensdag Donderdag Vrijdag Zaterdag");
    }

    #[test]
    fn matched_words_are_marked_whole() {
        let pieces = marked("Voor mensen met schulden, en hun schuldeisers.", &["schulden".to_owned()]);
        let marked: Vec<_> = pieces.iter().filter(|(_, is_match)| *is_match).map(|(text, _)| text.as_str()).collect();
        assert_eq!(marked, ["schulden"]);
        assert_eq!(
            pieces.iter().map(|(text, _)| text.as_str()).collect::<String>(),
            "Voor mensen met schulden, en hun schuldeisers."
        );
    }
}
