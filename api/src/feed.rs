//! Tells listeners that something changed: after the commit, to whoever listens in this process. What another server on the
//! same database does isn't heard here: its listeners hear it, and ours see it when they ask again.
//!
//! A hint and never a source: a listener that falls behind misses hints, and fetches with its own rights.

use entities::{CaseId, ChangeKind, InvolvementId, PersonId};
use tokio::sync::broadcast;

/// One change, as it stands in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What sort of change.
    pub kind: ChangeKind,
    /// The case.
    pub case_id: CaseId,
    /// The involvement, if it is one's change.
    pub involvement_id: Option<InvolvementId>,
    /// The version after the change, of the involvement or else of the case.
    pub version: i32,
}

/// Where changes go out.
pub struct ChangeFeed {
    changes: broadcast::Sender<Change>,
    people: broadcast::Sender<PersonId>,
}

impl Default for ChangeFeed {
    fn default() -> Self {
        Self { changes: broadcast::channel(1024).0, people: broadcast::channel(1024).0 }
    }
}

impl ChangeFeed {
    /// Tells everybody who listens.
    pub fn tell(&self, change: Change) {
        // Nobody listening is no error.
        let _ = self.changes.send(change);
    }

    /// Tells everybody who listens that somebody's notices changed.
    pub fn tell_person(&self, person: PersonId) {
        let _ = self.people.send(person);
    }

    /// How many listen.
    pub fn listeners(&self) -> usize {
        self.changes.receiver_count() + self.people.receiver_count()
    }

    /// Listens to changes from now on.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Listens from now on whose notices changed.
    pub fn listen_to_people(&self) -> broadcast::Receiver<PersonId> {
        self.people.subscribe()
    }
}
