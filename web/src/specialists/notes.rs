//! What people who work in the neighbourhoods noted about an entry: for each other, and not for who works there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::note_queries::{
    AddSpecialistNoteInput, AddSpecialistNoteMutation, AddSpecialistNoteVariables, NotesQuery, NotesVariables,
    RemoveSpecialistNoteInput, RemoveSpecialistNoteMutation, RemoveSpecialistNoteVariables, SpecialistNote,
    SpecialistNoteAct,
};
use super::queries::Specialist;
use crate::account::use_viewer;
use crate::calendar::{ago, now};
use crate::graphql::enums::SpecialistAct;
use crate::graphql::scalars::SpecialistId;
use crate::graphql::{SteadyKey, elsewhere, new_key, told_at, use_api};
use crate::i18n::{Locale, capital, use_locale, words};
use crate::storage::{self, tab};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Entry, Further, Glyph, TextField, effect, explain, focus_soon, more_button,
    use_toasts,
};

/// The notes with the button to add one; nothing for whom they aren't meant.
#[component]
pub fn Notes(entry: Specialist) -> impl IntoView {
    entry.available_acts.contains(&SpecialistAct::AddNote).then(|| view! { <Section entry /> })
}

#[component]
fn Section(entry: Specialist) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let id = StoredValue::new(entry.id);
    let (first, next) = entry.notes.rows();
    let notes = Further::of(first, next);
    let leaving = RwSignal::new(None::<SpecialistNote>);
    let ask_more = move |cursor: String| async move {
        let variables = NotesVariables { id: id.get_value(), after: Some(cursor) };
        let answer = api.query::<NotesQuery, _>(variables).await?;
        Ok(answer.specialist.map(|entry| entry.notes.rows()).unwrap_or_default())
    };
    let is_empty = Memo::new(move |_| notes.rows.with(Vec::is_empty));
    view! {
        <section class="bv-notes" aria-labelledby="notities">
            <h2 id="notities" tabindex="-1">
                {words::notes::title(locale)}
            </h2>
            <Show when=move || is_empty.get()>
                <p class="bv-muted">{words::notes::nothing(locale)}</p>
            </Show>
            <ul class="bv-notes__list">
                <For each=move || notes.rows.get() key=|note| note.id.clone() let:note>
                    <Note note leaving />
                </For>
            </ul>
            {more_button(words::notes::more(locale), notes, ask_more)}
            <Add id=id.get_value() notes />
            <Remove leaving notes />
        </section>
    }
}

/// Who noted it, and how long ago.
fn said(locale: Locale, note: &SpecialistNote) -> String {
    let name = if note.writer.is_viewer { capital(words::cases::you(locale)) } else { note.writer.name.clone() };
    words::notes::by(locale, &name, &ago(locale, note.at.here().day, now().here().day))
}

#[component]
fn Note(note: SpecialistNote, leaving: RwSignal<Option<SpecialistNote>>) -> impl IntoView {
    let locale = use_locale();
    let said = said(locale, &note);
    let may_remove = note.available_acts.contains(&SpecialistNoteAct::Remove);
    let text = note.text.clone();
    let hidden = [" ", &text].concat();
    let remove = may_remove.then(|| {
        view! {
            <button class="bv-back" type="button" on:click=move |_| leaving.set(Some(note.clone()))>
                {words::notes::remove(locale)}
                <span class="bv-hidden">{hidden}</span>
            </button>
        }
    });
    view! {
        <li class="bv-notes__note">
            <p>{text}</p>
            <p class="bv-notes__foot">
                <span class="bv-muted bv-small">{said}</span>
                {remove}
            </p>
        </li>
    }
}

#[component]
fn Add(id: SpecialistId, notes: Further<SpecialistNote>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (error, trouble) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let place = storage::draft_place(&use_viewer().get_untracked().person.id.0, &["note.", &id.0].concat());
    let text = tab::written(place);
    let key = StoredValue::new(SteadyKey::default());
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let written = text.get_untracked().trim().to_owned();
        let mut input =
            AddSpecialistNoteInput { specialist_id: id.clone(), text: written, idempotency_key: String::new() };
        input.idempotency_key = key.try_update_value(|key| key.of(&input)).unwrap_or_default();
        error.set(None);
        trouble.set(None);
        spawn_local(async move {
            let answer = api.mutate::<AddSpecialistNoteMutation, _>(AddSpecialistNoteVariables { input }).await;
            // The page may be left in the meantime.
            busy.try_set(false);
            match answer.map(|answer| answer.add_specialist_note) {
                Ok(answer) => {
                    key.try_update_value(SteadyKey::answered);
                    error.try_set(told_at(&answer.user_errors, "text"));
                    trouble.try_set(elsewhere(&answer.user_errors, &["text"]));
                    if let Some(note) = answer.note {
                        text.try_set(String::new());
                        open.try_set(false);
                        notes.rows.try_update(|rows| rows.insert(0, note));
                        toasts.tell(words::notes::added(locale));
                    }
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::notes::send(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Button icon=Glyph::Pen press=move || open.set(true)>
            {words::notes::add(locale)}
        </Button>
        <Dialog id="schrijf-op" open title=words::notes::add_title(locale) on_submit=send foot>
            <Alert text=trouble />
            <TextField
                id="schrijf-op-wat"
                label=words::notes::text(locale)
                hint=words::notes::text_hint(locale)
                entry=Entry::Lines(3)
                value=text
                error
                required=true
            />
        </Dialog>
    }
}

/// Asks whether a note goes; its text stands in the question.
#[component]
fn Remove(leaving: RwSignal<Option<SpecialistNote>>, notes: Further<SpecialistNote>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let trouble = RwSignal::new(None::<String>);
    let key = StoredValue::new(String::new());
    effect(move || {
        if leaving.with(Option::is_some) {
            key.set_value(new_key());
            trouble.set(None);
            open.set(true);
        }
    });
    let send = Callback::new(move |()| {
        let Some(note) = leaving.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let input =
            RemoveSpecialistNoteInput { specialist_note_id: note.id.clone(), idempotency_key: Some(key.get_value()) };
        spawn_local(async move {
            let answer = api.mutate::<RemoveSpecialistNoteMutation, _>(RemoveSpecialistNoteVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| elsewhere(&answer.remove_specialist_note.user_errors, &[])) {
                Ok(None) => {
                    open.try_set(false);
                    notes.rows.try_update(|rows| rows.retain(|row| row.id != note.id));
                    toasts.tell(words::notes::removed(locale));
                    // Its button is gone.
                    focus_soon("notities");
                }
                Ok(refused) => {
                    trouble.try_set(refused);
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::notes::remove(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Dialog id="notitie-weg" open title=words::notes::remove_title(locale) on_submit=send foot>
            <Alert text=trouble />
            <blockquote class="bv-notes__note">
                {move || leaving.with(|note| note.as_ref().map(|note| note.text.clone()))}
            </blockquote>
            <p>{words::notes::remove_text(locale)}</p>
        </Dialog>
    }
}
