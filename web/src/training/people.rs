//! Who comes to a meeting and who waits; ticking off who is there, made for the phone in the hand.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{TickOffAttendanceInput, TickOffMutation, TickOffVariables};
use super::enums::{AttendanceState, AttendanceTick};
use super::queries::{Attendance, TrainingSessionId};
use super::taking_off::{Leaving, TakeOff, TakeOffDialog};
use super::training_model as model;
use crate::graphql::scalars::PersonId;
use crate::graphql::{elsewhere, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Glyph, Icon, explain};

/// Who comes, and who waits.
#[component]
pub fn People(
    id: TrainingSessionId,
    attendances: Vec<Attendance>,
    /// Whether the viewer ticks off who is there.
    ticks_off: bool,
    /// Whether the viewer takes others off the list.
    takes_off: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let states = RwSignal::new(model::states(&attendances));
    let (coming, waiting) = model::coming_and_waiting(attendances);
    let trouble = RwSignal::new(None::<String>);
    let leaving = Leaving::new(None);
    let is_one_self = coming.len() + waiting.len() == 1
        && coming.iter().chain(&waiting).all(|attendance| attendance.participant.is_viewer);
    // Of a list of oneself the page has said all.
    if (coming.is_empty() && waiting.is_empty()) || (is_one_self && !ticks_off) {
        return ().into_any();
    }
    let ticked = move || {
        let (done, all) = states.with(model::ticked);
        words::training::ticked(locale, &done.to_string(), &all.to_string())
    };
    let sub = ticks_off.then(|| {
        view! {
            <p class="bv-muted" role="status">
                {ticked}
            </p>
        }
    });
    // Who takes others off the list ticks off as soon as the meeting has begun.
    let dialog = takes_off.then(|| view! { <TakeOffDialog id=id.clone() has_begun=ticks_off leaving changed /> });
    let row = |attendance: Attendance| {
        let takes_off = takes_off.then_some(leaving);
        view! { <Person id=id.clone() attendance ticks_off takes_off states trouble /> }
    };
    view! {
        <section class="bv-section" aria-labelledby="deelnemers">
            <h2 id="deelnemers" tabindex="-1">
                {words::training::people(locale)}
            </h2>
            {sub}
            <Alert text=trouble />
            <ul class="bv-list">{coming.into_iter().map(row).collect_view()}</ul>
        </section>
        {dialog}
        {(!waiting.is_empty())
            .then(|| {
                view! {
                    <section class="bv-section" aria-labelledby="wachtlijst">
                        <h2 id="wachtlijst">{words::training::waiting_list(locale)}</h2>
                        <ul class="bv-list">{waiting.into_iter().map(row).collect_view()}</ul>
                    </section>
                }
            })}
    }
    .into_any()
}

/// One person: with two buttons as big as a thumb on the day. Who waits and came all the same has one.
#[component]
fn Person(
    id: TrainingSessionId,
    attendance: Attendance,
    ticks_off: bool,
    /// Where to say that they are to leave the list, for who may do that.
    takes_off: Option<Leaving>,
    states: RwSignal<HashMap<PersonId, AttendanceState>>,
    trouble: RwSignal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let name = attendance.participant.name.clone();
    let person = attendance.participant_id.clone();
    let state = Memo::new(move |_| states.with(|states| states.get(&person).copied()));
    let is = move |wanted: AttendanceState| state.get() == Some(wanted);
    let waiting_place = attendance.waiting_place.unwrap_or(1).to_string();
    let taken_off = attendance.clone();
    let buttons = ticks_off.then(|| {
        let absent = attendance.clone();
        let of_absent = id.clone();
        view! {
            <div class="bv-cluster bv-tick" role="group" aria-label=name.clone()>
                <Tick id attendance tick=AttendanceTick::Present states trouble />
                <Show when=move || !is(AttendanceState::Waiting)>
                    <Tick
                        id=of_absent.clone()
                        attendance=absent.clone()
                        tick=AttendanceTick::Absent
                        states
                        trouble
                    />
                </Show>
            </div>
        }
    });
    // On the day first it is said that somebody isn't there, and then perhaps that they were on the list by mistake.
    let leaves = move || !ticks_off || is(AttendanceState::Absent) || is(AttendanceState::Waiting);
    let taking_off = takes_off.map(|leaving| {
        view! {
            <Show when=leaves>
                <TakeOff attendance=taken_off.clone() leaving />
            </Show>
        }
    });
    let said = move || match state.get()? {
        AttendanceState::Waiting => Some(words::training::waits_at(locale, &waiting_place)),
        AttendanceState::Attended if !ticks_off => Some(words::training::was_there(locale).to_owned()),
        AttendanceState::Absent if !ticks_off => Some(words::training::was_absent(locale).to_owned()),
        _ => None,
    };
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">{name}</h3>
                {move || said().map(|said| view! { <p class="bv-row__sub">{said}</p> })}
            </div>
            {buttons}
            {taking_off}
        </li>
    }
}

/// One of the two. Pressed again, the tick is taken away.
#[component]
fn Tick(
    id: TrainingSessionId,
    attendance: Attendance,
    tick: AttendanceTick,
    states: RwSignal<HashMap<PersonId, AttendanceState>>,
    trouble: RwSignal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let (person, before) = (attendance.participant_id, StoredValue::new(attendance.state));
    let wanted = if tick == AttendanceTick::Present { AttendanceState::Attended } else { AttendanceState::Absent };
    let own = person.clone();
    let is_on = Memo::new(move |_| states.with(|states| states.get(&own) == Some(&wanted)));
    let press = move |_| {
        let (id, person) = (id.clone(), person.clone());
        let now = states.with_untracked(|states| states.get(&person).copied()).unwrap_or(AttendanceState::Enrolled);
        let (tick, next) =
            if now == wanted { (AttendanceTick::Unknown, AttendanceState::Enrolled) } else { (tick, wanted) };
        before.set_value(now);
        // Seen at once; put back when it didn't arrive.
        states.update(|states| {
            states.insert(person.clone(), next);
        });
        trouble.set(None);
        spawn_local(async move {
            let input = TickOffAttendanceInput {
                training_session_id: id,
                person_id: person.clone(),
                tick,
                idempotency_key: Some(new_key()),
            };
            let answer = api.mutate::<TickOffMutation, _>(TickOffVariables { input }).await;
            let refused = match answer.map(|answer| elsewhere(&answer.tick_off_attendance.user_errors, &[])) {
                Ok(refused) => refused,
                Err(failure) => Some(explain(locale, &failure)),
            };
            if refused.is_some() {
                trouble.try_set(refused);
                let now = before.try_get_value().unwrap_or(AttendanceState::Enrolled);
                states.try_update(|states| states.insert(person, now));
            }
        });
    };
    let (glyph, label) = match tick {
        AttendanceTick::Present => (Glyph::Check, words::training::present(locale)),
        _ => (Glyph::Close, words::training::absent(locale)),
    };
    view! {
        <button
            class="bv-button"
            class:bv-button--primary=move || is_on.get()
            type="button"
            aria-pressed=move || is_on.get().to_string()
            on:click=press
        >
            <Icon glyph />
            {label}
        </button>
    }
}
