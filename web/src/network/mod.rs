//! Mijn mensen: whom I know from working together, how, and a way to reach them.

mod network_model;
mod page;
mod queries;

pub use page::NetworkPage;
