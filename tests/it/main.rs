//! The tests that go through the front door: the whole server on a real database.

#[path = "../browser/mod.rs"]
mod browser;
mod harness;

mod administration;
mod auth;
mod cases;
mod cases_acts;
mod cases_at_once;
mod cases_broken_off;
mod cases_flow;
mod cases_hidden;
mod cases_listening;
mod cases_lists;
mod cases_visibility;
mod demo;
mod demo_replay;
mod faults;
mod figures;
mod free_text;
mod hidden;
mod import;
mod invitations;
mod involvements_visibility;
mod machines;
mod migrations;
mod people;
mod policy_acts;
mod policy_forms;
mod running;
mod scenes;
mod schema;
mod search;
mod secrets;
mod serving;
mod sessions;
mod socket;
mod statements;
mod tidy;
mod town;
mod visibility;
mod wire;
mod world;
