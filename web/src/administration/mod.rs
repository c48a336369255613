//! Accounts, mail that doesn't arrive, machines and the processing log.

mod choices;
mod invite;
mod link;
mod log;
mod machines;
mod mail;
mod mail_queries;
mod page;
mod people;
mod people_model;
mod queries;
mod register;
mod role_fields;
mod roles;

pub use link::{LinkField, address_of};
pub use page::AdministrationPage;
