//! What a person looks for on a page: a thing by its role and name, as a screen reader tells it.

use std::fmt;

use serde_json::{Value, json};

/// Something on the page, or several steps to it from the outside in.
///
/// A name is the whole accessible name, or else a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Vec<(&'static str, Option<String>)>);

/// A button.
pub fn button(name: &str) -> Target {
    Target::named("button", name)
}

/// A link.
pub fn link(name: &str) -> Target {
    Target::named("link", name)
}

/// Something to fill in, by its label.
pub fn field(label: &str) -> Target {
    Target::named("field", label)
}

/// A heading.
pub fn heading(name: &str) -> Target {
    Target::named("heading", name)
}

/// The dialog that is open.
pub fn dialog() -> Target {
    Target(vec![("dialog", None)])
}

/// A part of the page with a name of its own, such as a column of the board.
pub fn region(name: &str) -> Target {
    Target::named("region", name)
}

/// A navigation.
pub fn navigation(name: &str) -> Target {
    Target::named("navigation", name)
}

/// An article, such as a card.
pub fn article(name: &str) -> Target {
    Target::named("article", name)
}

/// An item of a list.
pub fn item(name: &str) -> Target {
    Target::named("item", name)
}

/// A tab.
pub fn tab(name: &str) -> Target {
    Target::named("tab", name)
}

/// The innermost thing that shows this text.
pub fn text(text: &str) -> Target {
    Target::named("text", text)
}

/// A CSS selector, for what has neither role nor words.
pub fn css(selector: &str) -> Target {
    Target::named("css", selector)
}

impl Target {
    fn named(role: &'static str, name: &str) -> Self {
        Self(vec![(role, Some(name.to_owned()))])
    }

    /// This, somewhere inside that.
    #[must_use]
    pub fn inside(self, outer: Self) -> Self {
        Self(outer.0.into_iter().chain(self.0).collect())
    }

    pub(super) fn to_json(&self) -> Value {
        self.0.iter().map(|(role, name)| json!({ "role": role, "name": name })).collect()
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (role, name)) in self.0.iter().rev().enumerate() {
            let inside = if number == 0 { "" } else { " inside " };
            write!(formatter, "{inside}{role}")?;
            if let Some(name) = name {
                write!(formatter, " “{name}”")?;
            }
        }
        Ok(())
    }
}
