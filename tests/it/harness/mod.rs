//! What the tests stand on.

pub mod accounts;
pub mod answer;
pub mod builders;
pub mod case_acts;
pub mod connectors;
pub mod contents;
pub mod contract;
pub mod database;
pub mod device;
pub mod directory;
pub mod figures;
pub mod lists;
pub mod machine;
pub mod mail;
pub mod notices;
pub mod peers;
pub mod people;
pub mod plans;
mod postgres;
pub mod program;
pub mod server;
pub mod socket;
mod sqlite;
pub mod training;
pub mod world;
