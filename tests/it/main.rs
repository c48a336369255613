//! The tests that go through the front door: the whole server on a real database.

#[path = "../browser/mod.rs"]
mod browser;
mod harness;

mod migrations;
mod tidy;
mod world;
