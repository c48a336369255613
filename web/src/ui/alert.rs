//! An error that belongs to no field: said at once, and kept in sight until the next try.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Glyph, Icon};

/// The place of the error; empty while all is well.
#[component]
pub fn Alert(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || {
                text.get()
                    .map(|text| {
                        view! {
                            <div class="bv-field bv-field--wrong">
                                <p class="bv-field__error">
                                    <Icon glyph=Glyph::Late />
                                    {text}
                                </p>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Moves the focus to an element by its id, once it is drawn.
pub fn focus_soon(id: &'static str) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(id);
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}

/// Moves the focus to the first field with an error, once it is drawn.
pub fn focus_wrong() {
    request_animation_frame(|| {
        let wrong = document().query_selector("[aria-invalid=true], .bv-field--wrong input").ok().flatten();
        if let Some(wrong) = wrong.and_then(|wrong| wrong.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = wrong.focus();
        }
    });
}
