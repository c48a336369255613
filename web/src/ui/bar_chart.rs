//! Bars: a title with the conclusion, and a row a bar with its name, its number and the list behind it.

use leptos::prelude::*;

use super::{Glyph, Mark, Tone};

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// The list behind it.
    pub href: Option<String>,
    /// How long.
    pub value: i32,
    /// How much of it is late.
    pub late: i32,
    /// The word for what is late.
    pub late_words: Option<String>,
    /// Several small ones together.
    pub is_rest: bool,
}

impl Bar {
    /// A bar without anything late.
    pub fn new(name: impl Into<String>, href: Option<String>, value: i32) -> Self {
        Self { name: name.into(), href, value, late: 0, late_words: None, is_rest: false }
    }
}

/// Part of a whole as a percentage for an SVG attribute.
fn percent(part: i32, whole: i32) -> String {
    format!("{:.1}%", 100.0 * f64::from(part) / f64::from(whole.max(1)))
}

/// The bars. The longest takes three fifths of the width, so that its number fits beside it.
#[component]
pub fn BarChart(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The conclusion.
    #[prop(into)]
    title: String,
    bars: Vec<Bar>,
) -> impl IntoView {
    let longest = bars.iter().map(|bar| bar.value).max().unwrap_or(1);
    let rows = bars.into_iter().map(|bar| {
        let name = match bar.href {
            Some(href) => view! { <a href=href>{bar.name}</a> }.into_any(),
            None => view! { <span class="bv-bars__name">{bar.name}</span> }.into_any(),
        };
        let width = format!("{:.1}%", 60.0 * f64::from(bar.value) / f64::from(longest.max(1)));
        let in_time = percent(bar.value - bar.late, bar.value);
        let late = (bar.late > 0).then(|| {
            view! { <rect class="bv-fill-late" x=in_time.clone() width=percent(bar.late, bar.value) height="100%" /> }
        });
        let fill = if bar.is_rest { "bv-fill-rest" } else { "bv-fill-first" };
        let mark = bar.late_words.filter(|_| bar.late > 0).map(|words| {
            view! {
                <Mark tone=Tone::Late glyph=Glyph::Late>
                    {words}
                </Mark>
            }
        });
        view! {
            <li class="bv-bars__row">
                {name}
                <span class="bv-bars__value">
                    <svg width=width aria-hidden="true">
                        <rect class=fill width=in_time height="100%" />
                        {late}
                    </svg>
                    <strong>{bar.value}</strong>
                    {mark}
                </span>
            </li>
        }
    });
    let labelled_by = id.clone();
    view! {
        <figure class="bv-chart" aria-labelledby=labelled_by>
            <h2 id=id>{title}</h2>
            <ul class="bv-bars">{rows.collect_view()}</ul>
        </figure>
    }
}
