//! How often contact persons and connectors speak, as who runs the programme sets it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queries::{BoardQuery, SetContactRhythmInput, SetContactRhythmMutation, SetContactRhythmVariables};
use crate::graphql::{Failure, UserError, elsewhere, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, TextField, explain, focus_wrong, use_toasts};

/// The rhythm, with a way to change it.
#[component]
pub fn Rhythm(answer: Signal<Arc<BoardQuery>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let days = RwSignal::new(String::new());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let begin = move || {
        if let Some(rhythm) = answer.get_untracked().contact_rhythm {
            days.set(rhythm.days.to_string());
            refusals.set(Vec::new());
            open.set(true);
        }
    };
    let submit = Callback::new(move |()| {
        let Some(rhythm) = answer.get_untracked().contact_rhythm.filter(|_| !busy.get_untracked()) else { return };
        let Ok(number) = days.get_untracked().trim().parse::<i32>() else {
            refusals.set(vec![UserError::missing("days", words::dialogs::required(locale))]);
            return focus_wrong();
        };
        let input =
            SetContactRhythmInput { expected_version: rhythm.version, days: number, idempotency_key: Some(new_key()) };
        busy.set(true);
        spawn_local(async move {
            let answer = api.mutate::<SetContactRhythmMutation, _>(SetContactRhythmVariables { input }).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(answer) = answer else { return };
            let user_errors = answer.set_contact_rhythm.user_errors;
            if user_errors.is_empty() {
                toasts.tell(words::connectors::rhythm_saved(locale));
                open.try_set(false);
                changed.try_run(());
            }
            refusals.try_set(user_errors);
            focus_wrong();
        });
    });
    let at_days = Signal::derive(move || refusals.with(|all| told_at(all, "days")));
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| elsewhere(all, &["days"])))
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::connectors::save(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::connectors::not_now(locale)}</Button>
        }
    };
    let told = move || {
        let days = answer.get().contact_rhythm.map_or_else(String::new, |rhythm| rhythm.days.to_string());
        words::connectors::rhythm(locale, &days)
    };
    view! {
        <p class="bv-section">
            {told} " "
            <Button emphasis=Emphasis::Plain press=begin>
                {words::connectors::rhythm_change(locale)}
                <span class="bv-hidden">{[" ", words::connectors::rhythm_title(locale)].concat()}</span>
            </Button>
        </p>
        <Dialog id="ritme" open title=words::connectors::rhythm_title(locale) on_submit=submit foot=foot>
            <Alert text=wrong />
            <TextField
                id="dagen"
                label=words::connectors::rhythm_days(locale)
                required=true
                error=at_days
                value=days
            />
        </Dialog>
    }
}
