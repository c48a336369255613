//! Moving a card with the mouse, with the keyboard or with a finger: the same act as in its menu, begun by letting it go
//! on a column.

use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;

use super::carrying_model::{Side, next, said_at};
use super::dialogs::{Acting, Subject};
use super::moving_model::{Target, target, targets};
use super::queries::CaseCard;
use crate::graphql::enums::BoardColumn;
use crate::graphql::scalars::CaseId;
use crate::i18n::{Locale, words};

/// With what a card is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    Mouse,
    Keys,
    Finger,
}

/// What is being dragged or carried, and over what.
#[derive(Clone, Copy)]
pub struct Dragging {
    card: RwSignal<Option<CaseCard>>,
    over: RwSignal<Option<BoardColumn>>,
    hand: RwSignal<Hand>,
    /// Whether the mouse still drags what it took up.
    is_held: StoredValue<bool>,
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
            hand: RwSignal::new(Hand::Mouse),
            is_held: StoredValue::new(false),
            said: RwSignal::new(String::new()),
        }
    }

    /// Whether the mouse drags this card: then the browser shows a picture of it.
    pub fn is_dragged(self, id: &CaseId) -> bool {
        self.is_in(Hand::Mouse, id)
    }

    /// Whether the keyboard carries this card.
    pub fn is_carried(self, id: &CaseId) -> bool {
        self.is_in(Hand::Keys, id)
    }

    /// Whether a finger carries this card.
    pub fn is_lifted(self, id: &CaseId) -> bool {
        self.is_in(Hand::Finger, id)
    }

    /// The column that this card is carried above; None when it isn't carried, or is above none.
    pub fn carried_to(self, id: &CaseId) -> Option<BoardColumn> {
        if self.is_carried(id) || self.is_lifted(id) { self.over.get() } else { None }
    }

    /// The card that is moved now.
    pub fn in_hand(self) -> Option<CaseId> {
        self.card.with(|card| card.as_ref().map(|card| card.id.clone()))
    }

    fn is_in(self, hand: Hand, id: &CaseId) -> bool {
        self.hand.get() == hand && self.card.with(|card| card.as_ref().is_some_and(|card| card.id == *id))
    }

    /// Somebody takes a card up.
    pub fn start(self, event: &DragEvent, card: CaseCard) {
        if let Some(transfer) = event.data_transfer() {
            // Some browsers drag only what has data. The code word says nothing about anybody.
            let _ = transfer.set_data("text/plain", &card.code_word);
            transfer.set_effect_allowed("move");
        }
        self.is_held.set_value(true);
        // The browser takes the picture of the card first; what changes the layout comes after, unless it was let go by then.
        request_animation_frame(move || {
            if self.is_held.try_get_value() == Some(true) {
                self.card.set(Some(card));
            }
        });
    }

    /// Somebody lets go, wherever that is.
    pub fn end(self) {
        self.is_held.set_value(false);
        self.card.set(None);
        self.over.set(None);
        self.hand.set(Hand::Mouse);
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
        let is_carried = untrack(|| self.is_carried(&card.id));
        let at = self.over.get_untracked().unwrap_or(card.board_column);
        match event.key().as_str() {
            " " if !is_carried && !targets(card).is_empty() => self.pick_up(card.clone(), locale),
            " " | "Enter" if is_carried => self.put_down(at, acting, locale),
            "Escape" if is_carried => self.stop(locale),
            "ArrowLeft" | "ArrowUp" if is_carried => self.carry(Side::Before, locale),
            "ArrowRight" | "ArrowDown" if is_carried => self.carry(Side::After, locale),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// What the keyboard carries goes back: somebody stopped, or the focus went elsewhere.
    pub fn stop(self, locale: Locale) {
        if self.hand.get_untracked() == Hand::Keys {
            self.put_back(locale);
        }
    }

    /// A finger picks a card up.
    pub fn lift(self, card: CaseCard, locale: Locale) {
        self.said.set(words::board::lifted(locale, &card.code_word));
        self.over.set(Some(card.board_column));
        self.hand.set(Hand::Finger);
        self.card.set(Some(card));
    }

    /// The finger is above a column, or above none. Where the card can't go, the column says so.
    pub fn lift_over(self, column: Option<BoardColumn>, locale: Locale) {
        if self.over.get_untracked() == column {
            return;
        }
        self.over.set(column);
        let said = self.card.with_untracked(|card| {
            let (card, column) = (card.as_ref()?, column?);
            let is_open = column == card.board_column || target(card, column).is_some();
            let shut = || words::board::drop_shut(locale, super::column_name(locale, column));
            Some(if is_open { said_at(locale, card, column) } else { shut() })
        });
        self.said.set(said.unwrap_or_default());
    }

    /// The finger lets go: on a column the card goes there, elsewhere it goes back.
    pub fn let_go(self, acting: Acting, locale: Locale) {
        match self.over.get_untracked() {
            Some(column) => self.put_down(column, acting, locale),
            None => self.put_back(locale),
        }
    }

    /// The card goes back to where it was.
    pub fn put_back(self, locale: Locale) {
        let Some(card) = self.card.get_untracked() else { return };
        self.end();
        let column = super::column_name(locale, card.board_column);
        self.said.set(words::board::carried_stopped(locale, &card.code_word, column));
    }

    fn put_down(self, column: BoardColumn, acting: Acting, locale: Locale) {
        let Some(card) = self.card.get_untracked().filter(|card| card.board_column != column) else {
            return self.put_back(locale);
        };
        self.end();
        // What can't go there is told once, and isn't said to have gone.
        if target(&card, column).is_some() {
            self.said.set(words::board::carried_down(locale, &card.code_word, super::column_name(locale, column)));
        }
        Self::put(Some(card), column, acting, locale);
    }

    fn pick_up(self, card: CaseCard, locale: Locale) {
        self.said.set(words::board::carried_up(locale, &card.code_word));
        self.over.set(Some(card.board_column));
        self.hand.set(Hand::Keys);
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
                let is_above = self.hand.get() != Hand::Mouse && self.over.get() == Some(column);
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

    #[test]
    fn what_a_finger_carries_is_told_and_goes_back_where_no_column_is() {
        let owner = Owner::new();
        owner.set();
        let dragging = Dragging::new();
        let said = || dragging.said.get_untracked();
        let card = CaseCard { available_acts: vec![CaseAct::SetWaiting], ..card("melkbus") };
        dragging.lift(card.clone(), Locale::Nl);
        assert!(said().starts_with("melkbus is opgepakt."), "{}", said());
        assert!(dragging.is_lifted(&card.id) && !dragging.is_dragged(&card.id) && !dragging.is_carried(&card.id));
        assert_eq!(dragging.welcome(BoardColumn::Active), Welcome::Over);
        dragging.lift_over(Some(BoardColumn::Waiting), Locale::Nl);
        assert_eq!(said(), "Wacht, kolom 4 van 6. Vraagt tot wanneer.");
        assert_eq!(dragging.carried_to(&card.id), Some(BoardColumn::Waiting));
        dragging.lift_over(Some(BoardColumn::New), Locale::Nl);
        assert_eq!(said(), "Deze vraag kan nu niet naar Nieuw.");
        dragging.lift_over(None, Locale::Nl);
        assert_eq!((said().as_str(), dragging.carried_to(&card.id)), ("", None));
        // The focus that leaves a card stops the keyboard, not the finger.
        dragging.stop(Locale::Nl);
        assert_eq!(dragging.in_hand(), Some(card.id));
        dragging.put_back(Locale::Nl);
        assert_eq!((said().as_str(), dragging.in_hand()), ("Gestopt. melkbus blijft in Mee bezig.", None));
    }
}
