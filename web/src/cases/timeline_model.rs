//! The timeline in sentences: who did what, with the viewer as "jij". Pure.
//!
//! All sentences are in the past or have the same form for "jij" and for a name, so that one text does for both.

use super::case_words::{object, outcome_name, subject, waiting_for_name};
use super::queries::{CaseEvent, Party};
use crate::calendar::{Day, day_month, when_told};
use crate::graphql::enums::{CaseEventKind, InvolvementKind, NoteVisibility, PartyKind};
use crate::i18n::{Locale, capital, words};
use crate::ui::Glyph;

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its drawing.
    pub glyph: Glyph,
    /// What happened; `*stars*` make it bold.
    pub what: String,
    /// When.
    pub when: String,
    /// Something more about it.
    pub more: Option<String>,
    /// What was written.
    pub note: Option<String>,
    /// Who can't read what was written.
    pub kept: Option<&'static str>,
}

/// A line of the timeline.
pub fn line(locale: Locale, event: &CaseEvent, today: Day) -> Line {
    let said = event.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    Line {
        glyph: glyph(event),
        what: sentence(locale, event),
        when: capital(&when_told(locale, event.at, today)),
        more: by_phone(locale, event),
        note: said.filter(|_| !tells_note(event)).map(str::to_owned),
        kept: match event.note_visibility {
            Some(NoteVisibility::Writer) => Some(words::timeline::only_writer(locale)),
            Some(NoteVisibility::WithoutSpecialist) => Some(words::timeline::without_specialist(locale)),
            Some(NoteVisibility::Involved) | None => None,
        },
    }
}

/// Which of these lines is the first since the viewer handed the case over: all of them when that was before.
pub fn first_since_handed_over(events: &[CaseEvent]) -> usize {
    // Who follows has helped; whether before these lines isn't known.
    let mut helps = true;
    let mut first = 0;
    for (index, event) in events.iter().enumerate() {
        let now = match event.kind {
            CaseEventKind::PickedUp | CaseEventKind::Reopened => &event.actor,
            CaseEventKind::HolderChanged => &event.party,
            _ => continue,
        };
        let helps_now = now.as_ref().is_some_and(|party| party.is_viewer);
        if helps && !helps_now {
            // The yes that made it so belongs to it.
            let is_yes =
                |before: &CaseEvent| before.kind == CaseEventKind::InvolvementAccepted && before.at == event.at;
            first = index - usize::from(index.checked_sub(1).is_some_and(|before| is_yes(&events[before])));
        }
        helps = helps_now;
    }
    first
}

/// What happened, in a sentence.
pub fn sentence(locale: Locale, event: &CaseEvent) -> String {
    let who = &doer(locale, event);
    match event.kind {
        CaseEventKind::Opened if event.actor.is_none() => words::timeline::opened_by_form(locale).to_owned(),
        CaseEventKind::Opened => words::timeline::opened(locale, who),
        CaseEventKind::PickedUp => words::timeline::picked_up(locale, who),
        CaseEventKind::Note => words::timeline::note(locale, who),
        CaseEventKind::NextStepSet => words::timeline::next_step(locale, who),
        CaseEventKind::Corrected => words::timeline::corrected(locale, who),
        CaseEventKind::WaitingSet => match (event.waiting_for, event.waiting_until) {
            (Some(what), Some(until)) => {
                let what = waiting_for_name(locale, what);
                words::timeline::waiting(locale, who, what, &day_month(locale, until))
            }
            _ => words::timeline::waiting_plain(locale, who),
        },
        CaseEventKind::Resumed => words::timeline::resumed(locale, who),
        CaseEventKind::InvolvementRequested => requested(locale, event, who),
        CaseEventKind::InvolvementAccepted => accepted(locale, event, who),
        CaseEventKind::InvolvementDeclined => match reason(event) {
            Some(reason) => words::timeline::declined_because(locale, who, &reason),
            None => words::timeline::declined(locale, who),
        },
        CaseEventKind::InvolvementWithdrawn => words::timeline::withdrawn(locale, who, &other(locale, event)),
        CaseEventKind::InvolvementExpired if asks_many(event) => words::timeline::expired_nobody(locale).to_owned(),
        CaseEventKind::InvolvementExpired => words::timeline::expired(locale, &receiver(locale, event)),
        CaseEventKind::InvolvementCompleted => completed(locale, event, who),
        CaseEventKind::HolderChanged => {
            let holder = event.party.as_ref().map_or_else(|| who.clone(), |party| name(subject(locale, party)));
            words::timeline::holder_changed(locale, &holder)
        }
        CaseEventKind::SignOfLife => words::timeline::sign_of_life(locale, who),
        CaseEventKind::DetailsAdded => words::timeline::details_added(locale, who),
        CaseEventKind::DetailsRemoved => words::timeline::details_removed(locale, who),
        CaseEventKind::Closed => match event.outcome {
            Some(outcome) => words::timeline::closed(locale, who, &outcome_name(locale, outcome).to_lowercase()),
            None => words::timeline::closed_plain(locale, who),
        },
        CaseEventKind::Reopened => words::timeline::reopened(locale, who),
    }
}

fn requested(locale: Locale, event: &CaseEvent, who: &str) -> String {
    let other = &other(locale, event);
    match event.involvement.as_ref().map(|it| it.kind) {
        Some(InvolvementKind::Support) => words::timeline::asked_support(locale, who, other),
        Some(InvolvementKind::Takeover) if event.involvement.as_ref().is_some_and(|it| it.is_offer) => {
            words::timeline::offered_takeover(locale, who)
        }
        Some(InvolvementKind::Takeover) => words::timeline::asked_takeover(locale, who, other),
        Some(InvolvementKind::Handover) => words::timeline::asked_handover(locale, who, other),
        Some(InvolvementKind::JointVisit) => words::timeline::asked_visit(locale, who, other),
        Some(InvolvementKind::Consultation) | None => words::timeline::asked_consultation(locale, who, other),
    }
}

fn accepted(locale: Locale, event: &CaseEvent, who: &str) -> String {
    let Some(involvement) = &event.involvement else {
        return words::timeline::accepted_plain(locale, who);
    };
    let requester = &involvement.requester;
    match involvement.kind {
        InvolvementKind::Support => words::timeline::accepted_support(locale, who, &name(object(locale, requester))),
        InvolvementKind::Takeover if involvement.is_offer => {
            if requester.is_viewer {
                words::timeline::accepted_offer_you(locale, who)
            } else {
                words::timeline::accepted_offer(locale, who, &name(subject(locale, requester)))
            }
        }
        InvolvementKind::Takeover | InvolvementKind::Handover => words::timeline::accepted_takeover(locale, who),
        InvolvementKind::Consultation => words::timeline::accepted_consultation(locale, who),
        InvolvementKind::JointVisit => words::timeline::accepted_visit(locale, who),
    }
}

fn completed(locale: Locale, event: &CaseEvent, who: &str) -> String {
    match event.involvement.as_ref().map(|it| it.kind) {
        Some(InvolvementKind::Support) => words::timeline::completed_support(locale, who),
        Some(InvolvementKind::Consultation) => words::timeline::completed_consultation(locale, who),
        Some(InvolvementKind::JointVisit) => words::timeline::completed_visit(locale, who),
        Some(InvolvementKind::Takeover | InvolvementKind::Handover) | None => {
            words::timeline::completed_plain(locale, who)
        }
    }
}

/// Who gave an answer by phone: it is theirs, and not of who wrote it down.
pub fn heard_of(event: &CaseEvent) -> Option<&Party> {
    let receiver = event.involvement.as_ref().map(|it| &it.receiver).or(event.party.as_ref());
    receiver.filter(|_| event.by_phone && is_answer(event.kind))
}

/// Who did it.
fn doer(locale: Locale, event: &CaseEvent) -> String {
    match (heard_of(event), &event.actor) {
        (Some(teller), _) => capital(&name(subject(locale, teller))),
        (None, Some(actor)) => name(subject(locale, actor)),
        (None, None) => words::cases::somebody(locale).to_owned(),
    }
}

/// Whether all community workers of a neighbourhood were asked.
fn asks_many(event: &CaseEvent) -> bool {
    event.involvement.as_ref().is_some_and(|it| it.receiver.kind == PartyKind::Team)
}

fn is_answer(kind: CaseEventKind) -> bool {
    matches!(kind, CaseEventKind::InvolvementAccepted | CaseEventKind::InvolvementDeclined | CaseEventKind::SignOfLife)
}

/// The one who was asked, at the beginning of a sentence.
fn receiver(locale: Locale, event: &CaseEvent) -> String {
    let receiver = event.involvement.as_ref().map(|it| &it.receiver).or(event.party.as_ref());
    receiver.map_or_else(|| words::cases::somebody(locale).to_owned(), |party| capital(&name(subject(locale, party))))
}

/// The one to whom it was done.
fn other(locale: Locale, event: &CaseEvent) -> String {
    let receiver = event.involvement.as_ref().map(|it| &it.receiver);
    let other = event.party.as_ref().or(receiver);
    other.map_or_else(|| words::cases::the_team(locale).to_owned(), |party| name(object(locale, party)))
}

fn by_phone(locale: Locale, event: &CaseEvent) -> Option<String> {
    let writer = event.actor.as_ref().filter(|_| event.by_phone && is_answer(event.kind))?;
    Some(if writer.is_viewer {
        words::timeline::by_phone_you(locale).to_owned()
    } else {
        words::timeline::by_phone(locale, &name(subject(locale, writer)))
    })
}

/// Why somebody said no, in the middle of a sentence.
fn reason(event: &CaseEvent) -> Option<String> {
    let reason = event.involvement.as_ref().and_then(|it| it.decline_reason.as_deref()).or(event.note.as_deref())?;
    let reason = reason.trim().trim_end_matches('.');
    let mut letters = reason.chars();
    let first = letters.next()?.to_lowercase();
    Some(name(&first.chain(letters).collect::<String>()))
}

/// Whether the sentence already says what the note says.
fn tells_note(event: &CaseEvent) -> bool {
    event.kind == CaseEventKind::InvolvementDeclined && reason(event).is_some()
}

/// Words of people can hold a star too, which isn't meant to make anything bold.
fn name(text: &str) -> String {
    text.replace('*', "∗")
}

fn glyph(event: &CaseEvent) -> Glyph {
    let is_visit = event.involvement.as_ref().is_some_and(|it| it.kind == InvolvementKind::JointVisit);
    match event.kind {
        CaseEventKind::Opened => Glyph::Plus,
        CaseEventKind::PickedUp | CaseEventKind::Reopened | CaseEventKind::Resumed => Glyph::StatusActive,
        CaseEventKind::Note | CaseEventKind::NextStepSet | CaseEventKind::Corrected => Glyph::Pen,
        CaseEventKind::WaitingSet => Glyph::Pause,
        CaseEventKind::InvolvementAccepted if is_visit => Glyph::Walk,
        CaseEventKind::InvolvementRequested | CaseEventKind::InvolvementAccepted => Glyph::With,
        CaseEventKind::InvolvementDeclined | CaseEventKind::InvolvementWithdrawn => Glyph::Close,
        CaseEventKind::InvolvementExpired => Glyph::Clock,
        CaseEventKind::InvolvementCompleted | CaseEventKind::Closed => Glyph::Check,
        CaseEventKind::HolderChanged => Glyph::HandOver,
        CaseEventKind::SignOfLife => Glyph::Heart,
        CaseEventKind::DetailsAdded | CaseEventKind::DetailsRemoved => Glyph::Key,
    }
}

#[cfg(test)]
mod tests;
