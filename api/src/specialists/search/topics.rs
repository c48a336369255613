//! Which topics a word is about: their names, synonyms and daily-life questions. Pure.

use super::{
    near::{errors_allowed, errors_allowed_at_beginning, nearness},
    plan::QueryWord,
    reference::Reference,
    words::{Word, stem, telling_words},
};
use crate::places::types::Topic;

/// What a match through the name of a topic is worth.
const NAME: u32 = 70;
/// Through one of its everyday words.
const SYNONYM: u32 = 60;
/// Through a word of its question.
const QUESTION: u32 = 40;

/// How a word was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recognised {
    /// It stands there, whole, inflected, or as a part of a longer word.
    AsTyped,
    /// With typing errors.
    WithErrors,
}

/// A topic that a word is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The place of the topic.
    pub topic: usize,
    /// How the word was recognised.
    pub recognised: Recognised,
    /// What it is worth, at most 100.
    pub worth: u32,
}

/// The words of all topics.
#[derive(Default)]
pub struct Vocabulary {
    /// What it was made of: for each topic its texts.
    texts: Vec<[String; TEXTS]>,
    phrases: Vec<Phrase>,
}

/// So many texts of a topic tell what it is about.
const TEXTS: usize = 5;

/// Both languages whatever the viewer reads: people type what they say.
fn texts<'a>(topic: &'a Topic, synonyms: &'a str) -> [&'a str; TEXTS] {
    let question_en = topic.question_en.as_deref().unwrap_or_default();
    [&topic.name_nl, &topic.name_en, &topic.question_nl, question_en, synonyms]
}

/// A name, a synonym or a question.
struct Phrase {
    topic: usize,
    worth: u32,
    words: Vec<Known>,
}

struct Known {
    written: String,
    folded: String,
    letters: Vec<char>,
    stem: String,
}

impl Vocabulary {
    /// Out of the topics.
    pub fn new(reference: &Reference) -> Self {
        let mut phrases = Vec::new();
        let mut made_of = Vec::new();
        for (topic, (row, synonyms)) in reference.topics.iter().zip(&reference.synonyms).enumerate() {
            let texts = texts(row, synonyms);
            made_of.push(texts.map(str::to_owned));
            let [name_nl, name_en, question_nl, question_en, synonyms] = texts;
            let names = [name_nl, name_en].map(|text| (NAME, text));
            let questions = [question_nl, question_en].map(|text| (QUESTION, text));
            let synonyms = synonyms.split(';').map(|text| (SYNONYM, text));
            phrases.extend(names.into_iter().chain(synonyms).chain(questions).filter_map(|(worth, text)| {
                let words: Vec<Known> = telling_words(text).map(known).collect();
                (!words.is_empty()).then_some(Phrase { topic, worth, words })
            }));
        }
        Self { texts: made_of, phrases }
    }

    /// Whether it was made of these topics.
    pub fn is_of(&self, reference: &Reference) -> bool {
        let topics = reference.topics.iter().zip(&reference.synonyms);
        let now = topics.map(|(topic, synonyms)| texts(topic, synonyms));
        self.texts.len() == reference.topics.len() && self.texts.iter().zip(now).all(|(then, now)| *then == now)
    }

    /// The topics that the word is about; `all` are the words that were typed together.
    pub fn about(&self, word: &QueryWord, all: &[QueryWord]) -> Vec<About> {
        let letters: Vec<char> = word.folded.chars().collect();
        let mut found: Vec<About> = Vec::new();
        for phrase in &self.phrases {
            let Some((recognised, share)) = phrase
                .words
                .iter()
                .filter_map(|known| alike(word, &letters, known))
                .min_by_key(|(how, share)| (*how, 100 - share))
            else {
                continue;
            };
            // A word out of a phrase says less than the whole of it, and the whole of a question says most.
            let is_whole = phrase.words.iter().all(|known| all.iter().any(|word| word.stem == known.stem));
            let worth = match (is_whole, phrase.words.len()) {
                (_, 0 | 1) => phrase.worth,
                (true, _) => NAME,
                (false, _) => phrase.worth / 2,
            };
            merge(&mut found, About { topic: phrase.topic, recognised, worth: worth * share / 100 });
        }
        found
    }

    /// Whether the text is a word of a topic, as it stands.
    pub fn knows(&self, folded: &str) -> bool {
        let stem = stem(folded);
        self.phrases.iter().flat_map(|phrase| &phrase.words).any(|known| known.stem == stem)
    }

    /// Folded and as written: the names and everyday words of one word, or every word of all phrases.
    pub fn words(&self, every_word: bool) -> impl Iterator<Item = (&str, &str)> {
        let phrases = self
            .phrases
            .iter()
            .filter(move |phrase| every_word || (phrase.words.len() == 1 && phrase.worth > QUESTION));
        phrases.flat_map(|phrase| &phrase.words).map(|known| (known.folded.as_str(), known.written.as_str()))
    }

    /// The stems of what a topic is about: its name and its everyday words of one word each.
    pub fn stems_of(&self, topic: usize) -> impl Iterator<Item = &str> {
        let phrases = self.phrases.iter().filter(move |phrase| phrase.topic == topic && phrase.worth > QUESTION);
        phrases.filter_map(|phrase| match &phrase.words[..] {
            [word] => Some(word.stem.as_str()),
            _ => None,
        })
    }
}

fn known(Word { written, folded }: Word) -> Known {
    Known { letters: folded.chars().collect(), stem: stem(&folded), written, folded }
}

/// How a known word is like the typed one, and what share of its worth that is, of 100.
fn alike(word: &QueryWord, letters: &[char], known: &Known) -> Option<(Recognised, u32)> {
    if word.stem == known.stem {
        return Some((Recognised::AsTyped, 100));
    }
    if known.folded.starts_with(&word.folded) && letters.len() >= word.least_beginning() {
        return Some((Recognised::AsTyped, 80));
    }
    if word.stem.len() >= 4 && known.folded.starts_with(&word.stem) {
        return Some((Recognised::AsTyped, 60));
    }
    if letters.len() >= 4 && known.folded.contains(&word.folded) {
        return Some((Recognised::AsTyped, 40));
    }
    let starts_alike = letters.first() == known.letters.first()
        || letters.first() == known.letters.get(1)
        || letters.get(1) == known.letters.first();
    if !starts_alike || !word.may_have_errors() {
        return None;
    }
    let near = nearness(letters, &known.letters)?;
    let allowed = errors_allowed(letters.len());
    if near.errors <= allowed {
        Some((Recognised::WithErrors, 80))
    } else if near.errors_as_beginning <= errors_allowed_at_beginning(letters.len()) {
        Some((Recognised::WithErrors, 50))
    } else {
        None
    }
}

/// Keeps the best of each topic in each way of recognising.
fn merge(found: &mut Vec<About>, about: About) {
    match found.iter_mut().find(|known| known.topic == about.topic && known.recognised == about.recognised) {
        Some(known) => known.worth = known.worth.max(about.worth),
        None => found.push(about),
    }
}
