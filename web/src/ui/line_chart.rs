//! Two lines over time: a title with the conclusion, the first line solid, the second dashed, each named at its end.

use leptos::prelude::*;

/// A line: its name at the end, and its values from old to new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name with its last value.
    pub name: String,
    /// From old to new.
    pub values: Vec<i32>,
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

fn path(values: &[i32], top: i32) -> String {
    let last = f64::from(u32::try_from(values.len().saturating_sub(1)).unwrap_or(1).max(1));
    let point = |(index, value): (usize, &i32)| {
        let x = 100.0 * f64::from(u32::try_from(index).unwrap_or_default()) / last;
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
) -> impl IntoView {
    let most = first.values.iter().chain(&second.values).copied().max().unwrap_or(0);
    let (top, step) = scale(most);
    let grid = (0..=top / step).map(|line| depth(line * step, top));
    let grid = grid.map(|y| format!("M0 {y:.1}H100")).collect::<Vec<_>>().concat();
    let sides = (0..=top / step).map(|line| {
        let value = line * step;
        view! { <span class="bv-line__y" style=("--at", format!("{:.1}", depth(value, top)))>{value}</span> }
    });
    let end = |line: &Line| depth(line.values.last().copied().unwrap_or(0), top);
    let (at_first, at_second) = apart(end(&first), end(&second));
    let labelled_by = id.clone();
    view! {
        <figure class="bv-chart" aria-labelledby=labelled_by>
            <h2 id=id>{title}</h2>
            <div class="bv-line">
                <div class="bv-line__plot">
                    <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=said>
                        <path d=grid />
                        <path class="bv-line__second" d=path(&second.values, top) />
                        <path class="bv-line__first" d=path(&first.values, top) />
                    </svg>
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
        </figure>
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
    fn names_do_not_lie_over_each_other() {
        assert_eq!(apart(20.0, 60.0), (20.0, 60.0));
        assert_eq!(apart(20.0, 20.0), (20.0, 29.0));
        assert_eq!(apart(24.0, 20.0), (29.0, 20.0));
    }
}
