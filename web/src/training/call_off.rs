//! Calling a meeting off, with a reason for those who had a place.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{CallOffMutation, CallOffTrainingSessionInput, CallOffVariables};
use super::queries::TrainingSessionId;
use crate::graphql::{SteadyKey, elsewhere, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, Entry, Glyph, TextField, explain, focus_wrong, use_toasts};

/// The button and its dialog.
#[component]
pub fn CallOff(id: TrainingSessionId, version: i32, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (error, trouble) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let reason = RwSignal::new(String::new());
    let key = StoredValue::new(SteadyKey::default());
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let mut input = CallOffTrainingSessionInput {
            training_session_id: id.clone(),
            expected_version: version,
            reason: reason.get_untracked(),
            idempotency_key: None,
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        error.set(None);
        trouble.set(None);
        spawn_local(async move {
            let answer = api.mutate::<CallOffMutation, _>(CallOffVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| answer.call_off_training_session) {
                Ok(answer) if answer.user_errors.is_empty() => {
                    open.try_set(false);
                    toasts.tell(words::training::called_off_now(locale));
                    changed.try_run(());
                }
                Ok(answer) => {
                    key.try_update_value(SteadyKey::answered);
                    error.try_set(told_at(&answer.user_errors, "reason"));
                    trouble.try_set(elsewhere(&answer.user_errors, &["reason"]));
                    focus_wrong();
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
                {words::training::call_off(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Button icon=Glyph::Close press=move || open.set(true)>
            {words::training::call_off(locale)}
        </Button>
        <Dialog id="gaat-niet-door" open title=words::training::call_off_title(locale) on_submit=send foot>
            <Alert text=trouble />
            <TextField
                id="waarom"
                label=words::training::call_off_why(locale)
                hint=words::training::call_off_hint(locale)
                entry=Entry::Lines(2)
                required=true
                value=reason
                error
            />
        </Dialog>
    }
}
