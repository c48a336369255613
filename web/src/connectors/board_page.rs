//! The board of connectors: who should be called, who is on the way with what is still missing, and who is away.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::away::Away;
use super::connector_words::{
    Listed, STATES, area_names, board_address, is_on_board, listed, missing, state_key, status_glyph, status_name, told,
};
use super::overdue_list::{Overdue, OverdueList};
use super::queries::{BoardQuery, BoardVariables, ConnectorCard, Connectors};
use super::rhythm::Rhythm;
use super::state_list::CardList;
use crate::account::{use_session, use_viewer};
use crate::calendar::now;
use crate::graphql::enums::{ConnectorStatus, Role, ViewerArea};
use crate::graphql::scalars::NeighbourhoodId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::has_page;
use crate::ui::{
    Empty, FilterSelect, Glyph, Heading, Icon, Mark, PageHead, SkeletonRows, Tone, Top, effect, show_loaded,
};

/// The page.
#[component]
pub fn ConnectorsPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let is_theirs = Memo::new(move |_| has_page(&viewer.get(), ViewerArea::Connectors));
    let nobody = move || {
        view! {
            <Heading title=words::connectors::gone(locale) />
            <Empty title=words::connectors::gone_text(locale) />
        }
    };
    view! {
        <Show when=move || is_theirs.get() fallback=nobody>
            <Board />
        </Show>
    }
}

#[component]
fn Board() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let runs = viewer.with_untracked(|viewer| viewer.has_role(&[Role::Coordinator]));
    let query = use_query_map();
    let area = Memo::new(move |_| query.with(|map| map.get("buurt").as_deref().and_then(NeighbourhoodId::of_address)));
    let list = Memo::new(move |_| query.with(|map| listed(|name| map.get(name))));
    let state = Memo::new(move |_| match list.get() {
        Listed::InState(status, _) => Some(status),
        Listed::Everybody | Listed::BecameActive(_) | Listed::Overdue => None,
    });
    let sub = if runs { words::connectors::sub(locale) } else { words::connectors::sub_contact(locale) };
    // A list behind a figure has its own way back; the others are chosen with the filters.
    let is_apart = Memo::new(move |_| matches!(list.get(), Listed::BecameActive(_) | Listed::Overdue));
    let back = move || {
        is_apart.get().then(|| view! { <Top href="/buurtverbinders" label=words::connectors::to_board(locale) /> })
    };
    let shown = move || match list.get() {
        Listed::Everybody => view! { <Pipeline area runs /> }.into_any(),
        Listed::Overdue => view! { <OverdueList /> }.into_any(),
        listed @ (Listed::InState(..) | Listed::BecameActive(_)) => view! { <CardList listed /> }.into_any(),
    };
    view! {
        {back}
        <PageHead title=words::connectors::title(locale) sub=Signal::stored(Some(sub.to_owned())) />
        <Show when=move || !is_apart.get()>
            <Filters area state runs />
        </Show>
        {shown}
    }
}

/// Who should be called, each state with who stands there, and who is away.
#[component]
fn Pipeline(area: Memo<Option<NeighbourhoodId>>, runs: bool) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<BoardQuery, _>(BoardVariables { area: area.get() }));
    let changed = Callback::new(move |()| loaded.reload());
    show_loaded(
        loaded,
        words::connectors::failed(locale),
        || view! { <SkeletonRows rows=6 /> },
        move |answer| {
            let absences = Signal::derive(move || answer.get().absences.clone());
            view! {
                <Overdue answer />
                <Columns answer area runs />
                <Away absences changed />
                {runs.then(|| view! { <Rhythm answer changed /> })}
            }
        },
    )
}

/// Only one neighbourhood, and only one state. They stand in the address, so that a link is a view.
#[component]
fn Filters(
    area: Memo<Option<NeighbourhoodId>>,
    state: Memo<Option<ConnectorStatus>>,
    /// Who runs the programme sees every state.
    runs: bool,
) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let navigate = use_navigate();
    let area_now = move || area.get().map(|id| id.0).unwrap_or_default();
    let state_now = move || state.get().map(state_key).unwrap_or_default().to_owned();
    let (chosen, standing) = (RwSignal::new(untrack(area_now)), RwSignal::new(untrack(state_now)));
    Effect::new(move |before: Option<()>| {
        let (chosen, standing) = (chosen.get(), standing.get());
        if before.is_some() && (chosen != untrack(area_now) || standing != untrack(state_now)) {
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            navigate(&board_address(&standing, &chosen), options);
        }
    });
    effect(move || chosen.set(area_now()));
    effect(move || standing.set(state_now()));
    let all = || (String::new(), words::figures::all(locale).to_owned());
    let areas =
        viewer.get_untracked().neighbourhoods.iter().map(|it| (it.id.0.clone(), it.name.clone())).collect::<Vec<_>>();
    let has_areas = areas.len() > 1;
    let areas: Vec<_> = std::iter::once(all()).chain(areas).collect();
    // Somebody else comes to one state from the figures, and finds the way back to all of them.
    let has_states = runs || state.with_untracked(Option::is_some);
    let states = STATES.into_iter().filter(|status| runs || is_on_board(*status));
    let states = states.map(|status| (state_key(status).to_owned(), status_name(locale, status).to_owned()));
    let states: Vec<_> = std::iter::once(all()).chain(states).collect();
    (has_areas || has_states).then(|| {
        view! {
            <form
                class="bv-filters"
                aria-label=words::figures::filters(locale)
                on:submit=|event| event.prevent_default()
            >
                {has_areas.then(|| view! { <FilterSelect label=words::figures::area(locale) options=areas value=chosen /> })}
                {has_states.then(|| view! { <FilterSelect label=words::connectors::standing(locale) options=states value=standing /> })}
            </form>
        }
    })
}

/// Each state with who stands there. A contact person has no column for who only applied.
#[component]
fn Columns(answer: Signal<Arc<BoardQuery>>, area: Memo<Option<NeighbourhoodId>>, runs: bool) -> impl IntoView {
    let locale = use_locale();
    move || {
        let BoardQuery { applied, talked, in_training, active, paused, .. } = (*answer.get()).clone();
        let all = [
            (ConnectorStatus::Applied, applied),
            (ConnectorStatus::Talked, talked),
            (ConnectorStatus::InTraining, in_training),
            (ConnectorStatus::Active, active),
            (ConnectorStatus::Paused, paused),
        ];
        let total: i32 = all.iter().map(|(_, column)| column.total_count).sum();
        if total == 0 {
            return view! {
                <Empty title=words::connectors::nothing(locale) text=words::connectors::nothing_text(locale) street=true />
            }
            .into_any();
        }
        let shown = all.into_iter().filter(|(_, column)| runs || column.total_count > 0);
        let shown = shown.map(|(status, column)| view! { <Column status column area=area.get_untracked() /> });
        view! { <div class="bv-pipeline">{shown.collect_view()}</div> }.into_any()
    }
}

#[component]
fn Column(status: ConnectorStatus, column: Connectors, area: Option<NeighbourhoodId>) -> impl IntoView {
    let locale = use_locale();
    let id = ["staat-", status_name(locale, status)].concat().replace(' ', "-").to_lowercase();
    let labelled = id.clone();
    let is_more = column.page_info.has_next_page;
    let rest = is_more.then(|| {
        let href = board_address(state_key(status), &area.map(|id| id.0).unwrap_or_default());
        view! {
            <a class="bv-more" href=href>
                {words::connectors::all_of_them(locale, &column.total_count.to_string())}
                <span class="bv-hidden">{[" ", status_name(locale, status)].concat()}</span>
            </a>
        }
    });
    let rows = if column.nodes.is_empty() {
        view! { <p class="bv-muted">{words::connectors::nobody_here(locale)}</p> }.into_any()
    } else {
        let cards = column.nodes.into_iter().map(|card| {
            let told = told(locale, &card, now().here().day);
            view! { <Card card told /> }
        });
        view! { <ul class="bv-list">{cards.collect_view()}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby=labelled>
            <div class="bv-section__head">
                <h2 id=id>
                    <Icon glyph=status_glyph(status) />
                    " "
                    {status_name(locale, status)}
                    " "
                    <span class="bv-count">{column.total_count}</span>
                </h2>
                {rest}
            </div>
            {rows}
        </section>
    }
}

/// Somebody, with what is still missing.
#[component]
pub fn Card(
    card: ConnectorCard,
    /// What is told of when.
    told: Option<String>,
) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let welfare = session.installation().map(|it| it.welfare_organisation.clone()).unwrap_or_default();
    let needs = match card.status {
        ConnectorStatus::InTraining | ConnectorStatus::Paused => missing(locale, &card.missing, &welfare)
            .map(|needs| view! { <p class="bv-row__sub">{needs}</p> }.into_any())
            .or_else(|| {
                Some(
                    view! {
                        <p class="bv-row__mark">
                            <Mark tone=Tone::Good glyph=Glyph::Check>
                                {words::connectors::complete(locale)}
                            </Mark>
                        </p>
                    }
                    .into_any(),
                )
            }),
        ConnectorStatus::Applied | ConnectorStatus::Talked | ConnectorStatus::Active => {
            missing(locale, &card.missing, &welfare)
                .map(|needs| view! { <p class="bv-row__sub">{needs}</p> }.into_any())
        }
        ConnectorStatus::Stopped | ConnectorStatus::Declined => None,
    };
    let name = match card.forgotten_at {
        Some(_) => words::connectors::forgotten(locale).to_owned(),
        None => card.name.clone(),
    };
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=["/buurtverbinders/", &card.id.0].concat()>
                        {name}
                    </a>
                </h3>
                <p class="bv-row__sub">{area_names(&card.neighbourhoods)}</p>
                {told.map(|told| view! { <p class="bv-row__sub">{told}</p> })}
                {needs}
            </div>
            <span class="bv-row__go">
                <Icon glyph=Glyph::Go />
            </span>
        </li>
    }
}
