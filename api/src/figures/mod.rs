//! Figures about cases and the directory: numbers of which each is the length of a list. Every count of cases is
//! made with the conditions of `cases::filter`, so that number and list can't differ; what is asked most is kept as
//! `tallies`, which tests hold against such a count. Who counts what is in `policy::figures`.

mod counting;
pub mod export;
pub mod inputs;
pub mod period;
pub mod queries;
mod store;
mod sums;
pub mod tallies;
pub mod types;
