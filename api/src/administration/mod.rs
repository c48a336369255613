//! What an administrator keeps an eye on: machines that read through the API, and the processing log. Accounts are
//! in `people`; how a machine shows who it is, in `auth`.

pub mod inputs;
pub mod machine_clients;
pub mod mutations;
pub mod public_key;
pub mod queries;
mod store;
pub mod types;
