//! What the viewer may do to an entry: say that it is wrong, say that it is right, tell about room, change it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::changes::{
    ArchiveMutation, ConfirmMutation, MarkSpecialistStaleInput, MarkStaleMutation, MarkStaleVariables,
    SetCapacityMutation, SetCapacityVariables, SetSpecialistCapacityInput, SpecialistActInput, SpecialistActVariables,
    SpecialistPayload,
};
use super::queries::Specialist;
use super::words_of::capacity_name;
use crate::account::use_viewer;
use crate::graphql::enums::{Capacity, SpecialistAct};
use crate::graphql::{Failure, SteadyKey, elsewhere, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::storage::{self, tab};
use crate::ui::{
    Banner, Button, ButtonLink, Choice, ChoiceField, Dialog, Emphasis, Entry, Glyph, TextField, explain, use_toasts,
};

const CAPACITIES: [(Capacity, &str); 4] = [
    (Capacity::Open, "open"),
    (Capacity::Limited, "limited"),
    (Capacity::Full, "full"),
    (Capacity::ClosedTemporarily, "closed"),
];

/// The buttons below an entry, and their dialogs. `changed` is told when the entry is no longer what it was.
#[component]
pub fn EntryActs(specialist: Specialist, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let may = |act: SpecialistAct| specialist.available_acts.contains(&act);
    let trouble = RwSignal::new(None::<String>);
    let marks = may(SpecialistAct::MarkStale) && !specialist.freshness.marked_by_viewer;
    let marked = specialist.freshness.marked_by_viewer;
    let change = may(SpecialistAct::Change).then(|| ["/specialisten/", &specialist.id.0, "/veranderen"].concat());
    view! {
        {move || {
            trouble
                .get()
                .map(|trouble| {
                    view! {
                        <Banner glyph=Glyph::Late>
                            <p role="alert">{trouble}</p>
                        </Banner>
                    }
                })
        }}
        <div class="bv-buttons">
            {may(SpecialistAct::Confirm)
                .then(|| view! { <Confirm specialist=specialist.clone() changed trouble /> })}
            {may(SpecialistAct::SetCapacity)
                .then(|| view! { <Room specialist=specialist.clone() changed trouble /> })}
            {change
                .map(|href| {
                    view! {
                        <ButtonLink href emphasis=Emphasis::Plain icon=Glyph::Pen>
                            {words::specialists::change(locale)}
                        </ButtonLink>
                    }
                })} {marks.then(|| view! { <MarkStale specialist=specialist.clone() changed trouble /> })}
            {may(SpecialistAct::Archive)
                .then(|| view! { <Archive specialist=specialist.clone() changed trouble /> })}
        </div>
        {marked.then(|| view! { <p class="bv-muted bv-small">{words::specialists::marked(locale)}</p> })}
    }
}

/// What came of an act: nothing to say, or what to tell the person.
fn outcome(locale: crate::i18n::Locale, answer: Result<SpecialistPayload, Failure>) -> Result<(), String> {
    match answer {
        Ok(payload) => elsewhere(&payload.user_errors, &[]).map_or(Ok(()), Err),
        Err(failure) => Err(explain(locale, &failure)),
    }
}

fn act_on(specialist: &Specialist, key: &str) -> SpecialistActVariables {
    let input = SpecialistActInput {
        specialist_id: specialist.id.clone(),
        expected_version: specialist.version,
        idempotency_key: Some(key.to_owned()),
    };
    SpecialistActVariables { input }
}

#[component]
fn Confirm(specialist: Specialist, changed: Callback<()>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let key = new_key();
    let press = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let variables = act_on(&specialist, &key);
        let name = specialist.name.clone();
        spawn_local(async move {
            let answer = api.mutate::<ConfirmMutation, _>(variables).await;
            match outcome(locale, answer.map(|answer| answer.confirm_specialist)) {
                Ok(()) => toasts.tell(words::specialists::confirm_done(locale, &name)),
                Err(said) => trouble.set(Some(said)),
            }
            busy.set(false);
            changed.try_run(());
        });
    };
    view! {
        <Button emphasis=Emphasis::Tint icon=Glyph::Check busy press>
            {words::specialists::confirm(locale)}
        </Button>
    }
}

#[component]
fn MarkStale(specialist: Specialist, changed: Callback<()>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let what = ["stale.", &specialist.id.0].concat();
    let place = storage::draft_place(&use_viewer().get_untracked().person.id.0, &what);
    let note = tab::written(place.clone());
    let error = RwSignal::new(None::<String>);
    let key = StoredValue::new(SteadyKey::default());
    let id = specialist.id.clone();
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let note = Some(note.get_untracked().trim().to_owned()).filter(|note| !note.is_empty());
        let mut input = MarkSpecialistStaleInput { specialist_id: id.clone(), note, idempotency_key: None };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        let place = place.clone();
        spawn_local(async move {
            let answer = api.mutate::<MarkStaleMutation, _>(MarkStaleVariables { input }).await;
            if answer.is_ok() {
                key.update_value(SteadyKey::answered);
            }
            match outcome(locale, answer.map(|answer| answer.mark_specialist_stale)) {
                Ok(()) => {
                    tab::forget(&place);
                    open.set(false);
                    trouble.set(None);
                    toasts.tell(words::specialists::mark_done(locale));
                    changed.try_run(());
                }
                Err(said) => error.set(Some(said)),
            }
            busy.set(false);
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::specialists::mark_send(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Button emphasis=Emphasis::Plain icon=Glyph::Flag press=move || open.set(true)>
            {words::specialists::mark_stale(locale)}
        </Button>
        <Dialog id="klopt-niet" open title=words::specialists::mark_title(locale) on_submit=send foot>
            <TextField
                id="klopt-niet-wat"
                label=words::specialists::mark_note(locale)
                entry=Entry::Lines(3)
                value=note
                error
            />
        </Dialog>
    }
}

#[component]
fn Room(specialist: Specialist, changed: Callback<()>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let now = CAPACITIES.iter().find(|(capacity, _)| *capacity == specialist.capacity).map_or("", |(_, word)| word);
    let chosen = RwSignal::new(now.to_owned());
    let key = StoredValue::new(SteadyKey::default());
    let send = Callback::new(move |()| {
        let word = chosen.get_untracked();
        let Some((capacity, _)) = CAPACITIES.iter().find(|(_, own)| *own == word) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let capacity = *capacity;
        let mut input = SetSpecialistCapacityInput {
            specialist_id: specialist.id.clone(),
            expected_version: specialist.version,
            capacity,
            idempotency_key: None,
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        error.set(None);
        spawn_local(async move {
            let answer = api.mutate::<SetCapacityMutation, _>(SetCapacityVariables { input }).await;
            if answer.is_ok() {
                key.update_value(SteadyKey::answered);
            }
            match outcome(locale, answer.map(|answer| answer.set_specialist_capacity)) {
                Ok(()) => {
                    open.set(false);
                    trouble.set(None);
                    toasts.tell(words::specialists::capacity_done(locale, capacity_name(locale, capacity)));
                    changed.try_run(());
                }
                Err(said) => error.set(Some(said)),
            }
            busy.set(false);
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::specialists::save(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Button emphasis=Emphasis::Plain icon=Glyph::Clock press=move || open.set(true)>
            {words::specialists::capacity_change(locale)}
        </Button>
        <Dialog id="plek" open title=words::specialists::capacity_title(locale) on_submit=send foot>
            <ChoiceField id="plek-nu" label=words::specialists::facet_room(locale) error>
                {CAPACITIES
                    .map(|(capacity, word)| {
                        view! { <Choice name="plek-keuze" value=word chosen label=capacity_name(locale, capacity) /> }
                    })
                    .collect_view()}
            </ChoiceField>
        </Dialog>
    }
}

#[component]
fn Archive(specialist: Specialist, changed: Callback<()>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let key = new_key();
    let title = words::specialists::archive_title(locale, &specialist.name);
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let variables = act_on(&specialist, &key);
        let name = specialist.name.clone();
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = api.mutate::<ArchiveMutation, _>(variables).await;
            open.set(false);
            match outcome(locale, answer.map(|answer| answer.archive_specialist)) {
                Ok(()) => {
                    toasts.tell(words::specialists::archive_done(locale, &name));
                    navigate("/specialisten", leptos_router::NavigateOptions::default());
                }
                Err(said) => {
                    trouble.set(Some(said));
                    changed.try_run(());
                }
            }
            busy.set(false);
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::specialists::archive(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Button emphasis=Emphasis::Plain icon=Glyph::Close press=move || open.set(true)>
            {words::specialists::archive(locale)}
        </Button>
        <Dialog id="haal-weg" open title on_submit=send foot>
            <p>{words::specialists::archive_text(locale)}</p>
        </Dialog>
    }
}
