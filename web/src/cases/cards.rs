//! The cards of one column: those near what is in sight are drawn, and more come as one scrolls.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::board::{BoardPlace, use_board};
use super::board_model::{STEP, append, column as find, hidden, more};
use super::card::{Card, Layout};
use super::column_name;
use super::queries::{Board, CaseFilter, MoreCardsQuery, MoreCardsVariables};
use super::window_model::{CHUNK, chunk, gaps};
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::CaseId;
use crate::graphql::{Failure, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Emphasis, Room, effect, explain, live};

/// How high a card is taken to be before it was drawn, in pixels.
const CARD: f64 = 130.0;
/// The space between cards, in pixels.
const BETWEEN: f64 = 8.0;
/// More is asked for when the end of the list is so near below what is in sight, in pixels.
const NEAR: f64 = 1200.0;

/// Where a list is, as one scrolls: how far its top lies above that of the window, and how high the window is.
type Sight = (f64, f64);

/// The cards of a column, and a button for more.
#[component]
pub fn Cards(column: BoardColumn, board: Signal<Arc<Board>>, layout: Layout) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { order, .. } = use_board();
    let ids = Memo::new(move |_| order.with(|order| order.of(column).to_vec()));
    let total = Memo::new(move |_| board.with(|board| find(board, column).map_or(0, |it| it.cards.total_count)));
    let list = NodeRef::<html::Ul>::new();
    let bringing = Bringing::new(column, board);
    let gaps = near(list, ids, &bringing);
    let place_of = move |id: &CaseId| ids.with(|ids| ids.iter().position(|other| other == id).map_or(1, |it| it + 1));
    let card = move |id: CaseId| {
        let own = id.clone();
        let place = Signal::derive(move || (place_of(&own), total.get()));
        view! { <Card id column board place layout /> }
    };
    let piece = move |number: usize| {
        let gap = Memo::new(move |_| gaps.with(|gaps| gaps.get(number).copied().flatten()));
        let is_drawn = Memo::new(move |_| gap.get().is_none());
        let own = Memo::new(move |_| ids.with(|ids| chunk(ids, number)));
        live(move || {
            if is_drawn.get() {
                view! { <For each=move || own.get() key=CaseId::clone children=card /> }.into_any()
            } else {
                let height = move || pixels(gap.get().unwrap_or_default());
                view! { <li class="bv-board__gap" aria-hidden="true" style:height=height></li> }.into_any()
            }
        })
    };
    let pieces = Memo::new(move |_| gaps.with(Vec::len));
    let rest = Memo::new(move |_| board.with(|board| find(board, column).and_then(|it| hidden(&it.cards))));
    let in_column = [" ", &words::board::in_column(locale, column_name(locale, column))].concat();
    let in_column = StoredValue::new(in_column);
    let failed = Signal::derive(move || bringing.failure.get().map(|failure| explain(locale, &failure)));
    let class = if layout == Layout::Column { "bv-board__cards" } else { "bv-board__cards bv-board__cards--list" };
    view! {
        <ul class=class node_ref=list>
            <For each=move || 0..pieces.get() key=|number| *number children=piece />
        </ul>
        <Show when=move || rest.get().is_some()>
            <div class="bv-section__more">
                <Alert text=failed />
                <Button
                    emphasis=Emphasis::Plain
                    room=Room::Line
                    busy=bringing.is_busy
                    press=move || bringing.bring()
                >
                    {move || rest.get().map(|rest| more(locale, rest))}
                    <span class="bv-hidden">{in_column.get_value()}</span>
                </Button>
            </div>
        </Show>
    }
}

/// The gaps of the list, as one scrolls.
fn near(list: NodeRef<html::Ul>, ids: Memo<Vec<CaseId>>, bringing: &Bringing) -> Memo<Vec<Option<f64>>> {
    let bringing = *bringing;
    let BoardPlace { holding, dragging, .. } = use_board();
    let sight = RwSignal::new((0.0, 1000.0));
    let heights = StoredValue::new(HashMap::<CaseId, f64>::new());
    let measured = Trigger::new();
    let found = Memo::new(move |_| {
        measured.track();
        let (above, height) = sight.get();
        // What the browser holds on to must not be taken from the page: the focus, and what a finger or the mouse moves.
        let pinned: Vec<_> = holding.focused().into_iter().chain(dragging.in_hand()).collect();
        ids.with(|ids| {
            heights.with_value(|heights| {
                let usual = average(heights);
                let height_of = |id: &CaseId| heights.get(id).copied().unwrap_or(usual);
                gaps(ids, height_of, &(above..above + height), &pinned)
            })
        })
    });
    let is_waiting = StoredValue::new(false);
    let look = move || {
        if is_waiting.try_update_value(|waits| std::mem::replace(waits, true)) != Some(false) {
            return;
        }
        request_animation_frame(move || {
            if is_waiting.try_set_value(false).is_some() {
                return;
            }
            let Some(now) = list.try_get_untracked().flatten().as_ref().and_then(in_sight) else { return };
            if sight.get_untracked() != now {
                sight.set(now);
            }
        });
    };
    let scrolled = move |_| {
        look();
        bringing.when_near(list);
    };
    for event in ["scroll", "resize"] {
        let handle = window_event_listener_untyped(event, scrolled);
        on_cleanup(move || handle.remove());
    }
    effect(move || {
        if found.with(|gaps| gaps.iter().any(Option::is_some)) {
            request_animation_frame(move || {
                let Some(list) = list.try_get_untracked().flatten() else { return };
                if heights.try_update_value(|heights| measure(&list, heights)) == Some(true) {
                    measured.notify();
                }
            });
        }
    });
    // Where the list begins is known once it stands on the page.
    effect(move || {
        if list.get().is_some() && ids.with(Vec::len) > CHUNK {
            look();
        }
    });
    found
}

fn in_sight(list: &web_sys::HtmlUListElement) -> Option<Sight> {
    let height = window().inner_height().ok()?.as_f64()?;
    Some((-list.get_bounding_client_rect().top(), height))
}

/// How high the cards are that are drawn; whether that is news.
fn measure(list: &web_sys::HtmlUListElement, heights: &mut HashMap<CaseId, f64>) -> bool {
    let children = list.children();
    let mut is_news = false;
    for card in (0..children.length()).filter_map(|index| children.item(index)) {
        let Some(id) = card.get_attribute("data-card") else { continue };
        let height = card.get_bounding_client_rect().height() + BETWEEN;
        let known = heights.insert(CaseId(id), height);
        is_news |= known.is_none_or(|known| (known - height).abs() >= 1.0);
    }
    is_news
}

fn average(heights: &HashMap<CaseId, f64>) -> f64 {
    let (sum, number) = heights.values().fold((0.0, 0.0), |(sum, number), height| (sum + height, number + 1.0));
    if number > 0.0 { sum / number } else { CARD }
}

/// The height of a gap, which has the space between cards below it as every card has.
fn pixels(height: f64) -> String {
    [&(height - BETWEEN).max(0.0).round().to_string(), "px"].concat()
}

/// Brings the next cards of a column.
#[derive(Clone, Copy)]
struct Bringing {
    column: BoardColumn,
    board: Signal<Arc<Board>>,
    place: BoardPlace,
    api: crate::graphql::Api,
    is_busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Bringing {
    fn new(column: BoardColumn, board: Signal<Arc<Board>>) -> Self {
        let (is_busy, failure) = (RwSignal::new(false), RwSignal::new(None));
        Self { column, board, place: use_board(), api: use_api(), is_busy, failure }
    }

    /// Somebody scrolls, and the end of the list comes near.
    fn when_near(self, list: NodeRef<html::Ul>) {
        let Some(list) = list.try_get_untracked().flatten() else { return };
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let is_near = list.get_bounding_client_rect().bottom() < height + NEAR;
        // What failed waits for the button.
        if is_near && self.failure.with_untracked(Option::is_none) {
            self.bring();
        }
    }

    fn bring(self) {
        let Self { column, board, place, .. } = self;
        let next = board.with_untracked(|board| {
            let cards = &find(board, column)?.cards;
            hidden(cards).map(|_| (cards.nodes.len(), cards.page_info.end_cursor.clone()))
        });
        let Some((shown, after)) = next.filter(|_| !self.is_busy.get_untracked()) else { return };
        self.is_busy.set(true);
        self.failure.set(None);
        place.wanted.update_value(|wanted| {
            wanted.insert(column, shown + STEP);
        });
        let filter = place.view.with_untracked(super::board_view::BoardView::filter);
        let first = i32::try_from(STEP).unwrap_or(i32::MAX);
        let asked = CaseFilter { columns: Some(vec![column]), ..filter.clone() };
        spawn_local(async move {
            let variables = MoreCardsVariables { filter: asked, first, after };
            let answer = self.api.query::<MoreCardsQuery, _>(variables).await;
            // The page may be left, or somebody may look at other cards by now.
            if self.is_busy.try_set(false).is_some()
                || place.view.with_untracked(super::board_view::BoardView::filter) != filter
            {
                return;
            }
            match (answer, place.loaded.answer_untracked()) {
                (Ok(more), Some(board)) => {
                    let mut board = Board::clone(&board);
                    append(&mut board, column, more.cases);
                    place.loaded.put(board);
                }
                (Err(failure), _) => self.failure.set(Some(failure)),
                (Ok(_), None) => {}
            }
        });
    }
}
