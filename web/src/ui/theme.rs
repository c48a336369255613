//! Light or dark: as the device, unless somebody chose. `early.js` applies the choice before the first picture.

use leptos::prelude::*;

use crate::storage;

const REMEMBERED: &str = "theme";

/// What somebody chose on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device.
    #[default]
    Device,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Its name, also in the tokens.
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name.
    pub fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }

    /// What was chosen on this device.
    pub fn remembered() -> Self {
        Self::named(&storage::read(REMEMBERED).unwrap_or_default())
    }

    /// Applies and remembers it.
    pub fn choose(self) {
        let Some(root) = document().document_element() else {
            return;
        };
        // A root that refuses an attribute isn't worth an error to the person.
        if self == Self::Device {
            let _ = root.remove_attribute("data-theme");
            storage::forget(REMEMBERED);
        } else {
            let _ = root.set_attribute("data-theme", self.name());
            storage::write(REMEMBERED, self.name());
        }
    }
}
