//! Who has to come to a training, and why; planned for all of a group in two clicks. And the topics that changed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{
    MarkChangedMutation, MarkChangedVariables, MarkTopicChangedInput, TypedDay, WithdrawChangeMutation,
    WithdrawChangeVariables, WithdrawTopicChangeInput,
};
use super::due_queries::{ChangesQuery, DueGroup, DueQuery, DueVariables, TopicChange};
use super::meeting_page::Gone;
use super::page::may_plan;
use super::queries::Due;
use super::training_model as model;
use crate::account::use_viewer;
use crate::calendar::{full_day_near, now};
use crate::graphql::enums::Role;
use crate::graphql::scalars::TopicId;
use crate::graphql::{Loaded, SteadyKey, UserError, elsewhere, load, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, ButtonLink, Dialog, Emphasis, Empty, Entry, Further, Glyph, Mark, PageHead, SelectField,
    SkeletonRows, TextField, Tone, Top, explain, focus_wrong, more_button, show_loaded, use_toasts,
};

/// So many come at once.
const ROWS: i32 = 50;

/// The page.
#[component]
pub fn DuePage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let looks_after = viewer.with_untracked(|viewer| viewer.has_role(&[Role::Coordinator, Role::CommunityWorker]));
    view! {
        <Top href="/training" label=words::training::title(locale) />
        <Show when=move || looks_after fallback=Gone>
            <Whole />
        </Show>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let viewer = use_viewer();
    let plans = may_plan(&viewer.get_untracked());
    let ask = move |after: Option<String>| api.query::<DueQuery, _>(DueVariables { first: Some(ROWS), after });
    let loaded = load(move || ask(None));
    let ask_more = move |cursor: String| async move {
        let page = ask(Some(cursor)).await?.training_due;
        Ok((page.nodes, page.page_info.next()))
    };
    let changed = Callback::new(move |()| loaded.reload());
    let sub = Signal::derive(move || {
        let answer = loaded.answer()?;
        let due = &answer.training_due;
        Some(words::training::due_sub(locale, due.total_count, &due.unplanned_count.to_string()))
    });
    view! {
        <PageHead title=words::training::due_title(locale) sub />
        {show_loaded(
            loaded,
            words::training::failed(locale),
            || view! { <SkeletonRows rows=5 /> },
            move |answer| {
                move || {
                    let page = answer.get().training_due.clone();
                    if page.nodes.is_empty() {
                        return view! { <Empty title=words::training::due_empty(locale) text=words::training::due_empty_text(locale) street=true /> }
                            .into_any();
                    }
                    let groups = page.groups.clone();
                    let rows = Further::of(page.nodes, page.page_info.next());
                    view! {
                        {(plans && !groups.is_empty()).then(|| view! { <Groups groups /> })}
                        <section class="bv-section" aria-labelledby="wie">
                            <h2 id="wie">{words::training::who(locale)}</h2>
                            <ul class="bv-list">
                                <For each=move || rows.rows.get() key=|due| due.participant_id.clone() let:due>
                                    <DueRow due />
                                </For>
                            </ul>
                            {more_button(words::training::more(locale), rows, ask_more)}
                        </section>
                    }
                        .into_any()
                }
            },
        )}
        {plans.then(|| view! { <Changes changed /> })}
    }
}

/// For whom to plan what: the first of the two clicks.
#[component]
fn Groups(groups: Vec<DueGroup>) -> impl IntoView {
    let locale = use_locale();
    let row = move |group: DueGroup| {
        let title = model::title(locale, group.course.as_ref(), group.part);
        let course = group.course.as_ref().map(|course| course.id.0.clone()).unwrap_or_default();
        let href = ["/training/plannen?training=", &course, "&deel=", &group.part.to_string()].concat();
        let hidden = ["\u{a0}", &title].concat();
        view! {
            <li class="bv-row bv-row--stack">
                <div>
                    <h3 class="bv-row__title">{title}</h3>
                    <p class="bv-row__sub">{words::training::people_wait(locale, group.count)}</p>
                </div>
                <span class="bv-row__act">
                    <ButtonLink href emphasis=Emphasis::Tint icon=Glyph::Plus>
                        {words::training::plan_for(locale, group.count)}
                        <span class="bv-hidden">{hidden}</span>
                    </ButtonLink>
                </span>
            </li>
        }
    };
    view! {
        <section aria-labelledby="te-plannen">
            <div class="bv-section__head">
                <h2 id="te-plannen">{words::training::to_plan(locale)}</h2>
            </div>
            <ul class="bv-list bv-list--card">{groups.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

#[component]
fn DueRow(due: Due) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let reasons =
        due.reasons.iter().map(|reason| view! { <p class="bv-row__sub">{model::why(locale, reason, today)}</p> });
    let reasons = reasons.collect_view();
    let next = words::training::next_is(locale, &model::next(locale, &due));
    let place = due.place_at.as_ref().map(|place| {
        let day = model::day(locale, place.starts_at, today);
        view! {
            <p class="bv-row__mark">
                <Mark tone=Tone::Good glyph=Glyph::Check>
                    {words::training::planned_on(locale, &day)}
                </Mark>
            </p>
        }
    });
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">{due.participant.name.clone()}</h3>
                {reasons}
                <p class="bv-row__sub">{next}</p>
                {place}
            </div>
        </li>
    }
}

/// The topics that changed, for who marks them.
#[component]
fn Changes(changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<ChangesQuery, _>(()));
    let trouble = RwSignal::new(None::<String>);
    view! {
        <section class="bv-section" aria-labelledby="veranderd">
            <div class="bv-section__head">
                <h2 id="veranderd">{words::training::changes(locale)}</h2>
            </div>
            <p class="bv-muted">{words::training::changes_text(locale)}</p>
            <Alert text=trouble />
            {show_loaded(
                loaded,
                words::training::changes_failed(locale),
                || view! { <SkeletonRows rows=2 /> },
                move |answer| {
                    view! {
                        <div class="bv-buttons bv-after">
                            <MarkButton answer loaded changed />
                        </div>
                        {move || {
                            let rows = answer.get().topic_changes.nodes.clone();
                            let row = |change| view! { <ChangeRow change loaded changed trouble /> };
                            (!rows.is_empty())
                                .then(|| view! { <ul class="bv-list">{rows.into_iter().map(row).collect_view()}</ul> })
                        }}
                    }
                },
            )}
        </section>
    }
}

#[component]
fn ChangeRow(
    change: TopicChange,
    loaded: Loaded<ChangesQuery>,
    changed: Callback<()>,
    trouble: RwSignal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let busy = RwSignal::new(false);
    let topic = change.topic.as_ref().map(|topic| topic.name.clone()).unwrap_or_default();
    let day = full_day_near(locale, change.changed_on, now().here().day);
    let id = change.id.clone();
    let withdraw = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let input = WithdrawTopicChangeInput { topic_change_id: id.clone(), idempotency_key: Some(new_key()) };
        spawn_local(async move {
            let answer = api.mutate::<WithdrawChangeMutation, _>(WithdrawChangeVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| elsewhere(&answer.withdraw_topic_change.user_errors, &[])) {
                Ok(None) => {
                    loaded.reload();
                    changed.try_run(());
                }
                Ok(refused) => {
                    trouble.try_set(refused);
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    };
    let hidden = ["\u{a0}", &topic].concat();
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">{topic}</h3>
                <p class="bv-row__sub">{words::training::changed_since(locale, &day)}</p>
                <p class="bv-row__sub">{change.note.clone()}</p>
            </div>
            <span class="bv-row__act">
                <Button emphasis=Emphasis::Plain icon=Glyph::Undo busy press=withdraw>
                    {words::training::take_back(locale)}
                    <span class="bv-hidden">{hidden}</span>
                </Button>
            </span>
        </li>
    }
}

/// Marks a topic as changed.
#[component]
fn MarkButton(
    answer: Signal<std::sync::Arc<ChangesQuery>>,
    loaded: Loaded<ChangesQuery>,
    changed: Callback<()>,
) -> impl IntoView {
    const OWN: [&str; 3] = ["topicId", "changedOn", "note"];
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (topic, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let day = RwSignal::new(now().here().day.iso());
    let errors = RwSignal::new(Vec::<UserError>::new());
    let trouble = RwSignal::new(None::<String>);
    let key = StoredValue::new(SteadyKey::default());
    let told = move |field: &'static str| Signal::derive(move || errors.with(|errors| told_at(errors, field)));
    let topics = Signal::derive(move || {
        let none = (String::new(), words::training::choose_topic(locale).to_owned());
        let topics = answer.get().topics.clone().into_iter().map(|topic| (topic.id.0, topic.name));
        std::iter::once(none).chain(topics).collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let mut input = MarkTopicChangedInput {
            topic_id: TopicId(topic.get_untracked()),
            changed_on: TypedDay(day.get_untracked()),
            note: note.get_untracked(),
            idempotency_key: String::new(),
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input)).unwrap_or_default();
        trouble.set(None);
        spawn_local(async move {
            let answer = api.mutate::<MarkChangedMutation, _>(MarkChangedVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| answer.mark_topic_changed) {
                Ok(answer) => {
                    key.try_update_value(SteadyKey::answered);
                    trouble.try_set(elsewhere(&answer.user_errors, &OWN));
                    if answer.user_errors.is_empty() {
                        open.try_set(false);
                        for text in [topic, note] {
                            text.try_set(String::new());
                        }
                        toasts.tell(words::training::marked(locale, answer.due_count.unwrap_or_default()));
                        loaded.reload();
                        changed.try_run(());
                    }
                    errors.try_set(answer.user_errors);
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
                {words::training::mark(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <Button icon=Glyph::Flag press=move || open.set(true)>
            {words::training::mark_changed(locale)}
        </Button>
        <Dialog id="onderwerp-veranderd" open title=words::training::mark_changed(locale) on_submit=send foot>
            <Alert text=trouble />
            <SelectField id="onderwerp" label=words::training::topic(locale) required=true options=topics error=told("topicId") value=topic />
            <TextField id="sinds" label=words::training::since(locale) entry=Entry::Day required=true error=told("changedOn") value=day />
            <TextField
                id="wat-anders"
                label=words::training::what_changed(locale)
                hint=words::training::what_changed_hint(locale)
                entry=Entry::Lines(3)
                required=true
                error=told("note")
                value=note
            />
        </Dialog>
    }
}
