//! What people read: short sentences, everyday words (B1), and the same in both languages.

use crate::texts_read::{Text, of_the_server, texts};

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
    ongeldige authenticatie autorisatie status synchroniseren verwerkingslog zelfredzame integrale queries";

/// What a word gets at its end, in Dutch and in the English that is borrowed.
const ENDINGS: [&str; 13] = ["s", "es", "n", "en", "e", "t", "te", "ten", "de", "den", "je", "jes", "sen"];
/// The same for a verb that ends in -eren.
const VERB_ENDINGS: [&str; 7] = ["eer", "eert", "eerd", "eerde", "eerden", "erend", "erende"];

/// Words that stand in hardly any Dutch sentence together with none of the others, and in no English one.
const DUTCH: &str =
    "de het een je jij jouw niet geen wel voor naar bij uit dit deze er wordt worden kun kunt kan mag moet
    zijn heb hebt heeft nog eerst opnieuw kies schrijf vul haal kijk wie waar hoe iemand ging duurde lukt";
/// The same for English.
const ENGLISH: &str = "the a and not to from which this that can't you your somebody";
/// Where Dutch is no text of the interface, but what is looked for in what people wrote.
const DUTCH_DATA: [&str; 2] = ["api/src/specialists/cost.rs", "api/src/specialists/search/"];

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
        let wrong_here = words.filter(|word| kept_out.iter().any(|own| is_form_of(word, own)));
        wrong.extend(wrong_here.map(|word| format!("{}: {word}", text.place)));
    }
    assert!(wrong.is_empty(), "find another word:\n{}", wrong.join("\n"));
}

#[test]
fn a_word_is_kept_out_in_each_of_its_forms() {
    for (word, own) in [
        ("server", "server"),
        ("servers", "server"),
        ("statussen", "status"),
        ("interventies", "interventie"),
        ("valideer", "valideren"),
        ("gevalideerd", "valideren"),
        ("synchroniseert", "synchroniseren"),
    ] {
        assert!(is_form_of(word, own), "{word} is {own}");
    }
    for (word, own) in [("dochter", "doch"), ("regio", "regie"), ("burgerservicenummer", "burger"), ("dienst", "dient")]
    {
        assert!(!is_form_of(word, own), "{word} is not {own}");
    }
}

#[test]
fn what_the_server_says_in_dutch_it_says_in_english() {
    let dutch: Vec<&str> = DUTCH.split_whitespace().collect();
    let mut wrong = Vec::new();
    for source in of_the_server() {
        if DUTCH_DATA.iter().any(|folder| source.name.starts_with(folder)) {
            continue;
        }
        let is_dutch = |literal: &&String| {
            let lower = literal.to_lowercase();
            let words: Vec<_> = lower.split(|letter: char| !letter.is_alphabetic()).collect();
            words.iter().filter(|word| !word.is_empty()).count() > 1 && words.iter().any(|word| dutch.contains(word))
        };
        let alone = source.literals.iter().filter(is_dutch);
        let alone = alone.filter(|literal| source.texts.iter().all(|text| text.dutch != **literal));
        wrong.extend(alone.map(|literal| format!("{}: {literal}", source.name)));
    }
    assert!(wrong.is_empty(), "no English stands beside it:\n{}", wrong.join("\n"));
}

#[test]
fn no_english_stands_where_dutch_should() {
    let english: Vec<&str> = ENGLISH.split_whitespace().collect();
    let speaks_english = |text: &str| text.to_lowercase().split_whitespace().any(|word| english.contains(&word));
    let wrong: Vec<_> = texts()
        .into_iter()
        .filter(|text| speaks_english(&text.dutch))
        .map(|text| format!("{}: {}", text.place, text.dutch))
        .collect();
    assert!(wrong.is_empty(), "not in Dutch:\n{}", wrong.join("\n"));
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
    for place in [
        "api/src/cases/flow.rs",
        "api/src/notices/words.rs",
        "api/src/mail/words.rs",
        "api/src/http/codes.rs",
        "api/src/http/exports.rs",
        "api/src/figures/export/words.rs",
        "api/src/free_text.rs",
        "api/src/connectors/hosting.rs",
        "web/index.html",
    ] {
        assert!(texts.iter().any(|text| text.place.starts_with(place)), "nothing is read in {place}");
    }
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

/// Whether it is this word, or the same in the plural, bent or as another person does it.
fn is_form_of(word: &str, own: &str) -> bool {
    if word == own {
        return true;
    }
    if let Some(stem) = own.strip_suffix("eren") {
        let done = word.strip_prefix("ge").unwrap_or(word);
        return [word, done].iter().any(|word| word.strip_prefix(stem).is_some_and(|end| VERB_ENDINGS.contains(&end)));
    }
    own.len() > 3 && word.strip_prefix(own).is_some_and(|end| ENDINGS.contains(&end))
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '!', '?', ':']).map(str::trim).filter(|sentence| words_in(sentence) > 0).collect()
}

fn words_in(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
