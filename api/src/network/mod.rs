//! The people whom somebody knows from working together ("mijn mensen"). Nothing of it is typed: it follows from what
//! they did. Who may know whom is `policy::network`.

pub mod known;
pub mod types;
