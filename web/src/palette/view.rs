//! The dialog: a field, and below it what fits (a combobox, WAI-ARIA APG).

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::palette_model::{Line, Offers, lines, only_case, step};
use super::queries::{CaseWords, PaletteQuery, PaletteVariables};
use crate::account::use_viewer;
use crate::cases::{offers_of, use_at_hand};
use crate::graphql::{load, load_in_turn, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Dialog, Icon, effect, focus_soon};

/// Long enough not to ask at each letter of a quick typist, too short to notice.
const PAUSE: Duration = Duration::from_millis(120);
/// So many of each sort are found.
const FIRST: i32 = 5;

const FIELD: &str = "ga-naar-veld";
const LIST: &str = "ga-naar-lijst";

fn line_id(line: usize) -> String {
    ["ga-naar-", &line.to_string()].concat()
}

/// The palette, while it is open.
#[component]
pub fn Palette(open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    effect(move || {
        if open.get() {
            focus_soon(FIELD);
        }
    });
    let foot = move || view! { <p class="bv-muted bv-small">{words::ui::palette_keys(locale)}</p> };
    view! {
        <Dialog id="ga-naar" open title=words::ui::palette(locale).to_owned() foot>
            <Inside open />
        </Dialog>
    }
}

#[component]
fn Inside(open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let viewer = use_viewer();
    let navigate = use_navigate();
    let path = use_location().pathname;
    let at_hand = use_at_hand();
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(String::new());
    let chosen = RwSignal::new(0);
    let found = load_in_turn(move || {
        let search = asked.get();
        async move {
            let cases = CaseWords { code_word: Some(search.clone()) };
            let variables = PaletteVariables { cases, search: search.clone(), first: FIRST };
            api.query::<PaletteQuery, _>(variables).await.map(|found| (search, found))
        }
    });
    // What was found for other words is not offered: enter would go there.
    let fitting = move || found.answer().filter(|answer| answer.0 == typed.with(|typed| typed.trim().to_owned()));
    let only = Memo::new(move |_| found.answer().and_then(|answer| only_case(&answer.1).cloned()));
    let of_found = load(move || {
        let only = only.get();
        async move {
            match only {
                Some(id) => offers_of(api, locale, id).await,
                None => Ok(Vec::new()),
            }
        }
    });
    let all = Memo::new(move |_| {
        let fitting = fitting();
        let (here, found) = (at_hand.offers(), of_found.answer());
        let offers = Offers { here: &here, found: found.as_ref().map_or(&[], |found| found.as_slice()) };
        lines(locale, &viewer.get(), &typed.get(), fitting.as_ref().map(|answer| &answer.1), offers)
    });
    let mut ask = debounce(PAUSE, move |text: String| {
        asked.try_set(text.trim().to_owned());
    });
    let write = move |event| {
        let text = event_target_value(&event);
        typed.set(text.clone());
        chosen.set(0);
        ask(text);
    };
    let go = StoredValue::new_local(move |line: usize| {
        if let Some(line) = all.with_untracked(|all| all.get(line).cloned()) {
            open.set(false);
            if path.get_untracked() != line.href {
                navigate(&line.href, NavigateOptions::default());
            }
            if let Some(offer) = line.begins {
                // The browser gives the focus back as it closes the dialog; what follows comes after that.
                set_timeout(move || at_hand.mean(&offer), Duration::ZERO);
            }
        }
    });
    let go = move |line: usize| go.with_value(|go| go(line));
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let key = event.key();
        if key == "Enter" {
            event.prevent_default();
            go(chosen.get_untracked());
        } else if let Some(next) = step(&key, chosen.get_untracked(), all.with_untracked(Vec::len)) {
            event.prevent_default();
            chosen.set(next);
        }
    };
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    view! {
        <label class="bv-hidden" for=FIELD>
            {words::ui::palette_field(locale)}
        </label>
        <input
            class="bv-input"
            id=FIELD
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded="true"
            aria-controls=LIST
            aria-activedescendant=move || (!is_empty.get()).then(|| line_id(chosen.get()))
            autocomplete="off"
            placeholder=words::ui::palette_field(locale)
            prop:value=typed
            on:input=write
            on:keydown=pressed
        />
        <ul
            class="bv-palette"
            id=LIST
            role="listbox"
            aria-label=words::ui::palette_found(locale)
            on:mousedown=|event| event.prevent_default()
        >
            {move || {
                let line = |(number, line): (usize, Line)| {
                    view! { <Row number line chosen press=Callback::new(move |()| go(number)) /> }
                };
                all.get().into_iter().enumerate().map(line).collect_view()
            }}
        </ul>
        <p role="status">
            {move || (is_empty.get() && fitting().is_some()).then(|| words::ui::palette_nothing(locale))}
        </p>
    }
}

#[component]
fn Row(number: usize, line: Line, chosen: RwSignal<usize>, press: Callback<()>) -> impl IntoView {
    let is_chosen = move || chosen.get() == number;
    let beside = line.beside.clone().map(|beside| view! { " " <span class="bv-muted bv-small">{beside}</span> });
    view! {
        <li
            class="bv-palette__line"
            id=line_id(number)
            role="option"
            aria-selected=move || is_chosen().to_string()
            on:click=move |_| press.run(())
        >
            <Icon glyph=line.glyph />
            <span>{line.words} {beside}</span>
        </li>
    }
}
