//! Bars: a title with the conclusion, and a row a bar with its name, its number and the list behind it. What was before
//! stands as a thin mark. Pointing at a bar, or walking to it with the arrow keys, says it in words.

use leptos::prelude::*;

use super::chart::Chart;
use super::rove::{self, PART};
use super::{Glyph, Mark, Tone, live};

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
    /// How long it was in the time before.
    pub before: Option<i32>,
    /// Its number with all that is known of it, in words.
    pub said: String,
    /// Several small ones together.
    pub is_rest: bool,
}

impl Bar {
    /// A bar without anything late, of which nothing is known from before.
    pub fn new(name: impl Into<String>, href: Option<String>, value: i32) -> Self {
        Self {
            name: name.into(),
            href: href.filter(|_| value > 0),
            value,
            late: 0,
            late_words: None,
            before: None,
            said: value.to_string(),
            is_rest: false,
        }
    }

    /// As far as anything is drawn.
    fn reach(&self) -> i32 {
        self.value.max(self.before.unwrap_or(0))
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
    /// What is drawn, and how it is read.
    #[prop(into)]
    said: String,
    bars: Vec<Bar>,
) -> impl IntoView {
    let longest = bars.iter().map(Bar::reach).max().unwrap_or(1);
    let links = bars.iter().filter(|bar| bar.href.is_some()).count();
    let at = RwSignal::new(0);
    let pointed = RwSignal::new(None::<usize>);
    let read: Vec<String> = bars.iter().map(|bar| [&bar.name, ": ", &bar.said].concat()).collect();
    let hatch = [&id, "-laat"].concat();
    let has_late = bars.iter().any(|bar| bar.late > 0);
    let mut link = 0;
    let rows = bars.into_iter().enumerate().map(|(number, bar)| {
        let hidden = view! { <span class="bv-hidden">": " {bar.said.clone()}</span> };
        let (reach, value) = (bar.reach(), bar.value);
        let name = match bar.href {
            Some(href) => {
                let own = link;
                link += 1;
                view! {
                    <a href=href tabindex=move || rove::order(at, own) data-link=own.to_string()>
                        {bar.name}
                        {hidden}
                    </a>
                }
                .into_any()
            }
            None => view! { <span class="bv-bars__name">{bar.name} {hidden}</span> }.into_any(),
        };
        let width = format!("{:.1}%", 60.0 * f64::from(reach) / f64::from(longest.max(1)));
        let in_time = percent(value - bar.late, reach);
        let late = (bar.late > 0).then(|| {
            let fill = ["url(#", &hatch, ")"].concat();
            view! { <rect fill=fill x=in_time.clone() width=percent(bar.late, reach) height="100%" /> }
        });
        let before = bar.before.map(|before| {
            view! { <line class="bv-bars__before" x1=percent(before, reach) x2=percent(before, reach) y2="100%" /> }
        });
        let fill = if bar.is_rest { "bv-fill-rest" } else { "bv-fill-first" };
        let mark = bar.late_words.filter(|_| bar.late > 0).map(|words| {
            view! {
                <Mark tone=Tone::Late glyph=Glyph::Late>
                    {words}
                </Mark>
            }
        });
        let part = number.to_string();
        view! {
            <li class="bv-bars__row" data-part=part>
                {name}
                <span class="bv-bars__value" aria-hidden="true">
                    <svg width=width>
                        <rect class=fill width=in_time height="100%" />
                        {late}
                        {before}
                    </svg>
                    <strong>{value}</strong>
                    {mark}
                </span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let focused = move |event: web_sys::FocusEvent| {
        pointed.set(rove::part_of(&event, PART));
        rove::arrive(&event, at);
    };
    view! {
        <Chart id title said links>
            {has_late.then(|| view! { <Hatch id=hatch /> })}
            <ul
                class="bv-bars"
                on:keydown=move |event| rove::walk(&event, at, links)
                on:focusin=focused
                on:focusout=move |_| pointed.set(None)
                on:mouseover=move |event| pointed.set(rove::part_of(&event, PART))
                on:mouseleave=move |_| pointed.set(None)
            >
                {rows}
            </ul>
            <p class="bv-chart__read" aria-hidden="true">
                {live(move || pointed.get().and_then(|part| read.get(part).cloned()))}
            </p>
        </Chart>
    }
}

/// Stripes for what is late: not by colour alone.
#[component]
fn Hatch(id: String) -> impl IntoView {
    view! {
        <svg class="bv-chart__patterns" aria-hidden="true" width="0" height="0">
            <pattern id=id width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="bv-fill-late" width="6" height="6" />
                <rect class="bv-fill-gap" width="1.5" height="6" />
            </pattern>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_reaches_as_far_as_what_was_before() {
        assert_eq!(Bar::new("Wonen", None, 2).reach(), 2);
        assert_eq!(Bar { before: Some(7), ..Bar::new("Wonen", None, 2) }.reach(), 7);
        assert_eq!(percent(2, 7), "28.6%");
        assert_eq!(percent(0, 0), "0.0%");
    }

    #[test]
    fn nothing_is_no_link() {
        assert_eq!(Bar::new("Wonen", Some("/".to_owned()), 0).href, None);
    }
}
