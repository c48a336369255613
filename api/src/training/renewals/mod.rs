//! Who has to come to a training again, and which topics changed. Who may see and mark it is `policy::training`.

pub mod due;
pub mod flow;
pub mod inputs;
pub mod mutations;
pub mod queries;
mod store;
pub mod types;
