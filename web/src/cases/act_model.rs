//! What one can do with a case: which act is likely now, and in which order the others come. Pure.
//!
//! Who may do what isn't decided here: the server says which acts are available, and nothing else is offered.

use super::act_words::{glyph, hint, label};
use super::dialogs::key_of;
use super::queries::{CaseCard, OpenInvolvement};
use crate::graphql::enums::{CaseAct, CaseStatus, DueReason, InvolvementAct};
use crate::i18n::{Locale, words};
use crate::ui::Glyph;

/// Something one can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// With the case.
    Case(CaseAct),
    /// With an involvement in it.
    Involvement(InvolvementAct, Box<OpenInvolvement>),
}

/// A line in the list of acts: one act, or a few that are the same thought.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its drawing.
    pub glyph: Glyph,
    /// What it is called.
    pub label: String,
    /// What follows from it.
    pub hint: Option<String>,
    /// What it leads to; more than one asks for a choice.
    pub acts: Vec<Act>,
}

/// What one can do now, the likely thing first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The one solid button.
    pub likely: Option<Act>,
    /// The other answer beside it.
    pub beside: Option<Act>,
    /// All others, in the order of likelihood.
    pub rows: Vec<Row>,
}

/// All that the viewer may do now, with the case and with these involvements in it.
fn available(card: &CaseCard, involvements: &[OpenInvolvement]) -> Vec<Act> {
    let case = card.available_acts.iter().copied().map(Act::Case);
    let within = involvements.iter().flat_map(|it| {
        let acts = it.available_acts.iter();
        acts.map(|act| Act::Involvement(*act, Box::new(it.clone())))
    });
    case.chain(within).collect()
}

/// What one can do now, the likely thing first. `reads` is whether the viewer sees what is written down.
pub fn plan(locale: Locale, card: &CaseCard, involvements: &[OpenInvolvement], reads: bool) -> Plan {
    let mut acts = available(card, involvements);
    let likely = likely(card, &acts, reads);
    take(&mut acts, |act| Some(act) == likely.as_ref());
    let answers = |act: &Act| matches!(act, Act::Involvement(InvolvementAct::Accept, _));
    let beside = likely.as_ref().filter(|act| answers(act)).and_then(|likely| {
        let same = |act: &Act| matches!((act, likely), (Act::Involvement(InvolvementAct::Decline, one), Act::Involvement(_, other)) if one.id == other.id);
        take(&mut acts, same).pop()
    });
    let mut rows = Vec::new();
    let has_company = !involvements.is_empty();
    for thought in order(has_company) {
        let found = take(&mut acts, |act| belongs(thought, act));
        match thought {
            Thought::BringIn | Thought::HandOver if !found.is_empty() => {
                rows.push(group(locale, thought, found, card));
            }
            Thought::Details => {}
            _ => rows.extend(found.into_iter().map(|act| single(locale, act, card))),
        }
    }
    Plan { likely, beside, rows }
}

/// All that one can do now, a line each, the likely thing first; also what has a place of its own on the page.
pub fn lines(locale: Locale, card: &CaseCard, involvements: &[OpenInvolvement]) -> Vec<Row> {
    let Plan { likely, beside, rows } = plan(locale, card, involvements, true);
    let single = |act| single(locale, act, card);
    let mut lines: Vec<Row> = likely.into_iter().chain(beside).map(single).chain(rows).collect();
    let details = available(card, involvements).into_iter().filter(|act| belongs(Thought::Details, act));
    lines.extend(details.map(single));
    lines
}

/// Tells one act from another, whatever became of it meanwhile.
pub fn act_key(act: &Act) -> String {
    match act {
        Act::Case(act) => key_of(*act),
        Act::Involvement(act, it) => [&key_of(*act), "-", &it.id.0].concat(),
    }
}

/// Tells one line from another in the same way.
pub fn row_key(acts: &[Act]) -> String {
    acts.iter().map(act_key).collect::<Vec<_>>().join("+")
}

/// The thoughts behind the acts, for their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thought {
    Answer,
    Start,
    Write,
    End,
    Tell,
    GoOn,
    BringIn,
    HandOver,
    Offer,
    Wait,
    Close,
    Plan,
    Correct,
    TakeBack,
    Again,
    Read,
    /// The details of the resident have a place of their own.
    Details,
}

/// The likeliest first. Who already has company rather hands over than brings in a next one.
fn order(has_company: bool) -> [Thought; 17] {
    let (first, second) =
        if has_company { (Thought::HandOver, Thought::BringIn) } else { (Thought::BringIn, Thought::HandOver) };
    [
        Thought::Answer,
        Thought::Start,
        Thought::End,
        Thought::Tell,
        Thought::GoOn,
        Thought::Write,
        first,
        second,
        Thought::Offer,
        Thought::Wait,
        Thought::Close,
        Thought::Plan,
        Thought::TakeBack,
        Thought::Correct,
        Thought::Again,
        Thought::Read,
        Thought::Details,
    ]
}

fn belongs(thought: Thought, act: &Act) -> bool {
    let its = match act {
        Act::Case(act) => match act {
            CaseAct::PickUp => Thought::Start,
            CaseAct::AddNote => Thought::Write,
            CaseAct::SetNextStep => Thought::Plan,
            CaseAct::Correct => Thought::Correct,
            CaseAct::SetWaiting => Thought::Wait,
            CaseAct::Resume => Thought::GoOn,
            CaseAct::Close => Thought::Close,
            CaseAct::Reopen => Thought::Again,
            CaseAct::RequestSupport | CaseAct::RequestConsultation | CaseAct::RequestJointVisit => Thought::BringIn,
            CaseAct::RequestTakeover | CaseAct::RequestHandover => Thought::HandOver,
            CaseAct::OfferTakeover => Thought::Offer,
            CaseAct::GiveSignOfLife => Thought::Tell,
            CaseAct::ReadWithReason => Thought::Read,
            CaseAct::AddResidentDetails | CaseAct::RevealResidentDetails | CaseAct::RemoveResidentDetails => {
                Thought::Details
            }
        },
        Act::Involvement(InvolvementAct::Accept | InvolvementAct::Decline | InvolvementAct::RecordAnswer, _) => {
            Thought::Answer
        }
        Act::Involvement(InvolvementAct::Complete, _) => Thought::End,
        Act::Involvement(InvolvementAct::Withdraw, _) => Thought::TakeBack,
    };
    its == thought
}

/// The act that is likely now.
fn likely(card: &CaseCard, acts: &[Act], reads: bool) -> Option<Act> {
    let case = |wanted: CaseAct| acts.iter().find(|act| **act == Act::Case(wanted));
    let within =
        |wanted: InvolvementAct| acts.iter().find(|act| matches!(act, Act::Involvement(act, _) if *act == wanted));
    let is_due = |reason| card.due.as_ref().is_some_and(|due| due.reason == reason);
    let is_late = |reason| card.due.as_ref().is_some_and(|due| due.reason == reason && due.overdue_days > 0);
    let found = within(InvolvementAct::Accept)
        .or_else(|| within(InvolvementAct::RecordAnswer))
        .or_else(|| case(CaseAct::PickUp))
        .or_else(|| case(CaseAct::ReadWithReason).filter(|_| !reads))
        .or_else(|| case(CaseAct::GiveSignOfLife).filter(|_| is_due(DueReason::SignOfLife)))
        .or_else(|| case(CaseAct::Resume).filter(|_| is_late(DueReason::Waiting)))
        .or_else(|| case(CaseAct::AddNote).filter(|_| card.status != CaseStatus::Closed))
        .or_else(|| case(CaseAct::Reopen));
    found.cloned()
}

fn take(acts: &mut Vec<Act>, is_wanted: impl Fn(&Act) -> bool) -> Vec<Act> {
    let (taken, left) = acts.drain(..).partition(is_wanted);
    *acts = left;
    taken
}

fn single(locale: Locale, act: Act, card: &CaseCard) -> Row {
    let label = label(locale, &act, card);
    Row { glyph: glyph(&act), label, hint: hint(locale, &act, card), acts: vec![act] }
}

fn group(locale: Locale, thought: Thought, acts: Vec<Act>, card: &CaseCard) -> Row {
    let asks_worker = acts.contains(&Act::Case(CaseAct::RequestSupport));
    match (thought, acts.as_slice()) {
        (Thought::HandOver, _) => Row {
            glyph: Glyph::HandOver,
            label: words::acts::hand_over(locale).to_owned(),
            hint: Some(words::acts::hand_over_hint(locale).to_owned()),
            acts,
        },
        (_, [_]) => single(locale, acts[0].clone(), card),
        _ if asks_worker => Row {
            glyph: Glyph::With,
            label: words::acts::bring_in(locale).to_owned(),
            hint: Some(words::acts::bring_in_hint(locale).to_owned()),
            acts,
        },
        _ => Row {
            glyph: Glyph::With,
            label: words::acts::bring_in_specialist(locale).to_owned(),
            hint: Some(words::acts::bring_in_specialist_hint(locale).to_owned()),
            acts,
        },
    }
}

#[cfg(test)]
mod tests;
