//! What is said of a page to who can't see it change.

use leptos::prelude::*;

/// Something to say, each time it happens.
#[derive(Clone, Copy)]
pub struct Said {
    texts: [RwSignal<String>; 2],
    next: StoredValue<usize>,
}

impl Said {
    /// Nothing yet.
    pub fn new() -> Self {
        let silent = || RwSignal::new(String::new());
        Self { texts: [silent(), silent()], next: StoredValue::new(0) }
    }

    /// Says it. A text that stays in its place is said once only; so the two places take turns.
    pub fn say(self, text: String) {
        let place = self.next.get_value();
        self.next.set_value(1 - place);
        self.texts[1 - place].set(String::new());
        self.texts[place].set(text);
    }
}

/// Says it when nothing else is being said, and shows nothing.
#[component]
pub fn SaidPolitely(said: Said) -> impl IntoView {
    let [one, other] = said.texts;
    view! {
        <p class="bv-hidden" role="status">
            <span>{one}</span>
            <span>{other}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_stands_in_another_place_the_second_time() {
        let owner = Owner::new();
        owner.set();
        let said = Said::new();
        let places = || said.texts.map(|text| text.get_untracked());
        assert_eq!(places(), ["", ""]);
        said.say("Zojuist veranderd.".to_owned());
        assert_eq!(places(), ["Zojuist veranderd.", ""]);
        said.say("Zojuist veranderd.".to_owned());
        assert_eq!(places(), ["", "Zojuist veranderd."]);
    }
}
