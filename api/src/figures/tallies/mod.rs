//! Sums for the figures, kept in the transaction of each change: however many cases there are, figures add up as many
//! rows.
//!
//! `counted` says what a case adds, `spans` over which days. An act takes out what its case counted for before it and puts
//! in what it counts for after it (`Work::counts`); whoever writes cases in another way puts them in or has all counted
//! again. `rebuild` counts all cases, and `compare` tells what differs from such a count.

mod counted;
mod reading;
mod spans;
mod store;

pub use self::{
    counted::{EVERYWHERE, Tallies},
    reading::{Answers, Asked, Summed, read},
    store::{Difference, add_of, compare, put_in, rebuild, rebuild_within},
};
