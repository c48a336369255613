//! Where somebody begins, and what is there of it before its part has come.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;

use super::today_model as model;
use crate::account::use_viewer;
use crate::calendar::{full_day, now};
use crate::i18n::{capital, use_locale, words};
use crate::parts;
use crate::shell::home;
use crate::ui::{Heading, SkeletonRows, use_title};

/// Today, or somebody's first part when today isn't one of theirs.
#[component]
pub fn HomePage() -> impl IntoView {
    let areas = use_viewer().get_untracked().areas.clone();
    // Without a role somebody may be in training, or pause: then their profile is what there is for them.
    match home(&areas).unwrap_or("/mijn-profiel") {
        "/" => parts::today().into_any(),
        path => {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            view! { <Redirect path options /> }.into_any()
        }
    }
}

/// The page before it is there: the same head, so that nothing jumps.
#[component]
pub fn TodayBones() -> impl IntoView {
    view! {
        <Hero count=Signal::stored(None) is_for_now=true />
        <Rows />
    }
}

/// The day, a greeting, and how much waits.
#[component]
pub fn Hero(
    count: Signal<Option<usize>>,
    /// Whether that of the page itself takes its place soon.
    #[prop(optional)]
    is_for_now: bool,
) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let here = now().here();
    let day = capital(&full_day(locale, here.day));
    let title = Signal::derive(move || model::greeting(locale, here.hour, &viewer.get().person.name));
    // The line is there from the start, so that nothing jumps when the number comes.
    let waiting = move || count.get().map_or_else(|| "\u{a0}".to_owned(), |count| model::how_many(locale, count));
    use_title(move || words::today::title(locale).to_owned());
    view! {
        <header class="bv-hero bv-street">
            <p class="bv-hero__day">{day}</p>
            <Heading title names_window=false is_for_now />
            <p>{waiting}</p>
        </header>
    }
}

/// Where the lists will stand.
#[component]
pub fn Rows() -> impl IntoView {
    view! {
        <div class="bv-today">
            <SkeletonRows rows=6 />
        </div>
    }
}
