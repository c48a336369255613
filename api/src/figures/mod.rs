//! Figures about cases and the directory: numbers of which each is the length of a list. Every count of cases is
//! made with the conditions of `cases::filter`, so that number and list can't differ. Who counts what is in
//! `policy::figures`.

pub mod export;
pub mod inputs;
pub mod period;
pub mod queries;
mod store;
pub mod types;
