//! Why an entry was found, to show it: the words in it that matched, and the topic through which it did. Pure.

use std::{collections::HashSet, sync::Arc};

use super::{
    plan::{Plan, Term},
    rank::Way,
    suggest::Reading,
    topics::{About, Recognised, Vocabulary},
    words::{Word, is_filler, stem, words},
};

/// What was looked for and in which way it was found.
pub struct Shown {
    terms: Vec<Term>,
    about: Vec<About>,
    vocabulary: Arc<Vocabulary>,
    reading: Reading,
}

impl Shown {
    /// Out of the plan and how each of its words was understood.
    pub fn new(plan: Plan, ways: &[Option<Way>], vocabulary: Arc<Vocabulary>) -> Self {
        let mut terms = Vec::new();
        let mut about = Vec::new();
        let reading = Reading::new(&plan, ways);
        for (word, way) in plan.words.into_iter().zip(ways).filter_map(|(word, way)| way.map(|way| (word, way))) {
            let halves = word.halves.into_iter().flatten();
            let understood = |how| move |about: &About| about.recognised == how;
            match way {
                Way::AsTyped => {
                    terms.extend(word.whole.into_iter().chain(word.part));
                    about.extend(word.topics.into_iter().filter(understood(Recognised::AsTyped)));
                }
                Way::WithErrors => {
                    terms.extend(word.near);
                    about.extend(word.topics.into_iter().filter(understood(Recognised::WithErrors)));
                }
                Way::Compound | Way::Half => halves.for_each(|half| {
                    terms.extend(half.terms);
                    about.extend(half.topics.into_iter().filter(understood(Recognised::AsTyped)));
                }),
            }
        }
        Self { terms, about, vocabulary, reading }
    }

    /// The places of the topics that the words are about, the surest first.
    pub fn topics_in_mind(&self) -> Vec<usize> {
        let mut worths: Vec<(u32, usize)> = Vec::new();
        for about in &self.about {
            match worths.iter_mut().find(|(_, topic)| *topic == about.topic) {
                Some((worth, _)) => *worth += about.worth,
                None => worths.push((about.worth, about.topic)),
            }
        }
        worths.sort_by_key(|(worth, topic)| (u32::MAX - worth, *topic));
        worths.into_iter().map(|(_, topic)| topic).collect()
    }

    /// Whether the name has a word that was looked for.
    pub fn is_in_name(&self, name: &str) -> bool {
        !self.matched_words(&[name], &[]).is_empty()
    }

    /// What was typed as it was read, where a word stands nowhere; `shown` are texts that the viewer sees.
    pub fn read_as(&self, text: &str, shown: &[&str]) -> Option<String> {
        self.reading.read_as(text, &self.vocabulary, shown)
    }

    /// What was typed, with its last word written on in words of `shown` or of topics.
    pub fn goes_on(&self, text: &str, shown: &[&str]) -> Vec<String> {
        self.reading.goes_on(text, &self.vocabulary, shown)
    }

    /// The words of these texts of an entry that matched, in lower case, each once, in order of appearance: the typed
    /// ones, and those that stand for a topic through which it matched.
    pub fn matched_words(&self, texts: &[&str], topics: &[usize]) -> Vec<String> {
        let mut matched: Vec<String> = Vec::new();
        if self.terms.is_empty() && self.about.is_empty() {
            return matched;
        }
        let related: HashSet<&str> =
            self.topics(topics).flat_map(|about| self.vocabulary.stems_of(about.topic)).collect();
        for word in texts.iter().flat_map(|text| words(text)).filter(|word| !is_filler(&word.folded)) {
            let stem = stem(&word.folded);
            let is_matched =
                related.contains(&stem.as_str()) || self.terms.iter().any(|term| is_it(term, &word, &stem));
            if is_matched && !matched.contains(&word.written) {
                matched.push(word.written);
            }
        }
        matched
    }

    /// The place of the topic through which an entry with these topics was found.
    pub fn matched_topic(&self, topics: &[usize]) -> Option<usize> {
        self.topics(topics).max_by_key(|about| about.worth).map(|about| about.topic)
    }

    fn topics<'a>(&'a self, topics: &'a [usize]) -> impl Iterator<Item = &'a About> {
        self.about.iter().filter(|about| topics.contains(&about.topic))
    }
}

fn is_it(term: &Term, word: &Word, stem: &str) -> bool {
    match term {
        Term::Whole(wanted) => *wanted == word.folded || wanted == stem,
        Term::Beginning(wanted) => word.folded.starts_with(wanted),
    }
}
