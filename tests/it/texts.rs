//! What people read: short sentences, everyday words (B1), and the same in both languages.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};
use tests::root;

/// So many words has a sentence on average at most, in each file; and none has more than the second.
const AVERAGE: usize = 15;
const LONGEST: usize = 20;

/// Words of offices and of this software, none of which anybody says in a kitchen.
const KEPT_OUT: &str =
    "aangaande alsmede alvorens betreffende conform derhalve desalniettemin desgewenst dient dienen doch
    gaarne geenszins hetgeen heden hieromtrent ingevolge inzake jegens krachtens middels navolgende omtrent onderhavige
    onverwijld reeds respectievelijk teneinde terzake tevens thans voornoemde vooralsnog wederom zulks zodanig
    casus casussen cliënt cliënten burger burgers problematiek integraal interventie interventies participatie
    zelfredzaam zelfredzaamheid indicatie maatwerk signalering toeleiding ketenpartner regie case cases holder follower
    involvement handover takeover outcome barrier query token server database parameter valideren invalide ongeldig
    ongeldige authenticatie autorisatie status synchroniseren verwerkingslog";

/// A text with its place.
struct Text {
    place: String,
    dutch: String,
    english: String,
}

#[test]
fn sentences_are_short() {
    let mut wrong = Vec::new();
    for (file, texts) in by_file(texts()) {
        let lengths: Vec<_> = texts.iter().flat_map(|text| sentences(&text.dutch)).map(words_in).collect();
        let all: usize = lengths.iter().sum();
        if all > AVERAGE * lengths.len() {
            wrong.push(format!("{file}: {all} words in {} sentences", lengths.len()));
        }
        for text in &texts {
            let long = sentences(&text.dutch).into_iter().filter(|sentence| words_in(sentence) > LONGEST);
            wrong.extend(long.map(|sentence| format!("{}: {sentence}", text.place)));
        }
    }
    assert!(wrong.is_empty(), "too long to read in one go:\n{}", wrong.join("\n"));
}

#[test]
fn words_are_of_every_day() {
    let kept_out: Vec<&str> = KEPT_OUT.split_whitespace().collect();
    let mut wrong = Vec::new();
    for text in texts() {
        let lower = text.dutch.to_lowercase();
        // What stands in braces is filled in.
        let said = lower.split('{').map(|part| part.split_once('}').map_or(part, |(_, said)| said));
        let words = said.flat_map(|part| part.split(|letter: char| !letter.is_alphabetic()));
        wrong.extend(words.filter(|word| kept_out.contains(word)).map(|word| format!("{}: {word}", text.place)));
    }
    assert!(wrong.is_empty(), "find another word:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_untranslated() {
    let is_name = |word: &str| word.contains(['{', '}']) || word.chars().next().is_some_and(char::is_uppercase);
    let same = texts().into_iter().filter(|text| text.dutch == text.english);
    // A word or two may be the same in both languages; a sentence is not.
    let wrong: Vec<_> = same
        .filter(|text| text.dutch.split_whitespace().filter(|word| !is_name(word)).count() > 2)
        .map(|text| format!("{}: {}", text.place, text.dutch))
        .collect();
    assert!(wrong.is_empty(), "the same in both languages:\n{}", wrong.join("\n"));
}

#[test]
fn both_languages_have_every_text() {
    // The texts are found at all, those of the app and those of the server.
    let texts = texts();
    assert!(texts.iter().any(|text| text.place.starts_with("web/locales/nl/board.json")));
    assert!(texts.iter().any(|text| text.place.starts_with("api/src/cases/")));
    let empty: Vec<_> = texts
        .iter()
        .filter(|text| text.dutch.trim().is_empty() || text.english.trim().is_empty())
        .map(|text| text.place.clone())
        .collect();
    assert!(empty.is_empty(), "{empty:?}");
}

fn by_file(texts: Vec<Text>) -> Vec<(String, Vec<Text>)> {
    let mut files: Vec<(String, Vec<Text>)> = Vec::new();
    for text in texts {
        let file = text.place.split(' ').next().unwrap_or_default().to_owned();
        match files.iter_mut().find(|(name, _)| *name == file) {
            Some((_, texts)) => texts.push(text),
            None => files.push((file, vec![text])),
        }
    }
    files
}

/// Those of the app, and those with which the server refuses.
fn texts() -> Vec<Text> {
    let mut all = of_the_app();
    of_the_server(&root().join("api/src"), &mut all);
    all
}

fn of_the_app() -> Vec<Text> {
    let folder = root().join("web/locales");
    let mut all = Vec::new();
    let files = fs::read_dir(folder.join("nl")).expect("the Dutch texts are there");
    for file in files.map(|file| file.expect("a file").file_name().into_string().expect("a name")) {
        let read = |language: &str| -> Map<String, Value> {
            let text = fs::read_to_string(folder.join(language).join(&file));
            let text = text.unwrap_or_else(|error| panic!("{language}/{file}: {error}"));
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{language}/{file}: {error}"))
        };
        let (dutch, english) = (read("nl"), read("en"));
        assert!(dutch.keys().eq(english.keys()), "{file} has other names, or another order, in English");
        for (key, dutch) in dutch {
            let place = format!("web/locales/nl/{file} {key}");
            let (dutch, english) = (flat(&dutch), flat(&english[&key]));
            assert_eq!(dutch.len(), english.len(), "{place}");
            all.extend(dutch.into_iter().zip(english).map(|(dutch, english)| Text {
                place: place.clone(),
                dutch,
                english,
            }));
        }
    }
    all
}

fn flat(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(flat).collect(),
        Value::Object(all) => all.values().flat_map(flat).collect(),
        _ => Vec::new(),
    }
}

fn of_the_server(folder: &Path, all: &mut Vec<Text>) {
    for entry in fs::read_dir(folder).expect("the server's files are there") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            of_the_server(&path, all);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let source = fs::read_to_string(&path).expect("source is text");
            let name = path.strip_prefix(root()).expect("below the root").display().to_string();
            for (number, call) in source.split("Refusal::new(").skip(1).enumerate() {
                let mut strings = literals(call).into_iter();
                if let (Some(dutch), Some(english)) = (strings.next(), strings.next()) {
                    all.push(Text { place: format!("{name} refusal {number}"), dutch, english });
                }
            }
        }
    }
}

/// The string literals up to the end of the call.
fn literals(call: &str) -> Vec<String> {
    let end = call.find(");").unwrap_or(call.len());
    call[..end].split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '!', '?', ':']).map(str::trim).filter(|sentence| words_in(sentence) > 0).collect()
}

fn words_in(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
