//! Asking somebody along, taking over and handing over: an act between the holder of a case and somebody else.

pub mod types;
