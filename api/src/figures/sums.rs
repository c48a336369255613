//! Numbers by name, on their way to figures.

use std::collections::{BTreeMap, HashMap};

use entities::{NeighbourhoodId, TopicId};
use sea_orm::{DbErr, FromQueryResult, QueryResult, TryGetable};

/// What is counted of cases. Parts that are counted apart are added up.
#[derive(Debug, Default)]
pub struct Sums {
    /// By neighbourhood.
    pub by_neighbourhood: BTreeMap<NeighbourhoodId, Counts>,
    /// By topic.
    pub by_topic: BTreeMap<TopicId, Counts>,
    /// By week, outcome and ask-barrier.
    pub overall: Counts,
}

impl Sums {
    /// This and that together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (id, counts) in other.by_neighbourhood {
            self.by_neighbourhood.entry(id).or_default().add_all(counts);
        }
        for (id, counts) in other.by_topic {
            self.by_topic.entry(id).or_default().add_all(counts);
        }
        self.overall.add_all(other.overall);
        self
    }
}

/// Counts by name.
#[derive(Debug, Default)]
pub struct Counts(HashMap<String, i32>);

impl Counts {
    /// One of them; 0 when it wasn't counted.
    pub fn of(&self, name: &str) -> i32 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// Adds to one of them.
    pub fn add(&mut self, name: impl Into<String>, number: i32) {
        *self.0.entry(name.into()).or_default() += number;
    }

    /// Whether there is anything.
    pub fn counts_something(&self) -> bool {
        self.0.values().any(|count| *count > 0)
    }

    fn add_all(&mut self, other: Self) {
        for (name, number) in other.0 {
            self.add(name, number);
        }
    }
}

impl FromQueryResult for Counts {
    fn from_query_result(row: &QueryResult, _prefix: &str) -> Result<Self, DbErr> {
        let names = row.column_names().into_iter().filter(|name| name != "of");
        let counts = names.map(|name| {
            let count = row.try_get::<Option<i64>>("", &name)?.unwrap_or(0);
            Ok((name, i32::try_from(count).unwrap_or(i32::MAX)))
        });
        counts.collect::<Result<_, DbErr>>().map(Self)
    }
}

/// Counts of one neighbourhood or topic.
pub struct Row<I> {
    /// Which.
    pub of: I,
    /// What was counted there.
    pub counts: Counts,
}

impl<I: TryGetable> FromQueryResult for Row<I> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self { of: row.try_get("", "of")?, counts: Counts::from_query_result(row, prefix)? })
    }
}
