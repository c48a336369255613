//! What people who work in the neighbourhoods noted about an entry. Who sees and writes it is `policy::specialist_notes`.

pub mod inputs;
pub mod mutations;
pub mod page;
mod store;
pub mod types;
