//! The API of Buurtverbinders: one GraphQL schema over the data layer.
//!
//! Code map: a feature is a folder with the same file names everywhere: `types` (what leaves), `inputs` (what
//! comes in), `queries`, `mutations` (no decisions), `flow` (pure transitions), `store` (writes). `policy` says
//! who may see and do what. `http` speaks the wire, `auth` finds the viewer. The rest is what a request needs:
//! `context`, `acts` (one transaction an act), `paging`, `payload` (refusals), `error` (surprises), `scalars`,
//! `keys`, `feed`. Around it stand `config` (the settings), `database` and `secret_file` (what a start needs), `server`
//! (from start to end), `by_the_clock` (what time brings) and `trouble` (why it did not start).

pub mod acts;
pub mod administration;
pub mod auth;
mod batches;
pub mod board_views;
pub mod by_the_clock;
mod calendar;
pub mod cases;
pub mod check_ins;
pub mod code_words;
pub mod config;
pub mod connectors;
mod contained;
pub mod context;
pub mod database;
pub mod demo;
pub mod error;
pub mod feed;
pub mod figures;
pub mod free_text;
pub mod http;
pub mod import;
pub mod keys;
pub mod mail;
pub mod network;
pub mod node;
pub mod notices;
pub mod paging;
pub mod payload;
pub mod peers;
pub mod people;
pub mod places;
pub mod policy;
pub mod scalars;
pub mod schema;
pub mod secret_file;
pub mod server;
pub mod specialists;
pub mod training;
pub mod trouble;
