//! What rows say about each other: every key that is named must stand in a list or in the database, and nothing lies
//! within itself. Pure.

use std::collections::{HashMap, HashSet};

use super::{
    problems::{Problem, Problems, Read},
    source::{File, Files},
    store::Ids,
    table::{Row, keys},
};

/// The keys that a row may name, list by list.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// Codes of neighbourhoods.
    pub neighbourhoods: Names,
    /// Slugs of organisations.
    pub organisations: Names,
    /// Slugs of topics.
    pub topics: Names,
    /// Slugs of specialists.
    pub specialists: Names,
    /// Slugs of courses.
    pub courses: Names,
}

/// The keys of one list. None when its file has no keys to read: then not every row that names one is told too.
#[derive(Clone, Debug, Default)]
pub struct Names(Option<HashSet<String>>);

impl References {
    /// Keys that have an id.
    pub fn of_ids(ids: &Ids) -> Self {
        Self {
            neighbourhoods: ids.neighbourhoods.keys().cloned().collect(),
            organisations: ids.organisations.keys().cloned().collect(),
            topics: ids.topics.keys().cloned().collect(),
            specialists: ids.specialists.keys().cloned().collect(),
            courses: ids.courses.keys().cloned().collect(),
        }
    }

    /// What stands in the database, and what the files add to it.
    pub fn new(standing: References, files: &Files) -> Self {
        Self {
            neighbourhoods: standing.neighbourhoods.and_of(files.neighbourhoods.as_ref(), "code"),
            organisations: standing.organisations.and_of(files.organisations.as_ref(), "slug"),
            topics: standing.topics.and_of(files.topics.as_ref(), "slug"),
            specialists: standing.specialists.and_of(files.specialists.as_ref(), "slug"),
            courses: standing.courses.and_of(files.courses.as_ref(), "slug"),
        }
    }
}

impl Names {
    /// Tells every key in the cell that stands nowhere.
    ///
    /// # Errors
    /// When there is one, or the cell could not be read.
    pub fn each(&self, row: &mut Row<'_>, column: &str, list: &str, cell: Read<Vec<String>>) -> Read<Vec<String>> {
        let named = cell?;
        let Some(known) = &self.0 else { return Ok(named) };
        let mut told = Ok(());
        for key in named.iter().filter(|key| !known.contains(*key)) {
            let remedy = format!("Add it to {list}, or name another");
            told = Err(row.wrong(column, format!("\"{key}\" stands nowhere"), remedy));
        }
        told.map(|()| named)
    }

    /// Tells the key in the cell when it stands nowhere.
    ///
    /// # Errors
    /// When it does, or the cell could not be read.
    pub fn one(&self, row: &mut Row<'_>, column: &str, list: &str, cell: Read<Option<String>>) -> Read<Option<String>> {
        let cell = cell.map(|key| key.into_iter().collect());
        self.each(row, column, list, cell).map(|keys| keys.into_iter().next())
    }

    fn and_of(self, file: Option<&File>, column: &str) -> Self {
        let Some(file) = file else { return self };
        Self(self.0.zip(keys(file, column)).map(|(standing, new)| &standing | &new))
    }
}

impl FromIterator<String> for Names {
    fn from_iter<I: IntoIterator<Item = String>>(keys: I) -> Self {
        Self(Some(keys.into_iter().collect()))
    }
}

/// Tells every row that lies within itself. A row is its line, its key and the key of the one that it lies in.
pub fn no_circles<'a>(
    file: Option<&File>,
    rows: impl Iterator<Item = (u64, &'a str, Option<&'a str>)>,
    problems: &mut Problems,
) {
    let Some(file) = file else { return };
    let rows: Vec<_> = rows.collect();
    let parents: HashMap<&str, &str> =
        rows.iter().filter_map(|(_, key, parent)| parent.map(|parent| (*key, parent))).collect();
    for (line, key, _) in &rows {
        let above = std::iter::successors(parents.get(key), |above| parents.get(*above));
        // More steps up than there are rows go round without meeting this row.
        if above.take(rows.len()).any(|above| above == key) {
            problems.add(Problem {
                file: file.name.clone(),
                line: *line,
                column: Some("parent".to_owned()),
                reason: format!("\"{key}\" lies within itself"),
                remedy: "Name one that doesn't lie within it".to_owned(),
            });
        }
    }
}
