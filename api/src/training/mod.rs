//! Training: courses, their meetings, who takes part, and who has to come again. Who may see and do what is
//! `policy::training`.

pub mod flow;
pub mod learned;

pub use learned::basic_course_attended_on;
