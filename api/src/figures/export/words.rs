//! What stands in a file, in the viewer's language.

use entities::{AskBarrier, Asker, Day, Locale, Outcome};

use crate::calendar;

/// One of two.
pub fn say<T>(locale: Locale, dutch: T, english: T) -> T {
    match locale {
        Locale::Nl => dutch,
        Locale::En => english,
    }
}

/// A day written out: `23 november 2026`.
pub fn day(locale: Locale, Day(date): Day) -> String {
    format!("{} {} {}", date.day(), calendar::month(locale, date), date.year())
}

/// How it ended.
pub fn outcome(locale: Locale, outcome: Outcome) -> &'static str {
    let (dutch, english) = match outcome {
        Outcome::SolvedTogether => ("Samen opgelost", "Solved together"),
        Outcome::SolvedByNeighbour => ("Een buur heeft het opgelost", "A neighbour solved it"),
        Outcome::SolvedBySpecialist => ("Een specialist heeft het opgelost", "A specialist solved it"),
        Outcome::ReferredOn => ("Doorverwezen", "Referred on"),
        Outcome::NoFittingRule => ("Geen regel die past", "No fitting rule"),
        Outcome::NoCapacity => ("Geen plek", "No room"),
        Outcome::NoLongerWanted => ("Niet meer nodig", "No longer wanted"),
        Outcome::NotReached => ("Geen contact gekregen", "Not reached"),
    };
    say(locale, dutch, english)
}

/// Why somebody did not ask before.
pub fn barrier(locale: Locale, barrier: AskBarrier) -> &'static str {
    let (dutch, english) = match barrier {
        AskBarrier::Distrust => ("Wantrouwen", "Distrust"),
        AskBarrier::Shame => ("Schaamte", "Shame"),
        AskBarrier::FearOfRepayment => ("Bang om terug te betalen", "Afraid of having to pay back"),
        AskBarrier::DidNotKnow => ("Wist niet dat hulp er was", "Did not know there was help"),
        AskBarrier::Language => ("De taal", "The language"),
        AskBarrier::Other => ("Iets anders", "Something else"),
    };
    say(locale, dutch, english)
}

/// Who asks.
pub fn asker(locale: Locale, asker: Asker) -> &'static str {
    let (dutch, english) = match asker {
        Asker::Resident => ("Bewoner", "Resident"),
        Asker::InformalCarer => ("Mantelzorger", "Informal carer"),
        Asker::OnBehalf => ("Namens iemand anders", "On behalf of somebody"),
    };
    say(locale, dutch, english)
}

/// So many days old.
pub fn age(locale: Locale, from: i32, to: Option<i32>) -> String {
    match (locale, to) {
        (Locale::Nl, Some(to)) => format!("{from} tot en met {to} dagen"),
        (Locale::Nl, None) => format!("{from} dagen en ouder"),
        (Locale::En, Some(to)) => format!("{from} to {to} days"),
        (Locale::En, None) => format!("{from} days and older"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_out() {
        let of = |text: &str| text.parse().expect("a day");
        assert_eq!(day(Locale::Nl, of("2026-08-31")), "31 augustus 2026");
        assert_eq!(day(Locale::En, of("2026-01-01")), "1 January 2026");
        assert_eq!(day(Locale::Nl, of("9999-12-31")), "31 december 9999");
    }
}
