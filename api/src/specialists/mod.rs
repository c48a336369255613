//! The directory of specialists: entries, search, freshness. Who may see and do what is `policy::specialists`.

pub mod acquainted;
pub mod changes;
pub mod cost;
pub mod facets;
pub mod freshness;
pub mod hours;
pub mod inputs;
pub mod mutations;
pub mod notes;
pub mod opening;
pub mod parts;
pub mod queries;
pub mod search;
mod store;
pub mod suggestions;
pub mod types;
pub mod unmet;
