//! What the board derives from a case and its open involvements: the column, whose move it is, and by when.
//! Pure, and of a case never stored. `derived` says the same in SQL, for lists; a property test keeps both equal.

use entities::{
    CaseStatus, Day, InvolvementId, InvolvementKind, InvolvementStatus, PersonId, SpecialistId, Timestamp, WaitingFor,
};

use super::vocabulary::{BoardColumn, DueReason};
use crate::context::{day_start, local_day};

/// For how many days a closed case stays on the board.
pub const DAYS_DONE: i64 = 30;

/// Who carries a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A connector or a community worker.
    Person(PersonId),
    /// A specialist.
    Specialist(SpecialistId),
}

/// Who is asked along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// This person.
    Person(PersonId),
    /// Whoever accounts for this entry of the directory.
    Specialist(SpecialistId),
    /// Any community worker of the neighbourhood.
    AnyWorker,
}

/// An open involvement, as far as the board needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which one.
    pub id: InvolvementId,
    /// In what way.
    pub kind: InvolvementKind,
    /// `REQUESTED` or `ACCEPTED`.
    pub status: InvolvementStatus,
    /// Who was asked.
    pub receiver: Receiver,
    /// By when they answer.
    pub respond_by: Day,
}

/// A case, as far as the board needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Where it stands.
    pub status: CaseStatus,
    /// What it waits for, and until when.
    pub waiting: Option<(WaitingFor, Day)>,
    /// Who carries it.
    pub holder: Option<Holder>,
    /// By when a holding specialist tells how it goes.
    pub sign_of_life_due: Option<Day>,
    /// The open involvements.
    pub open: Vec<Open>,
    /// Whether the viewer follows it and neither holds it nor is involved.
    pub only_follows: bool,
}

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Whoever was asked along.
    Asked(Receiver),
    /// The resident's.
    Resident,
    /// A specialist's, who is not known here.
    SomeSpecialist,
    /// Of whoever decides.
    Decision,
    /// The team's: nobody holds the case.
    Team,
    /// The holder's.
    Holder(Holder),
}

impl Outlook {
    /// The column. What comes first wins: closed; followed; waiting, or a handover that was not answered; a
    /// support, consultation or joint visit that was not ended; new; active.
    pub fn column(&self) -> BoardColumn {
        let shared = shared_column(self.status, self.open.iter().map(|open| (open.kind, open.status)));
        seen_column(shared, self.only_follows)
    }

    /// Whose move it is; nobody's when closed. What comes first wins: the question that must be answered first;
    /// what the case waits for, until that day has passed; the holder; the team.
    pub fn turn(&self, today: Day) -> Option<Turn> {
        if self.status == CaseStatus::Closed {
            return None;
        }
        if let Some(asked) = self.first_question() {
            return Some(Turn::Asked(asked.receiver));
        }
        Some(match (self.waiting, self.holder) {
            (Some((waiting_for, until)), _) if until >= today => match waiting_for {
                WaitingFor::Resident => Turn::Resident,
                WaitingFor::Decision => Turn::Decision,
                WaitingFor::Specialist => self.involved_specialist().map_or(Turn::SomeSpecialist, Turn::Asked),
            },
            (_, Some(holder)) => Turn::Holder(holder),
            (_, None) => Turn::Team,
        })
    }

    /// What must happen first, and by when: an answer, the end of the wait, or a sign of life.
    pub fn due(&self) -> Option<(Day, DueReason)> {
        if self.status == CaseStatus::Closed {
            return None;
        }
        let answer = self.first_question().map(|open| (open.respond_by, DueReason::Answer));
        let wait = self.waiting.map(|(_, until)| (until, DueReason::Waiting));
        let sign = self.sign_of_life_due.map(|day| (day, DueReason::SignOfLife));
        answer.into_iter().chain(wait).chain(sign).min()
    }

    /// The question that must be answered first.
    fn first_question(&self) -> Option<&Open> {
        let asked = self.open.iter().filter(|open| open.status == InvolvementStatus::Requested);
        asked.min_by_key(|open| (open.respond_by, open.id))
    }

    fn involved_specialist(&self) -> Option<Receiver> {
        let specialists = self.open.iter().filter(|open| matches!(open.receiver, Receiver::Specialist(_)));
        specialists.min_by_key(|open| open.id).map(|open| open.receiver)
    }
}

/// The column in which everybody sees a case who does more than follow it, by its open involvements. Sums are kept by it.
pub fn shared_column(
    status: CaseStatus,
    open: impl Iterator<Item = (InvolvementKind, InvolvementStatus)>,
) -> BoardColumn {
    use InvolvementKind::{Consultation, Handover, JointVisit, Support};
    let (mut waits, mut is_discussed) = (status == CaseStatus::Waiting, false);
    for (kind, answer) in open {
        waits |= kind == Handover && answer == InvolvementStatus::Requested;
        is_discussed |= matches!(kind, Support | Consultation | JointVisit);
    }
    match status {
        CaseStatus::Closed => BoardColumn::Done,
        _ if waits => BoardColumn::Waiting,
        _ if is_discussed => BoardColumn::InConsultation,
        CaseStatus::New => BoardColumn::New,
        CaseStatus::Waiting | CaseStatus::Active => BoardColumn::Active,
    }
}

/// The column in which somebody sees a case that everybody who does more than follow it sees in this one.
pub fn seen_column(shared: BoardColumn, only_follows: bool) -> BoardColumn {
    match shared {
        BoardColumn::Done => BoardColumn::Done,
        _ if only_follows => BoardColumn::HandedOver,
        _ => shared,
    }
}

/// Days past the day; 0 on the day itself and before.
pub fn overdue_days(due: Day, today: Day) -> i32 {
    today.days_since(due).max(0)
}

/// Cases that were closed before this moment are no longer on the board: the beginning of a day, so that it is the same
/// for everybody who looks on that day.
pub fn done_since(now: Timestamp) -> Timestamp {
    day_start(local_day(now).plus_days(-DAYS_DONE))
}
