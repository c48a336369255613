//! Asking somebody along, taking over and handing over: an act between the holder of a case and somebody else.

pub mod acting;
mod asking;
pub mod expiry;
pub mod inputs;
pub mod mutations;
pub mod queries;
mod store;
pub mod types;
