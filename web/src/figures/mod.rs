//! Figures: what is asked, how it goes, the list behind each number, and the same as files and as a report.

mod areas_model;
mod charts;
mod compared_model;
mod figures_model;
mod files;
mod list_model;
mod list_page;
mod list_queries;
mod page;
mod people;
mod people_model;
mod period_model;
mod queries;
mod report_page;
#[cfg(test)]
mod samples;
mod tables;
mod tables_model;
mod training;
mod weeks_model;

pub use list_page::{AnswerListPage, CaseListPage};
pub use page::FiguresPage;
pub use report_page::ReportPage;
