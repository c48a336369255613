//! A number of days that who runs the programme sets: told in a sentence, changed in a dialog.

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::graphql::{Api, Failure, UserError, elsewhere, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, TextField, explain, focus_wrong, use_toasts};

/// What comes of sending another number: why not, when it was refused.
pub type Sending = LocalBoxFuture<'static, Result<Vec<UserError>, Failure>>;

/// How a number of days is told, asked and sent.
#[derive(Clone, Copy)]
pub struct DaysWords {
    /// Unique on the page.
    pub id: &'static str,
    /// What holds, with the number in it.
    pub told: fn(Locale, &str) -> String,
    /// The question.
    pub title: fn(Locale) -> &'static str,
    /// The field.
    pub label: fn(Locale) -> &'static str,
    /// Sends another number, with the state that was seen.
    pub send: fn(Api, i32, i32) -> Sending,
}

/// The number, with a way to change it; nothing while it isn't known.
#[component]
pub fn DaysSetting(
    words: DaysWords,
    /// The number of days, and which state this is.
    #[prop(into)]
    now: Signal<Option<(i32, i32)>>,
    /// Another one holds.
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let DaysWords { id, told, title, label, send } = words;
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let days = RwSignal::new(String::new());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let begin = move || {
        if let Some((number, _)) = now.get_untracked() {
            days.set(number.to_string());
            refusals.set(Vec::new());
            open.set(true);
        }
    };
    let submit = Callback::new(move |()| {
        let Some((_, version)) = now.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let Ok(number) = days.get_untracked().trim().parse::<i32>() else {
            refusals.set(vec![UserError::missing("days", words::dialogs::required(locale))]);
            return focus_wrong();
        };
        busy.set(true);
        spawn_local(async move {
            let answer = send(api, number, version).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(user_errors) = answer else { return };
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
    let told = move || now.get().map(|(number, _)| told(locale, &number.to_string()));
    view! {
        <Show when=move || now.get().is_some()>
            <p class="bv-section">
                {told} " "
                <Button emphasis=Emphasis::Plain press=begin>
                    {words::connectors::rhythm_change(locale)}
                    <span class="bv-hidden">{[" ", title(locale)].concat()}</span>
                </Button>
            </p>
        </Show>
        <Dialog id open title=title(locale) on_submit=submit foot=foot>
            <Alert text=wrong />
            <TextField id=[id, "-dagen"].concat() label=label(locale) required=true error=at_days value=days />
        </Dialog>
    }
}
