//! Everybody who stands in one state, however many they are: also who stopped, and who didn't go on.

use std::sync::Arc;

use leptos::prelude::*;

use super::board_page::Card;
use super::connector_words::{status_glyph, status_name};
use super::queries::{Connectors, StateQuery, StateVariables};
use crate::graphql::enums::ConnectorStatus;
use crate::graphql::scalars::NeighbourhoodId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Empty, Further, Icon, SkeletonRows, more_button, show_loaded};

/// The list.
#[component]
pub fn StateList(status: ConnectorStatus, area: Option<NeighbourhoodId>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let area = StoredValue::new(area);
    let ask = move |after: Option<String>| async move {
        let variables = StateVariables { status: Some(status), area: area.get_value(), after };
        api.query::<StateQuery, _>(variables).await
    };
    let loaded = load(move || ask(None));
    show_loaded(
        loaded,
        words::connectors::failed(locale),
        || view! { <SkeletonRows rows=6 /> },
        move |answer: Signal<Arc<StateQuery>>| {
            move || {
                let page = answer.get().connectors.clone();
                let total = page.total_count;
                let (rows, next) = rows(page);
                let cards = Further::of(rows, next);
                let ask_more = move |cursor: String| async move { ask(Some(cursor)).await.map(rows_of) };
                let list = if total == 0 {
                    view! { <Empty title=words::connectors::nobody_here(locale) /> }.into_any()
                } else {
                    view! {
                        <ul class="bv-list">
                            <For each=move || cards.rows.get() key=|card| card.id.clone() let:card>
                                <Card card />
                            </For>
                        </ul>
                        {more_button(words::connectors::more(locale), cards, ask_more)}
                    }
                    .into_any()
                };
                view! {
                    <section class="bv-section" aria-labelledby="staat">
                        <div class="bv-section__head">
                            <h2 id="staat">
                                <Icon glyph=status_glyph(status) />
                                " "
                                {status_name(locale, status)}
                                " "
                                <span class="bv-count">{total}</span>
                            </h2>
                        </div>
                        {list}
                    </section>
                }
            }
        },
    )
}

type Cards = (Vec<super::queries::ConnectorCard>, Option<String>);

fn rows_of(answer: StateQuery) -> Cards {
    rows(answer.connectors)
}

fn rows(page: Connectors) -> Cards {
    let next = page.page_info.next();
    (page.nodes, next)
}
