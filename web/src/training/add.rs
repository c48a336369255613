//! Putting somebody on the list of a meeting: found by a part of the name, on it with one tap.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{EnrolInTrainingInput, EnrolMutation, EnrolVariables};
use super::queries::{CandidatesQuery, CandidatesVariables, Person, TrainingSessionId};
use super::training_model::{candidates, found_in_words};
use crate::graphql::scalars::PersonId;
use crate::graphql::{SteadyKey, elsewhere, load_in_turn, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Glyph, TextField, effect, explain, use_toasts};

/// Long enough to finish a word, too short to notice.
const PAUSE: Duration = Duration::from_millis(120);

/// The button and its dialog.
#[component]
pub fn AddSomebody(
    id: TrainingSessionId,
    /// Who is on the list.
    listed: Vec<PersonId>,
    /// How many wait.
    waiting: i32,
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let (id, listed) = (StoredValue::new(id), StoredValue::new(listed));
    let foot = move || {
        view! { <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button> }
    };
    view! {
        <Button icon=Glyph::Plus press=move || open.set(true)>
            {words::training::add(locale)}
        </Button>
        <Dialog id="erbij" open title=words::training::add_title(locale) foot>
            <Finder id=id.get_value() listed=listed.get_value() waiting open changed />
        </Dialog>
    }
}

/// The field, and who is found.
#[component]
fn Finder(
    id: TrainingSessionId,
    listed: Vec<PersonId>,
    waiting: i32,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (typed, asked) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let key = StoredValue::new(SteadyKey::default());
    let found = load_in_turn(move || {
        let search = Some(asked.get()).filter(|search| !search.is_empty());
        api.query::<CandidatesQuery, _>(CandidatesVariables { search })
    });
    let mut ask = debounce(PAUSE, move |text: String| {
        asked.try_set(text.trim().to_owned());
    });
    effect(move || {
        let text = typed.get();
        if text.trim() != asked.get_untracked() {
            ask(text);
        }
    });
    let add = move |candidate: Person| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let mut input = EnrolInTrainingInput {
            training_session_id: id.clone(),
            person_id: Some(candidate.id),
            idempotency_key: None,
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        spawn_local(async move {
            let answer = api.mutate::<EnrolMutation, _>(EnrolVariables { input }).await;
            let answer = answer.map(|answer| answer.enrol_in_training);
            let refused = match &answer {
                Ok(answer) => elsewhere(&answer.user_errors, &[]),
                Err(failure) => Some(explain(locale, failure)),
            };
            if answer.is_ok() {
                key.try_update_value(SteadyKey::answered);
            }
            let is_here = busy.try_set(false).is_none();
            if let Some(refused) = refused {
                // Who closed the dialog meanwhile hears it all the same.
                if let Some(refused) = trouble.try_set(Some(refused)).flatten() {
                    toasts.tell(refused);
                }
                return;
            }
            let waits = answer.ok().and_then(|answer| answer.training_session);
            let waits = waits.is_some_and(|meeting| meeting.waiting_count > waiting);
            let name = &candidate.name;
            toasts.tell(if waits {
                words::training::added_waits(locale, name)
            } else {
                words::training::added_now(locale, name)
            });
            if is_here {
                open.try_set(false);
            }
            changed.try_run(());
        });
    };
    let row = move |candidate: Person| {
        let (add, name) = (add.clone(), candidate.name.clone());
        view! {
            <li>
                <button
                    class="bv-choice bv-choice--button"
                    type="button"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=move |_| add(candidate.clone())
                >
                    <span class="bv-choice__text">
                        <b>{name}</b>
                    </span>
                </button>
            </li>
        }
    };
    let listed = StoredValue::new(listed);
    let offered = move || found.answer().map(|answer| listed.with_value(|listed| candidates(&answer, listed)));
    let rows = move || Some(offered()?.into_iter().map(row.clone()).collect_view());
    let said = move || match (found.answer(), found.failure()) {
        (Some(answer), _) => found_in_words(locale, &answer, offered().map_or(0, |offered| offered.len())),
        (None, Some(_)) => words::dialogs::search_failed(locale),
        (None, None) => words::dialogs::searching(locale),
    };
    view! {
        <Alert text=trouble />
        <TextField
            id="wie-erbij"
            label=words::training::add_name(locale)
            hint=words::training::add_hint(locale)
            value=typed
        />
        <p class="bv-field__hint" role="status">
            {said}
        </p>
        <ul class="bv-choices">{rows}</ul>
    }
}
