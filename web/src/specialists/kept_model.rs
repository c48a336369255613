//! The list that a device keeps for where there is no connection: what is in it, when it is made anew, and searching it.
//! Only what everybody may know: public entries, no secret addresses. Pure.

use serde::{Deserialize, Serialize};

use super::print_model::when_open;
use super::print_queries::PrintEntry;
use crate::calendar::Day;
use crate::i18n::Locale;

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptList {
    /// The day it is of, as `2026-11-24`.
    pub on: String,
    /// For which areas.
    pub areas: Vec<String>,
    /// The entries, as they were found.
    pub entries: Vec<KeptEntry>,
}

/// An entry that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptEntry {
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation: String,
    /// Names and questions of its topics.
    pub topics: Vec<String>,
    /// For whom.
    pub for_whom: String,
    /// Not for whom.
    pub not_for_whom: String,
    /// How to get in.
    pub how_to_get_in: String,
    /// When.
    pub open: String,
    /// To call.
    pub phone: Option<String>,
    /// Where, when that is no secret.
    pub address: Option<String>,
}

impl KeptList {
    /// Out of what came today.
    pub fn of(locale: Locale, today: Day, areas: Vec<String>, entries: Vec<PrintEntry>) -> Self {
        let public = entries.into_iter().filter(|entry| entry.is_public);
        let kept = public.map(|entry| KeptEntry {
            open: when_open(locale, &entry.opening_hours, entry.opening_state),
            name: entry.name,
            organisation: entry.organisation.name,
            topics: entry.topics.into_iter().flat_map(|topic| [topic.name, topic.question]).collect(),
            for_whom: entry.for_whom,
            not_for_whom: entry.not_for_whom,
            how_to_get_in: entry.how_to_get_in,
            phone: entry.phone.map(|phone| phone.0),
            address: entry.address.filter(|_| !entry.address_is_confidential),
        });
        Self { on: today.iso(), areas, entries: kept.collect() }
    }

    /// Whether it is of today and for these areas.
    pub fn is_of(&self, today: Day, areas: &[String]) -> bool {
        self.on == today.iso() && self.areas == areas
    }

    /// The entries that have every word somewhere; all of them without one.
    pub fn with_words(&self, search: &str) -> Vec<&KeptEntry> {
        let words: Vec<String> = search.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
        let has_all = |entry: &&KeptEntry| {
            let own = [&entry.name, &entry.organisation, &entry.for_whom, &entry.how_to_get_in];
            let text = plain(&own.into_iter().chain(&entry.topics).cloned().collect::<Vec<_>>().join(" "));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.entries.iter().filter(has_all).collect()
    }
}

/// Without case and the accents of Dutch.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let letters = lower.chars().map(|letter| match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    });
    letters.filter(|letter| letter.is_alphanumeric() || *letter == ' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specialists::print_model::tests::entry;

    fn kept(entries: Vec<PrintEntry>) -> KeptList {
        KeptList::of(Locale::Nl, Day::parse("2026-11-24").unwrap(), vec!["ruwaard".to_owned()], entries)
    }

    #[test]
    fn only_what_everybody_may_know_is_kept() {
        let secret = PrintEntry {
            address: Some("Plein 1".to_owned()),
            address_is_confidential: true,
            ..entry("Opvang", &["geweld"])
        };
        let inside = PrintEntry { is_public: false, ..entry("Intern", &["geweld"]) };
        let list = kept(vec![secret, inside]);
        let names: Vec<_> = list.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Opvang"]);
        let text = serde_json::to_string(&list).unwrap();
        assert!(!text.contains("Plein") && !text.contains("Intern"), "{text}");
        assert_eq!(serde_json::from_str::<KeptList>(&text).unwrap(), list);
    }

    #[test]
    fn it_is_made_anew_each_day_and_for_other_areas() {
        let list = kept(Vec::new());
        let day = |text| Day::parse(text).unwrap();
        assert!(list.is_of(day("2026-11-24"), &["ruwaard".to_owned()]));
        assert!(!list.is_of(day("2026-11-25"), &["ruwaard".to_owned()]));
        assert!(!list.is_of(day("2026-11-24"), &[]));
    }

    #[test]
    fn every_word_stands_somewhere() {
        let list = kept(vec![entry("Café Één", &["taal"]), entry("Schuldhulp", &["geld"])]);
        let found = |search| list.with_words(search).iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
        assert_eq!(found("cafe EEN"), ["Café Één"]);
        assert_eq!(found("vraag GELD"), ["Schuldhulp"]);
        assert_eq!(found("  ").len(), 2);
        assert!(found("schuldhulp taal").is_empty());
    }
}
