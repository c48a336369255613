//! "Gaat het goed met jou?": one question to a connector, at a rhythm, answered with one tap and seen by one person. Who
//! sees what is `policy::check_ins`.

pub mod flow;
pub mod inputs;
pub mod mutations;
pub mod queries;
pub mod store;
pub mod today;
pub mod types;
