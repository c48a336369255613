//! The filters of the board: in a line on a desk, behind a button on a phone. They live in the address.

use std::sync::Arc;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::board::{BoardPlace, address, use_board};
use super::board_view::{BoardView, Whose};
use super::queries::{Board, FilterChoicesQuery};
use crate::account::use_viewer;
use crate::graphql::scalars::{NeighbourhoodId, PersonId, TopicId};
use crate::graphql::{Loaded, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Chip, Dialog, Emphasis, FilterSelect, Glyph, effect};

/// Long enough to finish a word.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(200);
/// In the list of who helps: the viewer.
const MYSELF: &str = "ik";
/// And the others.
const TEAM: &str = "team";

/// What the filters offer.
#[derive(Clone, Copy)]
pub struct Choices {
    loaded: Loaded<FilterChoicesQuery>,
}

impl Choices {
    /// Asks for it once.
    pub fn ask() -> Self {
        let api = use_api();
        Self { loaded: load(move || api.query::<FilterChoicesQuery, _>(())) }
    }
}

/// The filters in a line.
#[component]
pub fn Filters(choices: Choices) -> impl IntoView {
    let locale = use_locale();
    view! {
        <form
            class="bv-filters bv-board__filters"
            aria-label=words::board::filters(locale)
            on:submit=move |event| event.prevent_default()
        >
            <Fields choices />
        </form>
    }
}

/// The filters behind a button.
#[component]
pub fn FilterDialog(choices: Choices) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { view, .. } = use_board();
    let open = RwSignal::new(false);
    let on_submit = Callback::new(move |()| open.set(false));
    let is_narrow = Memo::new(move |_| view.with(BoardView::is_narrow));
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true>
                {words::board::show_cases(locale)}
            </Button>
            <Show when=move || is_narrow.get()>
                <ClearFilters />
            </Show>
        }
    };
    view! {
        <Button icon=Glyph::Filter attr:aria-haspopup="dialog" press=move || open.set(true)>
            {words::board::filters(locale)}
            <Show when=move || is_narrow.get()>
                <span class="bv-hidden">{words::board::filters_on(locale)}</span>
                <span class="bv-dot" aria-hidden="true"></span>
            </Show>
        </Button>
        <Dialog id="filters" open title=words::board::filters(locale).to_owned() on_submit foot>
            <div class="bv-filters">
                <Fields choices />
            </div>
        </Dialog>
    }
}

/// Takes all filters away.
#[component]
pub fn ClearFilters() -> impl IntoView {
    let locale = use_locale();
    let change = use_change();
    view! {
        <Button press=move || change.run(Arc::new(|view: &mut BoardView| *view = view.widened()))>
            {words::board::clear_filters(locale)}
        </Button>
    }
}

type Changed = Arc<dyn Fn(&mut BoardView) + Send + Sync>;

/// Changes the view, and with it the address: the back button brings the last one back.
fn use_change() -> Callback<Changed> {
    let navigate = use_navigate();
    let BoardPlace { view, .. } = use_board();
    Callback::new(move |changed: Changed| {
        let before = view.get_untracked();
        let mut after = before.clone();
        changed(&mut after);
        if after == before {
            return;
        }
        // Letters of one search are one step back.
        let replace = BoardView { search: String::new(), ..after.clone() }
            == BoardView { search: String::new(), ..before.clone() };
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        navigate(&address(&after), options);
    })
}

#[component]
fn Fields(choices: Choices) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { view, loaded, .. } = use_board();
    let change = use_change();
    let counted = move |count: fn(&Board) -> i32| Signal::derive(move || loaded.answer().map(|board| count(&board)));
    let is_on = move |of: fn(&BoardView) -> bool| Signal::derive(move || view.with(of));
    view! {
        <PlaceFilter choices />
        <TopicFilter choices />
        <HelperFilter choices />
        <Chip
            pressed=is_on(|view| view.my_turn)
            label=words::board::only_my_turn(locale)
            count=counted(|board| board.my_turn_count)
            press=move || change.run(Arc::new(|view: &mut BoardView| view.my_turn = !view.my_turn))
        />
        <Chip
            pressed=is_on(|view| view.late)
            label=words::board::only_late(locale)
            count=counted(|board| board.overdue_count)
            icon=Glyph::Late
            press=move || change.run(Arc::new(|view: &mut BoardView| view.late = !view.late))
        />
        <SearchFilter />
    }
}

/// A list whose chosen value follows the view, and changes it.
fn bound(
    read: impl Fn(&BoardView) -> String + Send + Sync + 'static,
    write: impl Fn(&mut BoardView, &str) + Send + Sync + 'static,
) -> RwSignal<String> {
    let BoardPlace { view, .. } = use_board();
    let change = use_change();
    let value = RwSignal::new(view.with_untracked(&read));
    let write = Arc::new(write);
    let read = Arc::new(read);
    let known = read.clone();
    effect(move || {
        let now = view.with(&*known);
        if value.get_untracked() != now {
            value.set(now);
        }
    });
    effect(move || {
        let chosen = value.get();
        if view.with_untracked(&*read) != chosen {
            let write = write.clone();
            change.run(Arc::new(move |view: &mut BoardView| write(view, &chosen)));
        }
    });
    value
}

#[component]
fn PlaceFilter(choices: Choices) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let value = bound(
        |view| view.places.first().map(|id| id.0.clone()).unwrap_or_default(),
        |view, chosen| view.places = some(chosen).map(NeighbourhoodId).into_iter().collect(),
    );
    let options = Signal::derive(move || {
        let own = viewer.get().neighbourhoods.clone();
        let own: Vec<_> = own.into_iter().map(|place| (place.id.0, place.name)).collect();
        let places = if own.is_empty() {
            let answer = choices.loaded.answer();
            let all = answer.iter().flat_map(|answer| &answer.neighbourhoods);
            all.map(|place| (place.id.0.clone(), place.name.clone())).collect()
        } else {
            own
        };
        let all = words::board::all_places(locale, &places.len().to_string());
        std::iter::once((String::new(), all)).chain(places).collect::<Vec<_>>()
    });
    // With one neighbourhood there is nothing to choose.
    view! {
        <Show when=move || { options.with(Vec::len) > 2 }>
            <FilterSelect label=words::board::place(locale) options value />
        </Show>
    }
}

#[component]
fn TopicFilter(choices: Choices) -> impl IntoView {
    let locale = use_locale();
    let value = bound(
        |view| view.topics.first().map(|id| id.0.clone()).unwrap_or_default(),
        |view, chosen| view.topics = some(chosen).map(TopicId).into_iter().collect(),
    );
    let options = Signal::derive(move || {
        let answer = choices.loaded.answer();
        let topics = answer.iter().flat_map(|answer| &answer.topics);
        let topics = topics.map(|topic| (topic.id.0.clone(), topic.name.clone()));
        std::iter::once((String::new(), words::board::all_topics(locale).to_owned())).chain(topics).collect::<Vec<_>>()
    });
    view! { <FilterSelect label=words::board::topic(locale) options value /> }
}

#[component]
fn HelperFilter(choices: Choices) -> impl IntoView {
    let locale = use_locale();
    let value = bound(
        |view| match view.holders.first() {
            Some(id) => id.0.clone(),
            None => match view.whose {
                Some(Whose::Mine) => MYSELF.to_owned(),
                Some(Whose::Team) => TEAM.to_owned(),
                None => String::new(),
            },
        },
        |view, chosen| {
            view.whose = match chosen {
                MYSELF => Some(Whose::Mine),
                TEAM => Some(Whose::Team),
                _ => None,
            };
            let person = some(chosen).filter(|_| ![MYSELF, TEAM].contains(&chosen));
            view.holders = person.map(PersonId).into_iter().collect();
        },
    );
    let options = Signal::derive(move || {
        let answer = choices.loaded.answer();
        let people = answer.iter().filter_map(|answer| answer.viewer.as_ref()).flat_map(|viewer| &viewer.people);
        let people = people.map(|person| (person.id.0.clone(), person.name.clone()));
        let first = [
            (String::new(), words::board::everybody(locale).to_owned()),
            (MYSELF.to_owned(), words::board::myself(locale).to_owned()),
            (TEAM.to_owned(), words::board::team(locale).to_owned()),
        ];
        first.into_iter().chain(people).collect::<Vec<_>>()
    });
    view! { <FilterSelect label=words::board::helper(locale) options value /> }
}

#[component]
fn SearchFilter() -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { view, .. } = use_board();
    let change = use_change();
    let typed = RwSignal::new(view.with_untracked(|view| view.search.clone()));
    // The page may be left while somebody pauses.
    let mut ask = debounce(PAUSE, move |text: String| {
        change.try_run(Arc::new(move |view: &mut BoardView| text.trim().clone_into(&mut view.search)));
    });
    effect(move || {
        let now = view.with(|view| view.search.clone());
        // A space at the end is no other search, and must not be taken from who types.
        if typed.with_untracked(|typed| typed.trim() != now) {
            typed.set(now);
        }
    });
    let on_input = move |event| {
        let text = event_target_value(&event);
        typed.set(text.clone());
        ask(text);
    };
    view! {
        <label class="bv-filter bv-filter--search">
            {words::board::search(locale)}
            <input type="search" autocomplete="off" prop:value=typed on:input=on_input />
        </label>
    }
}

fn some(chosen: &str) -> Option<String> {
    (!chosen.is_empty()).then(|| chosen.to_owned())
}
