//! What the tests stand on.

mod answer;
mod builders;
pub mod database;
pub mod people;
mod postgres;
mod sqlite;
pub mod world;
