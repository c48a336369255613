//! What home says of even sparren: that somebody asked me something, or answered me. Asked apart from the rest of the page,
//! so that nobody waits for it.

use leptos::prelude::*;

use super::list_page::connects;
use super::peers_model as model;
use super::queries::{PeerRow, WaitingPeersQuery};
use crate::graphql::{Change, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Glyph, Icon};

/// The card; nothing when nothing waits, and for who is no connector.
#[component]
pub fn PeersCard() -> impl IntoView {
    connects().then(|| view! { <Waiting /> })
}

#[component]
fn Waiting() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.ask_written::<WaitingPeersQuery, _>(()));
    loaded.follow(api, |change| matches!(change, Change::PeerQuestion(_) | Change::Missed));
    move || {
        let rows = loaded.answer().map(|answer| answer.peer_questions.nodes.clone()).unwrap_or_default();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="bv-today__peers" aria-labelledby="sparren">
                    <div class="bv-section__head">
                        <h2 id="sparren">{words::peers::title(locale)}</h2>
                        <a class="bv-more" href="/sparren">
                            {words::today::look(locale)}
                            <span class="bv-hidden">{[" ", words::peers::title(locale)].concat()}</span>
                        </a>
                    </div>
                    <ul class="bv-list">{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Row(row: PeerRow) -> impl IntoView {
    let locale = use_locale();
    let waits = model::waits(locale, &row);
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=["/sparren/", &row.id.0].concat()>
                        {waits}
                    </a>
                </h3>
                <p class="bv-row__sub">{row.text}</p>
            </div>
            <span class="bv-row__go">
                <Icon glyph=Glyph::Go />
            </span>
        </li>
    }
}
