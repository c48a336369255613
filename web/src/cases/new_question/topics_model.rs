//! Which topics to offer. Pure.

use super::queries::Topic;
use crate::ui::Glyph;

/// The topics that most questions are about, by slug, with their drawing.
const FREQUENT: [(&str, Glyph); 8] = [
    ("brieven", Glyph::Letter),
    ("schulden", Glyph::Bill),
    ("eenzaamheid", Glyph::Cup),
    ("digitaal", Glyph::Device),
    ("mantelzorg", Glyph::Heart),
    ("hulp-thuis", Glyph::House),
    ("vervoer", Glyph::Car),
    ("klusjes", Glyph::Tool),
];

/// The drawing of a topic.
pub fn topic_glyph(slug: &str) -> Glyph {
    FREQUENT.iter().find(|(frequent, _)| *frequent == slug).map_or(Glyph::Cases, |(_, glyph)| *glyph)
}

/// The frequent topics in their order; all when none of them is known here.
pub fn frequent(topics: &[Topic]) -> Vec<Topic> {
    let known = FREQUENT.iter().filter_map(|(slug, _)| topics.iter().find(|topic| topic.slug == *slug));
    let known: Vec<Topic> = known.cloned().collect();
    if known.is_empty() { topics.to_vec() } else { known }
}

/// The topics in which every word of the search stands.
pub fn matching(topics: &[Topic], search: &str) -> Vec<Topic> {
    let words: Vec<String> = search.split_whitespace().map(fold).collect();
    let matches = |topic: &&Topic| {
        let text = [fold(&topic.question), fold(&topic.name)].join(" ");
        words.iter().all(|word| text.contains(word))
    };
    topics.iter().filter(matches).cloned().collect()
}

/// Lower case, without the accents of Dutch.
fn fold(text: &str) -> String {
    let plain = |letter: char| match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        letter => letter,
    };
    text.to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::scalars::TopicId;

    fn topic(slug: &str, question: &str) -> Topic {
        let id = TopicId(slug.to_owned());
        Topic { id, slug: slug.to_owned(), name: slug.to_owned(), question: question.to_owned() }
    }

    fn slugs(topics: &[Topic]) -> Vec<&str> {
        topics.iter().map(|topic| topic.slug.as_str()).collect()
    }

    #[test]
    fn frequent_ones_come_in_their_own_order() {
        let all = [topic("geld", "a"), topic("schulden", "b"), topic("brieven", "c")];
        assert_eq!(slugs(&frequent(&all)), ["brieven", "schulden"]);
        assert_eq!(slugs(&frequent(&all[..1])), ["geld"]);
    }

    #[test]
    fn a_search_takes_every_word() {
        let all = [topic("kinderen", "Mijn kind gaat niet naar school"), topic("ideeën", "Ik heb een idee")];
        assert_eq!(slugs(&matching(&all, "")).len(), 2);
        assert_eq!(slugs(&matching(&all, "School KIND")), ["kinderen"]);
        assert_eq!(slugs(&matching(&all, "ideeen")), ["ideeën"]);
        assert!(matching(&all, "school fiets").is_empty());
    }
}
