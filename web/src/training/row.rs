//! A meeting in a list, with one tap to take a place or give it up.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{
    EnrolInTrainingInput, EnrolMutation, EnrolVariables, LeaveMutation, LeaveTrainingInput, LeaveVariables,
};
use super::enums::{AttendanceState, TrainingSessionAct};
use super::queries::{Meeting, TrainingSessionId};
use super::training_model::{self as model, Said};
use crate::calendar::now;
use crate::graphql::{elsewhere, new_key, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Button, Emphasis, Glyph, Mark, explain, use_toasts};

/// A row of a list.
#[component]
pub fn MeetingRow(
    meeting: Meeting,
    /// What to do when the place changed.
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let title = model::title(locale, meeting.course.as_ref(), meeting.part);
    let when = model::when(locale, meeting.starts_at, meeting.ends_at, today);
    let href = ["/training/", &meeting.id.0].concat();
    let marks = [model::own(locale, meeting.mine.as_ref()), model::room(locale, &meeting, now())];
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=href>
                        {when}
                    </a>
                </h3>
                <p class="bv-row__sub">{title.clone()}</p>
                <p class="bv-row__sub">{meeting.place.clone()}</p>
                <p class="bv-row__mark bv-cluster">{marks.into_iter().flatten().map(mark).collect_view()}</p>
            </div>
            <PlaceButton meeting title changed />
        </li>
    }
}

/// A mark in words.
pub fn mark(said: Said) -> impl IntoView {
    let Said { tone, glyph, words } = said;
    view! {
        <Mark tone glyph>
            {words}
        </Mark>
    }
}

/// Takes a place, waits for one, or gives it up: whichever the viewer may do.
#[component]
pub fn PlaceButton(
    meeting: Meeting,
    /// Heard with the button, since a list has many.
    title: String,
    changed: Callback<()>,
    /// As the likely act of the page.
    #[prop(optional)]
    is_main: bool,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let may = |act| meeting.available_acts.contains(&act);
    let (enrols, leaves) = (may(TrainingSessionAct::Enrol), may(TrainingSessionAct::Leave));
    let is_full = model::is_full(&meeting);
    let id = meeting.id.clone();
    let day = model::day(locale, meeting.starts_at, now().here().day);
    let send = move |enrols: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, day) = (id.clone(), day.clone());
        spawn_local(async move {
            let answer = if enrols { enrol(api, id).await } else { leave(api, id).await };
            busy.try_set(false);
            match answer {
                Ok(answer) => {
                    let refused = elsewhere(&answer.user_errors, &[]);
                    let state = answer.training_session.and_then(|meeting| meeting.mine).map(|mine| mine.state);
                    toasts.tell(refused.unwrap_or_else(|| told(locale, state, &day)));
                    changed.try_run(());
                }
                Err(failure) => toasts.tell(explain(locale, &failure)),
            }
        });
    };
    let hidden = ["\u{a0}", &title].concat();
    let emphasis = if is_main { Emphasis::Primary } else { Emphasis::Tint };
    if enrols {
        let label = if is_full { words::training::wait(locale) } else { words::training::enrol(locale) };
        return view! {
            <span class="bv-row__act">
                <Button emphasis icon=Glyph::Plus busy press=move || send(true)>
                    {label}
                    <span class="bv-hidden">{hidden}</span>
                </Button>
            </span>
        }
        .into_any();
    }
    if leaves {
        return view! {
            <span class="bv-row__act">
                <Button busy press=move || send(false)>
                    {words::training::leave(locale)}
                    <span class="bv-hidden">{hidden}</span>
                </Button>
            </span>
        }
        .into_any();
    }
    ().into_any()
}

/// What came of it, for the one who did it.
fn told(locale: Locale, state: Option<AttendanceState>, day: &str) -> String {
    match state {
        Some(AttendanceState::Enrolled) => words::training::enrolled_now(locale, day),
        Some(AttendanceState::Waiting) => words::training::waits_now(locale, day),
        _ => words::training::left_now(locale, day),
    }
}

type Sent = Result<super::acts::TrainingSessionPayload, crate::graphql::Failure>;

async fn enrol(api: crate::graphql::Api, id: TrainingSessionId) -> Sent {
    let input = EnrolInTrainingInput { training_session_id: id, person_id: None, idempotency_key: Some(new_key()) };
    Ok(api.mutate::<EnrolMutation, _>(EnrolVariables { input }).await?.enrol_in_training)
}

async fn leave(api: crate::graphql::Api, id: TrainingSessionId) -> Sent {
    let input = LeaveTrainingInput { training_session_id: id, person_id: None, idempotency_key: Some(new_key()) };
    Ok(api.mutate::<LeaveMutation, _>(LeaveVariables { input }).await?.leave_training)
}
