//! What connectors ask each other ("even sparren"): one fellow connector, or the team of a neighbourhood, without a
//! resident's data. Who sees and does what is `policy::peers`.

pub mod choices;
pub mod feed;
pub mod flow;
pub mod inputs;
pub mod mutations;
pub mod queries;
pub mod store;
pub mod subscriptions;
pub mod types;
