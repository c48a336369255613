//! Buttons in four levels of emphasis, and links that look like them.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::graphql::scalars::Phone;
use crate::i18n::{use_locale, words};

/// How loud a button is. A page has one primary button for one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emphasis {
    /// Solid: the likely act.
    Primary,
    /// Tinted: the act that helps now, such as calling.
    Tint,
    /// Outlined: other acts.
    #[default]
    Outline,
    /// Text: the rest.
    Plain,
}

/// How much room a button takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Room {
    /// As wide as its words.
    #[default]
    Words,
    /// The whole line.
    Line,
    /// The whole line, and higher: the last step on a phone.
    Foot,
}

fn class(emphasis: Emphasis, room: Room) -> String {
    let emphasis = match emphasis {
        Emphasis::Primary => " bv-button--primary",
        Emphasis::Tint => " bv-button--tint",
        Emphasis::Outline => "",
        Emphasis::Plain => " bv-button--plain",
    };
    let room = match room {
        Room::Words => "",
        Room::Line => " bv-button--wide",
        Room::Foot => " bv-button--wide bv-button--big",
    };
    ["bv-button", emphasis, room].concat()
}

fn drawn(icon: Option<Glyph>) -> Option<impl IntoView> {
    icon.map(|glyph| view! { <Icon glyph /> })
}

/// What a button does when it is pressed: any closure without arguments.
///
/// It is handed over as a property, not as `on:click` on the component: a handler that is spread onto a component whose
/// view is rebuilt in place stays the first one, and does what the button did before.
pub struct Press(Box<dyn Fn()>);

impl<F: Fn() + 'static> From<F> for Press {
    fn from(press: F) -> Self {
        Self(Box::new(press))
    }
}

impl Press {
    /// Does it.
    pub fn now(&self) {
        (self.0)();
    }
}

/// A button. It does what `press` says; inside a form, `submits=true` sends the form instead. While `busy`, it says so
/// and does nothing, but keeps the focus.
#[component]
pub fn Button(
    #[prop(optional, into)] press: Option<Press>,
    #[prop(optional)] emphasis: Emphasis,
    #[prop(optional)] room: Room,
    #[prop(optional, into)] icon: Option<Glyph>,
    #[prop(optional)] submits: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let pressed = move |_| {
        if let Some(press) = press.as_ref().filter(|_| !busy.get_untracked()) {
            press.now();
        }
    };
    view! {
        <button
            class=class(emphasis, room)
            type=if submits { "submit" } else { "button" }
            aria-disabled=move || busy.get().then_some("true")
            on:click=pressed
        >
            {drawn(icon)}
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] emphasis: Emphasis,
    #[prop(optional)] room: Room,
    #[prop(optional, into)] icon: Option<Glyph>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=class(emphasis, room) href=href>
            {drawn(icon)}
            {children()}
        </a>
    }
}

/// Calls somebody. In a list its row covers the rest, and only "Bel" is seen; the name is heard.
#[component]
pub fn CallButton(
    phone: Phone,
    #[prop(into)] name: String,
    #[prop(optional)] emphasis: Emphasis,
    /// Shows the name too.
    #[prop(optional)]
    names: bool,
) -> impl IntoView {
    let locale = use_locale();
    let name = [" ", &name].concat();
    view! {
        <a class=[&class(emphasis, Room::Words), " bv-row__act"].concat() href=dial(&phone)>
            <Icon glyph=Glyph::Phone />
            <span>
                {words::ui::call(locale)}
                <span class=if names { "" } else { "bv-hidden" }>{name}</span>
            </span>
        </a>
    }
}

/// The address that dials a number.
pub fn dial(phone: &Phone) -> String {
    let digits = phone.0.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+');
    "tel:".chars().chain(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_without_its_spaces() {
        assert_eq!(dial(&Phone("0412 00 23 41".to_owned())), "tel:0412002341");
        assert_eq!(dial(&Phone("+31 (0)412-002341".to_owned())), "tel:+310412002341");
    }
}
