//! Taking somebody else off the list of a meeting: they called that they can't come.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{LeaveMutation, LeaveTrainingInput, LeaveVariables};
use super::queries::{Attendance, TrainingSessionId};
use crate::graphql::{elsewhere, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, explain, use_toasts};

/// The button, in the row of who it is about.
#[component]
pub fn TakeOff(
    id: TrainingSessionId,
    attendance: Attendance,
    trouble: RwSignal<Option<String>>,
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let (person, name) = (attendance.participant_id, attendance.participant.name);
    let hidden = ["\u{a0}", &name].concat();
    let press = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let input = LeaveTrainingInput {
            training_session_id: id.clone(),
            person_id: Some(person.clone()),
            idempotency_key: Some(new_key()),
        };
        let name = name.clone();
        spawn_local(async move {
            let answer = api.mutate::<LeaveMutation, _>(LeaveVariables { input }).await;
            busy.try_set(false);
            let refused = match answer.map(|answer| elsewhere(&answer.leave_training.user_errors, &[])) {
                Ok(refused) => refused,
                Err(failure) => Some(explain(locale, &failure)),
            };
            if refused.is_none() {
                toasts.tell(words::training::taken_off(locale, &name));
                changed.try_run(());
            }
            trouble.try_set(refused);
        });
    };
    view! {
        <span class="bv-row__act">
            <Button emphasis=Emphasis::Plain busy press=press>
                {words::training::take_off(locale)}
                <span class="bv-hidden">{hidden}</span>
            </Button>
        </span>
    }
}
