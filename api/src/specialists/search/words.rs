//! Words as search compares them: folded (case and accents away) and reduced to a stem. Pure.
//!
//! Both databases index and look for what this module makes of a text, so that they find the same. The stem is a light one for
//! Dutch: plurals, diminutives, `-heid` and inflected adjectives, and the spelling that changes with them (brieven, brief).

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longer words are cut: nobody types them, and a database should not have to look for them.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it stands there, in lower case.
    pub written: String,
    /// Without case and accents: letters and digits only.
    pub folded: String,
}

/// The words of a text, in order; single letters are none.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let composed: Cow<'_, str> = if text.is_ascii() { text.into() } else { text.nfc().collect() };
    let written: Vec<String> = composed
        .split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
        .map(|word| word.chars().take(LONGEST).flat_map(char::to_lowercase).collect())
        .collect();
    written
        .into_iter()
        .map(|written: String| Word { folded: fold(&written), written })
        .filter(|word| word.folded.chars().nth(1).is_some())
}

/// The words of a text that say something, in order.
pub fn telling_words(text: &str) -> impl Iterator<Item = Word> {
    words(text).filter(|word| !is_filler(&word.folded))
}

/// A text without case, accents and everything that is no letter or digit.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().flat_map(char::to_lowercase) {
        match letter {
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ø' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            letter if letter.is_alphanumeric() && !is_combining_mark(letter) => folded.push(letter),
            _ => {}
        }
    }
    folded
}

/// The stem of a folded word. Not a word itself; only equal for words that belong together.
pub fn stem(folded: &str) -> String {
    let mut letters: Vec<char> = folded.chars().collect();
    if letters.iter().any(char::is_ascii_digit) {
        return folded.to_owned();
    }
    if ends(&letters, "heden") {
        letters.truncate(letters.len() - 5);
        letters.extend("heid".chars());
    }
    cut(&mut letters, "s", 4, |rest| !matches!(rest.last(), Some('s' | 'i' | 'u')));
    if cut(&mut letters, "je", 4, |_| true) || cut(&mut letters, "en", 3, after_consonant) {
        settle(&mut letters);
        cut(&mut letters, "s", 4, |rest| !matches!(rest.last(), Some('s' | 'i' | 'u')));
    }
    if cut(&mut letters, "heid", 4, |_| true) || cut(&mut letters, "e", 3, after_consonant) {
        settle(&mut letters);
    }
    shorten(&mut letters);
    letters.into_iter().collect()
}

/// Words that say nothing about what somebody needs: "ik snap mijn brief niet" is about "snap" and "brief".
pub fn is_filler(folded: &str) -> bool {
    FILLERS.binary_search(&folded).is_ok()
}

/// In order, for the binary search.
const FILLERS: [&str; 119] = [
    "aan", "al", "als", "altijd", "am", "an", "and", "are", "ben", "bent", "bij", "can", "daar", "dan", "dat", "de",
    "deze", "die", "dit", "do", "door", "dus", "een", "eens", "en", "er", "erg", "even", "for", "gaan", "gaat", "geen",
    "gewoon", "graag", "haar", "had", "have", "heb", "hebben", "heeft", "heel", "heet", "help", "hem", "het", "hier",
    "hij", "hoe", "hun", "iemand", "iets", "ik", "in", "is", "it", "je", "jij", "jou", "jouw", "kan", "krijg",
    "krijgen", "kun", "kunnen", "like", "maar", "me", "meer", "met", "mij", "mijn", "moet", "moeten", "mogen", "my",
    "na", "naar", "need", "niet", "nodig", "nog", "nou", "nu", "of", "om", "omdat", "ons", "onze", "ook", "op", "over",
    "steeds", "te", "the", "to", "toch", "tot", "uit", "van", "vanuit", "veel", "voor", "waar", "want", "waren", "was",
    "wat", "we", "wel", "wij", "wil", "willen", "with", "worden", "wordt", "zal", "ze", "zijn", "zoek",
];

fn ends(letters: &[char], end: &str) -> bool {
    letters.len() >= end.len() && letters[letters.len() - end.len()..].iter().copied().eq(end.chars())
}

/// Cuts an ending when enough is left and what is left allows it.
fn cut(letters: &mut Vec<char>, end: &str, least: usize, allows: impl Fn(&[char]) -> bool) -> bool {
    let Some(rest) = letters.len().checked_sub(end.len()).filter(|&rest| rest >= least) else { return false };
    let cuts = ends(letters, end) && allows(&letters[..rest]);
    if cuts {
        letters.truncate(rest);
    }
    cuts
}

fn after_consonant(rest: &[char]) -> bool {
    rest.last().is_some_and(|&letter| !is_vowel(letter))
}

/// After an ending was cut: `klass` is `klas`, `briev` is `brief`, `huiz` is `huis`.
fn settle(letters: &mut Vec<char>) {
    if let [.., before, last] = letters[..]
        && before == last
        && !is_vowel(last)
    {
        letters.pop();
    }
    match letters.last_mut() {
        Some(last) if *last == 'v' => *last = 'f',
        Some(last) if *last == 'z' => *last = 's',
        _ => {}
    }
}

/// A long vowel is written once in an open syllable and twice in a closed one: `wonen`, `woon`.
fn shorten(letters: &mut Vec<char>) {
    if let [.., first, second, last] = letters[..]
        && first == second
        && "aeou".contains(first)
        && !is_vowel(last)
    {
        letters.remove(letters.len() - 2);
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fall_apart_in_words() {
        let found: Vec<_> = words("Wmo-loket: 's morgens €\u{a0}5, Cafe\u{301}!").map(|word| word.written).collect();
        assert_eq!(found, ["wmo", "loket", "morgens", "café"]);
        assert_eq!(words("\"-*():'\\\0 a 1").count(), 0);
        assert_eq!(words(&"a".repeat(500)).next().map(|word| word.folded.len()), Some(LONGEST));
    }

    #[test]
    fn case_and_accents_fold_away() {
        for (written, folded) in [
            ("Cliënt", "client"),
            ("borç", "borc"),
            ("dług", "dlug"),
            ("yalnızlık", "yalnizlik"),
            ("İş", "is"),
            ("Ünye", "unye"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn words_that_belong_together_have_one_stem() {
        for family in [
            &["brief", "brieven"][..],
            &["klus", "klusje", "klusjes", "klussen"],
            &["huisdier", "huisdieren"],
            &["medicijn", "medicijnen"],
            &["jongere", "jongeren"],
            &["ouder", "ouders", "ouderen"],
            &["schuld", "schulden"],
            &["eenzaam", "eenzame", "eenzaamheid"],
            &["woon", "wonen"],
            &["huur", "huren"],
            &["huis", "huizen"],
            &["verlies", "verliezen"],
            &["begrafenis", "begrafenissen"],
            &["fiets", "fietsen"],
            &["uitje", "uitjes"],
            &["mogelijkheid", "mogelijkheden"],
        ] {
            let stems: Vec<_> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{family:?} became {stems:?}");
        }
    }

    #[test]
    fn words_that_do_not_belong_together_keep_apart() {
        for (one, other) in [("rouw", "rij"), ("taal", "tas"), ("eten", "eet"), ("huis", "huur"), ("mantel", "man")] {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn fillers_stand_in_order() {
        assert!(FILLERS.is_sorted());
        assert!(is_filler("niet") && !is_filler("brief"));
    }
}
