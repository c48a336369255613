//! Connectors: how somebody applies and becomes one, the profile, whom they call, and how they pause and stop. Who sees
//! and does what is `policy::connectors`; what they learn is `training`.

pub(crate) mod acting;
pub mod ahead;
pub mod application;
pub mod contacts;
pub mod figures;
pub mod flow;
pub mod forgetting;
pub mod form_token;
mod hosting;
pub mod inputs;
pub mod leaving;
pub mod mutations;
pub mod queries;
mod readiness;
pub mod store;
pub mod types;
