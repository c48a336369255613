//! Bold words in a text of the locales: `"*{name}* helpt"`.

use leptos::prelude::*;

/// The text, with what stands between stars in bold.
pub fn rich(text: &str) -> impl IntoView + use<> {
    let part = |(index, part): (usize, &str)| {
        let part = part.to_owned();
        if index % 2 == 1 { view! { <strong>{part}</strong> }.into_any() } else { part.into_any() }
    };
    text.split('*').enumerate().map(part).collect_view()
}
