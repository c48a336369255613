//! The columns of the board beside each other, and on a phone one of them with the others as a switch.

use std::sync::Arc;

use leptos::prelude::*;

use super::board::{BoardPlace, use_board};
use super::board_model::{column as find, counts, first_column};
use super::board_view::{BoardView, column_key, column_of};
use super::card::Layout;
use super::cards::Cards;
use super::dialogs::use_acting;
use super::dragging::Welcome;
use super::queries::Board;
use super::{COLUMNS, column_glyph, column_name};
use crate::graphql::enums::BoardColumn;
use crate::i18n::{use_locale, words};
use crate::storage;
use crate::ui::{Bone, Icon, LoadingSaid, effect};

/// Under this name the device remembers the column of a phone.
const REMEMBERED: &str = "kolom";

/// All columns beside each other.
#[component]
pub fn Columns(board: Signal<Arc<Board>>) -> impl IntoView {
    let column = move |column| view! { <Column column board /> };
    view! { <div class="bv-board">{COLUMNS.map(column).collect_view()}</div> }
}

#[component]
fn Column(column: BoardColumn, board: Signal<Arc<Board>>) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { dragging, .. } = use_board();
    let acting = use_acting();
    let heading = ["kolom-", column_key(column)].concat();
    let labelled_by = heading.clone();
    let count = move || board.with(|board| find(board, column).map_or(0, |it| it.cards.total_count));
    let class = move || {
        let welcome = match dragging.welcome(column) {
            Welcome::Usual => "",
            Welcome::Open => " bv-board__column--open",
            Welcome::Over => " bv-board__column--open bv-board__column--over",
            Welcome::Shut => " bv-board__column--shut",
            Welcome::Never => " bv-board__column--never",
        };
        let done = if column == BoardColumn::Done { " bv-board__column--done" } else { "" };
        ["bv-board__column", done, welcome].concat()
    };
    view! {
        <section
            class=class
            aria-labelledby=labelled_by
            data-column=column_key(column)
            on:dragover=move |event| dragging.hover(&event, column)
            on:drop=move |event| dragging.drop_on(&event, column, acting, locale)
        >
            <h2 class="bv-board__head" id=heading>
                <Icon glyph=column_glyph(column) />
                {column_name(locale, column)}
                <span class="bv-count">
                    {count} <span class="bv-hidden">" " {move || words::board::cases_word(locale, count())}</span>
                </span>
            </h2>
            <Show when=move || dragging.welcome(column) == Welcome::Never>
                <p class="bv-board__never">{words::board::not_here(locale)}</p>
            </Show>
            <Cards column board layout=Layout::Column />
        </section>
    }
}

/// One column as a list, and the others as a switch above it.
#[component]
pub fn OneColumn(board: Signal<Arc<Board>>) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { view, dragging, .. } = use_board();
    let remembered = StoredValue::new(storage::read(REMEMBERED).as_deref().and_then(column_of));
    let first = StoredValue::new(None::<BoardColumn>);
    let shown = Memo::new(move |_| {
        let chosen = view.with(|view| view.column).or_else(|| remembered.get_value());
        // Chosen once: the list must not jump to another column when a card moves.
        chosen.or_else(|| first.get_value()).unwrap_or_else(|| {
            let found = board.with(|board| first_column(board));
            first.set_value(Some(found));
            found
        })
    });
    effect(move || {
        if let Some(column) = view.with(|view| view.column) {
            storage::write(REMEMBERED, column_key(column));
            remembered.set_value(Some(column));
        }
    });
    let numbers = Memo::new(move |_| board.with(|board| counts(board)));
    let link = move |column: BoardColumn| {
        let href = move || super::board::address(&BoardView { column: Some(column), ..view.get() });
        let number = move || numbers.with(|numbers| numbers.iter().find(|it| it.0 == column).map_or(0, |it| it.1));
        // What is carried can be let go on a column here.
        let class = move || match dragging.welcome(column) {
            Welcome::Usual => "bv-chip",
            Welcome::Open => "bv-chip bv-chip--open",
            Welcome::Over => "bv-chip bv-chip--open bv-chip--over",
            Welcome::Shut | Welcome::Never => "bv-chip bv-chip--shut",
        };
        view! {
            <a
                class=class
                href=href
                data-column=column_key(column)
                aria-current=move || (shown.get() == column).then_some("true")
            >
                {column_name(locale, column)}
                " "
                <span class="bv-count">{number}</span>
            </a>
        }
    };
    let list = move || {
        let column = shown.get();
        view! {
            <h2 class="bv-hidden">{column_name(locale, column)}</h2>
            <Cards column board layout=Layout::List />
            <Show when=move || {
                numbers.with(|numbers| numbers.iter().any(|(name, number)| *name == column && *number == 0))
            }>
                <p class="bv-muted">{words::board::column_empty(locale)}</p>
            </Show>
        }
    };
    view! {
        <nav
            class="bv-switch bv-switch--grid"
            class:bv-switch--stays=move || dragging.in_hand().is_some()
            aria-label=words::board::columns(locale)
        >
            {COLUMNS.map(link).collect_view()}
        </nav>
        {list}
    }
}

/// Columns that are still coming, with a few cards as high as cards will be.
#[component]
pub fn ColumnBones(wide: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    let card = |_| {
        view! {
            <li class="bv-card bv-card--case">
                <Bone width="bv-bone--64" />
                <Bone width="bv-bone--78" />
                <Bone width="bv-bone--71" />
                <Bone width="bv-bone--41" />
            </li>
        }
    };
    let column = move |(index, column): (usize, BoardColumn)| {
        view! {
            <div class="bv-board__column">
                <p class="bv-board__head bv-strong">
                    <Icon glyph=column_glyph(column) />
                    {column_name(locale, column)}
                </p>
                <ul class="bv-board__cards">{(0..3 - index % 2).map(card).collect_view()}</ul>
            </div>
        }
    };
    let columns = move || {
        let columns = if wide.get() { &COLUMNS[..] } else { &COLUMNS[..1] };
        columns.iter().copied().enumerate().map(column).collect_view()
    };
    view! {
        <div aria-busy="true">
            <LoadingSaid />
            <div class="bv-board" aria-hidden="true">
                {columns}
            </div>
        </div>
    }
}
