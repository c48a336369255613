//! One meeting: when and where, my place, who comes; and ticking off who is there, made for the phone in the hand.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::acts::{TickOffAttendanceInput, TickOffMutation, TickOffVariables};
use super::call_off::CallOff;
use super::enums::{AttendanceState, AttendanceTick, TrainingSessionAct};
use super::queries::{Attendance, MeetingQuery, MeetingVariables, TrainingSessionId, WholeMeeting};
use super::row::{PlaceButton, mark};
use super::training_model as model;
use crate::calendar::now;
use crate::graphql::scalars::PersonId;
use crate::graphql::{elsewhere, load, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, ButtonLink, Empty, Glyph, Heading, Icon, PageBones, PageHead, Top, explain, show_page};

/// The page.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let loaded = load(move || {
        let id = TrainingSessionId(params.with(|params| params.get("id")).unwrap_or_default());
        api.query::<MeetingQuery, _>(MeetingVariables { id })
    });
    let changed = Callback::new(move |()| loaded.reload());
    view! {
        <div class="bv-main--narrow">
            <Top href="/training" label=words::training::title(locale) />
            {show_page(
                loaded,
                words::training::title(locale),
                words::training::failed_meeting(locale),
                move || view! { <PageBones title=words::training::title(locale) rows=5 /> },
                move |answer| {
                    move || match answer.get().training_session.clone() {
                        Some(whole) => view! { <Whole whole changed /> }.into_any(),
                        None => view! { <Gone /> }.into_any(),
                    }
                },
            )}
        </div>
    }
}

/// No such meeting, or not for the viewer.
#[component]
pub fn Gone() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Heading title=words::training::gone(locale) />
        <Empty title=words::training::gone_text(locale)>
            <ButtonLink href="/training">{words::training::to_training(locale)}</ButtonLink>
        </Empty>
    }
}

#[component]
fn Whole(whole: WholeMeeting, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let WholeMeeting { meeting, attendances } = whole;
    let today = now().here().day;
    let title = model::title(locale, meeting.course.as_ref(), meeting.part);
    let when = model::when(locale, meeting.starts_at, meeting.ends_at, today);
    let may = |act| meeting.available_acts.contains(&act);
    let (changes, calls_off, ticks_off) =
        (may(TrainingSessionAct::Change), may(TrainingSessionAct::CallOff), may(TrainingSessionAct::TickOff));
    let marks = [model::own(locale, meeting.mine.as_ref()), Some(model::room(locale, &meeting))];
    let enrolled_by = meeting.mine.as_ref().and_then(|mine| mine.enrolled_by.as_ref()).map(|who| who.name.clone());
    let because = meeting.cancelled_because.clone();
    let description = meeting.course.as_ref().map(|course| course.description.clone());
    let id = meeting.id.clone();
    let edit = ["/training/", &id.0, "/veranderen"].concat();
    view! {
        <PageHead title=title.clone() sub=Signal::stored(Some(when)) />
        <p class="bv-cluster bv-after">{marks.into_iter().flatten().map(mark).collect_view()}</p>
        {because.map(|because| view! { <p role="status">{words::training::because(locale, &because)}</p> })}
        {enrolled_by.map(|name| view! { <p class="bv-muted">{words::training::enrolled_by(locale, &name)}</p> })}
        <dl class="bv-grid bv-facts bv-facts--strip">
            <div>
                <dt>{words::training::place(locale)}</dt>
                <dd>{meeting.place.clone()}</dd>
            </div>
            {model::given_by(locale, &meeting)
                .map(|given_by| {
                    view! {
                        <div>
                            <dt>{words::training::trainers(locale)}</dt>
                            <dd>{given_by}</dd>
                        </div>
                    }
                })}
        </dl>
        {description.map(|text| view! { <p class="bv-before">{text}</p> })}
        <div class="bv-buttons bv-section">
            <PlaceButton meeting=meeting.clone() title changed is_main=true />
            {changes
                .then(|| {
                    view! {
                        <ButtonLink href=edit icon=Glyph::Pen>
                            {words::training::change(locale)}
                        </ButtonLink>
                    }
                })}
            {calls_off.then(|| view! { <CallOff id=id.clone() version=meeting.version changed /> })}
        </div>
        <People id attendances=attendances.nodes ticks_off />
    }
}

/// Who comes, and who waits.
#[component]
fn People(id: TrainingSessionId, attendances: Vec<Attendance>, ticks_off: bool) -> impl IntoView {
    let locale = use_locale();
    let (waiting, mut coming): (Vec<_>, Vec<_>) =
        attendances.into_iter().partition(|attendance| attendance.state == AttendanceState::Waiting);
    coming.sort_by_key(|attendance| attendance.participant.name.to_lowercase());
    let states: HashMap<PersonId, AttendanceState> =
        coming.iter().map(|attendance| (attendance.participant_id.clone(), attendance.state)).collect();
    let states = RwSignal::new(states);
    let trouble = RwSignal::new(None::<String>);
    let is_one_self = coming.len() + waiting.len() == 1
        && coming.iter().chain(&waiting).all(|attendance| attendance.participant.is_viewer);
    // Of a list of oneself the page has said all.
    if (coming.is_empty() && waiting.is_empty()) || (is_one_self && !ticks_off) {
        return ().into_any();
    }
    let ticked =
        move || states.with(|states| states.values().filter(|state| **state != AttendanceState::Enrolled).count());
    let all = coming.len();
    let sub = ticks_off.then(|| {
        view! {
            <p class="bv-muted" role="status">
                {move || words::training::ticked(locale, &ticked().to_string(), &all.to_string())}
            </p>
        }
    });
    let row = |attendance: Attendance| view! { <Person id=id.clone() attendance ticks_off states trouble /> };
    let waits = |attendance: Attendance| {
        let place = attendance.waiting_place.unwrap_or(1).to_string();
        view! {
            <li class="bv-row">
                <div>
                    <h3 class="bv-row__title">{attendance.participant.name}</h3>
                    <p class="bv-row__sub">{words::training::waits_at(locale, &place)}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="bv-section" aria-labelledby="deelnemers">
            <h2 id="deelnemers">{words::training::people(locale)}</h2>
            {sub}
            <Alert text=trouble />
            <ul class="bv-list">{coming.into_iter().map(row).collect_view()}</ul>
        </section>
        {(!waiting.is_empty())
            .then(|| {
                view! {
                    <section class="bv-section" aria-labelledby="wachtlijst">
                        <h2 id="wachtlijst">{words::training::waiting_list(locale)}</h2>
                        <ul class="bv-list">{waiting.into_iter().map(waits).collect_view()}</ul>
                    </section>
                }
            })}
    }
    .into_any()
}

/// One person: with two buttons as big as a thumb on the day.
#[component]
fn Person(
    id: TrainingSessionId,
    attendance: Attendance,
    ticks_off: bool,
    states: RwSignal<HashMap<PersonId, AttendanceState>>,
    trouble: RwSignal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let name = attendance.participant.name.clone();
    let state = attendance.state;
    let buttons = ticks_off.then(|| {
        view! {
            <div class="bv-cluster bv-tick" role="group" aria-label=name.clone()>
                <Tick id=id.clone() attendance=attendance.clone() tick=AttendanceTick::Present states trouble />
                <Tick id attendance tick=AttendanceTick::Absent states trouble />
            </div>
        }
    });
    let said = (!ticks_off).then_some(match state {
        AttendanceState::Attended => Some(words::training::was_there(locale)),
        AttendanceState::Absent => Some(words::training::was_absent(locale)),
        _ => None,
    });
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">{name}</h3>
                {said.flatten().map(|said| view! { <p class="bv-row__sub">{said}</p> })}
            </div>
            {buttons}
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
