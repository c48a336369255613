//! Meetings as iCalendar (RFC 5545). Pure.

use entities::{Timestamp, TrainingSessionId};

/// The longest line, in octets and without its end (section 3.1).
const LINE: usize = 75;

/// One meeting in somebody's calendar.
#[derive(Clone, Debug)]
pub struct Event {
    /// Which.
    pub id: TrainingSessionId,
    /// Counts changes, so that a calendar replaces what it knew.
    pub sequence: i32,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// What it is.
    pub summary: String,
    /// Where.
    pub place: String,
    /// More about it.
    pub description: String,
    /// Whether it goes on and the place is certain.
    pub status: Status,
}

/// Whether a meeting goes on and the place is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does, and there is a place.
    Confirmed,
    /// Waits for a place.
    Tentative,
    /// It was called off.
    Cancelled,
}

/// A whole calendar of this name, as it was at this moment.
pub fn calendar(name: &str, now: Timestamp, events: &[Event]) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Buurtverbinders//Training//NL");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &format!("{}@buurtverbinders", event.id));
        line("DTSTAMP", &utc(now));
        line("SEQUENCE", &event.sequence.to_string());
        line("DTSTART", &utc(event.starts_at));
        line("DTEND", &utc(event.ends_at));
        line("SUMMARY", &escaped(&event.summary));
        line("LOCATION", &escaped(&event.place));
        if !event.description.is_empty() {
            line("DESCRIPTION", &escaped(&event.description));
        }
        let status = match event.status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        };
        line("STATUS", status);
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

/// A moment as `20261202T183000Z`.
fn utc(moment: Timestamp) -> String {
    moment.to_jiff().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (section 3.3.11). What nobody sees is left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => value.push(letter),
        }
    }
    value
}

/// A line in pieces that are short enough, none of which ends within a letter.
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            // The space counts.
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut text = String::new();
        fold(&mut text, &"é".repeat(100));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert_eq!(text.replace("\r\n ", ""), "é".repeat(100) + "\r\n");
    }

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(escaped("Zaal 1, boven; links\\rechts\r\nBel\u{0}"), "Zaal 1\\, boven\\; links\\\\rechts\\nBel");
    }
}
