//! What stands around every chart: its conclusion as title, what is drawn, and that arrow keys lead through it.

use leptos::prelude::*;

use crate::i18n::{use_locale, words};

/// A chart in its frame.
#[component]
pub fn Chart(
    /// Unique on the page.
    id: String,
    /// The conclusion.
    title: String,
    /// What is drawn, and how it is read.
    said: String,
    /// How many parts the arrow keys lead through.
    #[prop(optional)]
    links: usize,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let hint = (links > 1).then(|| view! { <span class="bv-hidden">" " {words::ui::arrows(locale)}</span> });
    let (labelled_by, said_id) = (id.clone(), [&id, "-uitleg"].concat());
    let described_by = said_id.clone();
    view! {
        <figure class="bv-chart" aria-labelledby=labelled_by aria-describedby=described_by>
            <h2 id=id>{title}</h2>
            <p class="bv-chart__said" id=said_id>
                {said} {hint}
            </p>
            {children()}
        </figure>
    }
}
