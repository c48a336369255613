//! What is looked for, worked out of what was typed. Pure.

use super::{
    near::{errors_allowed, errors_allowed_at_beginning, nearness},
    topics::{About, Vocabulary},
    words::{is_filler, stem, words},
};

/// So many words of what was typed count.
pub const MOST_WORDS: usize = 6;

/// A typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWord {
    /// Folded.
    pub folded: String,
    /// Its stem.
    pub stem: String,
    /// Somebody may still be typing it.
    pub is_last: bool,
}

impl QueryWord {
    /// So many letters are needed to look for words that go on: two while typing. A word that was left is meant
    /// as it stands, unless it is long enough to be the first part of another.
    pub fn least_beginning(&self) -> usize {
        if self.is_last { 2 } else { 4 }
    }

    /// Numbers are typed as they are or not at all, and in a short word any error makes another word.
    pub fn may_have_errors(&self) -> bool {
        errors_allowed(self.folded.chars().count()) > 0 && !self.folded.chars().any(|letter| letter.is_ascii_digit())
    }
}

/// The words that count in what was typed. Fillers don't, unless there is nothing else.
pub fn typed(text: &str) -> Vec<QueryWord> {
    let all: Vec<String> = words(text).map(|word| word.folded).collect();
    let last = all.last().cloned();
    let mut telling: Vec<String> = all.iter().filter(|word| !is_filler(word)).cloned().collect();
    if telling.is_empty() {
        telling = all;
    }
    let mut found: Vec<QueryWord> = Vec::new();
    for folded in telling {
        let stem = stem(&folded);
        if found.len() < MOST_WORDS && found.iter().all(|word| word.stem != stem) {
            found.push(QueryWord { is_last: last.as_ref() == Some(&folded), stem, folded });
        }
    }
    found
}

/// A word to look for in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// This word, or this stem.
    Whole(String),
    /// Every word that begins so.
    Beginning(String),
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// For each typed word.
    pub words: Vec<PlannedWord>,
}

/// What is looked for because of one typed word.
#[derive(Clone, Debug)]
pub struct PlannedWord {
    /// The word.
    pub word: QueryWord,
    /// The word itself and its inflections.
    pub whole: Vec<Term>,
    /// Words that it is the beginning or a part of.
    pub part: Vec<Term>,
    /// The two words that it is made of.
    pub halves: Option<[Half; 2]>,
    /// Words that it may be with typing errors.
    pub near: Vec<Term>,
    /// Topics that it is about.
    pub topics: Vec<About>,
}

/// One of the two words that a compound is made of.
#[derive(Clone, Debug)]
pub struct Half {
    /// What is looked for.
    pub terms: Vec<Term>,
    /// Topics that it is about.
    pub topics: Vec<About>,
}

impl Plan {
    /// For these words, with the topics' vocabulary and the words of the directory that look like them.
    pub fn new(typed: &[QueryWord], vocabulary: &Vocabulary, directory: &[String]) -> Self {
        Self { words: typed.iter().map(|word| planned(word, typed, vocabulary, directory)).collect() }
    }
}

fn planned(word: &QueryWord, all: &[QueryWord], vocabulary: &Vocabulary, directory: &[String]) -> PlannedWord {
    let mut part = Vec::new();
    if word.folded.chars().count() >= word.least_beginning() {
        part.push(Term::Beginning(word.folded.clone()));
    }
    if word.stem.len() >= 4 && !word.folded.starts_with(&word.stem) {
        part.push(Term::Beginning(word.stem.clone()));
    }
    if word.folded.chars().count() >= 4 {
        let within = directory.iter().filter(|known| known.contains(&word.folded) && !known.starts_with(&word.folded));
        part.extend(within.cloned().map(Term::Whole));
    }
    PlannedWord {
        word: word.clone(),
        whole: whole(&word.folded, &word.stem),
        part,
        halves: halves(word, vocabulary, directory),
        near: near(word, directory),
        topics: vocabulary.about(word, all),
    }
}

fn whole(folded: &str, stem: &str) -> Vec<Term> {
    let mut terms = vec![Term::Whole(folded.to_owned())];
    if stem != folded {
        terms.push(Term::Whole(stem.to_owned()));
    }
    terms
}

/// "rolstoeltaxi" is a rolstoel and a taxi: both must be known. The longest first half wins.
fn halves(word: &QueryWord, vocabulary: &Vocabulary, directory: &[String]) -> Option<[Half; 2]> {
    const SHORTEST: usize = 3;
    if !word.may_have_errors() {
        return None;
    }
    let knows = |text: &str| vocabulary.knows(text) || directory.iter().any(|known| known == text);
    let cuts: Vec<usize> = word.folded.char_indices().map(|(place, _)| place).collect();
    let last = cuts.len().checked_sub(SHORTEST)?;
    let (first, second) = (SHORTEST..=last).rev().find_map(|cut| {
        let (first, second) = word.folded.split_at(*cuts.get(cut)?);
        if !knows(first) {
            return None;
        }
        // Dutch joins words with a letter or two: verzorging-s-huis, bejaard-en-huis.
        ["", "s", "en", "e"]
            .into_iter()
            .filter_map(|joint| second.strip_prefix(joint))
            .find(|second| second.len() >= SHORTEST && knows(second))
            .map(|second| (first, second))
    })?;
    Some([half(first, vocabulary), half(second, vocabulary)])
}

fn half(folded: &str, vocabulary: &Vocabulary) -> Half {
    let word = QueryWord { folded: folded.to_owned(), stem: stem(folded), is_last: false };
    let mut terms = whole(&word.folded, &word.stem);
    terms.push(Term::Beginning(word.folded.clone()));
    let topics = vocabulary.about(&word, std::slice::from_ref(&word));
    Half { terms, topics }
}

fn near(word: &QueryWord, directory: &[String]) -> Vec<Term> {
    if !word.may_have_errors() {
        return Vec::new();
    }
    let letters: Vec<char> = word.folded.chars().collect();
    let allowed = errors_allowed(letters.len());
    let is_near = |known: &&String| {
        let known: Vec<char> = known.chars().collect();
        nearness(&letters, &known).is_some_and(|near| {
            near.errors <= allowed || near.errors_as_beginning <= errors_allowed_at_beginning(letters.len())
        })
    };
    directory.iter().filter(is_near).cloned().map(Term::Whole).collect()
}
