//! Turns `locales/<language>/<area>.json` into one Rust module an area, with one function a text.
//!
//! A text is a string; `{name}` in it is an argument of type `&str`, in the order of the first language. Two texts `key_one` and `key_other`
//! are one function `key` with an extra argument `count`. All languages must have the same areas, the
//! same keys and the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

/// The languages: folder name and variant of `Locale`.
const LANGUAGES: [(&str, &str); 2] = [("nl", "Nl"), ("en", "En")];

type Texts = BTreeMap<String, String>;
type Areas = BTreeMap<String, Texts>;

/// The source of all modules.
///
/// # Errors
///
/// Tells which file, key or argument is wrong or missing.
pub fn generate(folder: &Path) -> Result<String, String> {
    let mut languages = Vec::new();
    for (language, _) in LANGUAGES {
        languages.push(read_language(&folder.join(language))?);
    }
    let mut source = String::new();
    for area in same_keys("the areas", &languages)? {
        let texts: Vec<Texts> = languages.iter().map(|areas| areas[&area].clone()).collect();
        let keys = same_keys(&area, &texts)?;
        let _ = writeln!(source, "/// Texts of `{area}`.\npub mod {area} {{");
        source.push_str("    use super::Locale;\n");
        for key in &keys {
            if key.ends_with("_other") {
                continue;
            }
            let forms: Vec<Vec<Piece>> = pieces_of(&area, key, &texts)?;
            if let Some(stem) = key.strip_suffix("_one") {
                let other = format!("{stem}_other");
                if !keys.contains(&other) {
                    return Err(format!("{area}: {key} stands without {other}"));
                }
                let others = pieces_of(&area, &other, &texts)?;
                write_plural(&mut source, stem, &forms, &others);
            } else {
                write_text(&mut source, key, &forms);
            }
        }
        source.push_str("}\n");
    }
    Ok(source)
}

fn read_language(folder: &Path) -> Result<Areas, String> {
    let mut areas = Areas::new();
    let entries = std::fs::read_dir(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|fault| fault.to_string())?.path();
        let area = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wrong = |why: &str| format!("{}: {why}", path.display());
        let json = std::fs::read_to_string(&path).map_err(|fault| wrong(&fault.to_string()))?;
        let json: Value = serde_json::from_str(&json).map_err(|fault| wrong(&fault.to_string()))?;
        let object = json.as_object().ok_or_else(|| wrong("is not an object"))?;
        let mut texts = Texts::new();
        for (key, text) in object {
            let text = text.as_str().ok_or_else(|| wrong(&format!("{key} is not a string")))?;
            texts.insert(key.clone(), text.to_owned());
        }
        areas.insert(area, texts);
    }
    Ok(areas)
}

/// The keys, if every language has the same ones.
fn same_keys<T>(what: &str, maps: &[BTreeMap<String, T>]) -> Result<BTreeSet<String>, String> {
    let all: BTreeSet<String> = maps.iter().flat_map(|map| map.keys().cloned()).collect();
    for ((language, _), map) in LANGUAGES.iter().zip(maps) {
        if let Some(missing) = all.iter().find(|key| !map.contains_key(*key)) {
            return Err(format!("{what}: {missing} is missing in {language}"));
        }
    }
    Ok(all)
}

enum Piece {
    Text(String),
    Argument(String),
}

/// The text of every language, cut in pieces.
fn pieces_of(area: &str, key: &str, texts: &[Texts]) -> Result<Vec<Vec<Piece>>, String> {
    let forms: Vec<Vec<Piece>> = texts.iter().map(|texts| cut(&texts[key])).collect();
    let first = arguments(&forms[..1]);
    for ((language, _), form) in LANGUAGES.iter().zip(&forms) {
        let its = arguments(std::slice::from_ref(form));
        // A singular may say "one" instead of the number.
        let sorted = |names: &[String]| {
            let names = names.iter().filter(|name| *name != "count").cloned();
            names.collect::<BTreeSet<String>>()
        };
        if sorted(&its) != sorted(&first) {
            return Err(format!("{area}: {key} has other arguments in {language}"));
        }
    }
    Ok(forms)
}

fn cut(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a { in a text has its }");
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Argument(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

/// The names of the arguments, in the order in which they appear first.
fn arguments(forms: &[Vec<Piece>]) -> Vec<String> {
    let mut names = Vec::new();
    for piece in forms.iter().flatten() {
        if let Piece::Argument(name) = piece
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

fn example(pieces: &[Piece]) -> String {
    let cut = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Argument(name) => format!("<{name}>"),
    });
    cut.collect::<String>().replace('`', "'")
}

fn write_text(source: &mut String, key: &str, forms: &[Vec<Piece>]) {
    let names = arguments(forms);
    let parameters = parameters(&names);
    let returns = if names.is_empty() { "&'static str" } else { "String" };
    let _ = writeln!(source, "    /// `{}`", example(&forms[0]));
    let _ = writeln!(source, "    pub fn {key}(locale: Locale{parameters}) -> {returns} {{");
    source.push_str("        match locale {\n");
    for ((_, variant), form) in LANGUAGES.iter().zip(forms) {
        let _ = writeln!(source, "            Locale::{variant} => {},", expression(form, names.is_empty()));
    }
    source.push_str("        }\n    }\n");
}

fn parameters(names: &[String]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!(", {name}: &str")).collect();
    each.concat()
}

fn write_plural(source: &mut String, stem: &str, one: &[Vec<Piece>], other: &[Vec<Piece>]) {
    let mut names = arguments(other);
    names.extend(arguments(one).into_iter().filter(|name| !arguments(other).contains(name)));
    let is_counted = names.iter().any(|name| name == "count");
    names.retain(|name| name != "count");
    let parameters = parameters(&names);
    let _ = writeln!(source, "    /// `{}`", example(&other[0]));
    let _ = writeln!(source, "    pub fn {stem}(locale: Locale, number: i32{parameters}) -> String {{");
    if is_counted {
        source.push_str("        let count: &str = &number.to_string();\n");
    }
    source.push_str("        match (locale, number) {\n");
    for (index, (_, variant)) in LANGUAGES.iter().enumerate() {
        let _ = writeln!(source, "            (Locale::{variant}, 1) => {},", expression(&one[index], false));
        let _ = writeln!(source, "            (Locale::{variant}, _) => {},", expression(&other[index], false));
    }
    source.push_str("        }\n    }\n");
}

fn expression(pieces: &[Piece], fixed: bool) -> String {
    if let ([Piece::Text(text)], true) = (pieces, fixed) {
        return format!("{text:?}");
    }
    let parts: Vec<String> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => format!("{text:?}"),
            Piece::Argument(name) => name.clone(),
        })
        .collect();
    format!("[{}].concat()", parts.join(", "))
}
