//! The dialogs that change the course of a case: waiting, closing, opening again.

use std::sync::Arc;

use leptos::prelude::*;

use super::acting::{Doing, use_acting};
use super::fields::DayField;
use super::form_model::{Reading, key_of, optional};
use super::frame::{ActDialog, Refused, Wording};
use crate::cases::case_words::{OUTCOMES, outcome_name, short_name};
use crate::cases::queries::{CloseCaseInput, Order, ReopenCaseInput, SetCaseWaitingInput};
use crate::graphql::enums::WaitingFor;
use crate::i18n::{use_locale, words};
use crate::ui::{Choice, ChoiceField, Entry, TextField};

/// What it waits for, and until when.
#[component]
pub fn WaitDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let card = doing.subject.card.clone();
    let before = card.waiting_for.map(key_of).unwrap_or_default();
    let waiting_for = acting.draft(&doing, "waitingFor", &before);
    let until = acting.draft(&doing, "until", "");
    let note = acting.draft(&doing, "note", "");
    let wording = Wording {
        title: words::dialogs::wait_title(locale, &card.code_word),
        sub: None,
        submit: words::dialogs::wait(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let waiting_for = reading.choice("waitingFor", &waiting_for.get_untracked());
        let until = reading.day("until", &until.get_untracked());
        let order = waiting_for.zip(until).map(|(waiting_for, until)| {
            Order::SetWaiting(SetCaseWaitingInput {
                case_id: card.id.clone(),
                expected_version: attempt.version,
                waiting_for,
                until,
                note: optional(&note.get_untracked()),
                idempotency_key: attempt.key.clone(),
            })
        });
        reading.done(order)
    });
    view! {
        <ActDialog doing wording refused fields=&["waitingFor", "until", "note"] fill choosing=None>
            <ChoiceField id="wacht-op" label=words::dialogs::wait_for(locale) error=refused.at("waitingFor")>
                <Choice
                    name="wacht-op"
                    value=key_of(WaitingFor::Resident)
                    chosen=waiting_for
                    label=words::dialogs::wait_resident(locale)
                />
                <Choice
                    name="wacht-op"
                    value=key_of(WaitingFor::Specialist)
                    chosen=waiting_for
                    label=words::dialogs::wait_specialist(locale)
                />
                <Choice
                    name="wacht-op"
                    value=key_of(WaitingFor::Decision)
                    chosen=waiting_for
                    label=words::dialogs::wait_decision(locale)
                    hint=words::dialogs::wait_decision_hint(locale)
                />
            </ChoiceField>
            <DayField
                id="tot-wanneer"
                label=words::dialogs::until(locale)
                hint=words::dialogs::until_hint(locale)
                weeks=&[1, 2, 4]
                value=until
                error=refused.at("until")
            />
            <TextField
                id="erbij"
                label=words::dialogs::more_to_know(locale)
                hint=words::dialogs::optional(locale)
                entry=Entry::Lines(2)
                error=refused.at("note")
                value=note
            />
        </ActDialog>
    }
}

/// How it ended.
#[component]
pub fn CloseDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let outcome = acting.draft(&doing, "outcome", "");
    let note = acting.draft(&doing, "note", "");
    let card = doing.subject.card.clone();
    let open = card.open_involvement.as_ref();
    let other = open.map(|it| if it.receiver.is_viewer { &it.requester } else { &it.receiver });
    let wording = Wording {
        title: words::dialogs::close_title(locale, &card.code_word),
        sub: other.map(|other| words::dialogs::close_ends(locale, short_name(other))),
        submit: words::dialogs::close(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let outcome = reading.choice("outcome", &outcome.get_untracked());
        let order = outcome.map(|outcome| {
            Order::Close(CloseCaseInput {
                case_id: card.id.clone(),
                expected_version: attempt.version,
                outcome,
                note: optional(&note.get_untracked()),
                idempotency_key: attempt.key.clone(),
            })
        });
        reading.done(order)
    });
    let choices = move || {
        let choice = |value| {
            let label = outcome_name(locale, value);
            view! { <Choice name="afloop" value=key_of(value) chosen=outcome label /> }
        };
        OUTCOMES.map(choice).collect_view()
    };
    view! {
        <ActDialog doing wording refused fields=&["outcome", "note"] fill choosing=None>
            <ChoiceField id="afloop" label=words::dialogs::outcome(locale) error=refused.at("outcome")>
                {choices()}
            </ChoiceField>
            <TextField
                id="erbij"
                label=words::dialogs::more_to_know(locale)
                hint=words::dialogs::optional(locale)
                entry=Entry::Lines(2)
                error=refused.at("note")
                value=note
            />
        </ActDialog>
    }
}

/// Why it goes on.
#[component]
pub fn ReopenDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let reason = acting.draft(&doing, "reason", "");
    let card = doing.subject.card.clone();
    let wording = Wording {
        title: words::dialogs::reopen_title(locale, &card.code_word),
        sub: None,
        submit: words::dialogs::reopen(locale).to_owned(),
    };
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let reason = reading.text("reason", &reason.get_untracked());
        reading.done(Some(Order::Reopen(ReopenCaseInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            reason,
            idempotency_key: attempt.key.clone(),
        })))
    });
    view! {
        <ActDialog doing wording refused fields=&["reason"] fill choosing=None>
            <TextField
                id="reden"
                label=words::dialogs::reopen_why(locale)
                hint=words::dialogs::no_names(locale)
                entry=Entry::Lines(2)
                required=true
                error=refused.at("reason")
                value=reason
            />
        </ActDialog>
    }
}
