//! What a card says: topic, place and age, what is late, and whose move it is. Pure.

use super::case_words::{Said, outcome_name, short_name};
use super::queries::{Callable, CaseCard, Due};
use crate::calendar::{Day, day_month, in_days};
use crate::graphql::enums::{
    BoardColumn, CaseAct, CaseStatus, DueReason, InvolvementAct, InvolvementKind, InvolvementStatus, PartyKind,
    WaitingFor,
};
use crate::graphql::scalars::Phone;
use crate::i18n::{Locale, capital, words};
use crate::ui::{Glyph, Tone};

/// So many days before a date it is told that it comes near.
const SOON_DAYS: i32 = 7;

/// Whose move it is, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// The viewer's: bold, green, a filled dot.
    Mine(String),
    /// Somebody else's: grey, an open dot.
    Others(String),
    /// Nobody's any more: how it ended.
    Over(String),
}

/// What helps now with a card on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handy {
    /// Call who is on turn.
    Call {
        /// The number.
        phone: Phone,
        /// Whose.
        name: String,
    },
    /// Write down what happened.
    Write,
}

/// The topic that says it best.
pub fn main_topic(card: &CaseCard) -> &str {
    card.topics.first().map_or("", |topic| &topic.name)
}

/// All topics in one line: "Wonen, schulden".
pub fn topics(card: &CaseCard) -> String {
    let mut names = card.topics.iter().map(|topic| topic.name.as_str());
    let first = names.next().unwrap_or_default().to_owned();
    names.fold(first, |line, name| [&line, ", ", &name.to_lowercase()].concat())
}

/// Place and age: "Centrum · 25 dagen".
pub fn place_and_age(locale: Locale, card: &CaseCard) -> String {
    let age = match card.age_days {
        ..=0 => words::calendar::today(locale).to_owned(),
        days => words::calendar::days(locale, days),
    };
    [&card.neighbourhood.name, " · ", &age].concat()
}

/// Late, or nearly so. What is closed is never late.
pub fn lateness(locale: Locale, card: &CaseCard, today: Day) -> Option<Said> {
    let due = card.due.as_ref().filter(|_| card.status != CaseStatus::Closed)?;
    Some(match (due.overdue_days, due.on.0 - today.0) {
        (late @ 1.., _) => Said::new(Tone::Late, Glyph::Late, words::card::days_late(locale, late)),
        (_, ..=1) => Said::new(Tone::Soon, Glyph::Clock, capital(&in_days(locale, due.on.max(today), today))),
        (_, left @ ..=SOON_DAYS) => Said::new(Tone::Soon, Glyph::Clock, words::card::days_left(locale, left)),
        _ => return None,
    })
}

/// Whose move it is.
pub fn move_of(locale: Locale, card: &CaseCard, today: Day) -> Option<Move> {
    if let Some(outcome) = card.outcome.filter(|_| card.board_column == BoardColumn::Done) {
        return Some(Move::Over(outcome_name(locale, outcome).to_owned()));
    }
    if card.board_column == BoardColumn::HandedOver {
        let holder = card.holder.as_ref()?;
        return Some(Move::Others(words::card::helps(locale, short_name(holder))));
    }
    let turn = card.turn.as_ref()?;
    if turn.is_viewer {
        return Some(Move::Mine(my_move(locale, card).to_owned()));
    }
    if let Some(said) = waits(locale, card, turn) {
        return Some(Move::Others(said));
    }
    if let Some(day) = visit_day(card).filter(|day| *day >= today) {
        return Some(Move::Others(words::card::visit(locale, &near_day(locale, day, today))));
    }
    let name = &capital(short_name(turn));
    let asks_many = card.open_involvement.as_ref().is_some_and(|it| it.receiver.kind == PartyKind::Team);
    Some(Move::Others(match (turn.kind, card.status) {
        (PartyKind::Team, _) if asks_many => words::card::turn_many(locale, name),
        (PartyKind::Person, CaseStatus::New) => words::card::looks(locale, name),
        _ => words::card::turn(locale, name),
    }))
}

fn my_move(locale: Locale, card: &CaseCard) -> &'static str {
    let asks_answer = |it: &super::queries::OpenInvolvement| it.available_acts.contains(&InvolvementAct::Accept);
    let is_overdue = |reason| matches!(&card.due, Some(due) if due.reason == reason && due.overdue_days > 0);
    if card.open_involvement.as_ref().is_some_and(asks_answer) {
        words::card::my_turn_answer(locale)
    } else if is_overdue(DueReason::Waiting) {
        words::card::my_turn_ask(locale)
    } else if matches!(&card.due, Some(Due { reason: DueReason::SignOfLife, .. })) {
        words::card::my_turn_tell(locale)
    } else {
        words::card::my_turn(locale)
    }
}

/// For whom or what it waits, and until when; None when somebody has to do something now.
fn waits(locale: Locale, card: &CaseCard, turn: &Callable) -> Option<String> {
    let waits_for_answer = card.due.as_ref().is_some_and(|due| due.reason == DueReason::Answer);
    let day =
        day_month(locale, card.waiting_until.filter(|_| card.status == CaseStatus::Waiting && !waits_for_answer)?);
    Some(match (card.waiting_for?, turn.kind) {
        (WaitingFor::Resident, PartyKind::Resident) => words::card::waits_resident(locale, &day),
        (WaitingFor::Decision, PartyKind::Decision) => words::card::waits_decision(locale, &day),
        (WaitingFor::Specialist, PartyKind::Specialist) if turn.is_named => {
            words::card::waits_named(locale, &turn.name, &day)
        }
        (WaitingFor::Specialist, PartyKind::Specialist) => words::card::waits_specialist(locale, &day),
        // The wait is over, and the one who helps is on turn.
        _ => return None,
    })
}

/// The day of a visit that was agreed.
fn visit_day(card: &CaseCard) -> Option<Day> {
    let visit = card.open_involvement.as_ref()?;
    let is_agreed = visit.kind == InvolvementKind::JointVisit && visit.status == InvolvementStatus::Accepted;
    visit.planned_at.filter(|_| is_agreed).map(|at| at.here().day)
}

/// "morgen", or "26 november" when it is further away.
fn near_day(locale: Locale, day: Day, today: Day) -> String {
    if (day.0 - today.0).abs() <= 1 { in_days(locale, day, today) } else { day_month(locale, day) }
}

/// What helps now: write when it is the viewer's move, else call who is on turn.
pub fn handy(card: &CaseCard) -> Option<Handy> {
    let turn = card.turn.as_ref()?;
    if turn.is_viewer {
        return card.available_acts.contains(&CaseAct::AddNote).then_some(Handy::Write);
    }
    Some(Handy::Call { phone: turn.phone.clone()?, name: short_name(turn).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::queries::{OpenInvolvement, Party, Place, TopicName};
    use super::super::sample::{at, card, day, due, person, requested, silent, specialist, today, viewer};
    use super::*;
    use crate::graphql::enums::Outcome;
    use crate::graphql::scalars::{NeighbourhoodId, TopicId};

    fn plain(text: impl Into<String>) -> String {
        text.into().replace('\u{a0}', " ")
    }

    fn moves(card: &CaseCard) -> String {
        match move_of(Locale::Nl, card, today()) {
            Some(Move::Mine(text)) => plain(["! ", &text].concat()),
            Some(Move::Others(text) | Move::Over(text)) => plain(text),
            None => String::new(),
        }
    }

    #[test]
    fn a_card_says_topic_place_and_age() {
        let mut card = card("theedoek");
        let debts = TopicName { id: TopicId("s".to_owned()), name: "Schulden".to_owned() };
        card.topics.push(debts);
        assert_eq!(main_topic(&card), "Wonen");
        assert_eq!(topics(&card), "Wonen, schulden");
        assert_eq!(plain(place_and_age(Locale::Nl, &card)), "Ruwaard · 12 dagen");
        card.age_days = 0;
        card.neighbourhood = Place { id: NeighbourhoodId("c".to_owned()), name: "Centrum".to_owned() };
        assert_eq!(place_and_age(Locale::Nl, &card), "Centrum · vandaag");
        card.age_days = 1;
        assert_eq!(plain(place_and_age(Locale::En, &card)), "Centrum · 1 day");
    }

    #[test]
    fn late_and_soon_are_told_in_words() {
        let mark = |in_days| {
            let card = CaseCard { due: Some(due(DueReason::Waiting, in_days)), ..card("theedoek") };
            lateness(Locale::Nl, &card, today()).map(|said| (said.tone, plain(said.words)))
        };
        assert_eq!(mark(-2), Some((Tone::Late, "2 dagen te laat".to_owned())));
        assert_eq!(mark(-1), Some((Tone::Late, "1 dag te laat".to_owned())));
        assert_eq!(mark(0), Some((Tone::Soon, "Vandaag".to_owned())));
        assert_eq!(mark(1), Some((Tone::Soon, "Morgen".to_owned())));
        assert_eq!(mark(5), Some((Tone::Soon, "Nog 5 dagen".to_owned())));
        assert_eq!(mark(8), None);
        let closed = CaseCard { status: CaseStatus::Closed, due: Some(due(DueReason::Waiting, -2)), ..card("melkbus") };
        assert_eq!(lateness(Locale::Nl, &closed, today()), None);
    }

    #[test]
    fn the_move_is_somebodys() {
        let mut card = card("lantaarn");
        assert_eq!(moves(&card), "Toos is aan zet");
        card.turn = Some(silent(viewer("Mia")));
        assert_eq!(moves(&card), "! Jij bent aan zet");
        card.due = Some(due(DueReason::Waiting, -2));
        assert_eq!(moves(&card), "! Jij bent aan zet: vraag hoe het gaat");
        card.due = Some(due(DueReason::SignOfLife, 1));
        assert_eq!(moves(&card), "! Jij bent aan zet: laat weten hoe het gaat");
        let asked = requested(InvolvementKind::Support, person("Toos"), viewer("Joris Hendriks"));
        card.open_involvement = Some(OpenInvolvement { available_acts: vec![InvolvementAct::Accept], ..asked });
        assert_eq!(moves(&card), "! Jij bent aan zet: zeg ja of nee");
    }

    #[test]
    fn what_waits_says_until_when() {
        let nobody = |kind, name: &str| Callable { is_named: false, ..silent(Party { kind, ..person(name) }) };
        let waiting = |for_whom, turn, due: Option<Due>| {
            moves(&CaseCard {
                status: CaseStatus::Waiting,
                board_column: BoardColumn::Waiting,
                waiting_for: Some(for_whom),
                waiting_until: Some(day("2026-11-28")),
                turn: Some(turn),
                due,
                ..card("molensteen")
            })
        };
        let wait = || Some(due(DueReason::Waiting, 5));
        let decides = nobody(PartyKind::Decision, "Wie erover beslist");
        assert_eq!(waiting(WaitingFor::Decision, decides, wait()), "Besluit, tot 28 november");
        let resident = nobody(PartyKind::Resident, "De bewoner");
        assert_eq!(waiting(WaitingFor::Resident, resident, wait()), "De bewoner, tot 28 november");
        let some = nobody(PartyKind::Specialist, "Een specialist");
        assert_eq!(waiting(WaitingFor::Specialist, some, wait()), "Specialist, tot 28 november");
        let debts = || silent(specialist("Schuldhulpverlening"));
        assert_eq!(waiting(WaitingFor::Specialist, debts(), wait()), "Schuldhulpverlening, tot 28 november");
        let answer = Some(due(DueReason::Answer, -2));
        assert_eq!(waiting(WaitingFor::Specialist, debts(), answer), "Schuldhulpverlening is aan zet");
        let over = Some(due(DueReason::Waiting, -1));
        assert_eq!(waiting(WaitingFor::Resident, silent(person("Jolanda")), over), "Jolanda is aan zet");
    }

    #[test]
    fn a_new_case_is_looked_at_and_many_are_many() {
        let mut card = CaseCard { status: CaseStatus::New, board_column: BoardColumn::New, ..card("koekblik") };
        assert_eq!(moves(&card), "Toos kijkt ernaar");
        let team = |name: &str| Party { kind: PartyKind::Team, ..person(name) };
        card.turn = Some(silent(team("Team Schadewijk")));
        assert_eq!(moves(&card), "Team Schadewijk is aan zet");
        card.open_involvement = Some(requested(InvolvementKind::Support, person("Toos"), team("Opbouwwerkers Lith")));
        card.turn = Some(silent(team("Opbouwwerkers Lith")));
        assert_eq!(moves(&card), "Opbouwwerkers Lith zijn aan zet");
    }

    #[test]
    fn a_visit_says_when() {
        let asked = requested(InvolvementKind::JointVisit, person("Mia"), specialist("Schuldhulpverlening"));
        let planned_at = Some(at("2026-11-24T09:00:00Z"));
        let visit = OpenInvolvement { status: InvolvementStatus::Accepted, planned_at, ..asked };
        let mut card = CaseCard { open_involvement: Some(visit), ..card("lantaarn") };
        assert_eq!(moves(&card), "Samen op bezoek, morgen");
        if let Some(visit) = &mut card.open_involvement {
            visit.planned_at = Some(at("2026-11-20T09:00:00Z"));
        }
        assert_eq!(moves(&card), "Toos is aan zet");
    }

    #[test]
    fn at_the_end_it_says_who_helps_or_how_it_ended() {
        let holder = Some(specialist("Buurtbemiddeling"));
        let handed = CaseCard { board_column: BoardColumn::HandedOver, holder, ..card("notenkraker") };
        assert_eq!(moves(&handed), "Buurtbemiddeling helpt");
        let outcome = Some(Outcome::NoFittingRule);
        let done = CaseCard { board_column: BoardColumn::Done, outcome, turn: None, ..card("spiegelei") };
        assert_eq!(moves(&done), "Geen regel die past");
    }

    #[test]
    fn what_helps_now_is_writing_or_calling() {
        let mut card = card("steenuil");
        assert_eq!(handy(&card), None);
        if let Some(turn) = &mut card.turn {
            turn.phone = Some(Phone("0412 00 23 41".to_owned()));
        }
        assert!(matches!(handy(&card), Some(Handy::Call { name, .. }) if name == "Toos"));
        card.turn = Some(silent(viewer("Mia")));
        assert_eq!(handy(&card), None);
        card.available_acts = vec![CaseAct::AddNote];
        assert_eq!(handy(&card), Some(Handy::Write));
    }
}
