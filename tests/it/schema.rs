//! The contract: what the program prints is what stands in `schema.graphql`, to the letter, described, and never less than
//! it was.

use std::fs;
use std::path::Path;
use std::process::Command;

use api::schema::printed;

use crate::harness::contract::Contract;

const FILE: &str = "../schema.graphql";

fn committed() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).expect("the file can be read")
}

#[test]
fn the_file_is_what_is_printed() {
    let (printed, file) = (printed(), committed());
    let place = printed.lines().zip(file.lines()).position(|(printed, file)| printed != file);
    let line = place.unwrap_or_else(|| printed.lines().count().min(file.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("nothing more").to_owned();
    assert!(
        printed == file,
        "clients are built against schema.graphql, and from line {} on it isn't what the server has:\n  file:   {}\n  \
         server: {}\nWrite it anew: cargo run --package buurtverbinders -- schema > schema.graphql",
        line + 1,
        at(&file),
        at(&printed)
    );
}

#[test]
fn every_element_is_described() {
    let printed = Contract::read(&printed());
    let silent = printed.undescribed();
    assert!(silent.is_empty(), "say what it means, in which unit, who sees it:\n  {}", silent.join("\n  "));
}

/// Against every version that was committed, as far as they are here: additions only.
#[test]
fn nothing_is_taken_back() {
    let now = Contract::read(&committed());
    for commit in git(&["log", "--format=%h", "-20", "--", "schema.graphql"]).unwrap_or_default().lines() {
        let before = git(&["show", &format!("{commit}:schema.graphql")]).expect("what was committed is there");
        let broken = now.breaks(&Contract::read(&before));
        let told = "was there in";
        assert!(broken.is_empty(), "{told} {commit}; deprecate it first, with a date:\n  {}", broken.join("\n  "));
    }
}

/// What git answers; nothing outside a repository.
fn git(arguments: &[&str]) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let answer = Command::new("git").args(arguments).current_dir(root).output().ok()?;
    answer.status.success().then(|| String::from_utf8(answer.stdout).expect("text"))
}

#[test]
fn what_breaks_a_client() {
    let before = "type Query { a(b: Int): Int c: [Int] } enum E { F G } input I { j: Int! }";
    for (now, broken) in [
        (before, &[][..]),
        ("type Query { a(b: Int, d: Int): Int! c: [Int!]! e: E } enum E { F G H } input I { j: Int k: Int }", &[]),
        ("type Query { a(b: Int, d: Int = 1): Int c: [Int] } enum E { F G } input I { j: Int! k: Int! = 2 }", &[]),
        (
            "type Query { c: [String] } enum E { F } input I { j: Int! k: Int! }",
            &[
                "E.G is gone",
                "Query.a is gone",
                "Query.a(b) is gone",
                "Query.c changed from [Int] to [String]",
                "I.k is new, and asked for",
            ],
        ),
        (
            "type Query { a(b: Int!, d: Int!): [Int] c: Int } enum E { F G } type I { j: Int! }",
            &[
                "I changed from an input to an object",
                "I.j changed from Int! to Int!",
                "Query.a changed from Int to [Int]",
                "Query.a(b) changed from Int to Int!",
                "Query.c changed from [Int] to Int",
                "Query.a(d) is new, and asked for",
            ],
        ),
    ] {
        assert_eq!(Contract::read(now).breaks(&Contract::read(before)), broken, "{now}");
    }
}
