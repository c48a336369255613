//! Mail that brings notices to people who are not in the app: written with the notice, sent later, tried again, and given up
//! where everybody can see it who looks after accounts. What stands in a mail is made when it is sent, for the one who reads it,
//! and tells nothing of a resident.
//!
//! `flow` says what comes after a try (pure), `store` writes it, `letter` is what is said and `message` how that travels;
//! `post` is where it goes: a mail server (`smtp`), or files in a folder (`folder`) where there is none. `sender` goes round.

pub mod flow;
pub mod folder;
pub mod inputs;
pub mod letter;
pub mod message;
pub mod mutations;
pub mod post;
pub mod queries;
pub mod sender;
pub mod smtp;
pub mod store;
pub mod types;
mod words;

pub use post::Post;
