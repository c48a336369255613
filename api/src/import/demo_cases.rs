//! The demo cases as rows: each says in one line where a case stands today. Pure.

use entities::{
    AskBarrier, Asker, CaseSource, CaseStatus, ContactPreference, InvolvementKind, InvolvementStatus, Outcome,
    WaitingFor,
};

use super::{
    lists::Keyed,
    problems::{Read, Told},
    references::References,
    table::Row,
};

/// A row of demo_cases.csv. Days count back from the day of loading.
#[derive(Clone, Debug)]
pub struct DemoCase {
    /// Its line in the file.
    pub line: u64,
    /// The resident's own word for it.
    pub code_word: String,
    /// The code of the neighbourhood.
    pub neighbourhood: String,
    /// Slugs of the topics, the main one first.
    pub topics: Vec<String>,
    /// Who asks.
    pub asker: Asker,
    /// How it came.
    pub source: CaseSource,
    /// Why they did not ask before.
    pub ask_barriers: Vec<AskBarrier>,
    /// How the resident wants contact.
    pub contact_preference: ContactPreference,
    /// What it is about.
    pub summary: String,
    /// Days since it was noted.
    pub opened_days_ago: i32,
    /// Where it stands.
    pub stand: Stand,
    /// Who was asked along.
    pub involvement: Option<DemoInvolvement>,
}

/// Where a demo case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Nobody has started yet.
    New,
    /// Somebody helps.
    Active,
    /// It waits; a negative number of days is overdue.
    Waiting(WaitingFor, i32),
    /// It ended, that many days ago.
    Closed(Outcome, i32),
}

/// Who was asked along in a demo case.
#[derive(Clone, Debug)]
pub struct DemoInvolvement {
    /// In what way.
    pub kind: InvolvementKind,
    /// Where it stands.
    pub status: InvolvementStatus,
    /// Days since it was asked.
    pub days_ago: i32,
    /// The slug of the specialist; none for a community worker.
    pub specialist: Option<String>,
}

impl Keyed for DemoCase {
    fn key(&self) -> &str {
        &self.code_word
    }
}

/// The columns of the file.
pub const COLUMNS: [&str; 19] = [
    "code_word",
    "neighbourhood",
    "topics",
    "asker",
    "source",
    "ask_barriers",
    "contact_preference",
    "summary_nl",
    "opened_days_ago",
    "status",
    "waiting_for",
    "waiting_until_in_days",
    "outcome",
    "closed_days_ago",
    "involvement_kind",
    "involvement_status",
    "involvement_days_ago",
    "specialist",
    "example",
];

/// Reads one row.
///
/// # Errors
/// When something in it is wrong, which has then been told.
pub fn row(row: &mut Row<'_>, known: &References) -> Read<DemoCase> {
    let (code_word, neighbourhood, topics) =
        (row.required("code_word"), row.required("neighbourhood"), row.required_list("topics"));
    let neighbourhood = known.neighbourhoods.one(row, "neighbourhood", "neighbourhoods.csv", neighbourhood.map(Some));
    let topics = known.topics.each(row, "topics", "topics.csv", topics);
    let (asker, source, ask_barriers) = (row.one_of("asker"), row.one_of("source"), row.each_of("ask_barriers"));
    let (contact_preference, summary) = (row.one_of("contact_preference"), row.required("summary_nl"));
    let opened_days_ago = days_ago(row, "opened_days_ago");
    let since = opened_days_ago.unwrap_or(i32::MAX);
    let (stand, involvement) = (stand(row, since), involvement(row, since, known));
    row.yes_or_no("example")?;
    Ok(DemoCase {
        line: row.line(),
        code_word: code_word?,
        neighbourhood: neighbourhood?.ok_or(Told)?,
        topics: topics?,
        asker: asker?,
        source: source?,
        ask_barriers: ask_barriers?,
        contact_preference: contact_preference?,
        summary: summary?,
        opened_days_ago: opened_days_ago?,
        stand: stand?,
        involvement: involvement?,
    })
}

fn stand(row: &mut Row<'_>, opened: i32) -> Read<Stand> {
    let status = row.one_of::<CaseStatus>("status")?;
    let waits = status == CaseStatus::Waiting;
    let is_closed = status == CaseStatus::Closed;
    let (waiting_for, until) = (row.maybe_one_of::<WaitingFor>("waiting_for"), row.number("waiting_until_in_days"));
    let waiting_for = waiting_for.and_then(|cell| row.exactly_when(waits, "waiting_for", "the case waits", cell));
    let until = until.and_then(|cell| row.exactly_when(waits, "waiting_until_in_days", "the case waits", cell));
    let (outcome, closed) = (row.maybe_one_of::<Outcome>("outcome"), row.number("closed_days_ago"));
    let outcome = outcome.and_then(|cell| row.exactly_when(is_closed, "outcome", "the case is closed", cell));
    let closed = closed.and_then(|cell| row.exactly_when(is_closed, "closed_days_ago", "the case is closed", cell));
    let (waiting_for, until, outcome, closed) = (waiting_for?, until?, outcome?, closed?);
    if let Some(days) = closed {
        between(row, "closed_days_ago", days, opened)?;
    }
    Ok(match (waiting_for.zip(until), outcome.zip(closed)) {
        (Some((what, until)), _) => Stand::Waiting(what, until),
        (_, Some((outcome, days))) => Stand::Closed(outcome, days),
        (None, None) if status == CaseStatus::New => Stand::New,
        (None, None) => Stand::Active,
    })
}

fn involvement(row: &mut Row<'_>, opened: i32, known: &References) -> Read<Option<DemoInvolvement>> {
    let kind = row.maybe_one_of::<InvolvementKind>("involvement_kind")?;
    let asked = kind.is_some();
    let when = "somebody is asked along";
    let by_specialist = kind.is_some_and(is_for_specialists);
    let status = row.maybe_one_of::<InvolvementStatus>("involvement_status");
    let status = status.and_then(|cell| row.exactly_when(asked, "involvement_status", when, cell));
    let days = row.number("involvement_days_ago");
    let days = days.and_then(|cell| row.exactly_when(asked, "involvement_days_ago", when, cell));
    let specialist = row.text("specialist");
    let when = "a specialist is asked along";
    let specialist = specialist.and_then(|cell| row.exactly_when(by_specialist, "specialist", when, cell));
    let specialist = known.specialists.one(row, "specialist", "specialists.csv", specialist);
    let (status, days, specialist) = (status?, days?, specialist?);
    if let Some(days) = days {
        between(row, "involvement_days_ago", days, opened)?;
    }
    let Some(((kind, status), days_ago)) = kind.zip(status).zip(days) else { return Ok(None) };
    Ok(Some(DemoInvolvement { kind, status, days_ago, specialist }))
}

/// Whether a specialist is the receiver of such an involvement.
pub fn is_for_specialists(kind: InvolvementKind) -> bool {
    match kind {
        InvolvementKind::Consultation | InvolvementKind::Handover | InvolvementKind::JointVisit => true,
        InvolvementKind::Support | InvolvementKind::Takeover => false,
    }
}

fn days_ago(row: &mut Row<'_>, column: &str) -> Read<i32> {
    match row.number(column)? {
        Some(days) => between(row, column, days, i32::MAX),
        None => Err(row.wrong(column, "the cell is empty", "Fill it in")),
    }
}

/// Days back from today, not before the case was noted.
fn between(row: &mut Row<'_>, column: &str, days: i32, opened: i32) -> Read<i32> {
    if days < 0 {
        Err(row.wrong(column, format!("{days} days ago is yet to come"), "Write 0 for today, 1 for yesterday"))
    } else if days > opened {
        Err(row.wrong(column, format!("{days} days ago the case was not yet noted"), "Make it fit opened_days_ago"))
    } else {
        Ok(days)
    }
}
