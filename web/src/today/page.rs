//! The page.

use leptos::prelude::*;

use crate::account::use_viewer;
use crate::calendar::{full_day, now};
use crate::i18n::{use_locale, words};
use crate::ui::Heading;

/// The home page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let title = Signal::derive(move || words::today::hello(locale, &viewer.get().person.name));
    view! {
        <div class="bv-main--narrow">
            <header class="bv-hero bv-street">
                <p class="bv-hero__day">{full_day(locale, now().here().day)}</p>
                <Heading title />
            </header>
        </div>
    }
}
