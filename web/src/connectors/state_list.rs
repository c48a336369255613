//! Everybody who stands in one state, however many they are: also who stopped, and who didn't go on. And everybody who
//! became active since a day, in the order of their last step, so that nobody is compared with anybody.

use std::sync::Arc;

use leptos::prelude::*;

use super::board_page::Card;
use super::connector_words::{Listed, became_active, status_glyph, status_name, told};
use super::queries::{ConnectorCard, Connectors, StateQuery, StateVariables};
use crate::calendar::{Day, full_day_near, now};
use crate::graphql::enums::ConnectorStatus;
use crate::graphql::{load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Empty, Further, Glyph, Icon, SkeletonRows, more_button, show_loaded};

/// The list.
#[component]
pub fn CardList(listed: Listed) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let today = now().here().day;
    let (glyph, heading) = head(locale, &listed, today);
    let heading = StoredValue::new(heading);
    let listed = StoredValue::new(listed);
    let ask = move |after: Option<String>| async move {
        api.query::<StateQuery, _>(listed.with_value(|listed| asked(listed, after))).await
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
                                <Card told=listed.with_value(|listed| told_of(locale, listed, &card, today)) card />
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
                                <Icon glyph />
                                " "
                                {heading.get_value()}
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

fn head(locale: Locale, listed: &Listed, today: Day) -> (Glyph, String) {
    match listed {
        Listed::InState(status, _) => (status_glyph(*status), status_name(locale, *status).to_owned()),
        Listed::BecameActive(from) => {
            let title = words::connectors::became_active_title(locale, &full_day_near(locale, *from, today));
            (status_glyph(ConnectorStatus::Active), title)
        }
        Listed::Everybody | Listed::Overdue => (Glyph::Go, words::connectors::title(locale).to_owned()),
    }
}

fn asked(listed: &Listed, after: Option<String>) -> StateVariables {
    let nothing = StateVariables { status: None, area: None, activated_from: None, after };
    match listed {
        Listed::InState(status, area) => StateVariables { status: Some(*status), area: area.clone(), ..nothing },
        Listed::BecameActive(from) => StateVariables { activated_from: Some(*from), ..nothing },
        Listed::Everybody | Listed::Overdue => nothing,
    }
}

fn told_of(locale: Locale, listed: &Listed, card: &ConnectorCard, today: Day) -> Option<String> {
    match listed {
        Listed::BecameActive(_) => became_active(locale, card, today),
        Listed::Everybody | Listed::InState(..) | Listed::Overdue => told(locale, card, today),
    }
}

type Cards = (Vec<ConnectorCard>, Option<String>);

fn rows_of(answer: StateQuery) -> Cards {
    rows(answer.connectors)
}

fn rows(page: Connectors) -> Cards {
    let next = page.page_info.next();
    (page.nodes, next)
}
