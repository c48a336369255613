//! The board: all cases in sight, by where they stand.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::board_columns::{ColumnBones, Columns, OneColumn};
use super::board_filters::{Choices, ClearFilters, FilterDialog, Filters};
use super::board_model::{Reach, STEP, append, column as find, head, place, with_moves};
use super::board_view::BoardView;
use super::card::CARRY_HINT;
use super::dialogs::{ActDialogs, ActTrouble, Page, provide_acting};
use super::dragging::Dragging;
use super::fresh::Fresh;
use super::holding::Holding;
use super::queries::{Board, BoardQuery, BoardVariables, CaseFilter, MoreCardsQuery, MoreCardsVariables};
use super::refresh::Refresh;
use super::saved_views::SavedViews;
use super::selecting::{ChooseButton, ChosenBar, Selecting};
use super::shortcuts::Shortcuts;
use super::steady_model::{Order, settle};
use super::together::TogetherDialogs;
use super::touching::Touching;
use crate::account::{Viewer, use_viewer};
use crate::graphql::enums::{BoardColumn, Role};
use crate::graphql::{Api, Failure, Loaded, load, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::may_open_case;
use crate::ui::{ButtonLink, Emphasis, Empty, Glyph, PageHead, SaidPolitely, show_loaded, use_wide};

/// The most cards that one question may ask for.
const PAGE: usize = 100;

/// How many cards of a column are wanted, where that is more than the first few.
type Wanted = HashMap<BoardColumn, usize>;

/// What the parts of the board share.
#[derive(Clone, Copy)]
pub struct BoardPlace {
    /// What somebody looks at.
    pub view: Memo<BoardView>,
    /// The board.
    pub loaded: Loaded<Board>,
    /// How many cards are wanted.
    pub wanted: StoredValue<Wanted>,
    /// What others changed.
    pub fresh: Fresh,
    /// What is asked again.
    pub refresh: Refresh,
    /// What is moved by hand.
    pub dragging: Dragging,
    /// What fingers do.
    pub touching: Touching,
    /// What must not move by itself.
    pub holding: Holding,
    /// What is chosen to be done together.
    pub selecting: Selecting,
    /// The cards in the order in which they are shown.
    pub order: Memo<Order>,
}

/// What the parts of the board share.
pub fn use_board() -> BoardPlace {
    expect_context()
}

/// The address of a view.
pub fn address(view: &BoardView) -> String {
    let parameters: ParamsMap = view.parameters().into_iter().collect();
    ["/vragen", &parameters.to_query_string()].concat()
}

/// The page.
#[component]
pub fn BoardPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let wide = use_wide();
    let (place, shown) = provide_board();
    let BoardPlace { loaded, fresh, dragging, touching, .. } = place;
    let sub = Signal::derive(move || {
        let board = loaded.answer()?;
        Some(head(locale, &board, &reach(&viewer.get())))
    });
    let choices = Choices::ask();
    // On a phone the bar has it.
    let beside = move || {
        (wide.get() && may_open_case(&viewer.get())).then(|| {
            view! {
                <ButtonLink href="/vragen/nieuw" emphasis=Emphasis::Primary icon=Glyph::Plus>
                    {words::board::new_question(locale)}
                </ButtonLink>
            }
        })
    };
    view! {
        <div
            class:bv-main--narrow=move || !wide.get()
            on:touchmove=move |event| touching.hold_page(&event)
            on:touchend=move |event| touching.hold_tap(&event)
            on:contextmenu=move |event| touching.hold_menu(&event)
        >
            <PageHead title=words::board::title(locale).to_owned() sub>
                {beside}
            </PageHead>
            <ActTrouble />
            <Show when=move || wide.get()>
                <Filters choices />
            </Show>
            <div class="bv-cluster bv-board__tools">
                <Show when=move || !wide.get()>
                    <FilterDialog choices />
                </Show>
                <ChooseButton />
                <SavedViews />
            </div>
            <SaidPolitely said=fresh.said />
            <p class="bv-hidden" aria-live="assertive">
                {dragging.said}
            </p>
            <p class="bv-hidden" id=CARRY_HINT>
                {words::board::carry_hint(locale)}
            </p>
            {show_loaded(
                loaded,
                words::board::failed(locale),
                move || view! { <ColumnBones wide /> },
                move |first| {
                    let board = Signal::derive(move || shown.get().unwrap_or_else(|| first.get()));
                    view! { <Shown board wide /> }
                },
            )}
        </div>
        <Shortcuts />
        <ChosenBar />
        <ActDialogs is_read=move || loaded.has_answer() />
        <TogetherDialogs />
    }
}

/// The board with the cards that are on their way.
type Moving = Memo<Option<Arc<Board>>>;

/// Asks for the board, follows what changes on it, and makes known what its parts share.
fn provide_board() -> (BoardPlace, Moving) {
    let locale = use_locale();
    let api = use_api();
    let query = use_query_map();
    let view = Memo::new(move |_| query.with(|query| BoardView::read(|name| query.get(name))));
    let filter = Memo::new(move |_| view.with(BoardView::filter));
    let wanted = StoredValue::new(Wanted::new());
    let (dragging, holding) = (Dragging::new(), Holding::new());
    Effect::new(move |before: Option<CaseFilter>| {
        let now = filter.get();
        if before.is_some_and(|before| before != now) {
            wanted.set_value(Wanted::new());
            holding.let_go();
        }
        now
    });
    let loaded = load(move || ask(api, filter.get(), wanted));
    let refresh = Refresh::follow(api, loaded, filter);
    let fresh = Fresh::follow(api, loaded, locale);
    let acting = provide_acting(Page::Board, move |done| {
        refresh.case(&done.before.id);
        if let (Some(card), Some(board)) = (done.answer.case, loaded.answer_untracked()) {
            fresh.own(&card);
            let mut board = Board::clone(&board);
            place(&mut board, card);
            loaded.put(board);
        }
    });
    let shown = Memo::new_with_compare(
        move |_| loaded.answer().map(|board| acting.under_way.with(|moves| with_moves(&board, moves))),
        |before: Option<&Option<Arc<Board>>>, now| match (before, now) {
            (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
            (before, now) => before.map(Option::is_some) != now.map(Option::is_some),
        },
    );
    let order = Memo::new(move |before: Option<&Order>| {
        let own = acting.under_way.with(|moves| moves.keys().cloned().collect());
        let held: Vec<_> = holding.held().into_iter().chain(dragging.in_hand()).collect();
        let before = before.cloned().unwrap_or_default();
        shown.with(|board| board.as_ref().map(|board| settle(&before, board, &held, &own))).unwrap_or_default()
    });
    let touching = Touching::follow(dragging, acting, locale);
    let place = BoardPlace {
        view,
        loaded,
        wanted,
        fresh,
        refresh,
        dragging,
        touching,
        holding,
        selecting: Selecting::new(),
        order,
    };
    provide_context(place);
    (place, shown)
}

/// What the page shows once the answer is there.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Columns,
    One,
    NothingFound,
    Nothing,
}

/// The board, or that there is nothing on it.
#[component]
fn Shown(board: Signal<Arc<Board>>, wide: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let BoardPlace { view, .. } = use_board();
    let stage = Memo::new(move |_| match (board.with(|board| board.total_count), wide.get()) {
        (0, _) if view.with(BoardView::is_narrow) => Stage::NothingFound,
        (0, _) => Stage::Nothing,
        (_, true) => Stage::Columns,
        (_, false) => Stage::One,
    });
    move || match stage.get() {
        Stage::Columns => view! { <Columns board /> }.into_any(),
        Stage::One => view! { <OneColumn board /> }.into_any(),
        Stage::NothingFound => view! {
            <Empty title=words::board::nothing_found(locale) text=words::board::nothing_found_text(locale)>
                <ClearFilters />
            </Empty>
        }
        .into_any(),
        Stage::Nothing => {
            let new = may_open_case(&viewer.get_untracked()).then(|| {
                view! {
                    <ButtonLink href="/vragen/nieuw" emphasis=Emphasis::Primary icon=Glyph::Plus>
                        {words::board::new_question(locale)}
                    </ButtonLink>
                }
            });
            view! {
                <Empty title=words::board::empty(locale) text=words::board::empty_text(locale) street=true>
                    {new}
                </Empty>
            }
            .into_any()
        }
    }
}

/// Where the viewer works, as the head names it.
fn reach(viewer: &Viewer) -> Reach {
    let sees_all = viewer.has_role(&[Role::Coordinator]);
    match viewer.neighbourhoods.as_slice() {
        _ if sees_all => Reach::Everywhere,
        [] => Reach::Nowhere,
        [only] => Reach::One(only.name.clone()),
        several => Reach::Several(several.len()),
    }
}

/// The board, with as many cards of each column as are wanted.
async fn ask(api: Api, filter: CaseFilter, wanted: StoredValue<Wanted>) -> Result<Board, Failure> {
    let per_column = i32::try_from(STEP).unwrap_or(i32::MAX);
    let variables = BoardVariables { filter: filter.clone(), per_column };
    let mut board = api.query::<BoardQuery, _>(variables).await?.board;
    // Also what was wanted while the first cards were under way.
    for (column, wanted) in wanted.try_get_value().unwrap_or_default() {
        while let Some(cards) = find(&board, column).map(|it| &it.cards) {
            let lacks = wanted.saturating_sub(cards.nodes.len());
            if lacks == 0 || !cards.page_info.has_next_page {
                break;
            }
            let first = i32::try_from(lacks.min(PAGE)).unwrap_or(i32::MAX);
            let after = cards.page_info.end_cursor.clone();
            let filter = CaseFilter { columns: Some(vec![column]), ..filter.clone() };
            let more = api.query::<MoreCardsQuery, _>(MoreCardsVariables { filter, first, after }).await?.cases;
            if more.nodes.is_empty() {
                break;
            }
            append(&mut board, column, more);
        }
    }
    Ok(board)
}
