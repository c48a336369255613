//! Days that come in with an act: when they make sense. Pure.

use entities::{Day, Timestamp};

use crate::payload::{Refusal, UserErrorCode};

/// Days until an answer is wanted, when nobody says.
pub const DAYS_TO_ANSWER: i64 = 7;
/// Days until a specialist who took a case over tells how it goes, when nobody says.
pub const DAYS_TO_SIGN_OF_LIFE: i64 = 14;
/// Days after which a question that was to be answered expires.
pub const DAYS_TO_EXPIRE: i64 = 14;

/// A day from today to so many days ahead.
///
/// # Errors
/// In the past, or further away.
pub fn ahead(day: Day, today: Day, most: i64, field: &str) -> Result<Day, Refusal> {
    if day < today {
        let refusal = Refusal::new(
            UserErrorCode::InThePast,
            "Deze dag is al voorbij. Kies vandaag of later.",
            "This day has passed. Choose today or later.",
        );
        return Err(refusal.at(field));
    }
    if day > today.plus_days(most) {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            format!("Dit is te ver weg. Kies een dag binnen {most} dagen."),
            format!("This is too far away. Choose a day within {most} days."),
        );
        return Err(refusal.at(field));
    }
    Ok(day)
}

/// The day on which a resident gave consent: not in the future, at most a year ago.
///
/// # Errors
/// In the future, or longer ago.
pub fn given(day: Day, today: Day, field: &str) -> Result<Day, Refusal> {
    if day > today || day < today.plus_days(-366) {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Kies een dag in het afgelopen jaar, niet later dan vandaag.",
            "Choose a day in the past year, not later than today.",
        );
        return Err(refusal.at(field));
    }
    Ok(day)
}

/// A moment that is still to come, within a year.
///
/// # Errors
/// In the past, or further away.
pub fn to_come(at: Timestamp, now: Timestamp, field: &str) -> Result<Timestamp, Refusal> {
    if at <= now || at > now.plus_days(366) {
        let refusal = Refusal::new(
            UserErrorCode::InThePast,
            "Kies een moment dat nog komt, binnen een jaar.",
            "Choose a moment that is still to come, within a year.",
        );
        return Err(refusal.at(field));
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn days_ahead_have_both_ends() {
        let today = day("2026-11-23");
        let code = |text: &str| ahead(day(text), today, 90, "until").map_err(|refusal| refusal.code());
        assert_eq!(code("2026-11-23"), Ok(today));
        assert_eq!(code("2026-11-22"), Err(UserErrorCode::InThePast));
        assert_eq!(code("2027-02-21"), Ok(day("2027-02-21")));
        assert_eq!(code("2027-02-22"), Err(UserErrorCode::Invalid));
    }

    #[test]
    fn consent_was_given_not_long_ago() {
        let today = day("2026-11-23");
        assert!(given(today, today, "on").is_ok());
        assert!(given(day("2026-11-24"), today, "on").is_err());
        assert!(given(day("2025-11-01"), today, "on").is_err());
    }

    #[test]
    fn a_visit_is_still_to_come() {
        let now = Timestamp(1_000_000);
        assert!(to_come(now, now, "plannedAt").is_err());
        assert!(to_come(now.plus_millis(1), now, "plannedAt").is_ok());
        assert!(to_come(now.plus_days(367), now, "plannedAt").is_err());
    }
}
