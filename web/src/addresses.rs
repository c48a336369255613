//! Where somebody was, as the router remembers it.

use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider};

/// Keeps what the router remembers in step with the browser. It remembers the pages that links led to, and forgets the last
/// of them when somebody goes back, but doesn't learn of going forward again, or back by more than one. A link to the page
/// that it takes for the last would then change the page and not its address.
pub fn remember_where_the_browser_goes() {
    let Some(router) = use_context::<BrowserUrl>() else { return };
    // After the router's own, which was there before.
    let handle = window_event_listener(leptos::ev::popstate, move |_| {
        let here = location();
        let parts = [here.pathname(), here.search(), here.hash()].map(Result::unwrap_or_default);
        let change = LocationChange { value: parts.concat(), scroll: false, ..LocationChange::default() };
        router.complete_navigation(&change);
    });
    on_cleanup(move || handle.remove());
}
