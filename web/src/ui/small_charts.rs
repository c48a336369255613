//! Small charts beside each other: one an area, all on one scale, so that they can be compared without being ranked.

use leptos::prelude::*;

use super::chart::Chart;
use super::rove;

/// A small chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallChart {
    /// The area.
    pub name: String,
    /// The list behind it.
    pub href: Option<String>,
    /// Its columns.
    pub values: Vec<i32>,
    /// More numbers, below.
    pub note: String,
    /// The columns in words.
    pub said: String,
}

/// Room for a column, and its width.
const STEP: f64 = 29.0;
const WIDTH: f64 = 22.0;
/// The foot of the columns, and their greatest height.
const FOOT: f64 = 50.0;
const HEIGHT: f64 = 36.0;

/// From the left, and from the top, of the column with this number.
fn place(number: usize, value: i32, most: i32) -> (f64, f64) {
    let number = f64::from(u32::try_from(number).unwrap_or_default());
    (4.0 + STEP * number, FOOT - HEIGHT * f64::from(value) / f64::from(most.max(1)))
}

/// The charts, in the order that they are given.
#[component]
pub fn SmallCharts(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The conclusion.
    #[prop(into)]
    title: String,
    /// What is drawn.
    #[prop(into)]
    said: String,
    /// Words below the columns.
    ticks: Vec<String>,
    charts: Vec<SmallChart>,
) -> impl IntoView {
    let most = charts.iter().flat_map(|chart| &chart.values).copied().max().unwrap_or(0);
    let at = RwSignal::new(0_usize);
    let links = charts.iter().filter(|chart| chart.href.is_some()).count();
    let mut link = 0;
    let charts = charts.into_iter().map(|chart| {
        let columns = chart.values.iter().zip(&ticks).enumerate().map(|(number, (value, tick))| {
            let (left, top) = place(number, *value, most);
            let middle = format!("{:.1}", left + WIDTH / 2.0);
            view! {
                <rect
                    class="bv-fill-first"
                    x=format!("{left:.1}")
                    y=format!("{top:.1}")
                    width=WIDTH.to_string()
                    height=format!("{:.1}", FOOT - top)
                />
                <text class="bv-small-charts__value" x=middle.clone() y=format!("{:.1}", top - 3.0)>
                    {*value}
                </text>
                <text x=middle y="61">
                    {tick.clone()}
                </text>
            }
        });
        let hidden = view! { <span class="bv-hidden">": " {chart.said}</span> };
        let name = match chart.href {
            Some(href) => {
                let own = link;
                link += 1;
                view! {
                    <a class="bv-cover" href=href tabindex=move || rove::order(at, own) data-link=own.to_string()>
                        {chart.name}
                        {hidden}
                    </a>
                }
                .into_any()
            }
            None => view! { <span>{chart.name} {hidden}</span> }.into_any(),
        };
        view! {
            <li class="bv-small-charts__one">
                <p class="bv-strong">{name}</p>
                <svg viewBox="0 0 120 64" aria-hidden="true">
                    <path class="bv-small-charts__foot" d="M0 50H120" />
                    {columns.collect_view()}
                </svg>
                <p class="bv-tiny bv-muted">{chart.note}</p>
            </li>
        }
    });
    let charts = charts.collect_view();
    view! {
        <Chart id title said links>
            <ul
                class="bv-small-charts"
                on:keydown=move |event| rove::walk(&event, at, links)
                on:focusin=move |event| rove::arrive(&event, at)
            >
                {charts}
            </ul>
        </Chart>
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_most_is_the_highest_in_all_charts() {
        assert_eq!(place(0, 0, 6), (4.0, 50.0));
        assert_eq!(place(3, 6, 6), (91.0, 14.0));
        assert_eq!(place(1, 3, 6).1, 32.0);
        assert_eq!(place(0, 0, 0).1, 50.0);
    }
}
