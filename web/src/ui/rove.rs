//! Arrow keys through the parts of a drawing: one of them is in the order of the tab key, the arrows lead to the others.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What marks a part of a drawing, with its number from 0.
pub const PART: &str = "data-part";

/// Where a key leads in a row of so many; none when it leads nowhere.
pub fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = match key {
        "ArrowDown" | "ArrowRight" => (at + 1).min(last),
        "ArrowUp" | "ArrowLeft" => at.checked_sub(1)?,
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    (next != at).then_some(next)
}

/// The number under this name of the part in which something happened.
pub fn part_of(event: &web_sys::Event, name: &str) -> Option<usize> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let part = target.closest(&["[", name, "]"].concat()).ok()??;
    part.get_attribute(name)?.parse().ok()
}

/// Puts the focus on what is sought in the drawing in which the key was pressed, and keeps the page where it is.
pub fn go_to(event: &web_sys::KeyboardEvent, sought: &str) {
    let Some(drawing) = event.current_target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) else { return };
    if let Some(part) = drawing.query_selector(sought).ok().flatten() {
        event.prevent_default();
        let _ = part.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// In the order of the tab key: the part where the focus was last.
pub fn order(at: RwSignal<usize>, part: usize) -> &'static str {
    if at.get() == part { "0" } else { "-1" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_to_the_next_and_stop_at_the_ends() {
        let told = ["ArrowDown", "ArrowUp", "Home", "End", "Enter"].map(|key| step(key, 1, 4));
        assert_eq!(told, [Some(2), Some(0), Some(0), Some(3), None]);
        assert_eq!(step("ArrowRight", 3, 4), None);
        assert_eq!(step("ArrowLeft", 0, 4), None);
        assert_eq!(step("Home", 0, 0), None);
    }
}
