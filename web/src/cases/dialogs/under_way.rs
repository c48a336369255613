//! Acts that are under way: the card stands where it goes before the server says so, and comes back when it says no.

use leptos::prelude::*;

use super::acting::{Acting, Doing, card_element};
use crate::cases::act_model::Act;
use crate::cases::moving_model::lands_in;
use crate::cases::queries::CaseCard;
use crate::graphql::elsewhere;
use crate::graphql::scalars::CaseId;
use crate::i18n::Locale;
use crate::ui::explain;

/// Where somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Where a card moves at once: its dialog closes, and opens again when the act is refused.
    Board,
    /// Where a dialog stays until its act is done.
    Case,
}

impl Acting {
    /// An act is sent: the card goes where it leads, at once. True when its dialog can close meanwhile.
    pub fn set_off(self, card: &CaseCard, act: &Act) -> bool {
        if self.page != Page::Board {
            return false;
        }
        let column = lands_in(card, act);
        self.under_way.update(|cards| {
            cards.insert(card.id.clone(), column);
        });
        column.is_some()
    }

    /// Whether an act on this case is under way.
    pub fn is_under_way(self, id: &CaseId) -> bool {
        self.under_way.with(|cards| cards.contains_key(id))
    }

    /// The answer to an act is there: what it left shows.
    pub fn arrived(self, card: &CaseCard) {
        self.under_way.try_update(|cards| cards.remove(&card.id));
    }

    /// Whether another act can begin that is done at once: on the board each card is on its own.
    pub(super) fn may_begin(self, id: &CaseId) -> bool {
        match self.page {
            Page::Board => !untrack(|| self.is_under_way(id)),
            Page::Case => !self.is_busy.get_untracked(),
        }
    }

    /// The same as [`Self::set_off`] for an act without a dialog: where the card moves at once, what asked for it closes
    /// at once.
    pub(super) fn set_off_at_once(self, card: &CaseCard, act: &Act) {
        self.set_off(card, act);
        if self.page == Page::Board {
            self.asked.set(None);
            self.give_focus_back(card_element(card));
        }
    }

    /// What was done is being put back.
    pub(super) fn set_off_again(self, card: &CaseCard) {
        if self.page == Page::Board {
            self.under_way.try_update(|cards| cards.insert(card.id.clone(), None));
        }
    }

    /// An act was refused whose dialog closed: on the board by itself, so that it opens again; elsewhere the person
    /// closed it, and is told in passing.
    pub(super) fn refused_after_closing(self, doing: Doing) {
        match self.page {
            Page::Board => self.refused(doing),
            Page::Case => self.tell_trouble(why(self.locale, &doing)),
        }
    }

    /// An act was refused and has no dialog any more: opens it, with what was typed. Where somebody does something else on
    /// the board by now, or left the page, it is told in passing.
    pub(super) fn refused(self, doing: Doing) {
        let is_free = match self.page {
            Page::Board => self.asked.try_with_untracked(Option::is_none),
            Page::Case => self.asked.try_with_untracked(|_| true),
        };
        if is_free == Some(true) {
            self.open_dialog(doing);
        } else {
            self.tell_trouble(why(self.locale, &doing));
        }
    }
}

/// Why an act wasn't done.
fn why(locale: Locale, doing: &Doing) -> String {
    let failed = doing.failed.as_ref().map(|failure| explain(locale, failure));
    failed.or_else(|| elsewhere(&doing.refused, &[])).unwrap_or_default()
}
