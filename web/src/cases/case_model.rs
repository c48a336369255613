//! What the page of a case says: the facts, what happens next, whom to call. Pure.

use super::asking::{asker_name, contact_name};
use super::card_model::main_topic;
use super::case_words::{barrier_name, listed, outcome_name, short_name, source_name, waiting_for_name};
use super::involvement_model::is_open;
use super::queries::{CaseCard, CaseContent, CaseDetail, Due, Helper, Involvement, Party};
use crate::calendar::{Day, day_month, full_day, when};
use crate::graphql::enums::{
    CaseRelation, CaseStatus, DueReason, InvolvementAct, InvolvementKind, InvolvementStatus, PartyKind,
};
use crate::graphql::scalars::Phone;
use crate::i18n::{Locale, capital, words};
use crate::shell::role_name;

/// A fact in the strip at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub term: &'static str,
    /// The fact.
    pub says: String,
    /// A second line.
    pub sub: Option<String>,
}

/// The box that is read first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What it is about.
    pub label: &'static str,
    /// The thing itself.
    pub what: String,
    /// A second line.
    pub sub: Option<String>,
}

/// What the viewer sees of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// All that is written down.
    Everything,
    /// How it goes, not what is written down.
    Following,
    /// The card.
    Card,
}

/// What the viewer sees of a case.
pub fn sight(case: &CaseDetail) -> Sight {
    if case.content.is_some() {
        Sight::Everything
    } else if case.relations.contains(&CaseRelation::Follower) {
        Sight::Following
    } else {
        Sight::Card
    }
}

/// The line under the heading. With room, the topic as somebody asks it.
pub fn topic_and_place(locale: Locale, case: &CaseDetail, has_room: bool) -> String {
    let place = &case.card.neighbourhood.name;
    let asked_as = case.asked_as.first().map(|topic| topic.question.as_str()).filter(|asked| !asked.is_empty());
    match (case.card.topics.first(), asked_as) {
        (Some(topic), Some(asked)) if has_room => words::case::topic_and_place(locale, &topic.name, asked, place),
        (Some(_), _) => [main_topic(&case.card), " · ", place].concat(),
        (None, _) => place.clone(),
    }
}

/// Who helps, whose move it is, how to get in touch, since when.
pub fn facts(locale: Locale, case: &CaseDetail) -> Vec<Fact> {
    let card = &case.card;
    let holder = match &card.holder {
        Some(holder) => Fact {
            term: words::case::holder(locale),
            says: name(locale, holder),
            sub: does(locale, holder, case.helper.as_ref()),
        },
        None => Fact { term: words::case::holder(locale), says: words::case::nobody(locale).to_owned(), sub: None },
    };
    let turn = card.turn.as_ref().map(|turn| Fact {
        term: words::case::turn(locale),
        says: capital(&name(locale, turn)),
        sub: card.due.as_ref().map(|due| until(locale, due, turn)),
    });
    let contact = case.content.as_ref().map(|content| Fact {
        term: words::case::contact(locale),
        says: contact_name(locale, content.contact_preference).to_owned(),
        sub: content.contact_note.clone().filter(|note| !note.trim().is_empty()),
    });
    let age = match card.age_days {
        ..=0 => capital(words::calendar::today(locale)),
        days => words::calendar::days(locale, days),
    };
    let opened = capital(&full_day(locale, case.opened_at.here().day));
    let since = Fact { term: words::case::since(locale), says: age, sub: Some(opened) };
    let ended = card.outcome.map(|outcome| Fact {
        term: words::case::ended(locale),
        says: outcome_name(locale, outcome).to_owned(),
        sub: case.closed_at.map(|at| capital(&full_day(locale, at.here().day))),
    });
    let names: Vec<&str> = case.followers.iter().map(|follower| follower.name.as_str()).collect();
    let followers = (!names.is_empty()).then(|| Fact {
        term: words::case::followers(locale),
        says: listed(locale, &names),
        sub: None,
    });
    let first = if card.status == CaseStatus::Closed { ended } else { Some(holder) };
    [first, turn, contact, Some(since), followers].into_iter().flatten().collect()
}

/// In full, or "Jij".
fn name(locale: Locale, party: &Party) -> String {
    if party.is_viewer { words::cases::you(locale).to_owned() } else { party.name.clone() }
}

/// What somebody does here.
fn does(locale: Locale, party: &Party, helper: Option<&Helper>) -> Option<String> {
    match party.kind {
        PartyKind::Person if party.is_viewer => None,
        PartyKind::Person => {
            let role = helper?.person.as_ref()?.roles.first()?.role;
            Some(capital(role_name(locale, role)))
        }
        PartyKind::Specialist => Some(words::case::a_specialist(locale).to_owned()),
        PartyKind::Team | PartyKind::Resident | PartyKind::Decision => None,
    }
}

fn until(locale: Locale, due: &Due, turn: &Party) -> String {
    let day = day_month(locale, due.on);
    match due.reason {
        DueReason::Answer => words::case::answer_by(locale, &day),
        DueReason::Waiting => words::case::waits_until(locale, &day),
        DueReason::SignOfLife if turn.is_viewer => words::case::tell_by(locale, &day),
        DueReason::SignOfLife => words::case::tells_by(locale, &day),
    }
}

/// What is read first: what is asked of the viewer, what happens next, or how it goes.
pub fn next(locale: Locale, case: &CaseDetail, today: Day) -> Next {
    let card = &case.card;
    if let Some(asked) = asked_of_viewer(case) {
        return Next {
            label: words::case::asked_of_you(locale),
            what: question(locale, asked),
            sub: asked.reason.clone(),
        };
    }
    if let (CaseStatus::Closed, Some(outcome)) = (card.status, card.outcome) {
        let sub = case.closed_at.map(|at| capital(&full_day(locale, at.here().day)));
        return Next { label: words::case::closed(locale), what: outcome_name(locale, outcome).to_owned(), sub };
    }
    match sight(case) {
        Sight::Everything => steps(locale, case, today),
        Sight::Following => {
            let sub = waiting(locale, card).map(|(what, until)| [&what, ". ", &until].concat());
            Next { label: words::case::how_it_goes(locale), what: helps(locale, card.holder.as_ref()), sub }
        }
        Sight::Card => Next {
            label: words::case::only_card(locale),
            what: helps(locale, card.holder.as_ref()),
            sub: Some(words::case::card_only(locale).to_owned()),
        },
    }
}

fn steps(locale: Locale, case: &CaseDetail, today: Day) -> Next {
    let card = &case.card;
    let label = words::case::next_step(locale);
    let waiting = waiting(locale, card);
    if let Some((visit, at)) = case.involvements.iter().find_map(|it| Some((it, coming_visit(it, today)?))) {
        let other: &Party = if visit.receiver.is_viewer { &visit.requester } else { &visit.receiver };
        let what = words::case::visit(locale, &when(locale, at, today));
        return Next { label, what, sub: Some(words::case::with(locale, &other.name)) };
    }
    let written = case.content.as_ref().and_then(|content| content.next_step.clone());
    if let Some(what) = written.filter(|step| !step.trim().is_empty()) {
        let sub = waiting.map(|(what, until)| [&what, ". ", &until].concat());
        return Next { label, what, sub };
    }
    if let Some((what, until)) = waiting {
        return Next { label, what, sub: Some(until) };
    }
    let is_asked = |it: &&Involvement| it.status == InvolvementStatus::Requested;
    if let Some(asked) = case.involvements.iter().find(is_asked) {
        let what = words::case::waits_for_answer(locale, short_name(&asked.receiver));
        let sub = words::case::until(locale, &day_month(locale, asked.respond_by));
        return Next { label, what, sub: Some(sub) };
    }
    let what = match &card.holder {
        Some(_) => words::case::no_next_step(locale).to_owned(),
        None => words::case::nobody_helps(locale).to_owned(),
    };
    Next { label, what, sub: None }
}

/// For whom or what it waits, and until when.
fn waiting(locale: Locale, card: &CaseCard) -> Option<(String, String)> {
    let waits = card.waiting_for.zip(card.waiting_until).filter(|_| card.status == CaseStatus::Waiting);
    waits.map(|(what, until)| {
        let what = words::case::waits_for(locale, waiting_for_name(locale, what));
        (what, words::case::until(locale, &day_month(locale, until)))
    })
}

fn helps(locale: Locale, holder: Option<&Party>) -> String {
    match holder {
        Some(holder) if holder.is_viewer => words::case::you_help(locale).to_owned(),
        Some(holder) => words::case::helps(locale, &holder.name),
        None => words::case::nobody_helps(locale).to_owned(),
    }
}

fn coming_visit(involvement: &Involvement, today: Day) -> Option<crate::calendar::Instant> {
    let is_agreed =
        involvement.kind == InvolvementKind::JointVisit && involvement.status == InvolvementStatus::Accepted;
    involvement.planned_at.filter(|at| is_agreed && at.here().day >= today)
}

fn asked_of_viewer(case: &CaseDetail) -> Option<&Involvement> {
    case.involvements.iter().find(|it| it.available_acts.contains(&InvolvementAct::Accept))
}

fn question(locale: Locale, asked: &Involvement) -> String {
    let name = short_name(&asked.requester);
    match asked.kind {
        InvolvementKind::Support => words::case::asks_support(locale, name),
        InvolvementKind::Takeover if asked.is_offer => words::case::offers_takeover(locale, name),
        InvolvementKind::Takeover => words::case::asks_takeover(locale, name),
        InvolvementKind::Consultation => words::case::asks_consultation(locale, name),
        InvolvementKind::Handover => words::case::asks_handover(locale, name),
        InvolvementKind::JointVisit => words::case::asks_visit(locale, name),
    }
}

/// Whom it helps to call now: who is on turn, who asks, who is along, or who helps.
pub fn callee(case: &CaseDetail) -> Option<(Phone, String)> {
    let asked = asked_of_viewer(case).map(|asked| &asked.requester);
    let open = case.involvements.iter().filter(|it| is_open(it));
    let along = open.flat_map(|it| [&it.receiver.callable, &it.requester]);
    let all = asked.into_iter().chain(&case.card.turn).chain(along).map(|party| (&party.party, party.phone.as_ref()));
    let holder = case.card.holder.as_ref().zip(case.helper.as_ref().map(|helper| helper.phone.as_ref()));
    let mut others = all.chain(holder).filter(|(party, _)| !party.is_viewer);
    others.find_map(|(party, phone)| Some((phone?.clone(), short_name(party).to_owned())))
}

/// Who asked, how it came, and why not before.
pub fn background(locale: Locale, content: &CaseContent) -> Vec<String> {
    let asked = words::case::asked_by(locale, asker_name(locale, content.asker), source_name(locale, content.source));
    let barriers: Vec<String> =
        content.ask_barriers.iter().map(|barrier| barrier_name(locale, *barrier).to_lowercase()).collect();
    let names: Vec<&str> = barriers.iter().map(String::as_str).collect();
    let barriers = (!names.is_empty()).then(|| words::case::barriers(locale, &listed(locale, &names)));
    std::iter::once(asked).chain(barriers).collect()
}

#[cfg(test)]
mod tests;
