//! What each act is called, what follows from it, and its drawing. Pure.

use super::act_model::Act;
use super::case_words::short_name;
use super::queries::{CaseCard, OpenInvolvement, Party};
use crate::graphql::enums::{CaseAct, CaseStatus, InvolvementAct, InvolvementKind};
use crate::i18n::{Locale, words};
use crate::ui::Glyph;

/// What an act is called.
pub fn label(locale: Locale, act: &Act, card: &CaseCard) -> String {
    let label = match act {
        Act::Case(CaseAct::SetWaiting) if card.status == CaseStatus::Waiting => words::acts::wait_longer(locale),
        Act::Case(CaseAct::GiveSignOfLife) if heard_by_phone(card).is_some() => words::acts::note_sign_of_life(locale),
        Act::Case(act) => case_label(locale, *act),
        Act::Involvement(act, it) => return involvement_label(locale, *act, it),
    };
    label.to_owned()
}

fn case_label(locale: Locale, act: CaseAct) -> &'static str {
    match act {
        CaseAct::PickUp => words::acts::pick_up(locale),
        CaseAct::AddNote => words::acts::add_note(locale),
        CaseAct::SetNextStep => words::acts::set_next_step(locale),
        CaseAct::Correct => words::acts::correct(locale),
        CaseAct::SetWaiting => words::acts::set_waiting(locale),
        CaseAct::Resume => words::acts::resume(locale),
        CaseAct::Close => words::acts::close(locale),
        CaseAct::Reopen => words::acts::reopen(locale),
        CaseAct::RequestSupport => words::acts::request_support(locale),
        CaseAct::RequestTakeover => words::acts::request_takeover(locale),
        CaseAct::OfferTakeover => words::acts::offer_takeover(locale),
        CaseAct::RequestConsultation => words::acts::request_consultation(locale),
        CaseAct::RequestHandover => words::acts::request_handover(locale),
        CaseAct::RequestJointVisit => words::acts::request_joint_visit(locale),
        CaseAct::GiveSignOfLife => words::acts::sign_of_life(locale),
        CaseAct::AddResidentDetails => words::acts::add_details(locale),
        CaseAct::RevealResidentDetails => words::acts::reveal_details(locale),
        CaseAct::RemoveResidentDetails => words::acts::remove_details(locale),
        CaseAct::ReadWithReason => words::acts::read(locale),
    }
}

fn involvement_label(locale: Locale, act: InvolvementAct, involvement: &OpenInvolvement) -> String {
    let receiver = short_name(&involvement.receiver);
    match act {
        InvolvementAct::Accept => words::acts::accept(locale).to_owned(),
        InvolvementAct::Decline => words::acts::decline(locale).to_owned(),
        InvolvementAct::Withdraw => words::acts::withdraw(locale, receiver),
        InvolvementAct::RecordAnswer => words::acts::record_answer(locale, receiver),
        InvolvementAct::Complete => match involvement.kind {
            InvolvementKind::Support => words::acts::complete_support(locale),
            InvolvementKind::Consultation => words::acts::complete_consultation(locale),
            InvolvementKind::JointVisit => words::acts::complete_visit(locale),
            InvolvementKind::Takeover | InvolvementKind::Handover => words::acts::complete_plain(locale),
        }
        .to_owned(),
    }
}

/// Who told how it goes, when it isn't the viewer's own to tell.
pub fn heard_by_phone(card: &CaseCard) -> Option<&Party> {
    card.holder.as_ref().filter(|holder| !holder.is_viewer)
}

/// What follows from an act, where that isn't plain.
pub fn hint(locale: Locale, act: &Act, card: &CaseCard) -> Option<String> {
    let hint = match act {
        Act::Case(CaseAct::OfferTakeover) => {
            let holder = card.holder.as_ref()?;
            return Some(words::acts::offer_takeover_hint(locale, short_name(holder)));
        }
        Act::Case(CaseAct::GiveSignOfLife) if heard_by_phone(card).is_some() => {
            let holder = heard_by_phone(card)?;
            return Some(words::acts::note_sign_of_life_hint(locale, short_name(holder)));
        }
        Act::Case(act) => case_hint(locale, *act)?,
        Act::Involvement(InvolvementAct::Withdraw, _) => words::acts::withdraw_hint(locale),
        Act::Involvement(InvolvementAct::RecordAnswer, it) => {
            return Some(words::acts::record_answer_hint(locale, short_name(&it.receiver)));
        }
        Act::Involvement(InvolvementAct::Complete, it) if it.kind == InvolvementKind::Support => {
            if it.requester.is_viewer {
                words::acts::complete_support_hint_you(locale)
            } else {
                return Some(words::acts::complete_support_hint(locale, short_name(&it.requester)));
            }
        }
        Act::Involvement(InvolvementAct::Accept | InvolvementAct::Decline | InvolvementAct::Complete, _) => {
            return None;
        }
    };
    Some(hint.to_owned())
}

fn case_hint(locale: Locale, act: CaseAct) -> Option<&'static str> {
    Some(match act {
        CaseAct::PickUp => words::acts::pick_up_hint(locale),
        CaseAct::Correct => words::acts::correct_hint(locale),
        CaseAct::SetWaiting => words::acts::set_waiting_hint(locale),
        CaseAct::Resume => words::acts::resume_hint(locale),
        CaseAct::Close => words::acts::close_hint(locale),
        CaseAct::Reopen => words::acts::reopen_hint(locale),
        CaseAct::RequestSupport => words::acts::request_support_hint(locale),
        CaseAct::RequestTakeover => words::acts::request_takeover_hint(locale),
        CaseAct::RequestConsultation => words::acts::request_consultation_hint(locale),
        CaseAct::RequestHandover => words::acts::request_handover_hint(locale),
        CaseAct::RequestJointVisit => words::acts::request_joint_visit_hint(locale),
        CaseAct::GiveSignOfLife => words::acts::sign_of_life_hint(locale),
        CaseAct::ReadWithReason => words::acts::read_hint(locale),
        CaseAct::AddNote
        | CaseAct::SetNextStep
        | CaseAct::OfferTakeover
        | CaseAct::AddResidentDetails
        | CaseAct::RevealResidentDetails
        | CaseAct::RemoveResidentDetails => return None,
    })
}

/// The drawing of an act.
pub fn glyph(act: &Act) -> Glyph {
    match act {
        Act::Case(act) => match act {
            CaseAct::PickUp | CaseAct::Resume => Glyph::StatusActive,
            CaseAct::AddNote | CaseAct::SetNextStep | CaseAct::Correct => Glyph::Pen,
            CaseAct::SetWaiting => Glyph::Pause,
            CaseAct::Close => Glyph::Check,
            CaseAct::Reopen => Glyph::Undo,
            CaseAct::RequestSupport | CaseAct::RequestConsultation => Glyph::With,
            CaseAct::RequestTakeover | CaseAct::OfferTakeover | CaseAct::RequestHandover => Glyph::HandOver,
            CaseAct::RequestJointVisit => Glyph::Walk,
            CaseAct::GiveSignOfLife => Glyph::Heart,
            CaseAct::AddResidentDetails
            | CaseAct::RevealResidentDetails
            | CaseAct::RemoveResidentDetails
            | CaseAct::ReadWithReason => Glyph::Key,
        },
        Act::Involvement(InvolvementAct::Accept | InvolvementAct::Complete, _) => Glyph::Check,
        Act::Involvement(InvolvementAct::Decline | InvolvementAct::Withdraw, _) => Glyph::Close,
        Act::Involvement(InvolvementAct::RecordAnswer, _) => Glyph::Pen,
    }
}
