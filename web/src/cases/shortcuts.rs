//! The keys of the board at work, and the list of them.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use super::COLUMNS;
use super::board::{BoardPlace, use_board};
use super::board_model::card as find;
use super::dialogs::{Subject, use_acting};
use super::holding::card_with_focus;
use super::moving_model::targets;
use super::shortcuts_model::{Pressed, Shortcut, all, beside, shortcut};
use crate::account::use_viewer;
use crate::graphql::scalars::CaseId;
use crate::i18n::{use_locale, words};
use crate::shell::may_open_case;
use crate::storage;
use crate::ui::{Button, Check, Dialog, Emphasis, effect};

/// Under this name the device remembers that letters do nothing.
const SWITCH: &str = "sneltoetsen";
const OFF: &str = "uit";

/// Follows the keys while the board is there, and lists them on demand.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let locale = use_locale();
    let place = use_board();
    let acting = use_acting();
    let viewer = use_viewer();
    let navigate = use_navigate();
    let letters = RwSignal::new(storage::read(SWITCH).as_deref() != Some(OFF));
    let open = RwSignal::new(false);
    let goes = StoredValue::new(false);
    effect(move || if letters.get() { storage::forget(SWITCH) } else { storage::write(SWITCH, OFF) });
    let act = move |shortcut: Shortcut, on: Option<CaseId>| match shortcut {
        Shortcut::New if may_open_case(&viewer.get_untracked()) => {
            navigate("/vragen/nieuw", NavigateOptions::default());
        }
        Shortcut::Page(page) => navigate(page, NavigateOptions::default()),
        Shortcut::Search => focus_on(".bv-filter--search input"),
        Shortcut::Filters => focus_on("main .bv-filters :is(select, button), .bv-board__tools [aria-haspopup=dialog]"),
        Shortcut::New | Shortcut::Go => {}
        Shortcut::Next => step(&place, on.as_ref(), true),
        Shortcut::Previous => step(&place, on.as_ref(), false),
        Shortcut::Left => aside(&place, on.as_ref(), false),
        Shortcut::Right => aside(&place, on.as_ref(), true),
        Shortcut::Move => {
            let board = place.loaded.answer_untracked();
            let card = board.as_ref().zip(on).and_then(|(board, id)| find(board, &id).cloned());
            if let Some(card) = card.filter(|card| !untrack(|| acting.is_under_way(&card.id))) {
                let targets = targets(&card);
                acting.choose_column(Subject { card, content: None }, targets);
            }
        }
        Shortcut::Choose | Shortcut::ChooseUpTo => {
            if let Some(id) = on {
                place.order.with_untracked(|order| {
                    let column = order.column_of(&id).map(|column| order.of(column)).unwrap_or_default();
                    place.selecting.turn(&id, column, shortcut == Shortcut::ChooseUpTo);
                });
            }
        }
        Shortcut::Help => open.set(true),
    };
    let act = StoredValue::new_local(act);
    let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        if has_modifier || event.default_prevented() || is_elsewhere(&event) {
            return;
        }
        let on = card_with_focus();
        let went = goes.try_update_value(std::mem::take).unwrap_or_default();
        let letters = letters.get_untracked();
        let pressed = Pressed { key: &event.key(), letters, goes: went, on_card: on.is_some() };
        let Some(shortcut) = shortcut(pressed) else { return };
        event.prevent_default();
        goes.set_value(shortcut == Shortcut::Go);
        act.with_value(|act| act(shortcut, on));
    });
    on_cleanup(move || handle.remove());
    let row = |(keys, does): (&'static [&'static str], &'static str)| {
        let keys = keys.iter().map(|key| view! { <kbd class="bv-key">{key_name(key)}</kbd> " " }).collect_view();
        view! {
            <div class="bv-keys__row">
                <dt>{keys}</dt>
                <dd>{does}</dd>
            </div>
        }
    };
    let foot = move || view! { <Button press=move || open.set(false)>{words::dialogs::close_dialog(locale)}</Button> };
    view! {
        <p class="bv-keys__open">
            <Button emphasis=Emphasis::Plain attr:aria-haspopup="dialog" press=move || open.set(true)>
                {words::shortcuts::title(locale)}
            </Button>
        </p>
        <Dialog id="sneltoetsen" open title=words::shortcuts::title(locale).to_owned() foot>
            <Check value=letters label=words::shortcuts::letters(locale) />
            <dl class="bv-keys">{all(locale).map(row).collect_view()}</dl>
        </Dialog>
    }
}

/// A key that is drawn as a sign is also told.
fn key_name(key: &'static str) -> impl IntoView {
    let locale = use_locale();
    match key {
        "␣" => words::shortcuts::space(locale),
        "⇧" => words::shortcuts::shift(locale),
        other => other,
    }
}

/// Whether the key belongs to a field, or to a dialog.
fn is_elsewhere(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let in_field = target.is_some_and(|target| {
        target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]").unwrap_or_default()
    });
    in_field || document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn focus_on(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Gives a card the focus, wherever it is in its column: it is drawn first.
fn focus_card(place: &BoardPlace, id: &CaseId) {
    place.holding.focus(Some(id));
    let element = ["vraag-", &id.0].concat();
    request_animation_frame(move || {
        let found = document().get_element_by_id(&element);
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}

/// To the next card of the column, or the one before; to the first card when none has the focus.
fn step(place: &BoardPlace, on: Option<&CaseId>, forward: bool) {
    let next = place.order.with_untracked(|order| {
        let Some(on) = on else {
            return COLUMNS.iter().find_map(|column| order.of(*column).first().cloned());
        };
        let column = order.of(order.column_of(on)?);
        let own = column.iter().position(|id| id == on)?;
        beside(own, forward, column.len()).map(|next| column[next].clone())
    });
    if let Some(next) = next {
        focus_card(place, &next);
    }
}

/// To the next column with cards, or the one before: to the card at the same height.
fn aside(place: &BoardPlace, on: Option<&CaseId>, forward: bool) {
    let next = place.order.with_untracked(|order| {
        let on = on?;
        let column = order.column_of(on)?;
        let own = order.of(column).iter().position(|id| id == on)?;
        let mut at = COLUMNS.iter().position(|other| *other == column)?;
        loop {
            at = beside(at, forward, COLUMNS.len())?;
            if let Some(last) = order.of(COLUMNS[at]).len().checked_sub(1) {
                return Some(order.of(COLUMNS[at])[own.min(last)].clone());
            }
        }
    });
    // On a phone only one column is there.
    if let Some(next) = next.filter(|next| document().get_element_by_id(&["vraag-", &next.0].concat()).is_some()) {
        focus_card(place, &next);
    }
}
