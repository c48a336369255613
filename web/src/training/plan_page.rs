//! Planning a meeting, and changing one. What was typed stays, whatever comes of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::acts::{
    ChangeMutation, ChangeTrainingSessionInput, ChangeVariables, PlanMutation, PlanTrainingSessionInput, PlanVariables,
    TrainingSessionPayload,
};
use super::due_queries::{DueFilter, DueGroup, DueGroupsQuery, DueGroupsVariables};
use super::enums::TrainingSessionAct;
use super::meeting_page::Gone;
use super::page::may_plan;
use super::plan_form::{Form, Kept, keep};
use super::queries::{CourseId, Meeting, MeetingQuery, MeetingVariables, Person, PlanningQuery, TrainingSessionId};
use crate::account::use_viewer;
use crate::graphql::{SteadyKey, elsewhere, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Banner, Button, Check, Emphasis, Entry, Glyph, PageHead, SelectField, SkeletonRows, TextField, Top, explain,
    focus_wrong, show_loaded, use_toasts,
};

const FIELDS: [&str; 9] =
    ["courseId", "part", "on", "from", "until", "place", "capacity", "welfareTrainerId", "municipalityTrainerId"];

/// The page for a new meeting. The address may say for which course and meeting of it, and that places are kept for those
/// who have to come.
#[component]
pub fn PlanPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let viewer = use_viewer();
    let query = use_query_map();
    let asked = move |name: &str| query.with_untracked(|query| query.get(name)).unwrap_or_default();
    let (course, part) = (asked("training"), asked("deel"));
    let filter = DueFilter {
        course_id: Some(course.clone()).filter(|id| !id.is_empty()).map(CourseId),
        part: part.parse().ok(),
        has_place: Some(false),
    };
    let for_due = filter.course_id.is_some() && filter.part.is_some();
    let loaded = load(move || {
        let filter = filter.clone();
        async move {
            let choices = api.query::<PlanningQuery, _>(()).await?;
            let groups = if for_due {
                let due = api.query::<DueGroupsQuery, _>(DueGroupsVariables { filter }).await?;
                due.training_due.groups
            } else {
                Vec::new()
            };
            Ok((choices, groups))
        }
    });
    let plans = may_plan(&viewer.get_untracked());
    view! {
        <div class="bv-main--narrow">
            <Top href="/training" label=words::training::title(locale) />
            <Show when=move || plans fallback=Gone>
                <PageHead title=words::training::plan(locale) />
                {
                    let (course, part) = (course.clone(), part.clone());
                    show_loaded(
                        loaded,
                        words::training::failed(locale),
                        || view! { <SkeletonRows rows=6 /> },
                        // Shown once: what somebody types is not replaced by what arrives later.
                        move |answer| {
                            let answer = answer.get_untracked();
                            let (choices, groups) = (*answer).clone();
                            let people = groups.into_iter().next();
                            let count = people.as_ref().map_or(0, |group| group.person_ids.len());
                            let known = |id: &String| choices.courses.iter().any(|course| course.id.0 == *id);
                            let first = choices.courses.first().map(|course| course.id.0.clone()).unwrap_or_default();
                            let course = Some(course.clone()).filter(known).unwrap_or(first);
                            let part = Some(part.clone()).filter(|part| !part.is_empty()).unwrap_or_else(|| "1".to_owned());
                            let form = Form::empty(course, part, count);
                            let was_kept = keep(form, for_due);
                            view! {
                                <Kept was_kept />
                                <Fields form choices people known=None />
                            }
                        },
                    )
                }
            </Show>
        </div>
    }
}

/// The page that changes a meeting.
#[component]
pub fn ChangeMeetingPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let id = move || TrainingSessionId(params.with(|params| params.get("id")).unwrap_or_default());
    let loaded = load(move || {
        let variables = MeetingVariables { id: id() };
        async move {
            let meeting = api.query::<MeetingQuery, _>(variables).await?.training_session;
            Ok((api.query::<PlanningQuery, _>(()).await?, meeting.map(|whole| whole.meeting)))
        }
    });
    view! {
        <div class="bv-main--narrow">
            {move || view! { <Top href=["/training/", &id().0].concat() label=words::training::back(locale) /> }}
            {show_loaded(
                loaded,
                words::training::failed_meeting(locale),
                || view! { <SkeletonRows rows=6 /> },
                move |answer| {
                    let (choices, meeting) = (*answer.get_untracked()).clone();
                    let may = |meeting: &Meeting| meeting.available_acts.contains(&TrainingSessionAct::Change);
                    match meeting.filter(may) {
                        Some(meeting) => {
                            let form = Form::of(&meeting, &choices);
                            view! {
                                <PageHead title=words::training::change_title(locale) />
                                <Fields form choices people=None known=Some(meeting) />
                            }
                                .into_any()
                        }
                        None => view! { <Gone /> }.into_any(),
                    }
                },
            )}
        </div>
    }
}

#[component]
fn Fields(form: Form, choices: PlanningQuery, people: Option<DueGroup>, known: Option<Meeting>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let courses: Vec<(String, String)> =
        choices.courses.iter().map(|course| (course.id.0.clone(), course.name.clone())).collect();
    let meetings = choices.courses.clone();
    let parts = Signal::derive(move || {
        let chosen = form.course.get();
        let count = meetings.iter().find(|course| course.id.0 == chosen).map_or(1, |course| course.meetings);
        let option = |part: i32| {
            let words = words::training::part(locale, &part.to_string(), &count.to_string());
            (part.to_string(), words)
        };
        (1..=count).map(option).collect::<Vec<_>>()
    });
    let has_parts = Memo::new(move |_| parts.with(|parts| parts.len() > 1));
    let trainers = |people: &[Person]| {
        let none = (String::new(), words::training::no_trainer(locale).to_owned());
        let people = people.iter().map(|person| (person.id.0.clone(), person.name.clone()));
        std::iter::once(none).chain(people).collect::<Vec<_>>()
    };
    let (welfare, municipality) = (trainers(&choices.welfare), trainers(&choices.municipality));
    let kept = people.clone().map(|group| group.person_ids);
    let is_change = known.is_some();
    let target = StoredValue::new(known.map(|meeting| (meeting.id, meeting.version)));
    let failed = Signal::derive(move || {
        let failed = form.failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| form.errors.with(|errors| elsewhere(errors, &FIELDS)))
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.busy.get_untracked() {
            return;
        }
        form.busy.set(true);
        let (navigate, kept) = (navigate.clone(), kept.clone().filter(|_| form.keeps_places.get_untracked()));
        spawn_local(async move {
            let sent = (form.plan(), kept.clone());
            let key = form.key.try_update(|key| key.of(&(&sent.0, &sent.1))).unwrap_or_default();
            let answer = if let Some((id, version)) = target.try_get_value().flatten() {
                let input = ChangeTrainingSessionInput {
                    training_session_id: id,
                    expected_version: version,
                    plan: sent.0,
                    idempotency_key: Some(key),
                };
                let answer = api.mutate::<ChangeMutation, _>(ChangeVariables { input }).await;
                answer.map(|answer| answer.change_training_session)
            } else {
                let input = PlanTrainingSessionInput { plan: sent.0, person_ids: kept, idempotency_key: key };
                let answer = api.mutate::<PlanMutation, _>(PlanVariables { input }).await;
                answer.map(|answer| answer.plan_training_session)
            };
            form.busy.try_set(false);
            form.failure.try_set(answer.as_ref().err().cloned());
            let Ok(TrainingSessionPayload { training_session, user_errors }) = answer else { return };
            form.key.try_update(SteadyKey::answered);
            if let Some(meeting) = training_session.filter(|_| user_errors.is_empty()) {
                let said = if is_change { words::training::changed(locale) } else { words::training::planned(locale) };
                form.is_planned.try_set(true);
                toasts.tell(said);
                navigate(&["/training/", &meeting.id.0].concat(), leptos_router::NavigateOptions::default());
            } else {
                form.errors.try_set(user_errors);
                focus_wrong();
            }
        });
    };
    view! {
        <form class="bv-stack" novalidate on:submit=send>
            <Alert text=failed />
            {people.map(|group| view! { <ForWhom form count=group.count /> })}
            <SelectField id="training" label=words::training::course(locale) required=true options=Signal::stored(courses) error=form.told_at("courseId") value=form.course />
            <Show when=move || has_parts.get()>
                <SelectField id="deel" label=words::training::which_part(locale) options=parts error=form.told_at("part") value=form.part />
            </Show>
            <TextField id="dag" label=words::training::on(locale) entry=Entry::Day required=true error=form.told_at("on") value=form.on />
            <div class="bv-grid bv-pair">
                <TextField id="van" label=words::training::from(locale) entry=Entry::Time required=true error=form.told_at("from") value=form.from />
                <TextField id="tot" label=words::training::until(locale) entry=Entry::Time required=true error=form.told_at("until") value=form.until />
            </div>
            <TextField id="plaats" label=words::training::place(locale) hint=words::training::place_hint(locale) required=true error=form.told_at("place") value=form.place />
            <TextField id="plekken" label=words::training::capacity(locale) entry=Entry::Number required=true error=form.told_at("capacity") value=form.capacity />
            <SelectField id="trainer-welzijn" label=words::training::welfare_trainer(locale) options=Signal::stored(welfare) error=form.told_at("welfareTrainerId") value=form.welfare />
            <SelectField id="trainer-gemeente" label=words::training::municipality_trainer(locale) options=Signal::stored(municipality) error=form.told_at("municipalityTrainerId") value=form.municipality />
            <div class="bv-buttons">
                <Button emphasis=Emphasis::Primary submits=true busy=form.busy>
                    {if is_change { words::training::save(locale) } else { words::training::plan(locale) }}
                </Button>
            </div>
        </form>
    }
}

/// For whom places are kept from the start.
#[component]
fn ForWhom(form: Form, count: i32) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Banner glyph=Glyph::Info>
            <Check value=form.keeps_places label=words::training::keep_places(locale, count) />
        </Banner>
    }
}
