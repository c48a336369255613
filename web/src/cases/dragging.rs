//! Moving a card with the mouse or with the keyboard: the same act as in its menu, begun by letting it go on a column.

use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;

use super::carrying_model::{Side, next, said_at};
use super::dialogs::{Acting, Subject};
use super::moving_model::{Target, target, targets};
use super::queries::CaseCard;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::CaseId;
use crate::i18n::{Locale, words};

/// What is being dragged or carried, and over what.
#[derive(Clone, Copy)]
pub struct Dragging {
    card: RwSignal<Option<CaseCard>>,
    over: RwSignal<Option<BoardColumn>>,
    /// Whether the keyboard carries it.
    by_keys: RwSignal<bool>,
    /// What is said to who carries it.
    pub said: RwSignal<String>,
}

/// How a column looks while a card is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Welcome {
    /// As ever.
    Usual,
    /// The card can go here.
    Open,
    /// The card can go here, and is above it.
    Over,
    /// The card can't go here.
    Shut,
    /// The card can't go here, and is above it.
    Never,
}

impl Dragging {
    /// Nothing is dragged.
    pub fn new() -> Self {
        Self {
            card: RwSignal::new(None),
            over: RwSignal::new(None),
            by_keys: RwSignal::new(false),
            said: RwSignal::new(String::new()),
        }
    }

    /// Whether this card is dragged.
    pub fn is_dragged(self, id: &CaseId) -> bool {
        !self.by_keys.get() && self.is_in_hand(id)
    }

    /// The column this card is carried above with the keyboard; None when it isn't carried.
    pub fn carried_to(self, id: &CaseId) -> Option<BoardColumn> {
        if self.by_keys.get() && self.is_in_hand(id) { self.over.get() } else { None }
    }

    fn is_in_hand(self, id: &CaseId) -> bool {
        self.card.with(|card| card.as_ref().is_some_and(|card| card.id == *id))
    }

    /// Somebody takes a card up.
    pub fn start(self, event: &DragEvent, card: CaseCard) {
        if let Some(transfer) = event.data_transfer() {
            // Some browsers drag only what has data. The code word says nothing about anybody.
            let _ = transfer.set_data("text/plain", &card.code_word);
            transfer.set_effect_allowed("move");
        }
        // The browser takes the picture of the card first; what changes the layout comes after.
        request_animation_frame(move || self.card.set(Some(card)));
    }

    /// Somebody lets go, wherever that is.
    pub fn end(self) {
        self.by_keys.set(false);
        self.card.set(None);
        self.over.set(None);
    }

    /// The card is above a column. Where it can't go, the column says so, and the pointer shows it.
    pub fn hover(self, event: &DragEvent, column: BoardColumn) {
        if self.card.with_untracked(Option::is_some) {
            event.prevent_default();
            let is_shut = matches!(untrack(|| self.welcome(column)), Welcome::Shut | Welcome::Never);
            if let Some(transfer) = event.data_transfer() {
                transfer.set_drop_effect(if is_shut { "none" } else { "move" });
            }
        }
        if self.over.get_untracked() != Some(column) {
            self.over.set(Some(column));
        }
    }

    /// The card is let go above a column: begins the act that leads there, or tells that there is none.
    pub fn drop_on(self, event: &DragEvent, column: BoardColumn, acting: Acting, locale: Locale) {
        event.prevent_default();
        let card = self.card.get_untracked();
        self.end();
        Self::put(card, column, acting, locale);
    }

    /// A key is pressed on a card. True when it was about carrying, and is dealt with.
    pub fn key(self, event: &KeyboardEvent, card: &CaseCard, acting: Acting, locale: Locale) -> bool {
        let is_carried = untrack(|| self.by_keys.get() && self.is_in_hand(&card.id));
        let at = self.over.get_untracked().unwrap_or(card.board_column);
        match event.key().as_str() {
            " " if !is_carried && !targets(card).is_empty() => self.pick_up(card.clone(), locale),
            " " | "Enter" if is_carried => {
                let (card, word) = (self.card.get_untracked(), card.code_word.clone());
                self.end();
                if at == card.as_ref().map_or(at, |card| card.board_column) {
                    self.said.set(words::board::carried_stopped(locale, &word, super::column_name(locale, at)));
                } else {
                    self.said.set(words::board::carried_down(locale, &word, super::column_name(locale, at)));
                    Self::put(card, at, acting, locale);
                }
            }
            "Escape" if is_carried => self.stop(locale),
            "ArrowLeft" | "ArrowUp" if is_carried => self.carry(Side::Before, locale),
            "ArrowRight" | "ArrowDown" if is_carried => self.carry(Side::After, locale),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// What is carried goes back: somebody stopped, or the focus went elsewhere.
    pub fn stop(self, locale: Locale) {
        let Some(card) = self.card.get_untracked().filter(|_| self.by_keys.get_untracked()) else { return };
        self.end();
        let column = super::column_name(locale, card.board_column);
        self.said.set(words::board::carried_stopped(locale, &card.code_word, column));
    }

    fn pick_up(self, card: CaseCard, locale: Locale) {
        self.said.set(words::board::carried_up(locale, &card.code_word));
        self.over.set(Some(card.board_column));
        self.by_keys.set(true);
        self.card.set(Some(card));
    }

    fn carry(self, side: Side, locale: Locale) {
        let Some(card) = self.card.get_untracked() else { return };
        let at = next(&card, self.over.get_untracked().unwrap_or(card.board_column), side);
        self.said.set(said_at(locale, &card, at));
        self.over.set(Some(at));
    }

    fn put(card: Option<CaseCard>, column: BoardColumn, acting: Acting, locale: Locale) {
        let Some(card) = card.filter(|card| card.board_column != column) else { return };
        let name = super::column_name(locale, column);
        match target(&card, column) {
            Some(Target { acts, .. }) => {
                let title = words::board::drop_title(locale, &card.code_word, name);
                acting.choose(Subject { card, content: None }, title, acts, None);
            }
            None => acting.tell(words::board::drop_shut(locale, name)),
        }
    }

    /// How a column looks now.
    pub fn welcome(self, column: BoardColumn) -> Welcome {
        self.card.with(|card| match card {
            None => Welcome::Usual,
            Some(card) if card.board_column == column => {
                let is_above = self.by_keys.get() && self.over.get() == Some(column);
                if is_above { Welcome::Over } else { Welcome::Usual }
            }
            Some(card) if targets(card).iter().any(|target| target.column == column) => {
                if self.over.get() == Some(column) { Welcome::Over } else { Welcome::Open }
            }
            Some(_) if self.over.get() == Some(column) => Welcome::Never,
            Some(_) => Welcome::Shut,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::card;
    use super::*;
    use crate::graphql::enums::CaseAct;

    #[test]
    fn only_columns_that_can_be_reached_are_open() {
        let owner = Owner::new();
        owner.set();
        let dragging = Dragging::new();
        assert_eq!(dragging.welcome(BoardColumn::Waiting), Welcome::Usual);
        dragging.card.set(Some(CaseCard { available_acts: vec![CaseAct::SetWaiting], ..card("melkbus") }));
        dragging.over.set(Some(BoardColumn::Done));
        assert_eq!(dragging.welcome(BoardColumn::Waiting), Welcome::Open);
        assert_eq!(dragging.welcome(BoardColumn::Done), Welcome::Never);
        assert_eq!(dragging.welcome(BoardColumn::New), Welcome::Shut);
        assert_eq!(dragging.welcome(BoardColumn::Active), Welcome::Usual);
        dragging.over.set(Some(BoardColumn::Waiting));
        assert_eq!(dragging.welcome(BoardColumn::Waiting), Welcome::Over);
        dragging.end();
        assert_eq!(dragging.welcome(BoardColumn::Waiting), Welcome::Usual);
    }
}
