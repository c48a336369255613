//! Accounts, machines and the processing log.
