//! What an act tells people. It is gathered while the act goes on and written when it is done, in its transaction: one
//! statement for all, however many they are.

use std::sync::{Mutex, PoisonError};

use entities::{CaseId, ConnectorId, InvolvementId, NoticeKind, PeerQuestionId, PersonId, TrainingSessionId};

use crate::acts::Work;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing in particular.
    Nothing,
    /// A case.
    Case(CaseId),
    /// An involvement in a case.
    Involvement(CaseId, InvolvementId),
    /// A meeting of a course.
    TrainingSession(TrainingSessionId),
    /// A connector.
    Connector(ConnectorId),
    /// A question to a fellow connector.
    PeerQuestion(PeerQuestionId),
}

/// Something that somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub to: PersonId,
    /// What.
    pub kind: NoticeKind,
    /// About what.
    pub about: Subject,
    /// What it reminds of, so that nobody is reminded twice.
    pub reminder: Option<String>,
}

/// What an act tells people, until it is written.
#[derive(Debug, Default)]
pub struct Telling(Mutex<Vec<Told>>);

impl Telling {
    /// One more, unless it was told already.
    pub fn add(&self, told: Told) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&told) {
            all.push(told);
        }
    }

    /// Everything, once.
    pub fn take(&self) -> Vec<Told> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Tells these people something, when the act is done: in the app at once, and by mail as often as each of them chose. Whoever
/// does the act isn't told of it.
pub fn tell(work: &Work<'_>, to: impl IntoIterator<Item = PersonId>, kind: NoticeKind, about: Subject) {
    let me = work.req.viewer.person_id();
    for to in to.into_iter().filter(|to| Some(*to) != me) {
        work.telling.add(Told { to, kind, about, reminder: None });
    }
}
