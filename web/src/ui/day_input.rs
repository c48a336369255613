//! The field in which a day is typed or chosen. The browser gives nothing for a day that is half typed or doesn't exist, as for
//! none at all; here the two are told apart.

use js_sys::Reflect;
use leptos::{html, prelude::*};

use super::effect;

/// What the value of a field for a day is while what is typed in it is no day.
pub const NO_DAY: &str = "?";

/// The field, without its label.
#[component]
pub fn DayInput(
    /// Unique on the page.
    id: String,
    required: bool,
    #[prop(into)] invalid: Signal<bool>,
    #[prop(into)] described: Signal<Option<String>>,
    value: RwSignal<String>,
    /// Whether somebody went on to something else: before that, what is half typed is not yet wrong.
    left: RwSignal<bool>,
) -> impl IntoView {
    // What was half typed the last time doesn't stand in this field.
    if value.with_untracked(|value| value == NO_DAY) {
        value.set(String::new());
    }
    let input = NodeRef::<html::Input>::new();
    effect(move || {
        let day = value.get();
        let Some(input) = input.get() else { return };
        if day != NO_DAY && input.value() != day {
            input.set_value(&day);
        }
    });
    let read = move || {
        let Some(input) = input.get_untracked() else { return };
        let typed = typed_day(&input);
        if value.with_untracked(|value| *value != typed) {
            value.set(typed);
        }
    };
    view! {
        <input
            class="bv-input"
            id=id
            type="date"
            autocomplete="off"
            required=required
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described.get()
            node_ref=input
            on:input=move |_| read()
            // No other event tells of a day that is half typed: neither did it become one, nor was it one.
            on:keydown=move |_| read()
            on:blur=move |_| {
                read();
                left.set(true);
            }
        />
    }
}

/// What stands in the field; [`NO_DAY`] when that is no day.
fn typed_day(input: &web_sys::HtmlInputElement) -> String {
    let typed = input.value();
    if typed.is_empty() && is_unreadable(input) { NO_DAY.to_owned() } else { typed }
}

fn is_unreadable(input: &web_sys::HtmlInputElement) -> bool {
    let validity = Reflect::get(input, &"validity".into()).unwrap_or_default();
    Reflect::get(&validity, &"badInput".into()).is_ok_and(|bad| bad.is_truthy())
}
