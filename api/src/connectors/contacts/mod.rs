//! Whom a connector calls: fixed contact persons with a stand-in while they are away, and when they spoke. Who sees and
//! does what is `policy::connectors`.

pub mod inputs;
pub mod mutations;
pub mod queries;
pub mod store;
pub mod today;
pub mod types;
