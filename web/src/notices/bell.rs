//! The bell: how many notices the viewer didn't see yet, on every page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::account::use_viewer;
use crate::i18n::{use_locale, words};
use crate::ui::{Glyph, Icon};

/// The address of the page.
const HREF: &str = "/berichten";

/// A link to the notices, with the number of those that are new. `named` shows its name beside it.
#[component]
pub fn Bell(class: &'static str, named: bool) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let path = use_location().pathname;
    let count = Memo::new(move |_| viewer.get().unseen_notice_count);
    let number = move || {
        let count = count.get();
        (count > 0).then(|| {
            let shown = if count > 99 { "99+".to_owned() } else { count.to_string() };
            view! {
                <span class="bv-bell__count">
                    {shown} <span class="bv-hidden">" " {words::notices::new_ones(locale)}</span>
                </span>
            }
        })
    };
    view! {
        <a class=class href=HREF aria-current=move || (path.get() == HREF).then_some("page")>
            <Icon glyph=Glyph::Bell />
            <span class:bv-hidden=!named>{words::notices::title(locale)}</span>
            {number}
        </a>
    }
}
