//! How a case and an involvement move between states. Pure: no database, no clock, no viewer. Who may move them
//! is in `policy::cases`; what a move writes besides is in `store`.
//!
//! ```text
//! NEW ─> ACTIVE ─> CLOSED(outcome)      REQUESTED ─> ACCEPTED ─> COMPLETED
//!         │  ^        │                     │
//!         v  │        └─ reopen ─> ACTIVE   └─> DECLINED, WITHDRAWN, EXPIRED
//!       WAITING(for, until)
//! ```

use entities::{CaseStatus, Day, InvolvementKind, InvolvementStatus, Outcome, WaitingFor};

use crate::payload::{Refusal, Stop, UserErrorCode};

/// Where a case stands, with what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Noted; nobody has started yet.
    New,
    /// Somebody is helping.
    Active,
    /// Waits for something; after the day the wait is overdue.
    Waiting(WaitingFor, Day),
    /// Done.
    Closed(Outcome),
}

/// What moves a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseMove {
    /// Somebody starts to help.
    PickUp,
    /// Leaves an open case where it is: a note, a next step, an offer, a sign of life.
    Touch,
    /// The holder asks somebody along, which starts the help.
    Ask,
    /// Somebody else becomes holder and goes on.
    Take,
    /// The case waits from now on, or until another day.
    Wait(WaitingFor, Day),
    /// The wait is over.
    Resume,
    /// The case is done.
    Close(Outcome),
    /// The case is opened again.
    Reopen,
}

/// What moves an involvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvolvementMove {
    /// The one who was asked says yes.
    Accept,
    /// The one who was asked says no.
    Decline,
    /// The one who asked takes it back.
    Withdraw,
    /// Nobody answered in time.
    Expire,
    /// It is done.
    Complete,
    /// The case is closed, and this with it.
    EndWithCase,
    /// Another holder makes it needless.
    GiveWay,
}

/// A move that the state doesn't allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The case is closed.
    #[error("closed")]
    Closed,
    /// The case is not closed.
    #[error("not closed")]
    NotClosed,
    /// Nobody picked the case up yet.
    #[error("not picked up")]
    NotPickedUp,
    /// The case was picked up before.
    #[error("picked up before")]
    PickedUp,
    /// The case doesn't wait.
    #[error("not waiting")]
    NotWaiting,
    /// No specialist holds the case.
    #[error("not handed over")]
    NotHandedOver,
    /// The involvement was answered.
    #[error("answered")]
    Answered,
    /// The involvement was not accepted.
    #[error("not accepted")]
    NotAccepted,
    /// The involvement is over.
    #[error("over")]
    Over,
    /// Who took a case over ends it by closing the case.
    #[error("ends with the case")]
    EndsWithCase,
}

/// The state of a case after a move.
///
/// # Errors
/// A [`TransitionError`] when the state doesn't allow the move.
pub fn next(state: CaseState, case_move: CaseMove) -> Result<CaseState, TransitionError> {
    use CaseState::{Active, Closed, New, Waiting};
    match (state, case_move) {
        (Closed(_), CaseMove::Reopen)
        | (New, CaseMove::PickUp | CaseMove::Ask)
        | (New | Active | Waiting(..), CaseMove::Take)
        | (Active, CaseMove::Ask)
        | (Waiting(..), CaseMove::Resume) => Ok(Active),
        (New | Active | Waiting(..), CaseMove::Touch) | (Waiting(..), CaseMove::Ask) => Ok(state),
        (Active | Waiting(..), CaseMove::Wait(waiting_for, until)) => Ok(Waiting(waiting_for, until)),
        (New | Active | Waiting(..), CaseMove::Close(outcome)) => Ok(Closed(outcome)),
        (
            Closed(_),
            CaseMove::PickUp
            | CaseMove::Touch
            | CaseMove::Ask
            | CaseMove::Take
            | CaseMove::Wait(..)
            | CaseMove::Resume
            | CaseMove::Close(_),
        ) => Err(TransitionError::Closed),
        (New | Active | Waiting(..), CaseMove::Reopen) => Err(TransitionError::NotClosed),
        (New, CaseMove::Wait(..)) => Err(TransitionError::NotPickedUp),
        (Active | Waiting(..), CaseMove::PickUp) => Err(TransitionError::PickedUp),
        (New | Active, CaseMove::Resume) => Err(TransitionError::NotWaiting),
    }
}

/// The state of an involvement after a move. One that changed the holder lasts as long as that holder does.
///
/// # Errors
/// A [`TransitionError`] when the state doesn't allow the move.
pub fn next_involvement(
    kind: InvolvementKind,
    status: InvolvementStatus,
    involvement_move: InvolvementMove,
) -> Result<InvolvementStatus, TransitionError> {
    use InvolvementMove::{Accept, Complete, Decline, EndWithCase, Expire, GiveWay, Withdraw};
    use InvolvementStatus::{Accepted, Completed, Declined, Expired, Requested, Withdrawn};
    match (status, involvement_move) {
        (Requested, Accept) => Ok(Accepted),
        (Requested, Decline) => Ok(Declined),
        (Requested, Withdraw | EndWithCase | GiveWay) => Ok(Withdrawn),
        (Requested, Expire) => Ok(Expired),
        (Requested, Complete) => Err(TransitionError::NotAccepted),
        (Accepted, Complete) if changes_holder(kind) => Err(TransitionError::EndsWithCase),
        (Accepted, Complete | EndWithCase | GiveWay) => Ok(Completed),
        (Accepted, Accept | Decline | Withdraw | Expire) => Err(TransitionError::Answered),
        (Completed | Declined | Withdrawn | Expired, _) => Err(TransitionError::Over),
    }
}

/// Whether accepting it makes somebody else the holder.
pub const fn changes_holder(kind: InvolvementKind) -> bool {
    match kind {
        InvolvementKind::Takeover | InvolvementKind::Handover => true,
        InvolvementKind::Support | InvolvementKind::Consultation | InvolvementKind::JointVisit => false,
    }
}

impl CaseState {
    /// As it is stored.
    pub const fn status(self) -> CaseStatus {
        match self {
            Self::New => CaseStatus::New,
            Self::Active => CaseStatus::Active,
            Self::Waiting(..) => CaseStatus::Waiting,
            Self::Closed(_) => CaseStatus::Closed,
        }
    }
}

impl From<TransitionError> for Refusal {
    fn from(error: TransitionError) -> Self {
        let (dutch, english) = match error {
            TransitionError::Closed => {
                ("Deze hulpvraag is afgesloten. Open hem eerst opnieuw.", "This case is closed. Open it again first.")
            }
            TransitionError::NotClosed => ("Deze hulpvraag is nog open.", "This case is still open."),
            TransitionError::NotPickedUp => ("Pak deze hulpvraag eerst op.", "Pick this case up first."),
            TransitionError::PickedUp => ("Iemand helpt hier al.", "Somebody is helping here already."),
            TransitionError::NotWaiting => ("Deze hulpvraag staat niet op wacht.", "This case is not waiting."),
            TransitionError::NotHandedOver => {
                ("Deze hulpvraag is niet bij een specialist.", "This case is not with a specialist.")
            }
            TransitionError::Answered => ("Hier is al op geantwoord.", "This was answered already."),
            TransitionError::NotAccepted => ("Hier is nog geen ja op gezegd.", "Nobody has said yes to this yet."),
            TransitionError::Over => ("Dit is al voorbij.", "This is over already."),
            TransitionError::EndsWithCase => (
                "Wie de hulpvraag overnam, sluit de hulpvraag zelf af.",
                "Whoever took the case over closes the case itself.",
            ),
        };
        Self::new(UserErrorCode::TransitionNotAllowed, dutch, english)
    }
}

impl From<TransitionError> for Stop {
    fn from(error: TransitionError) -> Self {
        Refusal::from(error).into()
    }
}
