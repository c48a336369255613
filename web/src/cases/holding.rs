//! What somebody has in hand on the board: the card under the pointer and the card with the focus. Neither may move when
//! others change the board.

use std::time::Duration;

use leptos::prelude::*;

use crate::graphql::scalars::CaseId;

/// So long a card is held after the pointer or the focus left it: on the way to the next one nothing jumps.
const LETS_GO: Duration = Duration::from_secs(1);

/// The cards in hand. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct Holding {
    pointed: Hold,
    focused: Hold,
}

#[derive(Clone, Copy)]
struct Hold {
    card: RwSignal<Option<CaseId>>,
    /// Counts, so that letting go late doesn't take away what was held since.
    turn: StoredValue<u32>,
}

impl Holding {
    /// Nothing is in hand.
    pub fn new() -> Self {
        Self { pointed: Hold::new(), focused: Hold::new() }
    }

    /// The pointer comes above a card, or leaves it.
    pub fn point(self, card: Option<&CaseId>) {
        self.pointed.turn_to(card);
    }

    /// A card gets the focus, or loses it.
    pub fn focus(self, card: Option<&CaseId>) {
        self.focused.turn_to(card);
    }

    /// The cards in hand now.
    pub fn held(self) -> Vec<CaseId> {
        self.pointed.card.get().into_iter().chain(self.focused()).collect()
    }

    /// The card with the focus. A window that isn't in front tells of no focus, but has one to come back to.
    pub fn focused(self) -> Option<CaseId> {
        self.focused.card.get().or_else(card_with_focus)
    }

    /// Somebody wants to see other cards: nothing stays for what was in hand.
    pub fn let_go(self) {
        for hold in [self.pointed, self.focused] {
            hold.card.set(None);
        }
    }
}

/// The card that has the focus on the page, or something in it.
pub fn card_with_focus() -> Option<CaseId> {
    let card = document().active_element()?.closest("[data-card]").ok().flatten()?;
    card.get_attribute("data-card").map(CaseId)
}

impl Hold {
    fn new() -> Self {
        Self { card: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    fn turn_to(self, card: Option<&CaseId>) {
        // Handlers of a page that is left may come late.
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        match card {
            Some(card) => {
                if self.card.with_untracked(|held| held.as_ref() != Some(card)) {
                    self.card.set(Some(card.clone()));
                }
            }
            None => set_timeout(
                move || {
                    if self.turn.try_get_value() == Some(turn) {
                        self.card.try_set(None);
                    }
                },
                LETS_GO,
            ),
        }
    }
}
