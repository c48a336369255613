//! Two lines over time: a title with the conclusion, the first line solid, the second dashed, each named at its end. A
//! place on them is chosen by pointing, by touch or with the arrow keys; its numbers stand below, each with its list.

use leptos::prelude::*;

use super::chart::Chart;
use super::live;
use crate::i18n::{use_locale, words};

/// A line: its name at the end, and its values from old to new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name with its last value.
    pub name: String,
    /// From old to new.
    pub values: Vec<i32>,
}

/// What both lines say at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The place: a week.
    pub name: String,
    /// What the first and the second line say there.
    pub readings: [Reading; 2],
}

/// A number with its word, and the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// "5 nieuw".
    pub words: String,
    /// The list; none when there is nothing to see.
    pub href: Option<String>,
}

impl Point {
    fn spoken(&self) -> String {
        let [first, second] = &self.readings;
        [&self.name, ": ", &first.words, ", ", &second.words].concat()
    }
}

/// The scale: its top and its step, so that every grid line is a whole number and there are five to ten.
pub fn scale(most: i32) -> (i32, i32) {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
    let step = steps.into_iter().find(|step| most <= step * 5).unwrap_or(100_000);
    let top = ((most + step - 1) / step).max(1) * step;
    (top, step)
}

/// How far from the top a value stands, in hundredths.
fn depth(value: i32, top: i32) -> f64 {
    100.0 - 100.0 * f64::from(value) / f64::from(top)
}

/// Where a place stands from the left, in hundredths.
fn across(place: usize, count: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or_default());
    100.0 * number(place) / number(count.saturating_sub(1)).max(1.0)
}

/// The place under a point so far from the left.
fn nearest(left: i32, width: i32, count: usize) -> usize {
    let last = i32::try_from(count.saturating_sub(1)).unwrap_or_default();
    let place = (left.clamp(0, width.max(1)) * last * 2 + width) / (width.max(1) * 2);
    usize::try_from(place.clamp(0, last)).unwrap_or_default()
}

fn path(values: &[i32], top: i32) -> String {
    let point = |(index, value): (usize, &i32)| {
        let x = across(index, values.len());
        let sign = if index == 0 { 'M' } else { 'L' };
        format!("{sign}{x:.1} {:.1}", depth(*value, top))
    };
    values.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
}

/// Two names at the end of lines that end close together would lie over each other: the lower one moves down.
fn apart(first: f64, second: f64) -> (f64, f64) {
    const ROOM: f64 = 9.0;
    match second - first {
        gap if gap.abs() >= ROOM => (first, second),
        gap if gap >= 0.0 => (first, (first + ROOM).min(104.0)),
        _ => ((second + ROOM).min(104.0), second),
    }
}

/// The lines.
#[component]
pub fn LineChart(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The conclusion.
    #[prop(into)]
    title: String,
    /// What a reader hears instead of the drawing.
    #[prop(into)]
    said: String,
    first: Line,
    second: Line,
    /// Words below the drawing, from left to right.
    ticks: Vec<String>,
    /// What the lines say at each place.
    points: Vec<Point>,
) -> impl IntoView {
    let locale = use_locale();
    let most = first.values.iter().chain(&second.values).copied().max().unwrap_or(0);
    let (top, step) = scale(most);
    let grid = (0..=top / step).map(|line| depth(line * step, top));
    let grid = grid.map(|y| format!("M0 {y:.1}H100")).collect::<Vec<_>>().concat();
    let sides = (0..=top / step).map(move |line| {
        let value = line * step;
        view! { <span class="bv-line__y" style=("--at", format!("{:.1}", depth(value, top)))>{value}</span> }
    });
    let end = |line: &Line| depth(line.values.last().copied().unwrap_or(0), top);
    let (at_first, at_second) = apart(end(&first), end(&second));
    let count = points.len();
    let at = RwSignal::new(count.saturating_sub(1));
    let values = [first.values.clone(), second.values.clone()];
    let dots = move || {
        let place = at.get();
        let left = format!("{:.1}", across(place, count));
        let dot = |class: &'static str, values: &[i32]| {
            let at = format!("{:.1}", depth(values.get(place).copied().unwrap_or(0), top));
            view! { <span class=class style=("--left", left.clone()) style=("--at", at)></span> }
        };
        view! {
            <span class="bv-line__here" style=("--left", left.clone())></span>
            {dot("bv-line__dot", &values[0])}
            {dot("bv-line__dot bv-line__dot--second", &values[1])}
        }
    };
    let spoken: Vec<String> = points.iter().map(Point::spoken).collect();
    let chooser = (count > 1).then(|| {
        let last = count - 1;
        let point = move |event: web_sys::PointerEvent| {
            let width = event_target::<web_sys::Element>(&event).client_width();
            at.set(nearest(event.offset_x(), width, count));
        };
        view! {
            <input
                class="bv-line__choose"
                type="range"
                min="0"
                max=last.to_string()
                aria-label=words::ui::choose_point(locale)
                aria-valuetext=move || spoken.get(at.get()).cloned()
                prop:value=move || at.get().to_string()
                on:input=move |event| at.set(event_target_value(&event).parse().unwrap_or(last))
                on:pointermove=point
            />
        }
    });
    let read = move || {
        let point = points.get(at.get())?;
        let [first, second] = point.readings.clone().map(|reading| match reading.href {
            Some(href) => view! { <a href=href>{reading.words}</a> }.into_any(),
            None => view! { <span>{reading.words}</span> }.into_any(),
        });
        Some(view! { <strong>{point.name.clone()}</strong> {first} {second} })
    };
    view! {
        <Chart id title said=said.clone()>
            <div class="bv-line">
                <div class="bv-line__plot">
                    <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=said>
                        <path d=grid />
                        <path class="bv-line__second" d=path(&second.values, top) />
                        <path class="bv-line__first" d=path(&first.values, top) />
                    </svg>
                    {live(dots)}
                    {chooser}
                    {sides.collect_view()}
                    <span class="bv-line__end bv-strong" style=("--at", format!("{at_first:.1}"))>
                        {first.name}
                    </span>
                    <span class="bv-line__end bv-strong" style=("--at", format!("{at_second:.1}"))>
                        {second.name}
                    </span>
                </div>
                <div class="bv-line__x bv-tiny" aria-hidden="true">
                    {ticks.into_iter().map(|tick| view! { <span>{tick}</span> }).collect_view()}
                </div>
            </div>
            <p class="bv-chart__read bv-chart__read--links">{live(read)}</p>
        </Chart>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_whole_numbers() {
        assert_eq!(
            [0, 3, 8, 10, 11, 99, 1234].map(scale),
            [(1, 1), (3, 1), (8, 2), (10, 2), (15, 5), (100, 20), (1500, 500)]
        );
    }

    #[test]
    fn a_line_goes_from_left_to_right() {
        assert_eq!(path(&[0, 5, 10], 10), "M0.0 100.0 L50.0 50.0 L100.0 0.0");
        assert_eq!(path(&[4], 10), "M0.0 60.0");
        assert_eq!(path(&[], 10), "");
    }

    #[test]
    fn the_nearest_place_is_meant() {
        assert_eq!([-5, 0, 24, 26, 74, 76, 100, 140].map(|left| nearest(left, 100, 3)), [0, 0, 0, 1, 1, 2, 2, 2]);
        assert_eq!((nearest(10, 0, 3), nearest(10, 100, 0), nearest(10, 100, 1)), (2, 0, 0));
    }

    #[test]
    fn names_do_not_lie_over_each_other() {
        assert_eq!(apart(20.0, 60.0), (20.0, 60.0));
        assert_eq!(apart(20.0, 20.0), (20.0, 29.0));
        assert_eq!(apart(24.0, 20.0), (29.0, 20.0));
    }
}
