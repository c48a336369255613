//! The board of connectors: who should be called, who is on the way with what is still missing, and who is away.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::away::Away;
use super::connector_words::{area_names, missing, side_name, since, status_glyph, status_name};
use super::queries::{BoardQuery, BoardVariables, ConnectorCard, Connectors, OverdueContact};
use super::rhythm::Rhythm;
use crate::account::{use_session, use_viewer};
use crate::calendar::{full_day_near, now};
use crate::graphql::enums::{ConnectorStatus, Role, ViewerArea};
use crate::graphql::scalars::NeighbourhoodId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::has_page;
use crate::ui::{
    CallButton, Emphasis, Empty, FilterSelect, Glyph, Heading, Icon, Mark, PageHead, SkeletonRows, Tone, effect,
    show_loaded,
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
    let api = use_api();
    let viewer = use_viewer();
    let runs = viewer.with_untracked(|viewer| viewer.roles.iter().any(|grant| grant.role == Role::Coordinator));
    let query = use_query_map();
    let area = Memo::new(move |_| query.with(|map| map.get("buurt").as_deref().and_then(NeighbourhoodId::of_address)));
    let loaded = load(move || api.query::<BoardQuery, _>(BoardVariables { area: area.get() }));
    let changed = Callback::new(move |()| loaded.reload());
    let sub = if runs { words::connectors::sub(locale) } else { words::connectors::sub_contact(locale) };
    view! {
        <PageHead title=words::connectors::title(locale) sub=Signal::stored(Some(sub.to_owned())) />
        <AreaFilter area />
        {show_loaded(
            loaded,
            words::connectors::failed(locale),
            || view! { <SkeletonRows rows=6 /> },
            move |answer| {
                let absences = Signal::derive(move || answer.get().absences.clone());
                view! {
                    <Overdue answer />
                    <Columns answer runs />
                    <Away absences changed />
                    {runs.then(|| view! { <Rhythm answer changed /> })}
                }
            },
        )}
    }
}

/// Only one neighbourhood. It stands in the address, so that a link is a view.
#[component]
fn AreaFilter(area: Memo<Option<NeighbourhoodId>>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let navigate = use_navigate();
    let chosen = RwSignal::new(area.get_untracked().map(|id| id.0).unwrap_or_default());
    Effect::new(move |before: Option<()>| {
        let chosen = chosen.get();
        if before.is_some() && chosen != area.get_untracked().map(|id| id.0).unwrap_or_default() {
            let path = if chosen.is_empty() {
                "/buurtverbinders".to_owned()
            } else {
                ["/buurtverbinders?buurt=", &chosen].concat()
            };
            navigate(&path, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    });
    effect(move || chosen.set(area.get().map(|id| id.0).unwrap_or_default()));
    let areas =
        viewer.get_untracked().neighbourhoods.iter().map(|it| (it.id.0.clone(), it.name.clone())).collect::<Vec<_>>();
    let options: Vec<_> =
        std::iter::once((String::new(), words::figures::all(locale).to_owned())).chain(areas.clone()).collect();
    (areas.len() > 1).then(|| {
        view! {
            <form
                class="bv-filters"
                aria-label=words::figures::filters(locale)
                on:submit=|event| event.prevent_default()
            >
                <FilterSelect label=words::figures::area(locale) options value=chosen />
            </form>
        }
    })
}

#[component]
fn Overdue(answer: Signal<Arc<BoardQuery>>) -> impl IntoView {
    let locale = use_locale();
    let rows = move || {
        let overdue = answer.get().overdue_contacts.nodes.clone();
        if overdue.is_empty() {
            return view! { <p class="bv-muted">{words::connectors::overdue_none(locale)}</p> }.into_any();
        }
        let rows = overdue.into_iter().map(|row| view! { <OverdueRow row /> });
        view! { <ul class="bv-list bv-list--card">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="bv-section" aria-labelledby="bellen">
            <div class="bv-section__head">
                <h2 id="bellen">{words::connectors::overdue(locale)}</h2>
            </div>
            {rows}
        </section>
    }
}

#[component]
fn OverdueRow(row: OverdueContact) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let welfare = session.installation().map(|it| it.welfare_organisation.clone()).unwrap_or_default();
    let OverdueContact { connector, contact } = row;
    let who = contact.contact.map_or_else(|| side_name(locale, contact.side, &welfare), |person| person.name);
    let day = full_day_near(locale, contact.due_on, now().here().day);
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=["/buurtverbinders/", &connector.id.0].concat()>
                        {connector.name.clone()}
                    </a>
                </h3>
                <p class="bv-row__mark">
                    <Mark tone=Tone::Late glyph=Glyph::Late>
                        {words::connectors::overdue_by(locale, &who, &day)}
                    </Mark>
                </p>
            </div>
            <CallButton phone=connector.phone name=connector.name emphasis=Emphasis::Tint />
        </li>
    }
}

/// Each state with who stands there. A contact person has no column for who only applied.
#[component]
fn Columns(answer: Signal<Arc<BoardQuery>>, runs: bool) -> impl IntoView {
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
        let shown = shown.map(|(status, column)| view! { <Column status column /> });
        view! { <div class="bv-pipeline">{shown.collect_view()}</div> }.into_any()
    }
}

#[component]
fn Column(status: ConnectorStatus, column: Connectors) -> impl IntoView {
    let locale = use_locale();
    let id = ["staat-", status_name(locale, status)].concat().replace(' ', "-").to_lowercase();
    let labelled = id.clone();
    let rows = if column.nodes.is_empty() {
        view! { <p class="bv-muted">{words::connectors::nobody_here(locale)}</p> }.into_any()
    } else {
        let cards = column.nodes.into_iter().map(|card| view! { <Card card /> });
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
            </div>
            {rows}
        </section>
    }
}

#[component]
fn Card(card: ConnectorCard) -> impl IntoView {
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
        ConnectorStatus::Applied | ConnectorStatus::Talked => missing(locale, &card.missing, &welfare)
            .map(|needs| view! { <p class="bv-row__sub">{needs}</p> }.into_any()),
        ConnectorStatus::Active | ConnectorStatus::Stopped | ConnectorStatus::Declined => None,
    };
    // Of who helps it doesn't matter how long they do.
    let told = (card.status != ConnectorStatus::Active).then(|| since(locale, &card, now().here().day));
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=["/buurtverbinders/", &card.id.0].concat()>
                        {card.name.clone()}
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
