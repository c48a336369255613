//! The tests that go through the front door: the whole server on a real database.

mod harness;

mod migrations;
mod tidy;
