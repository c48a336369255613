//! Who should have been called: the first of them on the board, and all of them on a list of its own.

use std::sync::Arc;

use leptos::prelude::*;

use super::call_row::CallRow;
use super::connector_words::{OVERDUE_ADDRESS, side_name};
use super::queries::{BoardQuery, OverdueContact, OverdueContacts, OverdueQuery, OverdueVariables};
use crate::account::use_session;
use crate::calendar::{full_day_near, now};
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Further, Glyph, Mark, SkeletonRows, Tone, more_button, show_loaded};

/// The first of them, with the way to the rest.
#[component]
pub fn Overdue(answer: Signal<Arc<BoardQuery>>) -> impl IntoView {
    let locale = use_locale();
    let rest = move || {
        let OverdueContacts { total_count, page_info, .. } = answer.get().overdue_contacts.clone();
        page_info.has_next_page.then(|| {
            view! {
                <a class="bv-more" href=OVERDUE_ADDRESS>
                    {words::connectors::all_of_them(locale, &total_count.to_string())}
                    <span class="bv-hidden">{[" ", words::connectors::overdue(locale)].concat()}</span>
                </a>
            }
        })
    };
    let rows = move || {
        let overdue = answer.get().overdue_contacts.nodes.clone();
        if overdue.is_empty() {
            return nobody().into_any();
        }
        let rows = overdue.into_iter().map(|row| view! { <OverdueRow row /> });
        view! { <ul class="bv-list bv-list--card">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="bv-section" aria-labelledby="bellen">
            <div class="bv-section__head">
                <h2 id="bellen">{words::connectors::overdue(locale)}</h2>
                {rest}
            </div>
            {rows}
        </section>
    }
}

/// All of them, however many they are.
#[component]
pub fn OverdueList() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let ask = move |after: Option<String>| api.query::<OverdueQuery, _>(OverdueVariables { after });
    let loaded = load(move || ask(None));
    show_loaded(
        loaded,
        words::connectors::failed(locale),
        || view! { <SkeletonRows rows=6 /> },
        move |answer: Signal<Arc<OverdueQuery>>| {
            move || {
                let page = answer.get().overdue_contacts.clone();
                let total = page.total_count;
                let (first, next) = rows(page);
                let further = Further::of(first, next);
                let ask_more = move |cursor: String| async move {
                    ask(Some(cursor)).await.map(|more| rows(more.overdue_contacts))
                };
                let list = if total == 0 {
                    nobody().into_any()
                } else {
                    view! {
                        <ul class="bv-list bv-list--card">
                            <For
                                each=move || further.rows.get()
                                key=|row| (row.connector.id.clone(), row.contact.side)
                                let:row
                            >
                                <OverdueRow row />
                            </For>
                        </ul>
                        {more_button(words::connectors::more(locale), further, ask_more)}
                    }
                    .into_any()
                };
                view! {
                    <section class="bv-section" aria-labelledby="bellen">
                        <div class="bv-section__head">
                            <h2 id="bellen">
                                {words::connectors::overdue(locale)} " " <span class="bv-count">{total}</span>
                            </h2>
                        </div>
                        {list}
                    </section>
                }
            }
        },
    )
}

fn rows(page: OverdueContacts) -> (Vec<OverdueContact>, Option<String>) {
    let next = page.page_info.next();
    (page.nodes, next)
}

fn nobody() -> impl IntoView {
    view! { <p class="bv-muted">{words::connectors::overdue_none(use_locale())}</p> }
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
        <CallRow id=connector.id name=connector.name phone=connector.phone>
            <p class="bv-row__mark">
                <Mark tone=Tone::Late glyph=Glyph::Late>
                    {words::connectors::overdue_by(locale, &who, &day)}
                </Mark>
            </p>
        </CallRow>
    }
}
