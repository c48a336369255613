//! What somebody may be typing, and what a word with errors was read as. Pure.
//!
//! It tells no other words than those of topics, which are for everybody, and of entries that are shown anyway.

use std::collections::HashMap;

use super::{
    near::{errors_allowed, errors_allowed_at_beginning, nearness},
    plan::{Plan, QueryWord},
    rank::Way,
    topics::Vocabulary,
    words::{Word, stem, words},
};

/// So many ways to go on are offered.
const MOST: usize = 3;

/// How the words that were typed were read.
#[derive(Debug, Default)]
pub struct Reading {
    words: Vec<(QueryWord, Option<Way>)>,
}

impl Reading {
    /// Out of the plan and how each of its words was understood.
    pub fn new(plan: &Plan, ways: &[Option<Way>]) -> Self {
        Self { words: plan.words.iter().map(|planned| planned.word.clone()).zip(ways.iter().copied()).collect() }
    }

    /// What was typed, with each word that stands nowhere replaced by the one that it was read as, or could be; `None`
    /// when every word stands as it was typed or is like no other.
    pub fn read_as<'a>(
        &self,
        text: &str,
        vocabulary: &'a Vocabulary,
        shown: impl Iterator<Item = &'a Word>,
    ) -> Option<String> {
        if self.words.iter().all(|(_, way)| way.is_some_and(|way| way != Way::WithErrors)) {
            return None;
        }
        let known = Known::new(vocabulary, shown, true, |_| true);
        let meant: HashMap<&str, &str> = self
            .words
            .iter()
            .filter_map(|(word, way)| Some((word.folded.as_str(), known.meant(word, *way)?)))
            .collect();
        (!meant.is_empty()).then(|| with(text, &meant))
    }

    /// What was typed with its last word written on, in at most three ways, the most usual first.
    pub fn goes_on<'a>(
        &self,
        text: &str,
        vocabulary: &'a Vocabulary,
        shown: impl Iterator<Item = &'a Word>,
    ) -> Vec<String> {
        let Some((last, Some(Way::AsTyped))) = self.words.iter().find(|(word, _)| word.is_last) else {
            return Vec::new();
        };
        if last.folded.chars().count() < 2 {
            return Vec::new();
        }
        let goes_on = |folded: &str| folded.starts_with(&last.folded) && folded != last.folded;
        let known = Known::new(vocabulary, shown, false, goes_on);
        let mut longer: Vec<_> = known.0.iter().collect();
        longer.sort_by_key(|(folded, (count, _))| (usize::MAX - count, folded.len(), **folded));
        let mut stems: Vec<String> = Vec::new();
        let mut texts = Vec::new();
        for (folded, (_, written)) in longer {
            let stem = stem(folded);
            if texts.len() < MOST && stem != last.stem && !stems.contains(&stem) {
                stems.push(stem);
                texts.push(with(text, &HashMap::from([(last.folded.as_str(), *written)])));
            }
        }
        texts
    }
}

/// The words of what is shown and of the topics, folded, each with how often it stands there and as it is written.
struct Known<'a>(HashMap<&'a str, (usize, &'a str)>);

impl<'a> Known<'a> {
    /// The names and everyday words of topics of one word, or every word of them, as far as they are wanted.
    fn new(
        vocabulary: &'a Vocabulary,
        shown: impl Iterator<Item = &'a Word>,
        every_word: bool,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Self {
        let mut known: HashMap<&str, (usize, &str)> = HashMap::new();
        let shown = shown.map(|word| (word.folded.as_str(), word.written.as_str()));
        for (folded, written) in shown.chain(vocabulary.words(every_word)).filter(|(folded, _)| is_wanted(folded)) {
            known.entry(folded).or_insert((0, written)).0 += 1;
        }
        Self(known)
    }

    /// The word that somebody meant who made errors: the one with the fewest, and then the most usual.
    fn meant(&self, word: &QueryWord, way: Option<Way>) -> Option<&str> {
        let letters: Vec<char> = word.folded.chars().collect();
        let allowed = errors_allowed(letters.len());
        // What was found nowhere may be asked about a little more freely than it may be searched for.
        let (whole, beginning) = match way {
            Some(Way::WithErrors) => (allowed, errors_allowed_at_beginning(letters.len())),
            None if word.may_have_errors() => (allowed + 1, 0),
            _ => return None,
        };
        let near =
            self.0.iter().filter(|(folded, _)| **folded != word.folded).filter_map(|(folded, (count, written))| {
                let near = nearness(&letters, &folded.chars().collect::<Vec<_>>())?;
                let is_near = near.errors <= whole || (beginning > 0 && near.errors_as_beginning <= beginning);
                is_near.then_some(((near.errors_as_beginning, near.errors, usize::MAX - count, folded), written))
            });
        near.min_by(|(one, _), (other, _)| one.cmp(other)).map(|(_, written)| *written)
    }
}

/// The words of a text with some of them replaced, by how they are folded.
fn with(text: &str, others: &HashMap<&str, &str>) -> String {
    let replaced: Vec<String> = words(text)
        .map(|word| others.get(word.folded.as_str()).map_or(word.written, |other| (*other).to_owned()))
        .collect();
    replaced.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{super::words::telling_words, *};

    fn reading(text: &str, way: Option<Way>) -> Reading {
        let typed = super::super::plan::typed(text);
        Reading { words: typed.into_iter().map(|word| (word, way)).collect() }
    }

    fn telling(shown: &[&str]) -> Vec<Word> {
        shown.iter().flat_map(|text| telling_words(text)).collect()
    }

    fn read_as(text: &str, way: Option<Way>, shown: &[&str]) -> Option<String> {
        reading(text, way).read_as(text, &Vocabulary::default(), telling(shown).iter())
    }

    #[test]
    fn a_word_with_errors_is_read_as_the_nearest() {
        let shown = ["Schuldhulp voor wie schulden heeft", "De schuldhulp van Oss"];
        assert_eq!(read_as("schuldhlup", Some(Way::WithErrors), &shown).as_deref(), Some("schuldhulp"));
        assert_eq!(read_as("de schuldne", Some(Way::WithErrors), &shown).as_deref(), Some("de schulden"));
        assert_eq!(read_as("schulden", Some(Way::AsTyped), &shown), None);
        assert_eq!(read_as("zzzz", None, &shown), None);
        assert_eq!(read_as("schulden", None, &["schulden"]), None, "a word is never read as itself");
    }

    #[test]
    fn what_was_found_nowhere_may_be_further_off() {
        assert_eq!(read_as("dementei", Some(Way::WithErrors), &["dementie"]).as_deref(), Some("dementie"));
        assert_eq!(read_as("woonig", None, &["woning"]).as_deref(), Some("woning"));
        assert_eq!(read_as("woonig", Some(Way::WithErrors), &["woning"]), None);
        assert_eq!(read_as("112", None, &["113"]), None, "a number is typed as it is");
    }

    #[test]
    fn the_last_word_goes_on() {
        let shown = ["Wie brieven niet snapt", "Brieven lezen met een vrijwilliger", "De brievenbus", "een brief"];
        let shown = telling(&shown);
        let goes_on = |text| reading(text, Some(Way::AsTyped)).goes_on(text, &Vocabulary::default(), shown.iter());
        assert_eq!(goes_on("hulp brie"), ["hulp brieven", "hulp brievenbus"]);
        assert_eq!(goes_on("brieven"), ["brievenbus"]);
        assert!(goes_on("b").is_empty());
        assert!(reading("brie", None).goes_on("brie", &Vocabulary::default(), shown.iter()).is_empty());
    }
}
