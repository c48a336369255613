//! Before the app is compiled: makes the GraphQL schema known to `cynic`, and turns the texts of
//! `locales/` into functions, so that a missing text or argument is a compile error.

#[path = "build/words.rs"]
mod words;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../schema.graphql");
    println!("cargo::rerun-if-changed=locales");
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the type has no public name")]
    cynic_codegen::register_schema("buurtverbinders")
        .from_sdl_file("../schema.graphql")
        .and_then(|schema| schema.as_default())
        .expect("schema.graphql is a valid schema");

    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let source = words::generate(Path::new("locales")).unwrap_or_else(|fault| panic!("{fault}"));
    std::fs::write(Path::new(&out).join("words.rs"), source).expect("OUT_DIR is writable");
}
