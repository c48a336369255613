//! Searches that found nothing: somebody tells what is missing, and the coordinator sees what many miss. Who told it is kept
//! nowhere: not in the row, not beside the idempotency key, not in the processing log. Who may what is
//! `policy::unmet_searches`.

pub mod inputs;
pub mod mutations;
pub mod queries;
pub mod store;
pub mod types;
