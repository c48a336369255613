//! A card that is picked up with the keyboard: where it can be put, and what is said on the way. Pure.

use super::act_model::Act;
use super::moving_model::target;
use super::queries::CaseCard;
use super::{COLUMNS, column_name};
use crate::graphql::enums::{BoardColumn, CaseAct, InvolvementAct, InvolvementKind};
use crate::i18n::{Locale, words};

/// To which side a card is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// To the columns before.
    Before,
    /// To the columns after.
    After,
}

/// The next column where the card can be put, its own one included; the same one where there is none on that side.
pub fn next(card: &CaseCard, at: BoardColumn, side: Side) -> BoardColumn {
    let is_open = |column: &BoardColumn| *column == card.board_column || target(card, *column).is_some();
    let own = COLUMNS.iter().position(|column| *column == at).unwrap_or_default();
    let found = match side {
        Side::Before => COLUMNS[..own].iter().copied().rev().find(is_open),
        Side::After => COLUMNS[own + 1..].iter().copied().find(is_open),
    };
    found.unwrap_or(at)
}

/// What is said when the card is above a column: "Wacht, kolom 4 van 6. Vraagt tot wanneer."
pub fn said_at(locale: Locale, card: &CaseCard, column: BoardColumn) -> String {
    let place = COLUMNS.iter().position(|other| *other == column).map_or(1, |position| position + 1);
    let name = column_name(locale, column);
    let place = words::board::carried_at(locale, name, &place.to_string(), &COLUMNS.len().to_string());
    [&place, " ", what_follows(locale, card, column)].concat()
}

/// What the card asks when it is put in a column.
pub fn what_follows(locale: Locale, card: &CaseCard, column: BoardColumn) -> &'static str {
    match target(card, column).map(|target| target.acts).as_deref() {
        None | Some([]) => words::board::asks_home(locale),
        Some([only]) => asks(locale, only),
        Some(_) => words::board::asks_choice(locale),
    }
}

fn asks(locale: Locale, act: &Act) -> &'static str {
    match act {
        Act::Case(CaseAct::PickUp | CaseAct::Resume) => words::board::asks_nothing(locale),
        Act::Case(CaseAct::SetWaiting) => words::board::asks_until(locale),
        Act::Case(CaseAct::Close) => words::board::asks_outcome(locale),
        Act::Case(
            CaseAct::RequestSupport
            | CaseAct::RequestTakeover
            | CaseAct::RequestConsultation
            | CaseAct::RequestHandover
            | CaseAct::RequestJointVisit,
        ) => words::board::asks_whom(locale),
        Act::Case(CaseAct::Reopen | CaseAct::OfferTakeover) => words::board::asks_why(locale),
        Act::Involvement(InvolvementAct::Accept, it)
            if !matches!(it.kind, InvolvementKind::Takeover | InvolvementKind::Handover) =>
        {
            words::board::asks_nothing(locale)
        }
        Act::Case(_) | Act::Involvement(..) => words::board::asks_sure(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::card;
    use super::*;

    fn with(column: BoardColumn, acts: &[CaseAct]) -> CaseCard {
        CaseCard { board_column: column, available_acts: acts.to_vec(), ..card("melkbus") }
    }

    #[test]
    fn it_goes_only_where_an_act_leads_and_back_home() {
        let card = with(BoardColumn::Active, &[CaseAct::SetWaiting, CaseAct::Close]);
        let waiting = next(&card, BoardColumn::Active, Side::After);
        assert_eq!(waiting, BoardColumn::Waiting);
        assert_eq!(next(&card, waiting, Side::After), BoardColumn::Done);
        assert_eq!(next(&card, BoardColumn::Done, Side::After), BoardColumn::Done);
        assert_eq!(next(&card, waiting, Side::Before), BoardColumn::Active);
        assert_eq!(next(&card, BoardColumn::Active, Side::Before), BoardColumn::Active);
    }

    #[test]
    fn each_column_says_what_it_asks() {
        let card =
            with(BoardColumn::Active, &[CaseAct::SetWaiting, CaseAct::RequestSupport, CaseAct::RequestConsultation]);
        let said = |column| said_at(Locale::Nl, &card, column);
        assert_eq!(said(BoardColumn::Waiting), "Wacht, kolom 4 van 6. Vraagt tot wanneer.");
        assert_eq!(said(BoardColumn::InConsultation), "In overleg, kolom 3 van 6. Vraagt wat je wilt doen.");
        assert_eq!(said(BoardColumn::Active), "Mee bezig, kolom 2 van 6. Hier staat de vraag nu.");
        let new = with(BoardColumn::New, &[CaseAct::PickUp]);
        assert_eq!(said_at(Locale::En, &new, BoardColumn::Active), "In progress, column 2 of 6. Happens at once.");
    }
}
