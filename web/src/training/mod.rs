//! Training: meetings to go to, who was there, and who has to come again.

mod acts;
mod add;
mod calendar_card;
mod call_off;
mod due_page;
mod due_queries;
mod enums;
mod meeting_page;
mod page;
mod people;
mod plan_draft;
mod plan_form;
mod plan_page;
mod queries;
mod row;
mod taking_off;
mod training_model;

pub use due_page::DuePage;
pub use meeting_page::MeetingPage;
pub use page::{PastPage, TrainingPage, may_plan};
pub use plan_page::{ChangeMeetingPage, PlanPage};
