//! Dragging a card with the mouse: the same act as in its menu, begun by dropping it on a column.

use leptos::ev::DragEvent;
use leptos::prelude::*;

use super::dialogs::{Acting, Subject};
use super::moving_model::{Target, target, targets};
use super::queries::CaseCard;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::CaseId;
use crate::i18n::{Locale, words};

/// What is being dragged, and over what.
#[derive(Clone, Copy)]
pub struct Dragging {
    card: RwSignal<Option<CaseCard>>,
    over: RwSignal<Option<BoardColumn>>,
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
}

impl Dragging {
    /// Nothing is dragged.
    pub fn new() -> Self {
        Self { card: RwSignal::new(None), over: RwSignal::new(None) }
    }

    /// Whether this card is dragged.
    pub fn is_dragged(self, id: &CaseId) -> bool {
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
        self.card.set(None);
        self.over.set(None);
    }

    /// The card is above a column. It may be let go above each: where it can't go, that is told.
    pub fn hover(self, event: &DragEvent, column: BoardColumn) {
        if self.card.with_untracked(Option::is_some) {
            event.prevent_default();
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
            Some(card) if card.board_column == column => Welcome::Usual,
            Some(card) if targets(card).iter().any(|target| target.column == column) => {
                if self.over.get() == Some(column) { Welcome::Over } else { Welcome::Open }
            }
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
        assert_eq!(dragging.welcome(BoardColumn::Done), Welcome::Shut);
        assert_eq!(dragging.welcome(BoardColumn::Active), Welcome::Usual);
        dragging.over.set(Some(BoardColumn::Waiting));
        assert_eq!(dragging.welcome(BoardColumn::Waiting), Welcome::Over);
        dragging.end();
        assert_eq!(dragging.welcome(BoardColumn::Waiting), Welcome::Usual);
    }
}
