//! Where the texts stand that people read: in the app's files of words, on its first page, and in the source of the server,
//! where a text is two literals beside each other, or one for each language.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};
use tests::root;

/// A text with its place.
pub struct Text {
    /// The file and where in it.
    pub place: String,
    /// In Dutch.
    pub dutch: String,
    /// In English.
    pub english: String,
}

/// Where no text of the interface stands: what only who runs the server reads, in English, and the demo, which is data.
const OPERATORS: [&str; 8] = [
    "api/src/config.rs",
    "api/src/database.rs",
    "api/src/demo/",
    "api/src/http/metrics.rs",
    "api/src/import/",
    "api/src/mail/smtp.rs",
    "api/src/secret_file.rs",
    "api/src/server.rs",
];

/// All there are.
pub fn texts() -> Vec<Text> {
    let mut all = of_the_app();
    all.extend(of_the_first_page());
    for source in of_the_server() {
        all.extend(source.texts);
    }
    all
}

/// A file of the server: its texts, and every literal that stands in it.
pub struct Source {
    /// Its name.
    pub name: String,
    /// Texts in both languages.
    pub texts: Vec<Text>,
    /// All literals.
    pub literals: Vec<String>,
}

/// The files of the server, without their tests.
pub fn of_the_server() -> Vec<Source> {
    let mut all = Vec::new();
    read_folder(&root().join("api/src"), &mut all);
    all.retain(|source| OPERATORS.iter().all(|operators| !source.name.starts_with(operators)));
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

/// What the page says before the app is there. It can't know the language yet, so it has both.
fn of_the_first_page() -> Vec<Text> {
    let page = fs::read_to_string(root().join("web/index.html")).expect("the first page is there");
    let said = page.split('<').skip(1).filter_map(|piece| piece.split_once('>'));
    let said = said.map(|(tag, text)| (tag, text.trim())).filter(|(tag, text)| !text.is_empty() && *tag != "title");
    let (english, dutch): (Vec<_>, Vec<_>) = said.partition(|(tag, _)| tag.contains("lang=\"en\""));
    assert_eq!(dutch.len(), english.len(), "the first page says the same in both languages: {dutch:?} {english:?}");
    let pairs = dutch.into_iter().zip(english).enumerate();
    pairs
        .map(|(number, ((_, dutch), (_, english)))| Text {
            place: format!("web/index.html text {number}"),
            dutch: dutch.to_owned(),
            english: english.to_owned(),
        })
        .collect()
}

fn read_folder(folder: &Path, all: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the server's files are there") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            read_folder(&path, all);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let source = fs::read_to_string(&path).expect("source is text");
            let name = path.strip_prefix(root()).expect("below the root").display().to_string();
            all.push(read_source(name, &source));
        }
    }
}

/// Tests stand at the end of a file.
fn read_source(name: String, source: &str) -> Source {
    let source = source.split("mod tests {").next().unwrap_or_default();
    let tokens = tokens(source);
    let literals = tokens.iter().filter_map(Token::literal).map(str::to_owned).collect();
    let bare = bare(&tokens);
    let (mut pairs, mut at) = (Vec::new(), 0);
    while at < bare.len() {
        if let Some((dutch, length)) = list(&bare[at..]) {
            let behind = at + length;
            let other = bare.get(behind) == Some(&Token::Mark(','));
            match list(bare.get(behind + 1..).unwrap_or_default())
                .filter(|(english, _)| other && english.len() == dutch.len())
            {
                Some((english, more)) => {
                    pairs
                        .extend(dutch.into_iter().zip(english).filter(|(dutch, english)| says(dutch) && says(english)));
                    at = behind + 1 + more;
                    continue;
                }
                // Of a longer list no two belong together.
                None if dutch.len() > 2 => {
                    at = behind;
                    continue;
                }
                None => {}
            }
        }
        match &bare[at..] {
            [Token::Literal(dutch), Token::Mark(','), Token::Literal(english), ..] if says(dutch) && says(english) => {
                pairs.push((dutch.clone(), english.clone()));
                at += 3;
            }
            _ => at += 1,
        }
    }
    let (dutch, english) = (said_in(&bare, "Nl"), said_in(&bare, "En"));
    assert_eq!(dutch.len(), english.len(), "{name} says more in one language: {dutch:?} {english:?}");
    pairs.extend(dutch.into_iter().zip(english));
    let texts = pairs.into_iter().enumerate();
    let texts = texts.map(|(number, (dutch, english))| Text { place: format!("{name} text {number}"), dutch, english });
    Source { texts: texts.collect(), literals, name }
}

/// Whether a literal is for people: words, or one that begins as a name or a sentence does. Keys and paths are neither.
fn says(literal: &str) -> bool {
    let first = literal.trim_start_matches(['‘', '“', '{']).chars().next();
    first.is_some_and(char::is_uppercase) || (literal.contains(' ') && literal.contains(char::is_alphabetic))
}

/// The literals of the list that begins here, as many as there are, and how many tokens it has.
fn list(tokens: &[Token]) -> Option<(Vec<String>, usize)> {
    let start = usize::from(tokens.first() == Some(&Token::Mark('&')));
    let inside = tokens.get(start..)?.strip_prefix(&[Token::Mark('[')])?;
    let length = inside.iter().position(|token| *token == Token::Mark(']'))?;
    let is_plain = |token: &Token| matches!(token, Token::Literal(_) | Token::Mark(','));
    let literals: Vec<_> = inside[..length].iter().filter_map(Token::literal).map(str::to_owned).collect();
    (inside[..length].iter().all(is_plain) && !literals.is_empty()).then_some((literals, start + length + 2))
}

/// What is said where a `match` comes to a language: the literals behind its arrows.
fn said_in(tokens: &[Token], language: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, window) in tokens.windows(4).enumerate() {
        let [Token::Word(kind), Token::Mark(':'), Token::Mark(':'), Token::Word(own)] = window else { continue };
        if kind != "Locale" || own != language {
            continue;
        }
        // The rest of the pattern, which has no other language and no end of a line.
        let is_pattern = |token: &&Token| match token {
            Token::Mark(mark) => "(),_:".contains(*mark),
            Token::Word(word) => word != "Locale",
            Token::Number => true,
            Token::Literal(_) => false,
        };
        let mut rest = tokens[at + 4..].iter().skip_while(is_pattern);
        if let (Some(Token::Mark('=')), Some(Token::Mark('>')), Some(Token::Literal(said))) =
            (rest.next(), rest.next(), rest.next())
        {
            all.push(said.clone());
        }
    }
    all
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Literal(String),
    Word(String),
    Number,
    Mark(char),
}

impl Token {
    fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Word(_) | Self::Number | Self::Mark(_) => None,
        }
    }
}

/// The tokens without what only makes another kind of text of a literal: `format!(…)`, `.to_owned()`, braces around it.
fn bare(tokens: &[Token]) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at..] {
            [Token::Word(word), Token::Mark('!'), Token::Mark('('), Token::Literal(text), ..] if word == "format" => {
                all.push(Token::Literal(text.clone()));
                at = end_of(tokens, at + 2);
            }
            [Token::Mark('.'), Token::Word(word), Token::Mark('('), Token::Mark(')'), ..]
                if ["to_owned", "to_string", "into"].contains(&word.as_str()) =>
            {
                at += 4;
            }
            [Token::Mark('{'), rest @ Token::Literal(_), Token::Mark('}'), ..] => {
                all.push(rest.clone());
                at += 3;
            }
            [token, ..] => {
                all.push(token.clone());
                at += 1;
            }
            [] => break,
        }
    }
    if all.len() == tokens.len() { all } else { bare(&all) }
}

/// Behind the parenthesis that belongs to the one at this place.
fn end_of(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') if depth == 1 => return at + 1,
            Token::Mark(')') => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Reads source as far as literals need it: comments are left out, and what is no word is a mark.
fn tokens(source: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw(rest) {
            let end = ["\"", &"#".repeat(hashes)].concat();
            let start = hashes + 2;
            let length = rest[start..].find(&end).expect("a raw literal ends");
            all.push(Token::Literal(rest[start..start + length].to_owned()));
            start + length + end.len()
        } else if first == '"' {
            let (text, taken) = literal(rest);
            all.push(Token::Literal(text));
            taken
        } else if first == '\'' {
            letter(rest)
        } else if first.is_alphabetic() || first == '_' && rest[1..].starts_with(char::is_alphanumeric) {
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            all.push(Token::Word(rest[..end].to_owned()));
            end
        } else if first.is_ascii_digit() {
            all.push(Token::Number);
            rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len())
        } else {
            if !first.is_whitespace() {
                all.push(Token::Mark(first));
            }
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    all
}

/// How many hashes stand before a raw literal, if one begins here.
fn raw(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix('r')?;
    let hashes = behind.bytes().take_while(|byte| *byte == b'#').count();
    behind[hashes..].starts_with('"').then_some(hashes)
}

/// The text of a literal, and its length in the source.
fn literal(rest: &str) -> (String, usize) {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, at + 1),
            '\\' => match letters.next().expect("something is escaped").1 {
                '\n' => while letters.next_if(|(_, letter)| letter.is_whitespace()).is_some() {},
                'n' => text.push('\n'),
                escaped => text.push(escaped),
            },
            letter => text.push(letter),
        }
    }
    panic!("a literal ends: {rest:.60}")
}

/// How long a letter between quotes is, or the quote of a lifetime.
fn letter(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some(_)) => rest[3..].find('\'').map_or(1, |end| end + 4),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[test]
fn texts_are_found_however_they_are_written() {
    let source = r#"
        const PAIR: (&str, &str) = ("Dit is er niet.", "This isn't there."); // ("Niet dit.", "Not this.")
        let wrong = |dutch: &str, english: &str| Refusal::new(Invalid, dutch, english);
        let told = wrong("Kies een \"dag\".", "Choose a \"day\".");
        say(locale, format!("{name}: kies {}.", a(b)), format!("{name}: choose."));
        say(locale, "Buurt".to_owned(), "Area".to_owned());
        named(&["Cijfer", "Te laat"], &["Figure", "Late"]); let order = ["Eén", "Twee", "Drie"];
        match (count, locale) {
            (1, Locale::Nl) => "Eén bericht".to_owned(),
            (Locale::Nl, Some(more)) => { "Meer \
                berichten" }
            (1, Locale::En) => "One notice".to_owned(),
            (Locale::En, Some(more)) => format!("{count} notices"),
        }
        let quote = '"'; let key: &'static str = keys("from", "to");
        mod tests { say("In een toets.", "In a test.") }
    "#;
    let found = read_source("here".to_owned(), source);
    let texts: Vec<_> = found.texts.iter().map(|text| [text.dutch.as_str(), &text.english].join(" | ")).collect();
    assert_eq!(
        texts,
        [
            "Dit is er niet. | This isn't there.",
            "Kies een \"dag\". | Choose a \"day\".",
            "{name}: kies {}. | {name}: choose.",
            "Buurt | Area",
            "Cijfer | Figure",
            "Te laat | Late",
            "Eén bericht | One notice",
            "Meer berichten | {count} notices",
        ]
    );
}
