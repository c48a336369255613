//! Cuts the app at the marks of `web/src/parts.rs`, and lays the pieces in as few files as makes sense: each file is an
//! answer to wait for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::failure::{Result, read};
use crate::names;

/// The script that fetches the parts: `web/parts.js`, with what it needs to know of this build.
pub const SCRIPT: &str = "parts.js";

/// What is left of the app when its parts are cut out.
const MAIN: &str = "main.wasm";

/// The parts that somebody begins with: each is one file, with all that it needs.
const FIRST: [&str; 2] = ["account", "today"];

/// Rooms of several parts: what two of them need is fetched once for the room.
const ROOMS: [(&str, &[&str]); 1] = [("cases", &["acts", "board", "case", "question"])];

/// What so many rooms need is fetched once, with the first of them. Every other part is a room of its own.
const COMMON: usize = 3;

/// The app in pieces.
pub struct Parts {
    /// What wasm-bindgen still has to work on.
    pub main: Vec<u8>,
    /// The files of the parts, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files that a part needs, by the name of the part.
    pub needed: BTreeMap<String, Vec<String>>,
    /// What stands in a file: the names and lengths of its modules.
    modules: BTreeMap<String, Vec<(String, usize)>>,
}

/// Cuts the app, with `folder` to work in.
///
/// # Errors
/// When it has no marks to cut at, or the folder can't be written.
pub fn cut(wasm: &[u8], folder: &Path) -> Result<Parts> {
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    let link_name = format!("./{SCRIPT}");
    let main = folder.join(MAIN);
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &link_name;
    options.main_module = "./app.js";
    let split =
        wasm_split_cli_support::transform(options).map_err(|error| format!("the app can't be cut: {error:#}"))?;

    let needed: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    let mut parts =
        Parts { main: read(&main)?, files: BTreeMap::new(), needed: BTreeMap::new(), modules: BTreeMap::new() };
    for (part, files) in files(&needed) {
        for (file, modules) in &files {
            if parts.files.contains_key(file) {
                continue;
            }
            let mut content = Vec::new();
            let mut lengths = Vec::new();
            for module in modules {
                let module_bytes = names::without_names(&read(&folder.join(module).with_extension("wasm"))?)?;
                lengths.push((module.clone(), module_bytes.len()));
                content.extend(module_bytes);
            }
            parts.files.insert(file.clone(), content);
            parts.modules.insert(file.clone(), lengths);
        }
        parts.needed.insert(part, files.into_keys().collect());
    }
    Ok(parts)
}

impl Parts {
    /// The script that fetches them.
    pub fn script(&self, template: &str) -> String {
        let exports =
            self.needed.keys().map(|part| format!("export const __wasm_split_load_{part} = part('{part}');\n"));
        let exports: String = exports.collect();
        // A module needs no name, but the same number in every file that holds it.
        let names: BTreeSet<&String> = self.modules.values().flatten().map(|(name, _)| name).collect();
        let numbers: BTreeMap<&String, usize> = names.into_iter().zip(0..).collect();
        let numbered = |modules: &Vec<(String, usize)>| -> Vec<(usize, usize)> {
            modules.iter().map(|(name, length)| (numbers[name], *length)).collect()
        };
        let modules: BTreeMap<_, _> = self.modules.iter().map(|(file, modules)| (file, numbered(modules))).collect();
        format!("const files = {};\nconst modules = {};\n{template}{exports}", json!(self.needed), json!(modules))
    }
}

/// For each part its files, with the modules in each, from the modules that the parts need.
fn files(needed: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let others = || needed.iter().filter(|(part, _)| !FIRST.contains(&part.as_str()));
    let common: BTreeSet<String> = shared(others(), |part| room(part).to_owned(), COMMON);
    let of_room = |name: &str| {
        let own = others().filter(|(part, _)| room(part) == name);
        let shared = shared(own, str::to_owned, 2);
        shared.difference(&common).cloned().collect::<BTreeSet<_>>()
    };
    let files_of = |(part, modules): (&String, &Vec<String>)| {
        if FIRST.contains(&part.as_str()) {
            return (part.clone(), BTreeMap::from([(file(part), modules.clone())]));
        }
        let mut own = modules.clone();
        let mut files = BTreeMap::new();
        for (name, there) in [("common", &common), (room(part), &of_room(room(part)))] {
            let before = own.len();
            own.retain(|module| !there.contains(module));
            if own.len() < before {
                files.insert(file(name), there.iter().cloned().collect());
            }
        }
        files.insert(file(part), own);
        (part.clone(), files)
    };
    needed.iter().map(files_of).collect()
}

/// The modules that parts of at least so many kinds need.
fn shared<'a>(
    parts: impl Iterator<Item = (&'a String, &'a Vec<String>)>,
    kind: impl Fn(&str) -> String,
    least: usize,
) -> BTreeSet<String> {
    let mut wanted: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for (part, modules) in parts {
        for module in modules {
            wanted.entry(module).or_default().insert(kind(part));
        }
    }
    wanted.into_iter().filter(|(_, kinds)| kinds.len() >= least).map(|(module, _)| module.clone()).collect()
}

/// The room of a part.
fn room(part: &str) -> &str {
    ROOMS.iter().find(|(_, parts)| parts.contains(&part)).map_or(part, |(name, _)| name)
}

fn file(name: &str) -> String {
    format!("{name}.parts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(parts: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |modules: &[&str]| modules.iter().map(|&module| module.to_owned()).collect();
        parts.iter().map(|&(part, modules)| (part.to_owned(), owned(modules))).collect()
    }

    #[test]
    fn what_many_need_is_fetched_once_and_what_somebody_begins_with_is_one_file() {
        let needed = needed(&[
            ("acts", &["all", "two", "forms", "acts"]),
            ("board", &["all", "two", "cards", "board"]),
            ("case", &["all", "forms", "cards", "case"]),
            ("directory", &["all", "two", "directory"]),
            ("office", &["all", "office"]),
            ("palette", &["palette"]),
            ("today", &["all", "two", "today"]),
        ]);
        let files = files(&needed);
        let told: Vec<_> = files.iter().map(|(part, files)| format!("{part}: {files:?}")).collect();
        assert_eq!(
            told,
            [
                r#"acts: {"acts.parts": ["acts"], "cases.parts": ["cards", "forms", "two"], "common.parts": ["all"]}"#,
                r#"board: {"board.parts": ["board"], "cases.parts": ["cards", "forms", "two"], "common.parts": ["all"]}"#,
                r#"case: {"case.parts": ["case"], "cases.parts": ["cards", "forms", "two"], "common.parts": ["all"]}"#,
                r#"directory: {"common.parts": ["all"], "directory.parts": ["two", "directory"]}"#,
                r#"office: {"common.parts": ["all"], "office.parts": ["office"]}"#,
                r#"palette: {"palette.parts": ["palette"]}"#,
                r#"today: {"today.parts": ["all", "two", "today"]}"#,
            ]
        );
    }

    #[test]
    fn the_script_knows_every_part_and_how_long_its_modules_are() {
        let parts = Parts {
            main: Vec::new(),
            files: BTreeMap::new(),
            needed: needed(&[("cases", &["cases.parts"])]),
            modules: BTreeMap::from([("cases.parts".to_owned(), vec![("cases".to_owned(), 7)])]),
        };
        assert_eq!(
            parts.script("// fetch\n"),
            "const files = {\"cases\":[\"cases.parts\"]};\nconst modules = {\"cases.parts\":[[0,7]]};\n\
             // fetch\nexport const __wasm_split_load_cases = part('cases');\n"
        );
    }
}
