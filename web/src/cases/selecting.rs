//! Choosing several questions on the board, and the bar with what can be done with all of them.

use leptos::prelude::*;

use super::board::{BoardPlace, use_board};
use super::board_model::card as find;
use super::queries::CaseCard;
use super::selecting_model::range;
use crate::graphql::scalars::CaseId;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Glyph};

/// What is to be done with all that are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// A colleague is asked to take over.
    HandOver,
    /// They wait.
    Wait,
}

/// The questions that are chosen. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct Selecting {
    /// Whether somebody chooses.
    pub is_on: RwSignal<bool>,
    /// What somebody set out to do.
    pub asked: RwSignal<Option<Together>>,
    chosen: RwSignal<Vec<CaseId>>,
    last: StoredValue<Option<CaseId>>,
}

impl Selecting {
    /// Nothing is chosen.
    pub fn new() -> Self {
        Self {
            is_on: RwSignal::new(false),
            asked: RwSignal::new(None),
            chosen: RwSignal::new(Vec::new()),
            last: StoredValue::new(None),
        }
    }

    /// Whether this one is chosen.
    pub fn is_chosen(self, id: &CaseId) -> bool {
        self.chosen.with(|chosen| chosen.contains(id))
    }

    /// Chooses this one, or not any more; with `reaches`, all from the last one to this.
    pub fn turn(self, id: &CaseId, column: &[CaseId], reaches: bool) {
        self.is_on.set(true);
        let last = self.last.get_value();
        self.chosen.update(|chosen| {
            if reaches {
                let between = range(column, last.as_ref(), id);
                chosen.extend(between.into_iter().filter(|id| !chosen.contains(id)).collect::<Vec<_>>());
            } else if chosen.contains(id) {
                chosen.retain(|other| other != id);
            } else {
                chosen.push(id.clone());
            }
        });
        self.last.set_value(Some(id.clone()));
    }

    /// Only these stay chosen; with none of them, the choosing is over.
    pub fn keep(self, ids: Vec<CaseId>) {
        if ids.is_empty() {
            self.is_on.try_set(false);
        }
        self.chosen.try_set(ids);
    }
}

/// The chosen cards that are on the board.
pub fn chosen_cards(place: &BoardPlace) -> Vec<CaseCard> {
    let Some(board) = place.loaded.answer() else { return Vec::new() };
    place.selecting.chosen.with(|chosen| chosen.iter().filter_map(|id| find(&board, id).cloned()).collect())
}

/// The box with which a card is chosen.
#[component]
pub fn Pick(id: CaseId, word: String) -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { selecting, order, .. } = use_board();
    let id = StoredValue::new(id);
    let label = StoredValue::new(words::together::choose_card(locale, &word));
    let is_chosen = move || id.with_value(|id| selecting.is_chosen(id));
    let turn = move |event: leptos::ev::MouseEvent| {
        id.with_value(|id| {
            order.with_untracked(|order| {
                let column = order.column_of(id).map(|column| order.of(column)).unwrap_or_default();
                selecting.turn(id, column, event.shift_key());
            });
        });
    };
    view! {
        <Show when=move || selecting.is_on.get()>
            <label class="bv-check bv-card__pick">
                <input type="checkbox" prop:checked=is_chosen on:click=turn />
                <span class="bv-hidden">{label.get_value()}</span>
            </label>
        </Show>
    }
}

/// Begins to choose.
#[component]
pub fn ChooseButton() -> impl IntoView {
    let locale = use_locale();
    let BoardPlace { selecting, .. } = use_board();
    view! {
        <Show when=move || !selecting.is_on.get()>
            <Button emphasis=Emphasis::Plain icon=Glyph::Check press=move || selecting.is_on.set(true)>
                {words::together::choose(locale)}
            </Button>
        </Show>
    }
}

/// What can be done with all that are chosen.
#[component]
pub fn ChosenBar() -> impl IntoView {
    let locale = use_locale();
    let place = use_board();
    let selecting = place.selecting;
    let number = Memo::new(move |_| i32::try_from(chosen_cards(&place).len()).unwrap_or(i32::MAX));
    let is_none = Signal::derive(move || number.get() == 0);
    let begin = move |task| {
        if !is_none.get_untracked() {
            selecting.asked.set(Some(task));
        }
    };
    view! {
        <Show when=move || selecting.is_on.get()>
            <section class="bv-chosen" aria-label=words::together::chosen_bar(locale)>
                <p role="status" class="bv-strong">
                    {move || words::together::chosen(locale, number.get())}
                </p>
                <div class="bv-cluster">
                    <Button icon=Glyph::HandOver busy=is_none press=move || begin(Together::HandOver)>
                        {words::together::hand_over(locale)}
                    </Button>
                    <Button icon=Glyph::Pause busy=is_none press=move || begin(Together::Wait)>
                        {words::together::wait(locale)}
                    </Button>
                    <Button emphasis=Emphasis::Plain press=move || selecting.keep(Vec::new())>
                        {words::together::stop(locale)}
                    </Button>
                </div>
            </section>
        </Show>
    }
}
