//! Moving a card: which columns it can go to now, by which acts, and how to put it back. Pure.
//!
//! A column is derived from the case, so moving is always one of the acts; a column that no available act leads to
//! isn't offered.

use super::COLUMNS;
use super::act_model::Act;
use super::queries::{CaseActInput, CaseCard, Order, ReopenCaseInput, SetCaseWaitingInput, WithdrawInvolvementInput};
use crate::calendar::Day;
use crate::graphql::enums::{BoardColumn, CaseAct, CaseStatus, InvolvementAct, InvolvementKind};
use crate::graphql::scalars::InvolvementId;
use crate::i18n::{Locale, words};

/// A column a card can go to now.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The column.
    pub column: BoardColumn,
    /// What leads there; more than one asks for a choice.
    pub acts: Vec<Act>,
}

/// The columns a card can go to now, in the order of the board.
pub fn targets(card: &CaseCard) -> Vec<Target> {
    let case = card.available_acts.iter().copied().map(Act::Case);
    let within = card.open_involvement.iter().flat_map(|it| {
        let acts = it.available_acts.iter();
        acts.map(|act| Act::Involvement(*act, Box::new(it.clone())))
    });
    let acts: Vec<Act> = case.chain(within).collect();
    let leading_to = |column: BoardColumn| {
        let acts = acts.iter().filter(|act| leads_to(act) == Some(column)).cloned().collect();
        Target { column, acts }
    };
    let others = COLUMNS.into_iter().filter(|column| *column != card.board_column);
    others.map(leading_to).filter(|target| !target.acts.is_empty()).collect()
}

/// What leads to one column; None when it can't go there now.
pub fn target(card: &CaseCard, column: BoardColumn) -> Option<Target> {
    targets(card).into_iter().find(|target| target.column == column)
}

/// The column where a card will stand once an act is done, as far as can be known before the server says so; None when
/// it stays. A question whether somebody takes over waits for its answer first.
pub fn lands_in(card: &CaseCard, act: &Act) -> Option<BoardColumn> {
    let column = match act {
        Act::Case(CaseAct::RequestHandover) => BoardColumn::Waiting,
        Act::Case(CaseAct::RequestTakeover | CaseAct::OfferTakeover) => return None,
        _ => leads_to(act)?,
    };
    (column != card.board_column).then_some(column)
}

/// Where a case ends up. Asking somebody to take over is the way to "handed over", though it waits for their yes.
fn leads_to(act: &Act) -> Option<BoardColumn> {
    match act {
        Act::Case(act) => match act {
            CaseAct::PickUp | CaseAct::Resume | CaseAct::Reopen | CaseAct::OfferTakeover => Some(BoardColumn::Active),
            CaseAct::RequestSupport | CaseAct::RequestConsultation | CaseAct::RequestJointVisit => {
                Some(BoardColumn::InConsultation)
            }
            CaseAct::SetWaiting => Some(BoardColumn::Waiting),
            CaseAct::RequestTakeover | CaseAct::RequestHandover => Some(BoardColumn::HandedOver),
            CaseAct::Close => Some(BoardColumn::Done),
            CaseAct::AddNote
            | CaseAct::SetNextStep
            | CaseAct::Correct
            | CaseAct::GiveSignOfLife
            | CaseAct::AddResidentDetails
            | CaseAct::RevealResidentDetails
            | CaseAct::RemoveResidentDetails
            | CaseAct::ReadWithReason => None,
        },
        Act::Involvement(act, it) => match (act, it.kind) {
            // The holder says yes to an offer, and follows from then on.
            (InvolvementAct::Accept, InvolvementKind::Takeover) if it.is_offer => Some(BoardColumn::HandedOver),
            (InvolvementAct::Accept, InvolvementKind::Takeover | InvolvementKind::Handover)
            | (InvolvementAct::Complete, _) => Some(BoardColumn::Active),
            (InvolvementAct::Withdraw, kind) if kind != InvolvementKind::Takeover => Some(BoardColumn::Active),
            _ => None,
        },
    }
}

/// What is told after an act.
pub fn news(locale: Locale, act: &Act, before: &CaseCard, after: &CaseCard) -> String {
    let word = &after.code_word.replace('*', "∗");
    match act {
        Act::Case(CaseAct::PickUp) => words::acts::done_picked_up(locale, word),
        _ if before.board_column != after.board_column => {
            words::acts::done_moved(locale, word, super::column_name(locale, after.board_column))
        }
        Act::Case(CaseAct::AddNote) => words::acts::done_note(locale, word),
        Act::Case(CaseAct::GiveSignOfLife) => words::acts::done_sign_of_life(locale, word),
        Act::Case(
            CaseAct::RequestSupport
            | CaseAct::RequestTakeover
            | CaseAct::OfferTakeover
            | CaseAct::RequestConsultation
            | CaseAct::RequestHandover
            | CaseAct::RequestJointVisit,
        ) => words::acts::done_asked(locale).to_owned(),
        Act::Case(CaseAct::AddResidentDetails) => words::acts::done_details_added(locale).to_owned(),
        Act::Case(CaseAct::RemoveResidentDetails) => words::acts::done_details_removed(locale).to_owned(),
        Act::Involvement(InvolvementAct::Accept, _) => words::acts::done_accepted(locale, word),
        Act::Involvement(InvolvementAct::Decline, _) => words::acts::done_declined(locale, word),
        Act::Involvement(InvolvementAct::Withdraw, _) => words::acts::done_withdrawn(locale).to_owned(),
        Act::Case(_) | Act::Involvement(..) => words::acts::done_kept(locale, word),
    }
}

/// The act that puts it back as it was, where the domain has one that asks nothing. `key` makes it one act.
pub fn undo(locale: Locale, act: &Act, before: &CaseCard, after: &CaseCard, today: Day, key: String) -> Option<Order> {
    let (case_id, expected_version) = (after.id.clone(), after.version);
    let may = |act| after.available_acts.contains(&act);
    match act {
        Act::Case(CaseAct::SetWaiting) if before.status != CaseStatus::Waiting && may(CaseAct::Resume) => {
            let idempotency_key = Some(key);
            Some(Order::Resume(CaseActInput { case_id, expected_version, idempotency_key }))
        }
        Act::Case(CaseAct::Resume) if may(CaseAct::SetWaiting) => {
            let until = before.waiting_until.filter(|until| *until >= today)?;
            let waiting_for = before.waiting_for?;
            let input =
                SetCaseWaitingInput { case_id, expected_version, waiting_for, until, note: None, idempotency_key: key };
            Some(Order::SetWaiting(input))
        }
        // Opened again somebody helps in it, and what ended with it doesn't come back: that is as it was only where
        // somebody helped and nothing was open.
        Act::Case(CaseAct::Close)
            if before.status == CaseStatus::Active && before.open_involvement.is_none() && may(CaseAct::Reopen) =>
        {
            let reason = words::acts::undo_reopen(locale).to_owned();
            Some(Order::Reopen(ReopenCaseInput { case_id, expected_version, reason, idempotency_key: key }))
        }
        Act::Case(
            CaseAct::RequestSupport
            | CaseAct::RequestTakeover
            | CaseAct::OfferTakeover
            | CaseAct::RequestConsultation
            | CaseAct::RequestHandover
            | CaseAct::RequestJointVisit,
        ) if before.status == after.status => {
            // Asking somebody along begins the help, and taking the question back doesn't end it.
            let asked = after.open_involvement.as_ref();
            let is_new = |id: &InvolvementId| before.open_involvement.as_ref().is_none_or(|before| before.id != *id);
            let asked = asked.filter(|it| is_new(&it.id) && it.available_acts.contains(&InvolvementAct::Withdraw))?;
            Some(Order::Withdraw(WithdrawInvolvementInput {
                involvement_id: asked.id.clone(),
                expected_version: asked.version,
                idempotency_key: key,
            }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::queries::OpenInvolvement;
    use super::super::sample::{card, day, person, requested, specialist, today, viewer};
    use super::*;
    use crate::graphql::enums::WaitingFor;

    fn with(column: BoardColumn, acts: &[CaseAct]) -> CaseCard {
        CaseCard { board_column: column, available_acts: acts.to_vec(), ..card("melkbus") }
    }

    fn columns(card: &CaseCard) -> Vec<BoardColumn> {
        targets(card).iter().map(|target| target.column).collect()
    }

    #[test]
    fn only_columns_that_an_act_leads_to_are_offered() {
        use CaseAct as Do;
        let new = with(BoardColumn::New, &[Do::PickUp, Do::ReadWithReason]);
        assert_eq!(columns(&new), [BoardColumn::Active]);
        let acts = [Do::AddNote, Do::SetWaiting, Do::Close, Do::RequestConsultation, Do::RequestSupport];
        let mine = with(BoardColumn::Active, &[acts.as_slice(), &[Do::RequestHandover]].concat());
        let expected = [BoardColumn::InConsultation, BoardColumn::Waiting, BoardColumn::HandedOver, BoardColumn::Done];
        assert_eq!(columns(&mine), expected);
        let asks: Vec<Act> = [Do::RequestConsultation, Do::RequestSupport].map(Act::Case).into();
        assert_eq!(target(&mine, BoardColumn::InConsultation).map(|target| target.acts), Some(asks));
        assert_eq!(target(&mine, BoardColumn::New), None);
        let waiting = with(BoardColumn::Waiting, &[Do::Resume, Do::SetWaiting]);
        assert_eq!(columns(&waiting), [BoardColumn::Active]);
        assert_eq!(columns(&with(BoardColumn::Done, &[Do::Reopen])), [BoardColumn::Active]);
        assert_eq!(columns(&with(BoardColumn::HandedOver, &[])), []);
    }

    #[test]
    fn a_card_stands_where_its_act_leads_before_the_server_says_so() {
        let card = with(BoardColumn::Active, &[]);
        assert_eq!(lands_in(&card, &Act::Case(CaseAct::SetWaiting)), Some(BoardColumn::Waiting));
        assert_eq!(lands_in(&card, &Act::Case(CaseAct::RequestHandover)), Some(BoardColumn::Waiting));
        assert_eq!(lands_in(&card, &Act::Case(CaseAct::AddNote)), None);
        assert_eq!(lands_in(&with(BoardColumn::Waiting, &[]), &Act::Case(CaseAct::SetWaiting)), None);
    }

    #[test]
    fn what_runs_with_somebody_ends_on_the_way_to_active() {
        let visit = requested(InvolvementKind::JointVisit, viewer("Mia"), specialist("Schuldhulpverlening"));
        let visit = OpenInvolvement { available_acts: vec![InvolvementAct::Withdraw], ..visit };
        let mut card = with(BoardColumn::InConsultation, &[]);
        card.open_involvement = Some(visit);
        assert_eq!(columns(&card), [BoardColumn::Active]);
        let offer = requested(InvolvementKind::Takeover, person("Joris"), viewer("Mia"));
        let answers = vec![InvolvementAct::Accept, InvolvementAct::Decline];
        let offer = OpenInvolvement { is_offer: true, available_acts: answers, ..offer };
        card.open_involvement = Some(offer);
        assert_eq!(columns(&card), [BoardColumn::HandedOver]);
        let me = super::super::queries::Party { is_viewer: true, ..person("Joris") };
        let asked = requested(InvolvementKind::Takeover, person("Toos"), me);
        card.open_involvement = Some(OpenInvolvement { available_acts: vec![InvolvementAct::Accept], ..asked });
        assert_eq!(columns(&card), [BoardColumn::Active]);
    }

    #[test]
    fn news_says_where_it_stands() {
        let before = with(BoardColumn::Active, &[]);
        let after = with(BoardColumn::Waiting, &[]);
        let said = |act: Act, after: &CaseCard| news(Locale::Nl, &act, &before, after);
        assert_eq!(said(Act::Case(CaseAct::SetWaiting), &after), "*melkbus* staat nu in Wacht");
        assert_eq!(said(Act::Case(CaseAct::PickUp), &after), "Je helpt nu bij *melkbus*");
        assert_eq!(said(Act::Case(CaseAct::AddNote), &before), "Opgeschreven bij *melkbus*");
        assert_eq!(said(Act::Case(CaseAct::Correct), &before), "Bewaard bij *melkbus*");
    }

    #[test]
    fn what_can_be_put_back_is() {
        let before = with(BoardColumn::Active, &[]);
        let back = |act: CaseAct, before: &CaseCard, after: &CaseCard| {
            undo(Locale::Nl, &Act::Case(act), before, after, today(), "k".to_owned())
        };
        let waiting = CaseCard { version: 4, ..with(BoardColumn::Waiting, &[CaseAct::Resume]) };
        let resume = back(CaseAct::SetWaiting, &before, &waiting);
        assert!(matches!(resume, Some(Order::Resume(input)) if input.expected_version == 4));
        let closed = with(BoardColumn::Done, &[CaseAct::Reopen]);
        assert!(matches!(back(CaseAct::Close, &before, &closed), Some(Order::Reopen(_))));
        assert_eq!(back(CaseAct::Close, &before, &with(BoardColumn::Done, &[])), None);
        // From where opening it again doesn't bring it back, there is no way back.
        for status in [CaseStatus::New, CaseStatus::Waiting] {
            let elsewhere = CaseCard { status, ..before.clone() };
            assert_eq!(back(CaseAct::Close, &elsewhere, &closed), None);
        }
        let visit = requested(InvolvementKind::JointVisit, viewer("Mia"), specialist("Taalmaatje"));
        let together = CaseCard { open_involvement: Some(visit), ..before.clone() };
        assert_eq!(back(CaseAct::Close, &together, &closed), None);
        assert_eq!(back(CaseAct::PickUp, &before, &before), None);
        let mut waited = with(BoardColumn::Waiting, &[]);
        (waited.waiting_for, waited.waiting_until) = (Some(WaitingFor::Decision), Some(day("2026-12-01")));
        let active = with(BoardColumn::Active, &[CaseAct::SetWaiting]);
        let again = back(CaseAct::Resume, &waited, &active);
        assert!(matches!(again, Some(Order::SetWaiting(input)) if input.until == day("2026-12-01")));
        waited.waiting_until = Some(day("2026-11-20"));
        assert_eq!(back(CaseAct::Resume, &waited, &active), None);
    }

    #[test]
    fn a_request_is_put_back_by_taking_it_back() {
        let before = with(BoardColumn::Active, &[]);
        let asked = requested(InvolvementKind::Consultation, viewer("Mia"), specialist("Taalmaatje"));
        let asked = OpenInvolvement { available_acts: vec![InvolvementAct::Withdraw], ..asked };
        let after = CaseCard { open_involvement: Some(asked), ..before.clone() };
        let act = Act::Case(CaseAct::RequestConsultation);
        let order = undo(Locale::Nl, &act, &before, &after, today(), "k".to_owned());
        assert!(matches!(order, Some(Order::Withdraw(_))));
        // Another one that was open before isn't what was just asked.
        assert_eq!(undo(Locale::Nl, &act, &after, &after, today(), "k".to_owned()), None);
        // Asking began the help: without the question it isn't new again.
        let new = CaseCard { status: CaseStatus::New, ..with(BoardColumn::New, &[]) };
        assert_eq!(undo(Locale::Nl, &act, &new, &after, today(), "k".to_owned()), None);
    }
}
