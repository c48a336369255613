//! Figures: what is asked, how it goes, and the list behind each number.

mod figures_model;
mod list_model;
mod list_page;
mod list_queries;
mod page;
mod period_model;
mod queries;
mod tables;

pub use list_page::{AnswerListPage, CaseListPage};
pub use page::FiguresPage;
