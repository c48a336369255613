//! One that was found: a row of the list.

use leptos::prelude::*;

use super::entry::{CheckedSaid, Matched, OpeningSaid, RoomMark, Ways};
use super::queries::SpecialistEdge;
use crate::graphql::scalars::SpecialistId;
use crate::i18n::{use_locale, words};

/// A row. On a desk it opens beside the list, on a phone on its own page.
#[component]
pub fn ResultRow(edge: SpecialistEdge, chosen: RwSignal<Option<SpecialistId>>) -> impl IntoView {
    let locale = use_locale();
    let SpecialistEdge { node, matched_words, matched_topic } = edge;
    let id = StoredValue::new(node.id.clone());
    let is_here = Memo::new(move |_| chosen.with(|chosen| id.with_value(|id| chosen.as_ref() == Some(id))));
    let choose = move |event: leptos::ev::MouseEvent| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.shift_key();
        if plain && has_panel() {
            event.prevent_default();
            event.stop_propagation();
            chosen.set(Some(id.get_value()));
        }
    };
    let name = node.name.clone();
    view! {
        <li class="bv-result" class:bv-result--here=is_here>
            <div class="bv-result__head">
                <h2 class="bv-result__name">
                    <a
                        class="bv-cover"
                        href=["/specialisten/", &node.id.0].concat()
                        aria-current=move || is_here.get().then_some("true")
                        on:click=choose
                    >
                        <Matched text=node.name words=matched_words.clone() />
                    </a>
                </h2>
                <span class="bv-muted bv-small">{node.organisation.name}</span>
            </div>
            <p class="bv-result__who">
                <Matched text=node.for_whom words=matched_words />
            </p>
            {matched_topic
                .map(|topic| {
                    view! {
                        <p class="bv-muted bv-small">{words::specialists::matched_topic(locale, &topic.question)}</p>
                    }
                })}
            <p class="bv-cluster bv-tiny">
                <RoomMark capacity=node.capacity />
                <OpeningSaid state=node.opening_state />
                <CheckedSaid on=node.checked_on freshness=node.freshness />
            </p>
            <div class="bv-result__acts">
                <Ways name phone=node.phone email=node.email />
            </div>
        </li>
    }
}

/// Whether the window is wide enough for the panel beside the list; the same width as in the style sheet.
pub fn has_panel() -> bool {
    let query = window().match_media("(min-width: 64rem)").ok().flatten();
    query.is_some_and(|query| query.matches())
}
