//! Marks: a state in a word and an icon, never in a colour alone.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// What a mark says by its colour, besides its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Too late, or wrong.
    Late,
    /// Soon, or nearly full.
    Soon,
    /// Done, open, room.
    Good,
    /// New, or changed.
    Info,
    /// Not relevant now.
    #[default]
    Quiet,
}

/// A mark.
#[component]
pub fn Mark(#[prop(optional)] tone: Tone, glyph: Glyph, children: Children) -> impl IntoView {
    let class = match tone {
        Tone::Late => "bv-mark bv-mark--late",
        Tone::Soon => "bv-mark bv-mark--soon",
        Tone::Good => "bv-mark bv-mark--good",
        Tone::Info => "bv-mark bv-mark--info",
        Tone::Quiet => "bv-mark bv-mark--quiet",
    };
    view! {
        <span class=class>
            <Icon glyph />
            {children()}
        </span>
    }
}

/// The state of a whole page, beside its heading.
#[component]
pub fn Status(glyph: Glyph, children: Children) -> impl IntoView {
    view! {
        <p class="bv-status">
            <Icon glyph />
            {children()}
        </p>
    }
}
