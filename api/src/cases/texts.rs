//! Free texts of a case, checked where they come in: not empty, not too long, and nothing in them that
//! identifies a person.

use crate::{
    free_text,
    payload::{Refusal, Stop, UserErrorCode},
};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident up to $most:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MOST: usize = $most;

            /// Reads it; `field` is its path in the input.
            ///
            /// # Errors
            /// Empty, too long, or with personal data in it.
            pub fn read(text: &str, field: &str) -> Result<Self, Refusal> {
                free_text::checked(text, field, Self::MOST).map(Self)
            }

            /// Reads it when it was given; nothing but spaces counts as not given.
            ///
            /// # Errors
            /// Too long, or with personal data in it.
            pub fn read_optional(text: Option<&str>, field: &str) -> Result<Option<Self>, Refusal> {
                let given = text.map(str::trim).filter(|text| !text.is_empty());
                given.map(|text| Self::read(text, field)).transpose()
            }

            /// As it is stored.
            pub fn into_string(self) -> String {
                self.0
            }
        }
    )*};
}

texts! {
    /// What a case is about, in a few words.
    Summary up to 500;
    /// What somebody wrote on the timeline.
    NoteText up to 4000;
    /// Why somebody is asked, says no, reopens or reads.
    Reason up to 500;
    /// What happens next.
    NextStep up to 200;
    /// When or how the resident wants contact.
    ContactNote up to 200;
}

/// The resident's own word for a case: 2 to 40 letters, digits, spaces and hyphens. In lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeWord(String);

impl CodeWord {
    /// Reads it; `field` is its path in the input.
    ///
    /// # Errors
    /// Too short, too long, with other signs, or with personal data in it.
    pub fn read(text: &str, field: &str) -> Result<Self, Refusal> {
        let word = free_text::checked(text, field, 40)?;
        let is_plain = |letter: char| letter.is_alphanumeric() || letter == ' ' || letter == '-';
        if word.chars().count() < 2 || !word.chars().all(is_plain) {
            let refusal = Refusal::new(
                UserErrorCode::Invalid,
                "Kies een woord van 2 tot 40 letters. Cijfers, spaties en streepjes mogen ook.",
                "Choose a word of 2 to 40 letters. Digits, spaces and hyphens are fine too.",
            );
            return Err(refusal.at(field));
        }
        Ok(Self(word.to_lowercase()))
    }

    /// One of our own.
    pub(super) fn proposed(word: &str) -> Self {
        Self(word.to_owned())
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Several checks of one input, so that a person is told everything at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<Refusal>);

impl Checks {
    /// Keeps what was refused; `None` then.
    pub fn keep<T>(&mut self, checked: Result<T, Refusal>) -> Option<T> {
        checked.map_err(|refusal| self.0.push(refusal)).ok()
    }

    /// Goes on when nothing was refused.
    ///
    /// # Errors
    /// Everything that was.
    pub fn done(self) -> Result<(), Stop> {
        if self.0.is_empty() { Ok(()) } else { Err(Stop::Refused(self.0)) }
    }
}
