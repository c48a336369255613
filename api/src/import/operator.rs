//! Whoever loads lists at the machine: there is no viewer and no request, but a database, a moment and randomness.

use std::cell::Cell;

use entities::Timestamp;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use crate::context::{App, Randomness};

/// Whoever loads lists at the machine.
#[derive(Clone, Copy)]
pub struct Operator<'a> {
    /// The database, migrated.
    pub db: &'a DatabaseConnection,
    /// The moment of loading.
    pub now: Timestamp,
    /// Where randomness comes from.
    pub randomness: &'a dyn Randomness,
}

impl<'a> Operator<'a> {
    /// At the machine of a running app.
    pub fn of(app: &'a App) -> Self {
        Self { db: &app.db, now: app.clock.now(), randomness: &*app.randomness }
    }

    /// Where ids come from.
    pub fn ids(&self) -> IdSource<'a> {
        IdSource { randomness: self.randomness, made: Cell::new(0) }
    }
}

/// Makes ids in time order (`UUIDv7`, RFC 9562) at moments that need not be now.
pub struct IdSource<'a> {
    randomness: &'a dyn Randomness,
    made: Cell<u16>,
}

impl IdSource<'_> {
    /// An id of this moment; among ids of one moment a later one is greater, for 4096 of them.
    pub fn at<I: From<Uuid>>(&self, moment: Timestamp) -> I {
        let counter = self.made.get();
        self.made.set((counter + 1) & 0x0fff);
        let mut bytes = [0; 10];
        self.randomness.fill(&mut bytes);
        bytes[..2].copy_from_slice(&counter.to_be_bytes());
        let millis = u64::try_from(moment.0).unwrap_or(0);
        I::from(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }
}
