//! Whether there is room for columns: a phone shows one thing at a time.

use leptos::prelude::*;

/// As in the styles: from here on, things stand beside each other.
const COLUMNS: &str = "(min-width: 48rem)";

/// Whether the window is wide enough for columns; follows the window.
pub fn use_wide() -> Signal<bool> {
    let is_wide = RwSignal::new(matches());
    let handle = window_event_listener(leptos::ev::resize, move |_| {
        let now = matches();
        if is_wide.get_untracked() != now {
            is_wide.set(now);
        }
    });
    on_cleanup(move || handle.remove());
    is_wide.into()
}

fn matches() -> bool {
    window().match_media(COLUMNS).ok().flatten().is_some_and(|query| query.matches())
}
