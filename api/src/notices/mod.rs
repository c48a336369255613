//! Notices: what waits for somebody, or happened to what is theirs. An act tells it in its own transaction ([`tell`]), and with
//! it goes what is to be mailed. A notice names what it is about and holds no words: these are made for who reads it.
//! Who may see what is `policy::notices`; sending is `mail`.

pub mod inputs;
pub mod mutations;
pub mod queries;
pub mod reminders;
pub mod store;
pub mod subscriptions;
pub mod telling;
pub mod tidying;
pub mod types;
pub mod who;
pub mod words;

pub use telling::{Subject, Telling, tell};
