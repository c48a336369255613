//! What rows say about each other: every key that is named must stand in a list or in the database. Pure.

use std::{
    borrow::Borrow,
    collections::{HashMap, HashSet},
};

use super::{
    lists::{Keyed, Lists},
    problems::{Problem, Problems},
};

/// Keys that stand in the database already.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Codes of neighbourhoods.
    pub neighbourhoods: HashSet<String>,
    /// Slugs of organisations.
    pub organisations: HashSet<String>,
    /// Slugs of topics.
    pub topics: HashSet<String>,
    /// Slugs of specialists.
    pub specialists: HashSet<String>,
}

/// Tells every key that is named and stands nowhere, and areas and topics that lie within themselves.
pub fn check(lists: &Lists, mut known: Keys, problems: &mut Problems) {
    extend(&mut known.neighbourhoods, &lists.neighbourhoods);
    extend(&mut known.organisations, &lists.organisations);
    extend(&mut known.topics, &lists.topics);
    extend(&mut known.specialists, &lists.specialists);

    let mut areas = Column { file: "neighbourhoods.csv", name: "parent", of: "neighbourhoods.csv", problems };
    areas.no_circles(lists.neighbourhoods.iter().map(|row| (row.line, row.code.as_str(), row.parent.as_deref())));
    for row in &lists.neighbourhoods {
        areas.each(row.line, row.parent.as_slice(), &known.neighbourhoods);
    }
    let mut topics = Column { file: "topics.csv", name: "parent", of: "topics.csv", problems };
    topics.no_circles(lists.topics.iter().map(|row| (row.line, row.slug.as_str(), row.parent.as_deref())));
    for row in &lists.topics {
        topics.each(row.line, row.parent.as_slice(), &known.topics);
    }
    for row in &lists.specialists {
        let mut column = Column { file: "specialists.csv", name: "organisation", of: "organisations.csv", problems };
        column.each(row.line, std::slice::from_ref(&row.organisation), &known.organisations);
        column.named("topics", "topics.csv").each(row.line, &row.topics, &known.topics);
        column.named("neighbourhoods", "neighbourhoods.csv").each(row.line, &row.neighbourhoods, &known.neighbourhoods);
    }
    for row in &lists.demo_cases {
        let mut column = Column { file: "demo_cases.csv", name: "neighbourhood", of: "neighbourhoods.csv", problems };
        column.each(row.line, std::slice::from_ref(&row.neighbourhood), &known.neighbourhoods);
        column.named("topics", "topics.csv").each(row.line, &row.topics, &known.topics);
        let specialist = row.involvement.as_ref().and_then(|involvement| involvement.specialist.as_ref());
        column.named("specialist", "specialists.csv").each(row.line, specialist.as_slice(), &known.specialists);
    }
}

fn extend<T: Keyed>(keys: &mut HashSet<String>, rows: &[T]) {
    keys.extend(rows.iter().map(|row| row.key().to_owned()));
}

/// A column whose cells name rows of another list.
struct Column<'a> {
    file: &'static str,
    name: &'static str,
    of: &'static str,
    problems: &'a mut Problems,
}

impl Column<'_> {
    /// Another column of the same file.
    fn named(&mut self, name: &'static str, of: &'static str) -> Column<'_> {
        Column { file: self.file, name, of, problems: self.problems }
    }

    fn each<T: Borrow<String>>(&mut self, line: u64, named: &[T], known: &HashSet<String>) {
        for key in named.iter().map(T::borrow) {
            if !known.contains(key) {
                let reason = format!("\"{key}\" stands nowhere");
                self.tell(line, reason, format!("Add it to {}, or name another", self.of));
            }
        }
    }

    fn no_circles<'r>(&mut self, rows: impl Iterator<Item = (u64, &'r str, Option<&'r str>)>) {
        let rows: Vec<_> = rows.collect();
        let parents: HashMap<&str, &str> =
            rows.iter().filter_map(|(_, key, parent)| parent.map(|parent| (*key, parent))).collect();
        for (line, key, _) in &rows {
            let mut above = parents.get(key);
            // More steps up than there are rows: it went round without meeting this row.
            for _ in 0..rows.len() {
                match above {
                    Some(parent) if parent == key => {
                        let reason = format!("\"{key}\" lies within itself");
                        self.tell(*line, reason, "Name a parent that doesn't lie within it".to_owned());
                        break;
                    }
                    Some(parent) => above = parents.get(parent),
                    None => break,
                }
            }
        }
    }

    fn tell(&mut self, line: u64, reason: String, remedy: String) {
        let (file, column) = (self.file.to_owned(), Some(self.name.to_owned()));
        self.problems.add(Problem { file, line, column, reason, remedy });
    }
}
