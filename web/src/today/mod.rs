//! The home page: what waits for me, my cases, my people.

mod home;
mod page;
mod queries;
mod today_model;
mod training;

pub use home::{HomePage, TodayBones};
pub use page::TodayPage;
