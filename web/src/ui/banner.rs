//! A line over the whole page: demo, no internet.

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};

/// A banner.
#[component]
pub fn Banner(glyph: Glyph, #[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    let class = if tone == Tone::Info { "bv-banner bv-banner--info" } else { "bv-banner" };
    view! {
        <div class=class>
            <Icon glyph />
            {children()}
        </div>
    }
}
