//! The home page: what waits for me, my cases, my people.

mod page;

pub use page::TodayPage;
