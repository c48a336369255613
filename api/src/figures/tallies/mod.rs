//! Sums for the figures and for how many cards boards have, kept in the transaction of each change: however many cases
//! there are, as many rows are added up.
//!
//! `counted` says what a case adds, `spans` over which days; `reading` adds up for the figures, `boards` for the boards. An
//! act takes out what its case counted for before it and puts in what it counts for after it (`Work::counts`); whoever
//! writes cases in another way puts them in or has all counted again. `rebuild` counts all cases, and `compare` tells what differs from such a count.

mod boards;
mod counted;
mod reading;
mod spans;
mod store;

pub use self::{
    boards::{on_boards, told},
    counted::{EVERYWHERE, Tallies},
    reading::{Answers, Asked, Summed, read},
    store::{Difference, add_of, compare, put_in, rebuild, rebuild_within},
};
