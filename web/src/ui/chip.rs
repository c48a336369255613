//! Filters: chips that are on or off, and a small list to choose from.

use leptos::prelude::*;

use super::field::choices;
use super::{Glyph, Icon, Press};

/// A filter that is on or off; `press` turns it.
#[component]
pub fn Chip(
    #[prop(into)] pressed: Signal<bool>,
    #[prop(into)] label: String,
    #[prop(optional, into)] count: Signal<Option<i32>>,
    #[prop(optional, into)] icon: Option<Glyph>,
    #[prop(into)] press: Press,
) -> impl IntoView {
    view! {
        <button
            class="bv-chip"
            type="button"
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| press.now()
        >
            {move || {
                let glyph = if pressed.get() { Some(Glyph::Check) } else { icon };
                glyph.map(|glyph| view! { <Icon glyph /> })
            }}
            {label}
            {move || count.get().map(|count| view! { " " <span class="bv-count">{count}</span> })}
        </button>
    }
}

/// A filter with a list: pairs of value and words. The first is everything.
#[component]
pub fn FilterSelect(
    #[prop(into)] label: String,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="bv-filter">
            {label} <select on:change=move |event| value.set(event_target_value(&event))>
                {move || choices(&options.get(), value)}
            </select>
        </label>
    }
}
