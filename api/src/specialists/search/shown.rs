//! Why an entry was found, to show it: the words in it that matched, and the topic through which it did. Pure.

use std::{collections::HashSet, sync::Arc};

use super::{
    plan::{Plan, Term},
    rank::Way,
    suggest::Reading,
    topics::{About, Recognised, Vocabulary},
    words::{Word, stem, telling_words},
};
use crate::specialists::types::Specialist;

/// The words of an entry in which matches are shown, taken apart once for all that is asked of them.
#[derive(Default)]
pub struct Texts {
    name: Vec<Telling>,
    others: Vec<Telling>,
}

/// A word that says something, with its stem.
struct Telling {
    word: Word,
    stem: String,
}

impl Texts {
    /// Its name, for whom it is, its description and how somebody gets in.
    fn of(entry: &Specialist) -> Self {
        let telling =
            |text: &String| telling_words(text).map(|word| Telling { stem: stem(&word.folded), word }).collect();
        let others = [&entry.for_whom, &entry.description, &entry.how_to_get_in];
        Self { name: telling(&entry.name), others: others.into_iter().flat_map(telling).collect::<Vec<_>>() }
    }

    fn all(&self) -> impl Iterator<Item = &Telling> {
        self.name.iter().chain(&self.others)
    }
}

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

    /// The words of an entry that was found; none where nothing was looked for.
    pub fn texts(&self, entry: &Specialist) -> Texts {
        if self.terms.is_empty() && self.about.is_empty() { Texts::default() } else { Texts::of(entry) }
    }

    /// Whether the name of the entry has a word that was looked for.
    pub fn is_in_name(&self, entry: &Texts) -> bool {
        entry.name.iter().any(|word| self.is_looked_for(word))
    }

    /// What was typed as it was read, where a word stands nowhere; `shown` are entries that the viewer sees.
    pub fn read_as(&self, text: &str, shown: &[Texts]) -> Option<String> {
        self.reading.read_as(text, &self.vocabulary, shown.iter().flat_map(Texts::all).map(|telling| &telling.word))
    }

    /// What was typed, with its last word written on in words of topics or of `shown`, without the names of these.
    pub fn goes_on(&self, text: &str, shown: &[Texts]) -> Vec<String> {
        let others = shown.iter().flat_map(|entry| &entry.others).map(|telling| &telling.word);
        self.reading.goes_on(text, &self.vocabulary, others)
    }

    /// The words of an entry with these topics that matched, in lower case, each once, in order of appearance: the typed
    /// ones, and those that stand for a topic through which it matched.
    pub fn matched_words(&self, entry: &Texts, topics: &[usize]) -> Vec<String> {
        let mut matched: Vec<String> = Vec::new();
        let related: HashSet<&str> =
            self.topics(topics).flat_map(|about| self.vocabulary.stems_of(about.topic)).collect();
        for telling in entry.all() {
            let is_matched = related.contains(&telling.stem.as_str()) || self.is_looked_for(telling);
            if is_matched && !matched.contains(&telling.word.written) {
                matched.push(telling.word.written.clone());
            }
        }
        matched
    }

    fn is_looked_for(&self, Telling { word, stem }: &Telling) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Whole(wanted) => *wanted == word.folded || wanted == stem,
            Term::Beginning(wanted) => word.folded.starts_with(wanted),
        })
    }

    /// The place of the topic through which an entry with these topics was found.
    pub fn matched_topic(&self, topics: &[usize]) -> Option<usize> {
        self.topics(topics).max_by_key(|about| about.worth).map(|about| about.topic)
    }

    fn topics<'a>(&'a self, topics: &'a [usize]) -> impl Iterator<Item = &'a About> {
        self.about.iter().filter(|about| topics.contains(&about.topic))
    }
}
