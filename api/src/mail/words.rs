//! The words of a mail, in both languages, and days and times as people write them.

use entities::{Locale, Timestamp};

use crate::{calendar, context::zone};

/// What a mail with so many notices is about.
pub fn subject(count: usize, locale: Locale) -> String {
    match (locale, count) {
        (Locale::Nl, 1) => "Er is een nieuw bericht voor je".to_owned(),
        (Locale::Nl, _) => format!("Er zijn {count} nieuwe berichten voor je"),
        (Locale::En, 1) => "There is a new notice for you".to_owned(),
        (Locale::En, _) => format!("There are {count} new notices for you"),
    }
}

/// How it begins.
pub fn greeting(name: &str, locale: Locale) -> String {
    match locale {
        Locale::Nl => format!("Dag {name},"),
        Locale::En => format!("Hello {name},"),
    }
}

/// What stands in a mail of a notice whose own sentence others should not read.
pub fn something(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => "Er is een bericht voor je. Lees het in de app.",
        Locale::En => "There is a notice for you. Read it in the app.",
    }
}

/// How it ends.
pub fn farewell(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => "Met vriendelijke groet,",
        Locale::En => "Kind regards,",
    }
}

/// Where all notices are.
pub fn all(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => "Al je berichten",
        Locale::En => "All your notices",
    }
}

/// What a link is called that leads to what a notice is about.
pub fn look(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => "Bekijk het",
        Locale::En => "Look at it",
    }
}

/// How to get mail more or less often.
pub fn how_often(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => "Wil je vaker mail, of juist niet? Kies het hier",
        Locale::En => "Would you like mail more often, or not at all? Choose it here",
    }
}

/// A day and a time: "dinsdag 14 januari om 19.30 uur".
pub fn moment(at: Timestamp, locale: Locale) -> String {
    let local = at.to_jiff().to_zoned(zone());
    let (weekday, month) = (calendar::weekday(locale, local.date()), calendar::month(locale, local.date()));
    let (day, hour, minute) = (local.day(), local.hour(), local.minute());
    match locale {
        Locale::Nl => format!("{weekday} {day} {month} om {hour}.{minute:02} uur"),
        Locale::En => format!("{weekday} {day} {month} at {hour}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_people_write_them() {
        let at = Timestamp::from("2027-01-12T18:30:00Z".parse::<jiff::Timestamp>().expect("a moment"));
        assert_eq!(moment(at, Locale::Nl), "dinsdag 12 januari om 19.30 uur");
        assert_eq!(moment(at, Locale::En), "Tuesday 12 January at 19:30");
    }
}
