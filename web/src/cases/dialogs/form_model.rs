//! What was filled in, checked before it is sent, so that the person hears at once what is missing. Pure.
//!
//! Only what is plainly missing is told here; everything else is the server's to judge.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::super::queries::ConsentInput;
use crate::calendar::{Day, Instant, Moment};
use crate::graphql::UserError;
use crate::graphql::enums::ConsentForm;
use crate::i18n::{Locale, words};

/// Reads the fields of a form and remembers what is missing.
#[derive(Debug)]
pub struct Reading {
    locale: Locale,
    missing: Vec<UserError>,
}

impl Reading {
    /// Begins to read.
    pub fn new(locale: Locale) -> Self {
        Self { locale, missing: Vec::new() }
    }

    /// A text that has to be there.
    pub fn text(&mut self, field: &str, typed: &str) -> String {
        let typed = typed.trim();
        if typed.is_empty() {
            self.tell(field, words::dialogs::required(self.locale));
        }
        typed.to_owned()
    }

    /// One of a few choices.
    pub fn choice<T: DeserializeOwned>(&mut self, field: &str, chosen: &str) -> Option<T> {
        let chosen = value_of(chosen);
        if chosen.is_none() {
            self.tell(field, words::dialogs::choose(self.locale));
        }
        chosen
    }

    /// A day that has to be there.
    pub fn day(&mut self, field: &str, typed: &str) -> Option<Day> {
        let day = Day::parse(typed);
        if day.is_none() {
            self.tell(field, words::dialogs::choose_day(self.locale));
        }
        day
    }

    /// A day and a time that may both be left empty.
    pub fn moment(&mut self, field: &str, day: &str, time: &str) -> Option<Instant> {
        if !day.is_empty() && Day::parse(day).is_none() {
            self.tell(field, words::ui::no_day(self.locale));
            return None;
        }
        match (day.is_empty(), time.is_empty()) {
            (true, true) => return None,
            (true, false) => self.tell(field, words::dialogs::choose_day(self.locale)),
            (false, true) => self.tell(field, words::dialogs::choose_time(self.locale)),
            (false, false) => {}
        }
        let (hour, minute) = time.split_once(':')?;
        let minute = minute.get(..2)?;
        let moment = Moment { day: Day::parse(day)?, hour: hour.parse().ok()?, minute: minute.parse().ok()? };
        Some(moment.instant())
    }

    /// Whether the resident agreed, where nothing is kept without: it has to be said, and it has to be yes.
    pub fn agreed(&mut self, field: &str, said: Option<bool>) -> bool {
        match said {
            Some(true) => {}
            Some(false) => self.tell(field, words::dialogs::consent_needed(self.locale)),
            None => self.tell(field, words::dialogs::choose(self.locale)),
        }
        said == Some(true)
    }

    /// Consent, when the resident gave it.
    pub fn consent(&mut self, field: &str, form: &str, on: &str) -> Option<ConsentInput> {
        let form = self.choice::<ConsentForm>(field, form);
        let on = self.day(field, on);
        Some(ConsentInput { form: form?, on: on? })
    }

    /// Says that something is missing.
    pub fn tell(&mut self, field: &str, message: &str) {
        self.missing.push(UserError::missing(field, message));
    }

    /// What was read, if nothing was missing.
    ///
    /// # Errors
    ///
    /// All that is missing, at its field.
    pub fn done<T>(self, read: Option<T>) -> Result<T, Vec<UserError>> {
        match read {
            Some(read) if self.missing.is_empty() => Ok(read),
            _ => Err(self.missing),
        }
    }
}

/// A text that may be left empty.
pub fn optional(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// The value of a choice, as the schema names it.
pub fn key_of<T: Serialize>(value: T) -> String {
    let text = serde_json::to_value(value).ok().and_then(|value| String::deserialize(value).ok());
    text.unwrap_or_default()
}

/// The choice of a value, as the schema names it.
pub fn value_of<T: DeserializeOwned>(key: &str) -> Option<T> {
    T::deserialize(serde_json::Value::from(key)).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::day;
    use super::*;
    use crate::graphql::enums::{Outcome, WaitingFor};
    use crate::ui::NO_DAY;

    #[test]
    fn what_is_missing_is_told_at_its_field() {
        let mut reading = Reading::new(Locale::Nl);
        assert_eq!(reading.text("reason", "  "), "");
        assert_eq!(reading.choice::<Outcome>("outcome", ""), None);
        assert_eq!(reading.day("until", ""), None);
        assert_eq!(Day::parse(NO_DAY), None);
        let missing = reading.done(Some(())).unwrap_err();
        let told: Vec<_> = missing.iter().map(|error| (error.field[0].as_str(), error.message.as_str())).collect();
        assert_eq!(told, [("reason", "Vul dit in."), ("outcome", "Kies er een."), ("until", "Kies een dag.")]);
    }

    #[test]
    fn what_is_there_is_read() {
        let mut reading = Reading::new(Locale::En);
        assert_eq!(reading.text("reason", " too busy "), "too busy");
        assert_eq!(reading.choice("waitingFor", "DECISION"), Some(WaitingFor::Decision));
        assert_eq!(reading.day("until", "2026-11-28"), Some(day("2026-11-28")));
        let consent = reading.consent("consent", "SPOKEN", "2026-11-23");
        assert_eq!(consent, Some(ConsentInput { form: ConsentForm::Spoken, on: day("2026-11-23") }));
        assert_eq!(reading.done(Some(1)), Ok(1));
        assert_eq!(optional("  "), None);
        assert_eq!(key_of(WaitingFor::Decision), "DECISION");
    }

    #[test]
    fn nothing_is_kept_of_a_resident_without_a_yes() {
        let told = |said| {
            let mut reading = Reading::new(Locale::Nl);
            let agreed = reading.agreed("consent", said);
            reading.done(Some(agreed)).map_err(|missing| missing[0].message.clone())
        };
        assert_eq!(told(Some(true)), Ok(true));
        assert_eq!(told(None), Err("Kies er een.".to_owned()));
        assert_eq!(told(Some(false)), Err("Zonder ja van de bewoner bewaren we niets.".to_owned()));
    }

    #[test]
    fn a_visit_has_a_day_and_a_time_or_neither() {
        let planned = |day: &str, time: &str| {
            let mut reading = Reading::new(Locale::Nl);
            let moment = reading.moment("plannedAt", day, time);
            reading.done(Some(moment)).map_err(|missing| missing[0].message.clone())
        };
        assert_eq!(planned("", ""), Ok(None));
        let at = planned("2026-11-24", "10:00").map(|at| at.map(Instant::iso));
        assert_eq!(at, Ok(Some("2026-11-24T09:00:00.000Z".to_owned())));
        assert_eq!(planned("2026-11-24", "10:00:00"), planned("2026-11-24", "10:00"));
        assert_eq!(planned("2026-11-24", ""), Err("Kies ook een tijd.".to_owned()));
        assert_eq!(planned("", "10:00"), Err("Kies een dag.".to_owned()));
        for time in ["", "10:00"] {
            assert_eq!(planned(NO_DAY, time), Err("Dit is geen datum. Vul dag, maand en jaar in.".to_owned()));
        }
    }
}
