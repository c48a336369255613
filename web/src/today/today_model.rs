//! What the home page says. Pure.

use super::queries::{Callee, Contact, TodayCase, TodayInvolvement, WaitingItem};
use crate::calendar::{Day, Moment, ago, day_month, day_month_near, in_days, time};
use crate::graphql::enums::{InvolvementKind, Role, WaitingFor, WaitingReason};
use crate::graphql::scalars::Phone;
use crate::i18n::{Locale, capital, words};
use crate::shell::role_name;
use crate::ui::{Glyph, Tone};

/// How many people are in sight before somebody asks for all.
pub const FIRST_PEOPLE: usize = 4;

/// A mark: colour, icon, words.
#[derive(Debug, PartialEq)]
pub struct Said {
    /// The colour.
    pub tone: Tone,
    /// The icon.
    pub glyph: Glyph,
    /// The words.
    pub words: String,
}

/// The greeting of the hour.
pub fn greeting(locale: Locale, hour: u8, name: &str) -> String {
    match hour {
        5..12 => words::today::morning(locale, name),
        12..18 => words::today::afternoon(locale, name),
        _ => words::today::evening(locale, name),
    }
}

/// How many things wait, in a sentence; small numbers in words.
pub fn how_many(locale: Locale, number: usize) -> String {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let in_words = match number {
        0 => return words::today::nothing_waits(locale).to_owned(),
        2 => words::today::two(locale),
        3 => words::today::three(locale),
        4 => words::today::four(locale),
        5 => words::today::five(locale),
        6 => words::today::six(locale),
        _ => &number.to_string(),
    };
    words::today::things_wait(locale, number, in_words)
}

/// Why something waits, in a sentence.
pub fn reason(locale: Locale, item: &WaitingItem) -> String {
    let involvement = item.involvement.as_ref();
    let receiver = involvement.map_or("", |it| it.receiver.name.as_str());
    match item.reason {
        WaitingReason::Answer => involvement.map_or_else(String::new, |it| question(locale, item, it)),
        WaitingReason::PickUp => {
            let topic = item.case.topics.first().map_or("", |topic| topic.question.as_str());
            words::today::new_case(locale, &item.case.neighbourhood.name, topic)
        }
        WaitingReason::WaitOverdue => match item.case.waiting_for {
            Some(WaitingFor::Resident) => words::today::waited_for_resident(locale).to_owned(),
            Some(WaitingFor::Decision) => words::today::waited_for_decision(locale).to_owned(),
            Some(WaitingFor::Specialist) | None => words::today::waited_for_specialist(locale).to_owned(),
        },
        WaitingReason::SignOfLifeDue => words::today::sign_of_life(locale).to_owned(),
        WaitingReason::VisitPlanned => {
            let other = involvement.map(|it| if it.receiver.is_viewer { &it.requester } else { &it.receiver });
            words::today::visit(locale, other.map_or("", |it| it.name.as_str()))
        }
        WaitingReason::ReplyOverdue => words::today::no_reply(locale, receiver),
    }
}

/// What somebody asks of the viewer.
fn question(locale: Locale, item: &WaitingItem, involvement: &TodayInvolvement) -> String {
    let name = involvement.requester.name.as_str();
    let is_mine = item.case.holder.as_ref().is_some_and(|holder| holder.is_viewer);
    match involvement.kind {
        InvolvementKind::Support => words::today::asks_support(locale, name),
        // The holder asks to be relieved, or somebody offers to relieve the holder.
        InvolvementKind::Takeover if is_mine => words::today::offers_takeover(locale, name),
        InvolvementKind::Takeover => words::today::asks_takeover(locale, name),
        InvolvementKind::Consultation => words::today::asks_consultation(locale, name),
        InvolvementKind::Handover => words::today::asks_handover(locale, name),
        InvolvementKind::JointVisit => words::today::asks_visit(locale, name),
    }
}

/// How urgent it is.
pub fn urgency(locale: Locale, item: &WaitingItem, today: Day) -> Option<Said> {
    if item.overdue_days > 0 {
        let words = words::today::days_late(locale, item.overdue_days);
        return Some(Said { tone: Tone::Late, glyph: Glyph::Late, words });
    }
    if item.reason == WaitingReason::PickUp {
        let words = since(locale, item.case.opened_at.here().day, today);
        return Some(Said { tone: Tone::Info, glyph: Glyph::StatusNew, words });
    }
    let planned = item.involvement.as_ref().and_then(|it| it.planned_at);
    let words = match (item.reason, planned, item.due_on) {
        (WaitingReason::VisitPlanned, Some(at), _) => appointment(locale, at.here(), today),
        (_, _, Some(due)) => deadline(locale, due, today),
        (_, _, None) => return None,
    };
    Some(Said { tone: Tone::Soon, glyph: Glyph::Clock, words })
}

/// "Sinds gisteren", "Sinds 2 dagen".
fn since(locale: Locale, day: Day, today: Day) -> String {
    match today.0 - day.0 {
        days if days > 1 => words::today::since_days(locale, days),
        _ => words::today::since(locale, &ago(locale, day, today)),
    }
}

/// "Morgen om 10.00 uur".
fn appointment(locale: Locale, at: Moment, today: Day) -> String {
    let day = match at.day.0 - today.0 {
        -1..=1 => in_days(locale, at.day, today),
        _ => day_month_near(locale, at.day, today),
    };
    capital(&words::today::day_at_time(locale, &day, &time(locale, at)))
}

/// "Nog 3 dagen".
fn deadline(locale: Locale, due: Day, today: Day) -> String {
    match due.0 - today.0 {
        ..=1 => capital(&in_days(locale, due, today)),
        days => words::today::days_left(locale, days),
    }
}

/// Topic and whose move it is, in a row of one's own cases.
pub fn progress(locale: Locale, case: &TodayCase) -> String {
    let topic = case.topics.first().map_or("", |topic| topic.name.as_str());
    let what = match (case.waiting_for, case.waiting_until, &case.turn) {
        (Some(for_whom), Some(until), _) => {
            let until = day_month(locale, until);
            match for_whom {
                WaitingFor::Resident => words::today::waits_for_resident(locale, &until),
                WaitingFor::Specialist => words::today::waits_for_specialist(locale, &until),
                WaitingFor::Decision => words::today::waits_for_decision(locale, &until),
            }
        }
        (_, _, Some(turn)) if turn.is_viewer => words::today::my_turn(locale).to_owned(),
        (_, _, Some(turn)) => words::today::turn(locale, &capital(&turn.name)),
        (_, _, None) => String::new(),
    };
    if what.is_empty() { topic.to_owned() } else { [topic, ". ", &what].concat() }
}

/// Who helps now, in a row of a case that is followed.
pub fn helped_by(locale: Locale, case: &TodayCase) -> String {
    let topic = case.topics.first().map_or("", |topic| topic.name.as_str());
    match &case.holder {
        Some(holder) => [topic, ". ", &words::today::helps(locale, &holder.name)].concat(),
        None => topic.to_owned(),
    }
}

/// What somebody does, under their name.
pub fn described(locale: Locale, contact: &Contact) -> String {
    let Some(first) = contact.roles.first() else {
        return contact.organisation.as_ref().map_or_else(String::new, |it| it.name.clone());
    };
    let role = capital(role_name(locale, first.role));
    let places = contact.roles.iter().filter(|grant| grant.role == first.role);
    let places: Vec<&str> = places.filter_map(|it| Some(it.neighbourhood.as_ref()?.name.as_str())).collect();
    match (&contact.organisation, places.as_slice()) {
        (Some(organisation), _) if first.role != Role::Connector => {
            words::today::works_at(locale, &role, &organisation.name)
        }
        (_, []) => role,
        (_, places) => words::today::works_in(locale, &role, &listed(locale, places)),
    }
}

/// The number to call, of a person or of a specialist.
pub fn number(callee: &Callee) -> Option<Phone> {
    let person = callee.person.as_ref().and_then(|it| it.phone.clone());
    person.or_else(|| callee.specialist.as_ref().and_then(|it| it.phone.clone()))
}

/// "a, b en c".
fn listed(locale: Locale, names: &[&str]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => words::today::and(locale, &before.join(", "), last),
        names => names.concat(),
    }
}

#[cfg(test)]
mod tests;
