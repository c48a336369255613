//! Arrow keys through the parts of a drawing: one of them is in the order of the tab key, the arrows lead to the others.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What marks a part of a drawing, with its number from 0.
pub const PART: &str = "data-part";
/// What marks a link in a drawing: not every part has one.
const LINK: &str = "data-link";

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

/// Puts the focus on the link with this number in the drawing where the key was pressed, and keeps the page where it is.
pub fn go_to(event: &web_sys::KeyboardEvent, link: usize) {
    let Some(drawing) = event.current_target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) else { return };
    let sought = ["[", LINK, "='", &link.to_string(), "']"].concat();
    if let Some(link) = drawing.query_selector(&sought).ok().flatten() {
        event.prevent_default();
        let _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Walks along the links of a drawing, of which there are so many.
pub fn walk(event: &web_sys::KeyboardEvent, at: RwSignal<usize>, links: usize) {
    if let Some(next) = step(&event.key(), at.get_untracked(), links) {
        go_to(event, next);
    }
}

/// Remembers the link that the focus came to.
pub fn arrive(event: &web_sys::FocusEvent, at: RwSignal<usize>) {
    if let Some(link) = part_of(event, LINK) {
        at.set(link);
    }
}

/// In the order of the tab key: the link where the focus was last.
pub fn order(at: RwSignal<usize>, link: usize) -> &'static str {
    if at.get() == link { "0" } else { "-1" }
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
