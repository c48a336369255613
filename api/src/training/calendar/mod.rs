//! Somebody's meetings in the calendar of their own telephone: an address with a secret, that can be withdrawn.

pub mod feed;
pub mod inputs;
pub mod mutations;
mod store;
pub mod types;
mod written;
