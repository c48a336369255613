//! Accounts, machines and the processing log.

mod choices;
mod invite;
mod log;
mod machines;
mod page;
mod people;
mod people_model;
mod queries;
mod register;

pub use page::AdministrationPage;
