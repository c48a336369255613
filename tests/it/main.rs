//! The tests that go through the front door: the whole server on a real database.

#[path = "../browser/mod.rs"]
mod browser;
mod harness;

mod administration;
mod auth;
mod cases;
mod cases_acts;
mod cases_flow;
mod cases_hidden;
mod cases_lists;
mod demo;
mod demo_people;
mod demo_replay;
mod faults;
mod figures;
mod free_text;
mod import;
mod import_files;
mod invitations;
mod machines;
mod migrations;
mod people;
mod running;
mod schema;
mod search;
mod secrets;
mod serving;
mod sessions;
mod socket;
mod specialists;
mod specialists_input;
mod specialists_search;
mod statements;
mod tidy;
mod wire;
mod world;
