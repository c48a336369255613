//! Figures of people on the page of the figures: how many stand where, and which neighbourhoods have nobody. Each number
//! opens its list, and nobody is compared with anybody.

use leptos::prelude::*;

use super::connector_words::{
    OVERDUE_ADDRESS, became_active_address, board_address, is_on_board, state_key, status_name,
};
use super::queries::{Area, ConnectorFigures, InArea, InStatus};
use crate::account::use_viewer;
use crate::graphql::enums::{ConnectorStatus, Role};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Glyph, Icon};

/// The section; nothing for whom it isn't meant.
#[component]
pub fn PeopleFigures(#[prop(into)] figures: Signal<Option<ConnectorFigures>>) -> impl IntoView {
    move || figures.get().map(|figures| view! { <Section figures /> })
}

#[component]
fn Section(figures: ConnectorFigures) -> impl IntoView {
    let locale = use_locale();
    let title = covered(locale, &figures);
    let ConnectorFigures {
        by_status,
        by_neighbourhood,
        overdue_contacts,
        median_days_to_active,
        became_active_from,
        ..
    } = figures;
    // Who doesn't run the programme has no list of who stopped or didn't go on.
    let runs = use_viewer().with_untracked(|viewer| viewer.has_role(&[Role::Coordinator]));
    let is_shown = move |row: &InStatus| runs || is_on_board(row.status);
    let states = by_status.into_iter().filter(is_shown).map(|InStatus { status, count }| {
        let href = board_address(state_key(status), "");
        view! { <Row name=status_name(locale, status) told=count.to_string() href /> }
    });
    let median = median_days_to_active.map(|days| {
        let told = words::connectors::figure_days(locale, &days.to_string());
        let href = became_active_address(became_active_from);
        view! { <Row name=words::connectors::figure_median(locale) told href /> }
    });
    let areas = by_neighbourhood.into_iter().filter_map(move |InArea { neighbourhood, by_status }| {
        let area = neighbourhood?;
        // Whether somebody helps is told of every neighbourhood; of the other states only where somebody stands.
        let told = by_status.into_iter().filter(is_shown);
        let told: Vec<_> = told.filter(|row| row.count > 0 || row.status == ConnectorStatus::Active).collect();
        Some(view! { <AreaRow area states=told /> })
    });
    view! {
        <section class="bv-section" aria-labelledby="mensen">
            <h2 id="mensen">{title}</h2>
            <dl class="bv-grid bv-facts bv-facts--rows">
                {states.collect_view()}
                <Row
                    name=words::connectors::figure_overdue(locale)
                    told=overdue_contacts.to_string()
                    href=OVERDUE_ADDRESS
                />
                {median}
            </dl>
            <details class="bv-fold">
                <summary class="bv-button bv-button--plain">
                    <Icon glyph=Glyph::Go />
                    {words::connectors::figure_areas(locale)}
                </summary>
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

/// A neighbourhood, with a number for each state that opens its list.
#[component]
fn AreaRow(area: Area, states: Vec<InStatus>) -> impl IntoView {
    let locale = use_locale();
    let Area { id, name } = area;
    let hidden = [name.as_str(), ": "].concat();
    let number = move |InStatus { status, count }: InStatus| {
        let told =
            words::connectors::figure_in(locale, &count.to_string(), &status_name(locale, status).to_lowercase());
        view! {
            <li>
                <a href=board_address(state_key(status), &id.0)>
                    <span class="bv-hidden">{hidden.clone()}</span>
                    {told}
                </a>
            </li>
        }
    };
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <ul class="bv-cluster">{states.into_iter().map(number).collect_view()}</ul>
            </dd>
        </div>
    }
}

/// In how many neighbourhoods somebody helps, in words.
pub fn covered(locale: Locale, figures: &ConnectorFigures) -> String {
    let (covered, all) = (figures.covered_neighbourhoods, figures.by_neighbourhood.len());
    words::connectors::figure_title(locale, &covered.to_string(), &all.to_string())
}
