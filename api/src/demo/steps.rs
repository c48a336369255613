//! What happened in the demo cases, step by step, as rows. Days count back from the day of loading. Pure.

use entities::{CaseEventKind, Day, InvolvementKind, NoteVisibility, Outcome, ProcessingAction, Timestamp, WaitingFor};
use jiff::civil::Time;

use crate::{
    context::zone,
    import::{File, Names, Problems, Read, Row, Told, demo_cases::is_for_specialists, read},
};

/// A row of timelines.csv.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its line in the file.
    pub line: u64,
    /// In which case.
    pub code_word: String,
    /// When.
    pub moment: Moment,
    /// The key of who did it; none when nobody did.
    pub who: Option<String>,
    /// What they did.
    pub act: Act,
    /// What was written.
    pub text: Option<String>,
    /// What should happen then.
    pub then: Option<String>,
}

/// A time on a day that is counted from the day of loading, ahead when positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Days ahead.
    pub days: i32,
    /// The time on the clock where people live.
    pub time: Time,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Noted the case: for themselves, or for the team.
    Open(Keeping),
    /// Started to help.
    PickUp,
    /// Wrote a note.
    Note(NoteVisibility),
    /// Agreed on the next step.
    SetNextStep,
    /// Put it on wait, until so many days ahead.
    Wait(WaitingFor, i32),
    /// Went on.
    Resume,
    /// Asked somebody along.
    Ask(Question),
    /// Said yes; `by_phone` when who asked wrote it down. A sign of life is due so many days ahead.
    Accept {
        /// Whether it was written down after a call.
        by_phone: bool,
        /// When the specialist tells how it goes.
        sign_of_life_in: Option<i32>,
    },
    /// Said no, with the text as the reason.
    Decline {
        /// Whether it was written down after a call.
        by_phone: bool,
    },
    /// Ended what somebody was asked along for.
    Complete,
    /// Nobody answered in time.
    Expire,
    /// Told how it goes.
    GiveSignOfLife,
    /// Closed the case.
    Close(Outcome),
}

impl Act {
    /// As what it stands in the processing log: the kind of action, and the name of the mutation.
    pub const fn logged(&self) -> (ProcessingAction, &'static str) {
        use ProcessingAction::{CaseChanged, CaseOpened, InvolvementChanged};
        match self {
            Self::Open(_) => (CaseOpened, "openCase"),
            Self::PickUp => (CaseChanged, "pickUpCase"),
            Self::Note(_) => (CaseChanged, "addNote"),
            Self::SetNextStep => (CaseChanged, "setNextStep"),
            Self::Wait(..) => (CaseChanged, "setCaseWaiting"),
            Self::Resume => (CaseChanged, "resumeCase"),
            Self::Ask(_) => (InvolvementChanged, "requestInvolvement"),
            Self::Accept { .. } => (InvolvementChanged, "acceptInvolvement"),
            Self::Decline { .. } => (InvolvementChanged, "declineInvolvement"),
            Self::Complete => (InvolvementChanged, "completeInvolvement"),
            Self::Expire => (InvolvementChanged, "expireInvolvement"),
            Self::GiveSignOfLife => (CaseChanged, "giveSignOfLife"),
            Self::Close(_) => (CaseChanged, "closeCase"),
        }
    }
}

/// Who carries a case that was just noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Who noted it.
    Kept,
    /// Nobody yet.
    ForTheTeam,
}

/// Who was asked along, for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// In what way.
    pub kind: InvolvementKind,
    /// The key of a person or the slug of a specialist; none for any worker of the neighbourhood.
    pub whom: Option<String>,
    /// An answer is wanted so many days ahead.
    pub respond_in: i32,
    /// When they go along.
    pub planned: Option<Moment>,
}

impl Moment {
    /// The same number of days, but back.
    #[must_use]
    pub fn back(self) -> Self {
        Self { days: -self.days, ..self }
    }

    /// The moment itself, for who loads on this day.
    ///
    /// # Panics
    /// Outside the years that the calendar knows.
    pub fn on(self, today: Day) -> Timestamp {
        let Day(date) = today.plus_days(i64::from(self.days));
        date.to_datetime(self.time).to_zoned(zone()).expect("a moment of the calendar").timestamp().into()
    }
}

const COLUMNS: [&str; 13] = [
    "code_word",
    "days_ago",
    "time",
    "who",
    "act",
    "kind",
    "whom",
    "until_in_days",
    "planned_in_days",
    "planned_at",
    "by_phone",
    "text",
    "next_step",
];

/// Reads the steps, in their order; what is wrong is told.
pub fn steps(known: &Known, problems: &mut Problems) -> Vec<Step> {
    let file = File::embedded("timelines.csv", include_str!("../../demo/timelines.csv"));
    read(&file, &COLUMNS, problems, |row| step(row, known))
}

/// Whom and what a step may name.
pub struct Known {
    /// Code words of cases.
    pub cases: Names,
    /// Keys of people.
    pub people: Names,
    /// Slugs of specialists.
    pub specialists: Names,
}

fn step(row: &mut Row<'_>, known: &Known) -> Read<Step> {
    let code_word = row.required("code_word").map(Some);
    let code_word = known.cases.one(row, "code_word", "demo_cases.csv", code_word);
    let moment = moment(row, "days_ago", "time").map(|moment| moment.map(Moment::back));
    let who = row.text("who");
    let who = known.people.one(row, "who", "people.csv", who);
    let act = act(row, known);
    let (text, next_step) = (row.text("text"), row.text("next_step"));
    Ok(Step {
        line: row.line(),
        code_word: code_word?.ok_or(Told)?,
        moment: moment?.ok_or(Told)?,
        who: who?,
        act: act?,
        text: text?,
        then: next_step?,
    })
}

fn act(row: &mut Row<'_>, known: &Known) -> Read<Act> {
    let kind: CaseEventKind = row.one_of("act")?;
    Ok(match kind {
        CaseEventKind::Opened => match row.required("kind")?.as_str() {
            "KEPT" => Act::Open(Keeping::Kept),
            "TEAM" => Act::Open(Keeping::ForTheTeam),
            other => return Err(row.wrong("kind", format!("\"{other}\" is no such word"), "Write KEPT or TEAM")),
        },
        CaseEventKind::PickedUp => Act::PickUp,
        CaseEventKind::Note => Act::Note(row.one_of("kind")?),
        CaseEventKind::NextStepSet => Act::SetNextStep,
        CaseEventKind::WaitingSet => Act::Wait(row.one_of("kind")?, days(row, "until_in_days")?),
        CaseEventKind::Resumed => Act::Resume,
        CaseEventKind::InvolvementRequested => Act::Ask(question(row, known)?),
        CaseEventKind::InvolvementAccepted => {
            Act::Accept { by_phone: row.yes_or_no("by_phone")?, sign_of_life_in: row.number("until_in_days")? }
        }
        CaseEventKind::InvolvementDeclined => Act::Decline { by_phone: row.yes_or_no("by_phone")? },
        CaseEventKind::InvolvementCompleted => Act::Complete,
        CaseEventKind::InvolvementExpired => Act::Expire,
        CaseEventKind::SignOfLife => Act::GiveSignOfLife,
        CaseEventKind::Closed => Act::Close(row.one_of("kind")?),
        CaseEventKind::Corrected
        | CaseEventKind::InvolvementWithdrawn
        | CaseEventKind::HolderChanged
        | CaseEventKind::DetailsAdded
        | CaseEventKind::DetailsRemoved
        | CaseEventKind::Reopened => {
            return Err(row.wrong("act", "nobody does this in the demo", "Take another act"));
        }
    })
}

fn question(row: &mut Row<'_>, known: &Known) -> Read<Question> {
    let kind: InvolvementKind = row.one_of("kind")?;
    let whom = row.text("whom");
    let whom = if is_for_specialists(kind) {
        known.specialists.one(row, "whom", "specialists.csv", whom)
    } else {
        known.people.one(row, "whom", "people.csv", whom)
    };
    Ok(Question {
        kind,
        whom: whom?,
        respond_in: days(row, "until_in_days")?,
        planned: moment(row, "planned_in_days", "planned_at")?,
    })
}

/// A moment in two cells; none when the first is empty.
///
/// # Errors
/// When one of them is wrong, which has then been told.
pub fn moment(row: &mut Row<'_>, days: &str, time: &str) -> Read<Option<Moment>> {
    let Some(days) = row.number(days)? else { return Ok(None) };
    let text = row.required(time)?;
    let clock = text.parse().map_err(|_| row.wrong(time, format!("\"{text}\" is not a time"), "Write it as 09:30"))?;
    Ok(Some(Moment { days, time: clock }))
}

fn days(row: &mut Row<'_>, column: &str) -> Read<i32> {
    let number = row.number(column)?;
    number.ok_or_else(|| row.wrong(column, "the cell is empty", "Fill it in for this act"))
}
