//! How a question to a fellow connector opens and closes. Pure: no database, no clock, no viewer. Who does what is in
//! `policy::peers`.
//!
//! ```text
//! OPEN <─> CLOSED
//! ```

use async_graphql::Enum;

use crate::payload::{Refusal, UserErrorCode};

/// Whether the asker still wants to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Answers are welcome.
    Open,
    /// The asker had enough.
    Closed,
}

/// What can be done to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PeerQuestionAct {
    /// Answer it, or an answer to it.
    Answer,
    /// Tell that it was enough.
    Close,
    /// Ask on.
    Reopen,
    /// Take it away, with every answer, for everybody.
    Withdraw,
}

/// Every act, in the order in which they are offered.
pub const ACTS: [PeerQuestionAct; 4] =
    [PeerQuestionAct::Answer, PeerQuestionAct::Close, PeerQuestionAct::Reopen, PeerQuestionAct::Withdraw];

/// What can be done to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PeerAnswerAct {
    /// Reply to it.
    Reply,
    /// Take it back: its text is gone, its place stays.
    Withdraw,
}

/// How a question stands after an act.
///
/// # Errors
/// The act doesn't go from here.
pub fn next(from: Standing, act: PeerQuestionAct) -> Result<Standing, Refusal> {
    match (from, act) {
        (Standing::Open, PeerQuestionAct::Answer) | (Standing::Closed, PeerQuestionAct::Reopen) => Ok(Standing::Open),
        (Standing::Open, PeerQuestionAct::Close) => Ok(Standing::Closed),
        (_, PeerQuestionAct::Withdraw) => Ok(from),
        (Standing::Closed, PeerQuestionAct::Answer) => Err(Refusal::new(
            UserErrorCode::TransitionNotAllowed,
            "Deze vraag is klaar. Wie vroeg, kan hem weer openen.",
            "This question is settled. Who asked can open it again.",
        )),
        (Standing::Open, PeerQuestionAct::Reopen) | (Standing::Closed, PeerQuestionAct::Close) => Err(Refusal::new(
            UserErrorCode::TransitionNotAllowed,
            "Dit is al gebeurd. Kijk wat er nu staat.",
            "This was done already. See what it says now.",
        )),
    }
}
