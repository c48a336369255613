//! The field to search in: results as one types, and below it what somebody may be looking for (a combobox, WAI-ARIA APG).

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::directory::go;
use super::directory_model::Wanted;
use super::queries::SpecialistConnection;
use super::suggestion_model::{Key, Leads, Offer, Sort, key, offers};
use crate::i18n::{use_locale, words};
use crate::ui::{Glyph, Icon, effect};

/// Long enough not to ask at each letter of a quick typist, too short to notice.
const PAUSE: Duration = Duration::from_millis(120);

const LIST: &str = "voorstellen";

/// The id of a line, for `aria-activedescendant`.
fn line_id(line: usize) -> String {
    ["voorstel-", &line.to_string()].concat()
}

/// The field and its list.
#[component]
pub fn SearchBox(wanted: Memo<Wanted>, connection: Signal<Arc<SpecialistConnection>>) -> impl IntoView {
    let locale = use_locale();
    let typed = typing(wanted);
    let wants_list = RwSignal::new(false);
    let leave = use_navigate();
    let lines = Memo::new(move |_| connection.with(|found| offers(&found.suggestions, &wanted.get())));
    // What is chosen stays so while other lines come, and is no other line because it stands where that stood.
    let choice = RwSignal::new(None::<Offer>);
    let chosen = Memo::new(move |_| {
        let choice = choice.get()?;
        lines.with(|lines| lines.iter().position(|line| *line == choice))
    });
    let is_open = Memo::new(move |_| {
        wants_list.get() && !typed.with(|typed| typed.trim().is_empty()) && !lines.with(Vec::is_empty)
    });
    let take = StoredValue::new_local(move |offer: Offer| {
        wants_list.set(false);
        choice.set(None);
        match offer.leads {
            Leads::To(next) => {
                typed.set(next.search.clone());
                go(&leave, &next, false);
            }
            Leads::ToEntry(id) => leave(&["/specialisten/", &id.0].concat(), NavigateOptions::default()),
        }
    });
    let take = move |line: usize| {
        if let Some(offer) = lines.with_untracked(|lines| lines.get(line).cloned()) {
            take.with_value(|take| take(offer));
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let number = lines.with_untracked(Vec::len);
        match key(&event.key(), is_open.get_untracked(), chosen.get_untracked(), number) {
            Key::Usual => return,
            Key::GoTo(line) => {
                wants_list.set(true);
                choice.set(line.and_then(|line| lines.with_untracked(|lines| lines.get(line).cloned())));
            }
            Key::Take(line) => take(line),
            Key::Close => {
                wants_list.set(false);
                choice.set(None);
                // The tab key goes on to the next field.
                if event.key() == "Tab" {
                    return;
                }
            }
        }
        event.prevent_default();
    };
    let field = NodeRef::<leptos::html::Input>::new();
    let write = move |event| {
        typed.set(event_target_value(&event));
        choice.set(None);
        wants_list.set(true);
    };
    let clear = move |_| {
        typed.set(String::new());
        if let Some(field) = field.get_untracked() {
            // Refused only when the field is gone.
            let _ = field.focus();
        }
    };
    view! {
        <search class="bv-search bv-directory__search">
            <Icon glyph=Glyph::Search />
            <label class="bv-hidden" for="zoek">
                {words::specialists::search(locale)}
            </label>
            <input
                class="bv-input"
                id="zoek"
                type="search"
                role="combobox"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=move || is_open.get().to_string()
                aria-activedescendant=move || chosen.get().filter(|_| is_open.get()).map(line_id)
                autocomplete="off"
                placeholder=words::specialists::search(locale)
                node_ref=field
                prop:value=typed
                on:input=write
                on:keydown=pressed
                on:blur=move |_| wants_list.set(false)
            />
            <Show when=move || !typed.get().is_empty()>
                <button class="bv-back bv-search__clear" type="button" on:click=clear>
                    {words::specialists::clear(locale)}
                </button>
            </Show>
            <List is_open lines chosen take=Callback::new(take) />
        </search>
    }
}

/// What is typed: it becomes the search of the page after a pause, and follows the way back in the history.
fn typing(wanted: Memo<Wanted>) -> RwSignal<String> {
    let typed = RwSignal::new(wanted.get_untracked().search);
    let navigate = use_navigate();
    // What this field put in the address itself: by the time that it stands there, more may have been typed.
    let sent = StoredValue::new(None::<String>);
    let mut settle = leptos::leptos_dom::helpers::debounce(PAUSE, move |search: String| {
        // The page may be left while somebody pauses.
        let Some(now) = wanted.try_get_untracked() else { return };
        if now.search != search {
            sent.set_value(Some(search.clone()));
            go(&navigate, &Wanted { search, ..now }, true);
        }
    });
    let searched = Memo::new(move |_| wanted.with(|wanted| wanted.search.clone()));
    effect(move || {
        let search = searched.get();
        let is_own = sent.try_update_value(Option::take).flatten().is_some_and(|sent| sent == search);
        if !is_own && typed.get_untracked().trim() != search {
            typed.set(search);
        }
    });
    Effect::new(move |before: Option<String>| {
        let search = typed.get().trim().to_owned();
        if before.is_some_and(|before| before != search) {
            settle(search.clone());
        }
        search
    });
    typed
}

#[component]
fn List(
    is_open: Memo<bool>,
    lines: Memo<Vec<Offer>>,
    chosen: Memo<Option<usize>>,
    take: Callback<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let drawn = move || {
        let lines = if is_open.get() { lines.get() } else { Vec::new() };
        let line = |(number, offer): (usize, Offer)| {
            view! { <Line number offer chosen press=Callback::new(move |()| take.run(number)) /> }
        };
        lines.into_iter().enumerate().map(line).collect_view()
    };
    // A press in the list takes no focus away from the field.
    view! {
        <ul
            class="bv-suggest"
            id=LIST
            role="listbox"
            aria-label=words::specialists::suggestions(locale)
            hidden=move || !is_open.get()
            on:mousedown=|event| event.prevent_default()
        >
            {drawn}
        </ul>
    }
}

#[component]
fn Line(number: usize, offer: Offer, chosen: Memo<Option<usize>>, press: Callback<()>) -> impl IntoView {
    let glyph = match offer.sort {
        Sort::Topic => Glyph::StatusTalk,
        Sort::Entry => Glyph::Directory,
        Sort::Search => Glyph::Search,
    };
    let is_chosen = move || chosen.get() == Some(number);
    view! {
        <li
            class="bv-suggest__line"
            id=line_id(number)
            role="option"
            aria-selected=move || is_chosen().to_string()
            on:click=move |_| press.run(())
        >
            <Icon glyph />
            <span>{offer.words} {offer.beside.map(|beside| view! { " " <span class="bv-muted bv-small">{beside}</span> })}</span>
        </li>
    }
}
