//! Several questions at once: what is asked of each, which can't, and what came of it. Pure.
//!
//! Each question is an act of its own, with a key of its own: one that is refused leaves the others done.

use std::collections::HashMap;

use super::queries::{CaseCard, Order, RequestWorkerInput, SetCaseWaitingInput};
use crate::calendar::Day;
use crate::graphql::UserError;
use crate::graphql::enums::{CaseAct, WaitingFor};
use crate::graphql::scalars::{CaseId, NeighbourhoodId, PersonId};
use crate::i18n::{Locale, words};

/// What is done with all of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// A colleague is asked to take over.
    HandOver {
        /// Who; None for whoever can.
        worker: Option<PersonId>,
        /// Why.
        reason: String,
    },
    /// They wait.
    Wait {
        /// For what.
        waiting_for: WaitingFor,
        /// Until when.
        until: Day,
    },
}

impl Task {
    /// What the server refused of what was filled in, and not of one question alone.
    pub fn filled_in_wrong(&self, refusals: &[UserError]) -> Vec<UserError> {
        let fields: &[&str] = match self {
            Self::HandOver { .. } => &["reason"],
            Self::Wait { .. } => &["waitingFor", "until"],
        };
        refusals.iter().filter(|refusal| fields.contains(&refusal.name())).cloned().collect()
    }
}

/// What came of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is its turn later, or now.
    Coming,
    /// It is done.
    Done,
    /// It isn't, and why.
    Not(String),
}

/// One of the questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// As it was seen last.
    pub card: CaseCard,
    /// Makes it one act, however often it is tried.
    pub key: String,
    /// What came of it.
    pub fate: Fate,
}

/// The colleagues of each neighbourhood.
pub type Colleagues = HashMap<NeighbourhoodId, Vec<PersonId>>;

/// What is sent for one question.
///
/// # Errors
/// Why it can't be asked of this one, in words.
pub fn order(locale: Locale, task: &Task, line: &Line, near: &Colleagues) -> Result<Order, String> {
    let Line { card, key, .. } = line;
    let may = |act| {
        let is_available = card.available_acts.contains(&act);
        is_available.then_some(()).ok_or_else(|| words::together::not_now(locale).to_owned())
    };
    let (case_id, expected_version, idempotency_key) = (card.id.clone(), card.version, key.clone());
    match task {
        Task::HandOver { worker, reason } => {
            may(CaseAct::RequestTakeover)?;
            let works_there = |worker| near.get(&card.neighbourhood.id).is_none_or(|there| there.contains(worker));
            if !worker.as_ref().is_none_or(works_there) {
                return Err(words::together::not_there(locale, &card.neighbourhood.name));
            }
            Ok(Order::RequestTakeover(RequestWorkerInput {
                case_id,
                expected_version,
                community_worker_id: worker.clone(),
                reason: reason.clone(),
                next_step: None,
                consent: None,
                idempotency_key,
            }))
        }
        Task::Wait { waiting_for, until } => {
            may(CaseAct::SetWaiting)?;
            Ok(Order::SetWaiting(SetCaseWaitingInput {
                case_id,
                expected_version,
                waiting_for: *waiting_for,
                until: *until,
                note: None,
                idempotency_key,
            }))
        }
    }
}

/// How it went with all of them: "2 gelukt, 1 niet."
pub fn summary(locale: Locale, lines: &[Line]) -> String {
    let done = lines.iter().filter(|line| line.fate == Fate::Done).count();
    match lines.len() - done {
        0 => words::together::all_done(locale, i32::try_from(done).unwrap_or(i32::MAX)),
        failed => words::together::some_done(locale, &done.to_string(), &failed.to_string()),
    }
}

/// The cards between two of a column, both included; the last one alone where they stand apart.
pub fn range(ids: &[CaseId], from: Option<&CaseId>, to: &CaseId) -> Vec<CaseId> {
    let position = |id: &CaseId| ids.iter().position(|other| other == id);
    match (from.and_then(position), position(to)) {
        (Some(from), Some(to)) => ids[from.min(to)..=from.max(to)].to_vec(),
        _ => vec![to.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{card, day};
    use super::*;

    fn line(word: &str, acts: &[CaseAct]) -> Line {
        let card = CaseCard { available_acts: acts.to_vec(), ..card(word) };
        Line { card, key: ["key of ", word].concat(), fate: Fate::Coming }
    }

    #[test]
    fn each_is_an_act_of_its_own_or_says_why_not() {
        let task = Task::Wait { waiting_for: WaitingFor::Resident, until: day("2026-12-01") };
        let order = |line: &Line| order(Locale::Nl, &task, line, &Colleagues::new());
        let may = order(&line("melkbus", &[CaseAct::SetWaiting]));
        assert!(matches!(may, Ok(Order::SetWaiting(input)) if input.idempotency_key == "key of melkbus"));
        assert_eq!(order(&line("theedoek", &[])), Err("Dit kan nu niet bij deze vraag.".to_owned()));
    }

    #[test]
    fn a_colleague_is_asked_only_where_they_work() {
        let toos = PersonId("Toos".to_owned());
        let task = Task::HandOver { worker: Some(toos.clone()), reason: "Ik ga weg.".to_owned() };
        let line = line("melkbus", &[CaseAct::RequestTakeover]);
        let place = line.card.neighbourhood.id.clone();
        let order = |near: Colleagues| order(Locale::Nl, &task, &line, &near);
        assert!(order([(place.clone(), vec![toos])].into()).is_ok());
        assert_eq!(order([(place, Vec::new())].into()), Err("Deze collega werkt niet in Ruwaard.".to_owned()));
    }

    #[test]
    fn the_end_is_told_in_numbers() {
        let mut lines = vec![line("melkbus", &[]), line("theedoek", &[])];
        lines[0].fate = Fate::Done;
        assert_eq!(summary(Locale::Nl, &lines), "1 gelukt, 1 niet.");
        lines[1].fate = Fate::Done;
        assert_eq!(summary(Locale::Nl, &lines), "Alle 2 gelukt.");
    }

    #[test]
    fn a_range_is_all_between_two() {
        let ids = ["a", "b", "c", "d"].map(|id| CaseId(id.to_owned()));
        assert_eq!(range(&ids, Some(&ids[3]), &ids[1]), ids[1..]);
        assert_eq!(range(&ids, None, &ids[1]), ids[1..2]);
    }
}
