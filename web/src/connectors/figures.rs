//! Figures of people on the page of the figures: how many stand where, and which neighbourhoods have nobody. Each number
//! opens its list, and nobody is compared with anybody.

use std::sync::Arc;

use leptos::prelude::*;

use super::connector_words::{board_address, state_key, status_name};
use super::queries::{ConnectorFigures, InArea, InStatus, PeopleFiguresQuery};
use crate::account::use_viewer;
use crate::graphql::enums::{ConnectorStatus, Role};
use crate::graphql::{load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{SkeletonRows, show_loaded};

/// The section; nothing for whom it isn't meant.
#[component]
pub fn PeopleFigures() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<PeopleFiguresQuery, _>(()));
    show_loaded(
        loaded,
        words::connectors::figures_failed(locale),
        || view! { <SkeletonRows rows=4 /> },
        |answer: Signal<Arc<PeopleFiguresQuery>>| {
            move || answer.get().connector_figures.clone().map(|figures| view! { <Section figures /> })
        },
    )
}

#[component]
fn Section(figures: ConnectorFigures) -> impl IntoView {
    let locale = use_locale();
    let title = conclusion(locale, &figures);
    let ConnectorFigures { by_status, by_neighbourhood, overdue_contacts, median_days_to_active, .. } = figures;
    // A community worker has no list of who stopped or didn't go on, and no filter of states: the board is their list.
    let runs = use_viewer().with_untracked(|viewer| viewer.roles.iter().any(|grant| grant.role == Role::Coordinator));
    let states =
        by_status.into_iter().filter(|row| runs || is_on_board(row.status)).map(|InStatus { status, count }| {
            let href = board_address(if runs { state_key(status) } else { "" }, "");
            view! { <Row name=status_name(locale, status) told=count.to_string() href /> }
        });
    let median = median_days_to_active.map(|days| {
        let told = words::connectors::figure_days(locale, &days.to_string());
        view! { <Row name=words::connectors::figure_median(locale) told href="/buurtverbinders" /> }
    });
    let areas = by_neighbourhood.into_iter().filter_map(|InArea { neighbourhood, active, on_the_way }| {
        let area = neighbourhood?;
        let href = board_address("", &area.id.0);
        let told = words::connectors::figure_area(locale, &active.to_string(), &on_the_way.to_string());
        Some(view! { <Row name=area.name told href /> })
    });
    view! {
        <section class="bv-section" aria-labelledby="mensen">
            <h2 id="mensen">{title}</h2>
            <dl class="bv-grid bv-facts bv-facts--rows">
                {states.collect_view()}
                <Row
                    name=words::connectors::figure_overdue(locale)
                    told=overdue_contacts.to_string()
                    href="/buurtverbinders"
                />
                {median}
            </dl>
            <details class="bv-fold">
                <summary>{words::connectors::figure_areas(locale)}</summary>
                <dl class="bv-grid bv-facts bv-facts--rows">{areas.collect_view()}</dl>
            </details>
        </section>
    }
}

#[component]
fn Row(#[prop(into)] name: String, #[prop(into)] told: String, #[prop(into)] href: String) -> impl IntoView {
    let hidden = [name.as_str(), ": "].concat();
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <a href=href>
                    <span class="bv-hidden">{hidden}</span>
                    {told}
                </a>
            </dd>
        </div>
    }
}

/// What the figures say, in a sentence.
fn conclusion(locale: Locale, figures: &ConnectorFigures) -> String {
    let (covered, all) = (figures.covered_neighbourhoods, figures.by_neighbourhood.len());
    words::connectors::figure_title(locale, &covered.to_string(), &all.to_string())
}

/// Whether the board has a column for it.
fn is_on_board(status: ConnectorStatus) -> bool {
    match status {
        ConnectorStatus::Applied
        | ConnectorStatus::Talked
        | ConnectorStatus::InTraining
        | ConnectorStatus::Active
        | ConnectorStatus::Paused => true,
        ConnectorStatus::Stopped | ConnectorStatus::Declined => false,
    }
}
