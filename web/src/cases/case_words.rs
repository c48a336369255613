//! The words of people for the values of the schema. Pure.

use super::queries::Party;
use crate::graphql::enums::{AskBarrier, CaseSource, ConsentForm, NoteVisibility, Outcome, PartyKind, WaitingFor};
use crate::i18n::{Locale, words};
use crate::ui::{Glyph, Tone};

/// All outcomes, on equal footing.
pub const OUTCOMES: [Outcome; 8] = [
    Outcome::SolvedTogether,
    Outcome::SolvedByNeighbour,
    Outcome::SolvedBySpecialist,
    Outcome::ReferredOn,
    Outcome::NoFittingRule,
    Outcome::NoCapacity,
    Outcome::NoLongerWanted,
    Outcome::NotReached,
];

/// All reasons why somebody did not ask before.
pub const ASK_BARRIERS: [AskBarrier; 6] = [
    AskBarrier::Distrust,
    AskBarrier::Shame,
    AskBarrier::FearOfRepayment,
    AskBarrier::DidNotKnow,
    AskBarrier::Language,
    AskBarrier::Other,
];

/// How a case ended.
pub fn outcome_name(locale: Locale, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::SolvedTogether => words::cases::outcome_solved_together(locale),
        Outcome::SolvedByNeighbour => words::cases::outcome_solved_by_neighbour(locale),
        Outcome::SolvedBySpecialist => words::cases::outcome_solved_by_specialist(locale),
        Outcome::ReferredOn => words::cases::outcome_referred_on(locale),
        Outcome::NoFittingRule => words::cases::outcome_no_fitting_rule(locale),
        Outcome::NoCapacity => words::cases::outcome_no_capacity(locale),
        Outcome::NoLongerWanted => words::cases::outcome_no_longer_wanted(locale),
        Outcome::NotReached => words::cases::outcome_not_reached(locale),
    }
}

/// How a case came.
pub fn source_name(locale: Locale, source: CaseSource) -> &'static str {
    match source {
        CaseSource::Asked => words::cases::source_asked(locale),
        CaseSource::Noticed => words::cases::source_noticed(locale),
        CaseSource::PublicForm => words::cases::source_public_form(locale),
        CaseSource::Referred => words::cases::source_referred(locale),
    }
}

/// Why somebody did not ask before.
pub fn barrier_name(locale: Locale, barrier: AskBarrier) -> &'static str {
    match barrier {
        AskBarrier::Distrust => words::cases::barrier_distrust(locale),
        AskBarrier::Shame => words::cases::barrier_shame(locale),
        AskBarrier::FearOfRepayment => words::cases::barrier_fear_of_repayment(locale),
        AskBarrier::DidNotKnow => words::cases::barrier_did_not_know(locale),
        AskBarrier::Language => words::cases::barrier_language(locale),
        AskBarrier::Other => words::cases::barrier_something_else(locale),
    }
}

/// Who may read a note.
pub fn visibility_name(locale: Locale, visibility: NoteVisibility) -> &'static str {
    match visibility {
        NoteVisibility::Involved => words::cases::visibility_involved(locale),
        NoteVisibility::WithoutSpecialist => words::cases::visibility_without_specialist(locale),
        NoteVisibility::Writer => words::cases::visibility_writer(locale),
    }
}

/// How consent was given.
pub fn consent_name(locale: Locale, form: ConsentForm) -> &'static str {
    match form {
        ConsentForm::Spoken => words::cases::consent_spoken(locale),
        ConsentForm::Written => words::cases::consent_written(locale),
    }
}

/// For whom or what a case waits, in the middle of a sentence.
pub fn waiting_for_name(locale: Locale, waiting_for: WaitingFor) -> &'static str {
    match waiting_for {
        WaitingFor::Resident => words::cases::the_resident(locale),
        WaitingFor::Specialist => words::cases::a_specialist(locale),
        WaitingFor::Decision => words::cases::a_decision(locale),
    }
}

/// A mark: colour, icon, words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The colour.
    pub tone: Tone,
    /// The icon.
    pub glyph: Glyph,
    /// The words.
    pub words: String,
}

impl Said {
    /// A mark of these three.
    pub fn new(tone: Tone, glyph: Glyph, words: impl Into<String>) -> Self {
        Self { tone, glyph, words: words.into() }
    }
}

/// What people call each other.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// What somebody is called in a sentence: people by their first name, as they call each other.
pub fn short_name(party: &Party) -> &str {
    match party.kind {
        PartyKind::Person => first_name(&party.name),
        PartyKind::Specialist | PartyKind::Team | PartyKind::Resident | PartyKind::Decision => &party.name,
    }
}

/// At the beginning of a sentence: "Jij", "Toos".
pub fn subject(locale: Locale, party: &Party) -> &str {
    if party.is_viewer { words::cases::you(locale) } else { short_name(party) }
}

/// As the one to whom something is done: "jou", "Toos".
pub fn object(locale: Locale, party: &Party) -> &str {
    if party.is_viewer { words::cases::you_object(locale) } else { short_name(party) }
}

/// "a, b en c".
pub fn listed(locale: Locale, names: &[&str]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => words::cases::and(locale, &before.join(", "), last),
        names => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{person, specialist, viewer};
    use super::*;

    #[test]
    fn people_go_by_their_first_name() {
        assert_eq!(short_name(&person("Joris Hendriks")), "Joris");
        assert_eq!(short_name(&specialist("Casemanager dementie")), "Casemanager dementie");
    }

    #[test]
    fn the_viewer_is_you() {
        let me = viewer("Mia");
        assert_eq!((subject(Locale::Nl, &me), object(Locale::Nl, &me)), ("Jij", "jou"));
        assert_eq!((subject(Locale::En, &me), object(Locale::En, &me)), ("You", "you"));
        assert_eq!(object(Locale::Nl, &person("Toos")), "Toos");
    }

    #[test]
    fn names_are_listed() {
        assert_eq!(listed(Locale::Nl, &["Wonen", "Geld", "Schulden"]), "Wonen, Geld en Schulden");
        assert_eq!(listed(Locale::En, &["Wonen"]), "Wonen");
        assert_eq!(listed(Locale::En, &[]), "");
    }
}
