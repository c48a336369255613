//! A person in two letters. For the eye only: the name stands beside it.

use leptos::prelude::*;

use crate::i18n::capital_letter;

/// The initials in a circle.
#[component]
pub fn Face(#[prop(into)] initials: String, #[prop(optional)] small: bool) -> impl IntoView {
    let class = if small { "bv-face bv-face--small" } else { "bv-face" };
    view! {
        <span class=class aria-hidden="true">
            {initials}
        </span>
    }
}

/// The first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).map(capital_letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_first_and_last() {
        let all = ["Mia", "Joris Hendriks", "Nadia El Amrani", "  ", "émile zola"].map(initials);
        assert_eq!(all, ["M", "JH", "NA", "", "ÉZ"]);
    }
}
