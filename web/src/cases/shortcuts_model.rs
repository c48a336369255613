//! The keys of the board. Pure.
//!
//! Letters can be switched off (WCAG 2.1.4): who speaks to a device may say one by accident. The arrows work only on a
//! card that has the focus, so they stay.

use crate::i18n::{Locale, words};

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// A new question.
    New,
    /// To the field that searches.
    Search,
    /// To the filters.
    Filters,
    /// Waits for the second letter.
    Go,
    /// To a page.
    Page(&'static str),
    /// To the next card of the column.
    Next,
    /// To the card before.
    Previous,
    /// To the column before.
    Left,
    /// To the column after.
    Right,
    /// Where the card can go.
    Move,
    /// Chooses the card.
    Choose,
    /// Chooses all from the last one to this.
    ChooseUpTo,
    /// Which keys there are.
    Help,
}

/// A key that is pressed.
#[derive(Debug, Clone, Copy)]
pub struct Pressed<'a> {
    /// As the browser names it.
    pub key: &'a str,
    /// Whether letters do something at all.
    pub letters: bool,
    /// Whether the key before was the one that goes to a page.
    pub goes: bool,
    /// Whether a card has the focus.
    pub on_card: bool,
}

/// What the key does now; None for nothing.
pub fn shortcut(pressed: Pressed) -> Option<Shortcut> {
    let Pressed { key, letters, goes, on_card } = pressed;
    match key {
        "ArrowDown" if on_card => return Some(Shortcut::Next),
        "ArrowUp" if on_card => return Some(Shortcut::Previous),
        "ArrowLeft" if on_card => return Some(Shortcut::Left),
        "ArrowRight" if on_card => return Some(Shortcut::Right),
        _ if !letters => return None,
        _ => {}
    }
    if goes {
        return match key {
            "b" => Some(Shortcut::Page("/")),
            "v" => Some(Shortcut::Page("/vragen")),
            "s" => Some(Shortcut::Page("/specialisten")),
            "c" => Some(Shortcut::Page("/cijfers")),
            _ => None,
        };
    }
    Some(match key {
        "n" => Shortcut::New,
        "/" => Shortcut::Search,
        "f" => Shortcut::Filters,
        "g" => Shortcut::Go,
        "j" => Shortcut::Next,
        "k" => Shortcut::Previous,
        "m" if on_card => Shortcut::Move,
        "x" if on_card => Shortcut::Choose,
        "X" if on_card => Shortcut::ChooseUpTo,
        "?" => Shortcut::Help,
        _ => return None,
    })
}

/// All keys with what they do, in the order of the list.
pub fn all(locale: Locale) -> [(&'static [&'static str], &'static str); 14] {
    [
        (&["n"], words::shortcuts::new(locale)),
        (&["/"], words::shortcuts::search(locale)),
        (&["f"], words::shortcuts::filters(locale)),
        (&["j", "↓"], words::shortcuts::next(locale)),
        (&["k", "↑"], words::shortcuts::previous(locale)),
        (&["←", "→"], words::shortcuts::columns(locale)),
        (&["m"], words::shortcuts::menu(locale)),
        (&["␣"], words::shortcuts::pick_up(locale)),
        (&["x"], words::shortcuts::choose(locale)),
        (&["⇧", "x"], words::shortcuts::choose_up_to(locale)),
        (&["g b"], words::shortcuts::today(locale)),
        (&["g s"], words::shortcuts::directory(locale)),
        (&["g c"], words::shortcuts::figures(locale)),
        (&["?"], words::shortcuts::help(locale)),
    ]
}

/// The place beside, when there is one.
pub fn beside(place: usize, forward: bool, number: usize) -> Option<usize> {
    let next = if forward { place + 1 } else { place.checked_sub(1)? };
    (next < number).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(key: &str, letters: bool, goes: bool, on_card: bool) -> Option<Shortcut> {
        shortcut(Pressed { key, letters, goes, on_card })
    }

    #[test]
    fn letters_do_something_and_can_be_switched_off() {
        assert_eq!(with("n", true, false, false), Some(Shortcut::New));
        assert_eq!(with("?", true, false, false), Some(Shortcut::Help));
        for key in ["n", "/", "f", "g", "j", "k", "m", "x", "?"] {
            assert_eq!(with(key, false, false, true), None, "{key}");
        }
        assert_eq!(with("ArrowDown", false, false, true), Some(Shortcut::Next));
        assert_eq!(with("ArrowDown", true, false, false), None);
        assert_eq!(with("m", true, false, false), None);
        assert_eq!(with("X", true, false, true), Some(Shortcut::ChooseUpTo));
    }

    #[test]
    fn two_letters_go_to_a_page() {
        assert_eq!(with("g", true, false, false), Some(Shortcut::Go));
        assert_eq!(with("s", true, true, false), Some(Shortcut::Page("/specialisten")));
        assert_eq!(with("n", true, true, false), None);
    }

    #[test]
    fn there_is_no_place_beyond_the_ends() {
        assert_eq!(beside(0, false, 3), None);
        assert_eq!(beside(2, true, 3), None);
        assert_eq!(beside(1, true, 3), Some(2));
    }
}
