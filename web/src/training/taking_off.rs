//! Taking somebody else off the list of a meeting: they called that they can't come, or were on it by mistake.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{LeaveMutation, LeaveTrainingInput, LeaveVariables};
use super::queries::{Attendance, TrainingSessionId};
use crate::graphql::{SteadyKey, elsewhere, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, effect, explain, use_toasts};

/// Who is about to be taken off; the dialog asks first.
pub type Leaving = RwSignal<Option<Attendance>>;

/// The button, in the row of who it is about.
#[component]
pub fn TakeOff(attendance: Attendance, leaving: Leaving) -> impl IntoView {
    let locale = use_locale();
    let hidden = ["\u{a0}", &attendance.participant.name].concat();
    let press = move || leaving.set(Some(attendance.clone()));
    view! {
        <span class="bv-row__act">
            <Button emphasis=Emphasis::Plain press>
                {words::training::take_off(locale)}
                <span class="bv-hidden">{hidden}</span>
            </Button>
        </span>
    }
}

/// Asks whether they leave the list, and takes them off it.
#[component]
pub fn TakeOffDialog(
    id: TrainingSessionId,
    /// Whether the meeting has begun: then nobody is told.
    has_begun: bool,
    leaving: Leaving,
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let trouble = RwSignal::new(None::<String>);
    let key = StoredValue::new(SteadyKey::default());
    let name = Memo::new(move |_| {
        leaving.with(|leaving| leaving.as_ref().map(|it| it.participant.name.clone())).unwrap_or_default()
    });
    effect(move || {
        if leaving.with(Option::is_some) {
            trouble.set(None);
            open.set(true);
        }
    });
    effect(move || {
        if !open.get() {
            leaving.set(None);
        }
    });
    let send = Callback::new(move |()| {
        let Some(attendance) = leaving.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        trouble.set(None);
        let mut input = LeaveTrainingInput {
            training_session_id: id.clone(),
            person_id: Some(attendance.participant_id),
            idempotency_key: None,
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        spawn_local(async move {
            let answer = api.mutate::<LeaveMutation, _>(LeaveVariables { input }).await;
            busy.try_set(false);
            let refused = match answer {
                Ok(answer) => {
                    key.try_update_value(SteadyKey::answered);
                    elsewhere(&answer.leave_training.user_errors, &[])
                }
                Err(failure) => Some(explain(locale, &failure)),
            };
            if refused.is_none() {
                toasts.tell(words::training::taken_off(locale, &attendance.participant.name));
                open.try_set(false);
                changed.try_run(());
            } else if let Some(refused) = trouble.try_set(refused).flatten() {
                toasts.tell(refused);
            }
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::training::take_off(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    let title = Signal::derive(move || words::training::take_off_title(locale, &name.get()));
    view! {
        <Dialog id="van-de-lijst" open title on_submit=send foot>
            <Alert text=trouble />
            <p>
                {move || {
                    if has_begun {
                        words::training::take_off_begun(locale).to_owned()
                    } else {
                        words::training::take_off_text(locale, &name.get())
                    }
                }}
            </p>
        </Dialog>
    }
}
