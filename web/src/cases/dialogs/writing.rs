//! The dialogs in which somebody writes something down: a note, the next step, how it goes, a correction.

use std::sync::Arc;

use leptos::prelude::*;

use super::acting::{Doing, use_acting};
use super::form_model::{Reading, key_of, optional, value_of};
use super::frame::{ActDialog, Refused, Wording};
use crate::cases::act_words::heard_by_phone;
use crate::cases::case_words::{short_name, visibility_name};
use crate::cases::queries::{AddNoteInput, CaseDetail, GiveSignOfLifeInput, Order, SetNextStepInput};
use crate::graphql::enums::NoteVisibility;
use crate::i18n::{use_locale, words};
use crate::ui::{Choice, ChoiceField, Entry, TextField};

/// What happened, and who may read it.
#[component]
pub fn NoteDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let text = acting.draft(&doing, "text", "");
    let visibility = acting.draft(&doing, "visibility", &key_of(NoteVisibility::Involved));
    let card = doing.subject.card.clone();
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let text = reading.text("text", &text.get_untracked());
        reading.done(Some(Order::AddNote(AddNoteInput {
            case_id: card.id.clone(),
            text,
            visibility: value_of(&visibility.get_untracked()),
            idempotency_key: attempt.key.clone(),
        })))
    });
    let wording = Wording {
        title: words::dialogs::note_title(locale).to_owned(),
        sub: Some(doing.subject.card.code_word.clone()),
        submit: words::dialogs::save(locale).to_owned(),
    };
    let choice = move |value: NoteVisibility, hint: &'static str| {
        view! {
            <Choice
                name="wie-leest"
                value=key_of(value)
                chosen=visibility
                label=visibility_name(locale, value)
                hint
            />
        }
    };
    view! {
        <ActDialog doing wording refused fields=&["text", "visibility"] fill choosing=None>
            <TextField
                id="notitie"
                label=words::dialogs::note(locale)
                hint=words::dialogs::no_names(locale)
                entry=Entry::Lines(4)
                required=true
                error=refused.at("text")
                value=text
            />
            <ChoiceField id="wie-leest" label=words::dialogs::who_reads(locale) error=refused.at("visibility")>
                {choice(NoteVisibility::Involved, words::dialogs::visibility_involved_hint(locale))}
                {choice(
                    NoteVisibility::WithoutSpecialist,
                    words::dialogs::visibility_without_specialist_hint(locale),
                )} {choice(NoteVisibility::Writer, words::dialogs::visibility_writer_hint(locale))}
            </ChoiceField>
        </ActDialog>
    }
}

/// What happens next.
#[component]
pub fn NextStepDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let before = doing.subject.content.as_ref().and_then(|content| content.next_step.clone()).unwrap_or_default();
    let next_step = acting.draft(&doing, "nextStep", &before);
    let card = doing.subject.card.clone();
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let next_step = reading.text("nextStep", &next_step.get_untracked());
        reading.done(Some(Order::SetNextStep(SetNextStepInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            next_step,
            idempotency_key: attempt.key.clone(),
        })))
    });
    let wording = Wording {
        title: words::dialogs::next_step_title(locale).to_owned(),
        sub: Some(doing.subject.card.code_word.clone()),
        submit: words::dialogs::save(locale).to_owned(),
    };
    let theirs = |now: &CaseDetail| now.content.as_ref()?.next_step.clone();
    view! {
        <ActDialog
            doing
            wording
            refused
            fields=&["nextStep"]
            fill
            choosing=Some((next_step, theirs as super::Theirs))
        >
            <TextField
                id="volgende-stap"
                label=words::dialogs::next_step(locale)
                hint=words::dialogs::no_names(locale)
                entry=Entry::Lines(2)
                required=true
                error=refused.at("nextStep")
                value=next_step
            />
        </ActDialog>
    }
}

/// How it goes, for who follows along.
#[component]
pub fn SignOfLifeDialog(doing: Doing) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let note = acting.draft(&doing, "note", "");
    let card = doing.subject.card.clone();
    let fill = Arc::new(move |attempt: &super::Attempt| {
        Ok(Order::GiveSignOfLife(GiveSignOfLifeInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            note: optional(&note.get_untracked()),
            idempotency_key: attempt.key.clone(),
        }))
    });
    let wording = Wording {
        title: words::dialogs::sign_title(locale, &doing.subject.card.code_word),
        sub: Some(match heard_by_phone(&doing.subject.card) {
            Some(holder) => words::dialogs::note_sign_sub(locale, short_name(holder)),
            None => words::dialogs::sign_sub(locale).to_owned(),
        }),
        submit: words::dialogs::save(locale).to_owned(),
    };
    view! {
        <ActDialog doing wording refused fields=&["note"] fill choosing=None>
            <TextField
                id="teken"
                label=words::dialogs::sign_note(locale)
                hint=words::dialogs::no_names(locale)
                entry=Entry::Lines(3)
                error=refused.at("note")
                value=note
            />
        </ActDialog>
    }
}
