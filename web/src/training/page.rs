//! Training: what I have to do, my meetings, those that I can go to, and my calendar.

use leptos::prelude::*;

use super::calendar_card::CalendarCard;
use super::enums::TrainingPeriod;
use super::queries::{MeetingsQuery, MeetingsVariables, OwnQuery, TrainingSessionFilter};
use super::row::MeetingRow;
use super::training_model as model;
use crate::account::use_viewer;
use crate::calendar::now;
use crate::graphql::enums::Role;
use crate::graphql::{Loaded, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{ButtonLink, Emphasis, Empty, Further, Glyph, PageHead, SkeletonRows, Top, more_button, show_loaded};

/// So many come at once.
const ROWS: i32 = 20;

/// Whether somebody plans training: who runs the programme.
pub fn may_plan(viewer: &crate::account::Viewer) -> bool {
    viewer.has_role(&[Role::Coordinator])
}

fn meetings(period: TrainingPeriod, mine: Option<bool>) -> Loaded<MeetingsQuery> {
    let api = use_api();
    load(move || {
        let filter = TrainingSessionFilter { period: Some(period), course_id: None, mine };
        let first = if mine == Some(true) { 100 } else { ROWS };
        api.query::<MeetingsQuery, _>(MeetingsVariables { filter, first: Some(first), after: None })
    })
}

/// The page.
#[component]
pub fn TrainingPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let plans = may_plan(&viewer.get_untracked());
    // Who has no role yet has no page of today, which leads there for others.
    let is_on_the_way = viewer.with_untracked(|viewer| viewer.roles.is_empty());
    let (mine, others) =
        (meetings(TrainingPeriod::Upcoming, Some(true)), meetings(TrainingPeriod::Upcoming, Some(false)));
    let api = use_api();
    let own = load(move || api.query::<OwnQuery, _>(()));
    let changed = Callback::new(move |()| {
        mine.reload();
        others.reload();
        own.reload();
    });
    view! {
        <PageHead title=words::training::title(locale) sub=Signal::stored(Some(words::training::sub(locale).to_owned()))>
            {plans
                .then(|| {
                    view! {
                        <ButtonLink href="/training/plannen" emphasis=Emphasis::Primary icon=Glyph::Plus>
                            {words::training::plan(locale)}
                        </ButtonLink>
                        <ButtonLink href="/training/herhalen" icon=Glyph::Sync>
                            {words::training::due_title(locale)}
                        </ButtonLink>
                    }
                })}
        </PageHead>
        {move || own.answer().and_then(|answer| answer.viewer.clone()?.training_due).map(|due| view! { <DueCard due /> })}
        <section class="bv-section" aria-labelledby="mijn">
            <div class="bv-section__head">
                <h2 id="mijn">{words::training::mine(locale)}</h2>
            </div>
            {show_loaded(
                mine,
                words::training::failed(locale),
                || view! { <SkeletonRows rows=2 /> },
                move |answer| {
                    move || {
                        let rows = answer.get().training_sessions.nodes.clone();
                        if rows.is_empty() {
                            return view! { <p class="bv-muted">{words::training::mine_empty(locale)}</p> }.into_any();
                        }
                        let row = |meeting| view! { <MeetingRow meeting changed /> };
                        view! { <ul class="bv-list">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
                    }
                },
            )}
        </section>
        <section class="bv-section" aria-labelledby="andere">
            <div class="bv-section__head">
                <h2 id="andere">{words::training::others(locale)}</h2>
                <a class="bv-more" href="/training/geweest">
                    {words::training::past(locale)}
                </a>
            </div>
            <List loaded=others period=TrainingPeriod::Upcoming mine=Some(false) changed empty=words::training::others_empty(locale) />
        </section>
        {is_on_the_way
            .then(|| {
                view! {
                    <p class="bv-section">
                        <a class="bv-more" href="/mensen">
                            {words::today::how_known(locale)}
                        </a>
                    </p>
                }
            })}
        <CalendarCard own />
    }
}

/// The meetings that are over.
#[component]
pub fn PastPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let everybody = viewer.with_untracked(|viewer| viewer.has_role(&[Role::Coordinator, Role::CommunityWorker]));
    // Of what they were not at, a volunteer needs nothing.
    let mine = (!everybody).then_some(true);
    let loaded = meetings(TrainingPeriod::Past, mine);
    let changed = Callback::new(move |()| loaded.reload());
    view! {
        <Top href="/training" label=words::training::title(locale) />
        <PageHead title=words::training::past_title(locale) />
        <h2 class="bv-hidden">{words::training::meetings(locale)}</h2>
        <List loaded period=TrainingPeriod::Past mine changed empty=words::training::past_empty(locale) />
    }
}

#[component]
fn List(
    loaded: Loaded<MeetingsQuery>,
    period: TrainingPeriod,
    mine: Option<bool>,
    changed: Callback<()>,
    empty: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let ask_more = move |cursor: String| async move {
        let filter = TrainingSessionFilter { period: Some(period), course_id: None, mine };
        let variables = MeetingsVariables { filter, first: Some(ROWS), after: Some(cursor) };
        let page = api.query::<MeetingsQuery, _>(variables).await?.training_sessions;
        Ok((page.nodes, page.page_info.next()))
    };
    show_loaded(
        loaded,
        words::training::failed(locale),
        || view! { <SkeletonRows rows=4 /> },
        move |answer| {
            move || {
                let page = answer.get().training_sessions.clone();
                if page.nodes.is_empty() {
                    return view! { <Empty title=empty street=true /> }.into_any();
                }
                let rows = Further::of(page.nodes, page.page_info.next());
                view! {
                    <ul class="bv-list">
                        <For each=move || rows.rows.get() key=|meeting| meeting.id.clone() let:meeting>
                            <MeetingRow meeting changed />
                        </For>
                    </ul>
                    {more_button(words::training::more(locale), rows, ask_more)}
                }
                .into_any()
            }
        },
    )
}

/// Why I have to come to a training, and to which.
#[component]
pub fn DueCard(due: super::queries::Due) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let title = words::training::you_are_due(locale, &model::next(locale, &due));
    let reasons = due.reasons.iter().map(|reason| {
        let note = reason.note.clone().map(|note| view! { <span class="bv-muted">{[" ", &note].concat()}</span> });
        view! { <p>{model::why(locale, reason, today)} {note}</p> }
    });
    let next = match &due.place_at {
        Some(place) => {
            let day = model::day(locale, place.starts_at, today);
            let href = ["/training/", &place.id.0].concat();
            view! { <a href=href>{words::training::place_kept(locale, &day)}</a> }.into_any()
        }
        None => view! { <p class="bv-muted">{words::training::choose_below(locale)}</p> }.into_any(),
    };
    view! {
        <section class="bv-next" aria-labelledby="opnieuw">
            <div>
                <h2 class="bv-next__what" id="opnieuw">
                    {title}
                </h2>
                {reasons.collect_view()}
                {next}
            </div>
        </section>
    }
}
