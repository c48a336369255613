//! The home page: what waits for me, my cases, my people.

mod page;
mod queries;
mod today_model;
mod training;

pub use page::HomePage;
