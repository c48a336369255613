//! The two languages. Texts are functions in [`words`], made from `web/locales` when the app is built.
//!
//! The language is a plain value, not a signal: when it changes, the pages are drawn anew, so a text costs
//! a string and nothing more.

use leptos::prelude::*;

use crate::graphql::enums;
use crate::storage;

/// Texts, one module an area: `words::calendar::today(locale)`.
#[expect(clippy::match_same_arms, reason = "some words are the same in two languages")]
pub mod words {
    use super::Locale;
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

const REMEMBERED: &str = "locale";

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Dutch, what people here speak.
    #[default]
    Nl,
    /// English.
    En,
}

impl Locale {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The other one, for the switch.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Nl => Self::En,
            Self::En => Self::Nl,
        }
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Nl => "Nederlands",
            Self::En => "English",
        }
    }
}

impl From<enums::Locale> for Locale {
    fn from(locale: enums::Locale) -> Self {
        match locale {
            enums::Locale::Nl => Self::Nl,
            enums::Locale::En => Self::En,
        }
    }
}

impl From<Locale> for enums::Locale {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::Nl => Self::Nl,
            Locale::En => Self::En,
        }
    }
}

/// The language of this component. Ask for it in the body of a component, not in a handler.
pub fn use_locale() -> Locale {
    use_context().unwrap_or_default()
}

/// The language chosen on this device, if one was.
pub fn remembered() -> Option<Locale> {
    match storage::read(REMEMBERED)?.as_str() {
        "nl" => Some(Locale::Nl),
        "en" => Some(Locale::En),
        _ => None,
    }
}

/// Keeps the language on this device.
pub fn remember(locale: Locale) {
    storage::write(REMEMBERED, locale.tag());
}

/// With a capital letter, at the beginning of a sentence.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(capital_letter).into_iter().chain(letters).collect()
}

/// The capital of a letter that people's names here have (Latin, to U+017F). The table of all scripts, which the standard
/// library brings, would be fetched by everybody who opens the app.
pub fn capital_letter(letter: char) -> char {
    let before = |distance| u32::from(letter).checked_sub(distance).and_then(char::from_u32).unwrap_or(letter);
    match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => before(32),
        'ÿ' => 'Ÿ',
        'ı' => 'I',
        // Each stands behind its capital, which is even, or between these odd.
        'ā'..='ķ' | 'ŋ'..='ŷ' => before(u32::from(letter) % 2),
        'ĺ'..='ň' | 'ź'..='ž' => before(1 - u32::from(letter) % 2),
        _ => letter,
    }
}

/// Tells browser and screen reader in which language the page is.
pub fn mark_document(locale: Locale) {
    if let Some(root) = document().document_element() {
        // A root that refuses an attribute isn't worth an error to the person.
        let _ = root.set_attribute("lang", locale.tag());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_the_standard_library() {
        for letter in '\0'..='ž' {
            let known: String = letter.to_uppercase().collect();
            // Two letters, or of another script.
            if !matches!(letter, 'ß' | 'ŉ' | 'µ') {
                assert_eq!(String::from(capital_letter(letter)), known, "{letter}");
            }
        }
    }

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(capital("élise van dijk"), "Élise van dijk");
        assert_eq!(capital("10 dagen"), "10 dagen");
        assert_eq!(capital(""), "");
    }
}
