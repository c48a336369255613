//! A new question, in three taps: what is it about, where, and a few words if you like.

mod draft;
mod form;
mod page;
mod queries;
mod topics;
mod topics_model;

pub use page::NewQuestionPage;
