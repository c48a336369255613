//! Opening hours as they stand in a list: `mo-fr 09:00-12:30; tu 18:30-20:00`. Pure.

use entities::Weekday;
use sea_orm::Iterable;

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

const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const MIDNIGHT: i32 = 24 * 60;

/// Reads opening hours; an empty text is by appointment.
///
/// # Errors
/// What is wrong, in words.
pub fn stretches(text: &str) -> Result<Vec<Stretch>, String> {
    let mut found = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let Some((days, hours)) = part.split_once(' ') else {
            return Err(format!("\"{part}\" has no days or no hours"));
        };
        let (opens, closes) = stretch(hours.trim())?;
        for weekday in weekdays(days)? {
            found.push(Stretch { weekday, opens, closes });
        }
    }
    found.sort();
    for pair in found.windows(2) {
        if pair[0].weekday == pair[1].weekday && pair[1].opens < pair[0].closes {
            return Err(format!("two stretches of {} overlap", DAYS[pair[0].weekday as usize]));
        }
    }
    Ok(found)
}

fn weekdays(text: &str) -> Result<Vec<Weekday>, String> {
    let mut found = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (place(first)?, place(last)?);
        if first > last {
            return Err(format!("\"{part}\" runs backwards"));
        }
        found.extend(Weekday::iter().skip(first).take(last - first + 1));
    }
    Ok(found)
}

fn place(day: &str) -> Result<usize, String> {
    DAYS.iter().position(|known| *known == day).ok_or_else(|| format!("\"{day}\" is not a day"))
}

fn stretch(text: &str) -> Result<(i32, i32), String> {
    let (opens, closes) = text.split_once('-').ok_or_else(|| format!("\"{text}\" is not a stretch of time"))?;
    let (opens, closes) = (minutes(opens)?, minutes(closes)?);
    if opens < closes { Ok((opens, closes)) } else { Err(format!("\"{text}\" ends before it begins")) }
}

fn minutes(text: &str) -> Result<i32, String> {
    let wrong = || format!("\"{text}\" is not a time");
    let (hour, minute) =
        text.split_once(':').filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2).ok_or_else(wrong)?;
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i32>().ok()).flatten();
    let (hour, minute) = (number(hour).ok_or_else(wrong)?, number(minute).ok_or_else(wrong)?);
    let minutes = hour * 60 + minute;
    if minute < 60 && minutes <= MIDNIGHT { Ok(minutes) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match stretches(text) {
            Ok(found) => found
                .iter()
                .map(|one| format!("{}:{}-{}", DAYS[one.weekday as usize], one.opens, one.closes))
                .collect::<Vec<_>>()
                .join(" "),
            Err(wrong) => wrong,
        }
    }

    #[test]
    fn hours_are_read() {
        assert_eq!(told(""), "");
        assert_eq!(told("tu 10:00-12:00"), "tu:600-720");
        assert_eq!(told("mo,we 13:30-16:00; th 09:30-12:00"), "mo:810-960 we:810-960 th:570-720");
        assert_eq!(told("mo-we,fr 09:00-17:00"), "mo:540-1020 tu:540-1020 we:540-1020 fr:540-1020");
        assert_eq!(told("tu 13:00-17:00; tu 09:00-13:00"), "tu:540-780 tu:780-1020");
        assert_eq!(stretches("mo-su 00:00-24:00").map(|found| found.len()), Ok(7));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, wrong) in [
            ("mo", "\"mo\" has no days or no hours"),
            ("ma 09:00-12:00", "\"ma\" is not a day"),
            ("fr-mo 09:00-12:00", "\"fr-mo\" runs backwards"),
            ("mo 9:00-12:00", "\"9:00\" is not a time"),
            ("mo 09:60-12:00", "\"09:60\" is not a time"),
            ("mo 09:00-24:01", "\"24:01\" is not a time"),
            ("mo 12:00-09:00", "\"12:00-09:00\" ends before it begins"),
            ("mo 09:00", "\"09:00\" is not a stretch of time"),
            ("mo 09:00-12:00; mo-tu 11:00-13:00", "two stretches of mo overlap"),
            ("mo +9:00-12:00", "\"+9:00\" is not a time"),
        ] {
            assert_eq!(told(text), wrong);
        }
    }
}
