//! Tells listeners that something was said or done about a question: after the commit, to whoever listens in this process,
//! as with cases (`feed`). A hint and never a source.

use entities::{ChangeKind, PeerQuestionId, peer_question};
use tokio::sync::broadcast;

/// One change of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerChange {
    /// What sort of change.
    pub kind: ChangeKind,
    /// Which question.
    pub id: PeerQuestionId,
    /// Its version after the change.
    pub version: i32,
    /// As it was, when it is gone: whom it concerned can't be asked any more.
    pub was: Option<peer_question::Model>,
}

/// Where changes of questions go out.
pub struct PeerFeed(broadcast::Sender<PeerChange>);

impl Default for PeerFeed {
    fn default() -> Self {
        Self(broadcast::channel(256).0)
    }
}

impl PeerFeed {
    /// Tells everybody who listens.
    pub fn tell(&self, change: PeerChange) {
        // Nobody listening is no error.
        let _ = self.0.send(change);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<PeerChange> {
        self.0.subscribe()
    }
}
