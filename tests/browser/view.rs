//! How a person looks at the app: on what, in which language and colours.

use serde_json::{Value, json};

/// The window of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 390 by 844, with touch.
    Phone,
    /// 820 by 1180, with touch.
    Tablet,
    /// 1440 by 900, with a mouse.
    Desk,
    /// 320 wide: the narrowest that WCAG asks for.
    Narrow,
}

/// What the browser asks pages for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// nl-NL.
    Dutch,
    /// en-GB.
    English,
}

/// The colours that the device asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// All of it together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The window.
    pub size: Size,
    /// The language.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
}

impl View {
    /// A phone in the street: Dutch, light.
    pub const PHONE: Self = Self { size: Size::Phone, language: Language::Dutch, theme: Theme::Light };

    /// A tablet at a kitchen table: Dutch, light.
    pub const TABLET: Self = Self { size: Size::Tablet, language: Language::Dutch, theme: Theme::Light };

    /// A desk: Dutch, light.
    pub const DESK: Self = Self { size: Size::Desk, language: Language::Dutch, theme: Theme::Light };

    /// The commands of the DevTools protocol that make a browser look so.
    pub(super) fn commands(self, user_agent: &str) -> [(&'static str, Value); 4] {
        let (width, height) = self.size.pixels();
        let is_phone = self.size != Size::Desk;
        let scheme = if self.theme == Theme::Dark { "dark" } else { "light" };
        [
            (
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone }),
            ),
            ("Emulation.setTouchEmulationEnabled", json!({ "enabled": is_phone })),
            (
                "Emulation.setEmulatedMedia",
                // Nothing moves, so that a picture doesn't depend on when it was taken.
                json!({ "features": [
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "prefers-reduced-motion", "value": "reduce" },
                ] }),
            ),
            (
                "Emulation.setUserAgentOverride",
                json!({ "userAgent": user_agent, "acceptLanguage": self.language.tag() }),
            ),
        ]
    }
}

impl Size {
    fn pixels(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Tablet => (820, 1180),
            Self::Desk => (1440, 900),
            Self::Narrow => (320, 700),
        }
    }
}

impl Language {
    fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl-NL",
            Self::English => "en-GB",
        }
    }
}
