//! The home page: what waits for me, my cases, my people.

mod page;
mod queries;
mod today_model;

pub use page::HomePage;
