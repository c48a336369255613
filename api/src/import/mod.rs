//! Loads lists: neighbourhoods, organisations, topics, the directory, the courses and the questions of the form, as CSV, in
//! the form that `api/demo/oss/README.md` describes. All of it or nothing: every wrong row is told with file, line, column,
//! reason and remedy, and then nothing is written. Loading the same lists again changes nothing.
//!
//! Community centres, readiness conditions and themes of rules are kept with the others; they have no table yet and are left
//! out, which the summary says. Demo cases are checked here
//! and told as a story by `demo`.

pub mod courses;
pub mod demo_cases;
pub mod directory;
pub mod hours;
pub mod lists;
mod operator;
mod problems;
mod references;
mod source;
pub mod store;
mod table;

use std::{fmt, io};

use sea_orm::{DatabaseTransaction, DbErr, TransactionTrait};

use self::lists::Lists;
pub use self::{
    operator::{IdSource, Operator},
    problems::{Problem, Problems, Read, Told},
    references::{Names, References},
    source::{File, Files, Source},
    store::{Ids, Loaded},
    table::{Row, Word, read, read_keyed},
};
use crate::trouble::Trouble;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The lists that were loaded.
    pub loaded: Vec<Loaded>,
    /// Files that were left out, and why.
    pub left_out: Vec<(String, &'static str)>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The folder or a file can't be read.
    #[error("the lists can't be read: {0}")]
    Unreadable(#[from] io::Error),
    /// The folder holds no list that has a table.
    #[error(
        "there is nothing to import: the folder has none of neighbourhoods.csv, organisations.csv, topics.csv, specialists.csv, courses.csv, application_profile.csv"
    )]
    Nothing,
    /// Rows are wrong.
    #[error("{} things are wrong; nothing was imported", .0.len())]
    Problems(Vec<Problem>),
    /// The database can't be read or written.
    #[error("the database can't be read or written: {0}")]
    Database(#[from] DbErr),
}

impl ImportError {
    /// In words for the one who imports, with all that is wrong. `place` is the folder.
    pub fn trouble(&self, place: &str) -> Trouble {
        match self {
            Self::Problems(problems) => {
                let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
                let what = format!("{place}: {} things are wrong\n\n{}", problems.len(), lines.join("\n"));
                Trouble::new(what, "Nothing was imported. Mend the lists and import them again.")
            }
            Self::Unreadable(_) | Self::Nothing | Self::Database(_) => {
                let what = format!("{place}: {self}");
                Trouble::new(what, "Nothing was imported. Look at the folder and the database.")
            }
        }
    }
}

/// Loads lists, in one transaction.
///
/// # Errors
/// What is wrong with the lists, all of it at once; or that they or the database can't be read. Nothing is then written.
pub async fn load(operator: &Operator<'_>, source: &Source) -> Result<Summary, ImportError> {
    let tx = operator.db.begin().await?;
    match load_within(&tx, operator, source, 0).await {
        Ok(import) => {
            tx.commit().await?;
            Ok(import.summary)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

/// What an import under way found.
pub struct Import {
    /// The rows.
    pub lists: Lists,
    /// The ids by key.
    pub ids: Ids,
    /// What it did.
    pub summary: Summary,
}

/// Loads lists within a transaction that somebody else ends. Entries count as checked so many days later than their list
/// says: a demo ages with the day on which it is loaded, and not with the calendar.
///
/// # Errors
/// As [`load`]; the transaction must then be rolled back.
pub async fn load_within(
    tx: &DatabaseTransaction,
    operator: &Operator<'_>,
    source: &Source,
    days_later: i32,
) -> Result<Import, ImportError> {
    let files = source.files()?;
    if files.is_empty() {
        return Err(ImportError::Nothing);
    }
    let mut problems = Problems::default();
    let standing = store::standing(tx).await?;
    let known = References::new(standing.keys(), &files);
    let mut lists = Lists::read(&files, &known, &mut problems);
    if let Some(problems) = problems.into_sorted() {
        return Err(ImportError::Problems(problems));
    }
    for entry in &mut lists.specialists {
        entry.checked_on = entry.checked_on.plus_days(i64::from(days_later));
    }
    let (ids, loaded) = store::write(tx, operator, &lists, &standing).await?;
    let waiting =
        files.waiting.into_iter().map(|name| (source::why_left_out(&name), name)).map(|(why, name)| (name, why));
    let unknown = files.unknown.into_iter().map(|name| (name, "nobody knows this list"));
    let cases = files.demo_cases.map(|file| (file.name, "cases are loaded with the demo only"));
    let left_out = cases.into_iter().chain(waiting).chain(unknown).collect();
    Ok(Import { lists, ids, summary: Summary { loaded, left_out } })
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Loaded { file, added, changed, unchanged } in &self.loaded {
            writeln!(f, "{file}: {added} added, {changed} changed, {unchanged} unchanged")?;
        }
        for (file, why) in &self.left_out {
            writeln!(f, "{file}: left out, {why}")?;
        }
        Ok(())
    }
}
