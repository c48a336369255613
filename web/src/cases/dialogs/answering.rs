//! The dialogs about what was asked of somebody: yes, no, never mind, done, and what was said by phone.

use std::sync::Arc;

use leptos::prelude::*;

use super::acting::{Doing, use_acting};
use super::fields::DayField;
use super::form_model::{Reading, optional};
use super::frame::{ActDialog, Refused, Wording};
use crate::calendar::{Day, now};
use crate::cases::case_words::short_name;
use crate::cases::queries::{
    AcceptInvolvementInput, CompleteInvolvementInput, DeclineInvolvementInput, OpenInvolvement, Order,
    RecordInvolvementAnswerInput, WithdrawInvolvementInput,
};
use crate::graphql::enums::InvolvementKind;
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Choice, ChoiceField, Entry, TextField};

/// Weeks until a sign of life, to choose from.
const WEEKS: &[i32] = &[1, 2, 4];
const YES: &str = "yes";
const NO: &str = "no";

/// What a yes means.
fn meaning(locale: Locale, involvement: &OpenInvolvement) -> String {
    let requester = short_name(&involvement.requester);
    match involvement.kind {
        InvolvementKind::Support => words::dialogs::accept_support(locale, requester),
        InvolvementKind::Consultation => words::dialogs::accept_consultation(locale, requester),
        InvolvementKind::JointVisit => words::dialogs::accept_visit(locale, requester),
        InvolvementKind::Takeover if involvement.is_offer => words::dialogs::accept_offer(locale, requester),
        InvolvementKind::Takeover | InvolvementKind::Handover => words::dialogs::accept_takeover(locale, requester),
    }
}

/// In two weeks, as a first proposal for a sign of life.
fn in_two_weeks() -> String {
    now().here().day.plus(14).iso()
}

/// Says yes.
#[component]
pub fn AcceptDialog(doing: Doing, involvement: OpenInvolvement) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let owes_sign = involvement.kind == InvolvementKind::Handover;
    let sign_by = acting.draft(&doing, "signOfLifeBy", &in_two_weeks());
    let wording = Wording {
        title: words::dialogs::accept_title(locale, &doing.subject.card.code_word),
        sub: Some(meaning(locale, &involvement)),
        submit: words::dialogs::accept(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let sign_of_life_by = if owes_sign { reading.day("signOfLifeBy", &sign_by.get_untracked()) } else { None };
        reading.done(Some(Order::Accept(AcceptInvolvementInput {
            involvement_id: involvement.id.clone(),
            expected_version: attempt.version,
            sign_of_life_by,
            idempotency_key: attempt.key.clone(),
        })))
    });
    view! {
        <ActDialog doing wording refused fields=&["signOfLifeBy"] fill choosing=None>
            <Show when=move || owes_sign>
                <DayField
                    id="teken-dag"
                    label=words::dialogs::sign_by(locale)
                    hint=words::dialogs::sign_by_hint(locale)
                    weeks=WEEKS
                    value=sign_by
                    error=refused.at("signOfLifeBy")
                />
            </Show>
        </ActDialog>
    }
}

/// Says no, and why.
#[component]
pub fn DeclineDialog(doing: Doing, involvement: OpenInvolvement) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let reason = acting.draft(&doing, "reason", "");
    let hint = words::dialogs::decline_hint(locale, short_name(&involvement.requester));
    let wording = Wording {
        title: words::dialogs::decline_title(locale, &doing.subject.card.code_word),
        sub: None,
        submit: words::dialogs::decline(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let reason = reading.text("reason", &reason.get_untracked());
        reading.done(Some(Order::Decline(DeclineInvolvementInput {
            involvement_id: involvement.id.clone(),
            expected_version: attempt.version,
            reason,
            idempotency_key: attempt.key.clone(),
        })))
    });
    view! {
        <ActDialog doing wording refused fields=&["reason"] fill choosing=None>
            <TextField
                id="reden"
                label=words::dialogs::decline_why(locale)
                hint=hint.clone()
                entry=Entry::Lines(2)
                required=true
                error=refused.at("reason")
                value=reason
            />
        </ActDialog>
    }
}

/// Takes the request back.
#[component]
pub fn WithdrawDialog(doing: Doing, involvement: OpenInvolvement) -> impl IntoView {
    let locale = use_locale();
    let refused = Refused::of(&doing);
    let receiver = short_name(&involvement.receiver);
    let wording = Wording {
        title: words::dialogs::withdraw_title(locale).to_owned(),
        sub: Some(words::dialogs::withdraw_text(locale, receiver, &doing.subject.card.code_word)),
        submit: words::dialogs::withdraw(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        Ok(Order::Withdraw(WithdrawInvolvementInput {
            involvement_id: involvement.id.clone(),
            expected_version: attempt.version,
            idempotency_key: attempt.key.clone(),
        }))
    });
    view! {
        <ActDialog doing wording refused fields=&[] fill choosing=None />
    }
}

/// It is done, and how it went.
#[component]
pub fn CompleteDialog(doing: Doing, involvement: OpenInvolvement) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let note = acting.draft(&doing, "note", "");
    let title = super::super::act_words::label(locale, &doing.act, &doing.subject.card);
    let wording = Wording {
        title,
        sub: Some(doing.subject.card.code_word.clone()),
        submit: words::dialogs::complete(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        Ok(Order::Complete(CompleteInvolvementInput {
            involvement_id: involvement.id.clone(),
            expected_version: attempt.version,
            note: optional(&note.get_untracked()),
            idempotency_key: attempt.key.clone(),
        }))
    });
    view! {
        <ActDialog doing wording refused fields=&["note"] fill choosing=None>
            <TextField
                id="hoe-ging-het"
                label=words::dialogs::complete_note(locale)
                hint=words::dialogs::optional(locale)
                entry=Entry::Lines(3)
                error=refused.at("note")
                value=note
            />
        </ActDialog>
    }
}

/// Writes down what somebody said by phone.
#[component]
pub fn RecordDialog(doing: Doing, involvement: OpenInvolvement) -> impl IntoView {
    const FIELDS: &[&str] = &["accepted", "reason", "signOfLifeBy"];
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let said = acting.draft(&doing, "accepted", "");
    let reason = acting.draft(&doing, "reason", "");
    let sign_by = acting.draft(&doing, "signOfLifeBy", &in_two_weeks());
    let owes_sign = involvement.kind == InvolvementKind::Handover;
    let receiver = short_name(&involvement.receiver);
    let wording = Wording {
        title: words::dialogs::record_title(locale, receiver),
        sub: Some(words::dialogs::record_sub(locale, receiver)),
        submit: words::dialogs::save(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let (is_yes, is_no) = said.with_untracked(|said| (said == YES, said == NO));
        if !is_yes && !is_no {
            reading.tell("accepted", words::dialogs::choose(locale));
        }
        let reason = is_no.then(|| reading.text("reason", &reason.get_untracked()));
        let sign_by = sign_by.get_untracked();
        let sign_of_life_by: Option<Day> =
            if is_yes && owes_sign { reading.day("signOfLifeBy", &sign_by) } else { None };
        reading.done(Some(Order::RecordAnswer(RecordInvolvementAnswerInput {
            involvement_id: involvement.id.clone(),
            expected_version: attempt.version,
            accepted: is_yes,
            reason,
            sign_of_life_by,
            idempotency_key: attempt.key.clone(),
        })))
    });
    let label = wording.title.clone();
    view! {
        <ActDialog doing wording refused fields=FIELDS fill choosing=None>
            <ChoiceField id="antwoord" label=label.clone() error=refused.at("accepted")>
                <Choice name="antwoord" value=YES chosen=said label=words::dialogs::record_yes(locale) />
                <Choice name="antwoord" value=NO chosen=said label=words::dialogs::record_no(locale) />
            </ChoiceField>
            <Show when=move || said.with(|said| said == NO)>
                <TextField
                    id="reden"
                    label=words::dialogs::record_why(locale)
                    entry=Entry::Lines(2)
                    required=true
                    error=refused.at("reason")
                    value=reason
                />
            </Show>
            <Show when=move || owes_sign && said.with(|said| said == YES)>
                <DayField
                    id="teken-dag"
                    label=words::dialogs::they_sign_by(locale)
                    hint=words::dialogs::sign_by_hint(locale)
                    weeks=WEEKS
                    value=sign_by
                    error=refused.at("signOfLifeBy")
                />
            </Show>
        </ActDialog>
    }
}
