//! What is wrong with a list, told so that the one who keeps it can mend it: file, line, column, reason, remedy.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The line in the file, from 1.
    pub line: u64,
    /// The column's name; none when the whole line is wrong.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}. {}.", self.reason, self.remedy)
    }
}

/// Everything that is wrong, gathered before anything is refused.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// One more.
    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// All of them in reading order, or nothing when all is well.
    pub fn into_sorted(self) -> Option<Vec<Problem>> {
        let Self(mut problems) = self;
        problems.sort();
        (!problems.is_empty()).then_some(problems)
    }
}

/// What was read is wrong, and the problem has been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told;

/// What a cell holds, or that its problem has been told.
pub type Read<T> = Result<T, Told>;
