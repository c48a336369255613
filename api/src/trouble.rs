//! What keeps the program from doing what it was started for, as the one who started it reads it.

use std::fmt;

/// What is wrong and what to do about it. Never a stack of library messages.
#[derive(Debug)]
pub struct Trouble {
    what: String,
    remedy: String,
}

impl Trouble {
    /// What is wrong, with the place, and what to do.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}\n\n{}", self.what, self.remedy)
    }
}
