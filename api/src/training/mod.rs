//! Training: courses, their meetings, who takes part, and who has to come again. Who may see and do what is
//! `policy::training`.

pub mod attendances;
pub mod calendar;
pub mod flow;
pub mod inputs;
pub mod learned;
pub mod mutations;
mod participants;
mod planning;
pub mod queries;
pub mod renewals;
pub(crate) mod store;
mod telling;
pub mod types;

pub use learned::basic_course_attended_on;
