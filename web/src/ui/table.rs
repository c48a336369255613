//! A table that scrolls in its own box, by keyboard too.

use leptos::prelude::*;

/// The box of a table; `children` are `thead`, `tbody` and `tfoot`.
#[component]
pub fn Table(#[prop(into)] caption: String, children: Children) -> impl IntoView {
    let name = caption.clone();
    view! {
        <div class="bv-tablebox" role="region" tabindex="0" aria-label=name>
            <table class="bv-table">
                <caption>{caption}</caption>
                {children()}
            </table>
        </div>
    }
}
