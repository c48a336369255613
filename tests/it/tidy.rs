//! Rules of the house that neither the compiler nor clippy can see, checked on the text of the repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Past this a file is usually two ideas.
const LONGEST_FILE: usize = 400;

/// Names for a thing that found no home: then the domain misses a word.
const GRAB_BAGS: [&str; 8] = ["common", "helper", "helpers", "manager", "misc", "service", "util", "utils"];

/// What may stand at the top of the repository. Anything else belongs in one of the folders.
const TOP: [&str; 17] = [
    ".cargo",
    ".ci",
    ".dockerignore",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "Dockerfile",
    "LICENSE",
    "README.md",
    "api",
    "entities",
    "migration",
    "rustfmt.toml",
    "schema.graphql",
    "tests",
    "web",
    "xtask",
];

/// Ways around the typed query builder, and writes to many rows at once.
const BYPASSES: [&str; 14] = [
    "Statement::",
    "find_by_statement(",
    "Query::select(",
    "execute_raw(",
    "execute_unprepared(",
    "query_all(",
    "query_all_raw(",
    "query_one(",
    "query_one_raw(",
    "raw_sql!",
    "Expr::cust",
    "from_raw_sql(",
    "delete_many(",
    "update_many(",
];

/// Parts of statements, each about a row that policy let through.
const ABOUT_A_ROW: [&str; 3] = ["api/src/cases/derived.rs", "api/src/cases/rows.rs", "api/src/specialists/parts.rs"];

#[test]
fn no_file_is_too_long() {
    let long = rust_sources().filter(|source| source.text.lines().count() > LONGEST_FILE);
    assert_none("longer than 400 lines", long.map(|source| source.name));
}

#[test]
fn no_file_is_a_grab_bag() {
    let bags = tracked().into_iter().filter(|name| {
        Path::new(name)
            .components()
            .filter_map(|part| Path::new(part.as_os_str()).file_stem()?.to_str())
            .any(|part| GRAB_BAGS.contains(&part))
    });
    assert_none("named after nothing in the domain", bags);
}

#[test]
fn no_lint_is_switched_off_without_a_reason() {
    assert_none("`expect` with a reason says when it is no longer needed", lines_with(&[concat!("[", "allow(")]));
}

#[test]
fn nothing_is_left_for_later() {
    let marks =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK"), concat!("dbg", "!(")];
    assert_none("unfinished", lines_with(&marks));
}

#[test]
fn raw_sql_and_writes_to_many_rows_stay_where_they_are_looked_for() {
    let elsewhere = rust_sources().filter(|source| source.name.starts_with("api/") && !may_bypass(&source.name));
    let found = elsewhere.flat_map(|source| {
        let is_part = |line: &String| line.contains("Query::select(") && ABOUT_A_ROW.contains(&source.name.as_str());
        source.lines_with(&BYPASSES).into_iter().filter(move |line| !is_part(line)).collect::<Vec<_>>()
    });
    assert_none("only policy, search, a feature's store and the opening of the database may do this", found);
}

#[test]
fn entities_publish_nothing() {
    let derives = ["SimpleObject", "ComplexObject", "InputObject"];
    let entities = rust_sources().filter(|source| source.name.starts_with("entities/"));
    assert_none(
        "a column reaches GraphQL by a line in api only",
        entities.flat_map(|source| source.lines_with(&derives)),
    );
}

#[test]
fn the_app_knows_only_the_schema() {
    let manifest = read("web/Cargo.toml");
    let known = ["api", "entities", "migration"].into_iter().filter(|name| dependencies(&manifest).contains(*name));
    assert_none("web depends on it", known.map(str::to_owned));
}

/// A handler that is spread onto a component stays the first one when the view is rebuilt in place: the button would do
/// what it did before. Components take what to do as a property.
#[test]
fn no_handler_is_spread_onto_a_component() {
    let views = rust_sources().filter(|source| source.name.starts_with("web/src/"));
    let spread = views.flat_map(|source| {
        let tags = component_tags(&source.text).filter(|tag| tag.contains(" on:"));
        tags.map(|tag| format!("{}: <{tag}>", source.name)).collect::<Vec<_>>()
    });
    assert_none("give the component a property for it", spread);
}

#[test]
fn nothing_else_stands_at_the_top() {
    let top: BTreeSet<_> = tracked().iter().filter_map(|name| name.split('/').next().map(str::to_owned)).collect();
    assert_none("it belongs in one of the folders", top.into_iter().filter(|name| !TOP.contains(&name.as_str())));
}

#[test]
fn every_dependency_of_the_workspace_is_used() {
    let members = ["api", "api/program", "entities", "migration", "tests", "web", "xtask"];
    let used: BTreeSet<String> =
        members.iter().flat_map(|member| dependencies(&read(&format!("{member}/Cargo.toml")))).collect();
    let workspace = read("Cargo.toml");
    let declared = section(&workspace, "[workspace.dependencies]");
    assert_none("no crate uses it", declared.filter(|name| !used.contains(*name)).map(str::to_owned));
}

fn may_bypass(name: &str) -> bool {
    // Opening a database asks about the file, not about rows.
    name == "api/src/database.rs"
        || name.ends_with("/store.rs")
        || name.starts_with("api/src/policy/")
        || name.starts_with("api/src/specialists/search")
}

/// The names in every table of dependencies of a manifest.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    ["[dependencies]", "[dev-dependencies]", "[build-dependencies]"]
        .into_iter()
        .flat_map(|title| section(manifest, title))
        .map(str::to_owned)
        .collect()
}

/// What stands between `<` and `>` of every component in a file, on one line.
fn component_tags(text: &str) -> impl Iterator<Item = String> {
    let begun = text.match_indices('<').map(|(at, _)| &text[at + 1..]);
    let components = begun.filter(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
    components.map(|rest| {
        let (mut depth, mut before) = (0, ' ');
        let end = rest.find(|sign| {
            match sign {
                '(' | '{' | '[' => depth += 1,
                ')' | '}' | ']' => depth -= 1,
                _ => {}
            }
            // `=>` and `->` belong to a value.
            let closes = sign == '>' && depth <= 0 && !matches!(before, '=' | '-');
            before = sign;
            closes
        });
        rest[..end.unwrap_or(rest.len())].split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// The keys under a title, up to the next title.
fn section<'a>(manifest: &'a str, title: &'a str) -> impl Iterator<Item = &'a str> {
    manifest
        .lines()
        .skip_while(move |line| *line != title)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|key| !key.is_empty() && !key.starts_with('#'))
}

struct Source {
    name: String,
    text: String,
}

impl Source {
    fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let found = self.text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        found.map(|(number, line)| format!("{}:{}: {}", self.name, number + 1, line.trim())).collect()
    }
}

fn lines_with(words: &[&str]) -> Vec<String> {
    rust_sources().flat_map(|source| source.lines_with(words)).collect()
}

fn rust_sources() -> impl Iterator<Item = Source> {
    let names = tracked().into_iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "rs"));
    names.map(|name| Source { text: read(&name), name })
}

/// Every file that is committed or could be.
fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    let names = String::from_utf8(listed.stdout).expect("file names are text");
    names.lines().filter(|name| root().join(name).is_file()).map(str::to_owned).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the file can be read")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn assert_none(rule: &str, found: impl IntoIterator<Item = String>) {
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}
