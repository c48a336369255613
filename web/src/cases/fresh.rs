//! What others changed while somebody looks: marked on the cards, and said once.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use leptos::prelude::*;

use super::board_model::{Stamp, announcement, changed, stamp, stamps};
use super::queries::{Board, CaseCard};
use crate::calendar::{Instant, now};
use crate::graphql::scalars::CaseId;
use crate::graphql::{Api, Change, Loaded};
use crate::i18n::Locale;
use crate::ui::{Said, effect};

/// So long a card is marked.
const STAYS: Duration = Duration::from_mins(5);

/// So many milliseconds after the server told of a change its card may come. What a filter hides never comes, and is no news
/// when the filter goes.
const COMES: i64 = 30_000;

/// The cards that others changed just now.
#[derive(Clone, Copy)]
pub struct Fresh {
    marked: RwSignal<HashSet<CaseId>>,
    /// What is said to who can't see the marks.
    pub said: Said,
    seen: StoredValue<HashMap<CaseId, Stamp>>,
    /// Of what the server told whose card is still to come, and when it told so.
    told: StoredValue<HashMap<CaseId, Instant>>,
}

impl Fresh {
    /// Follows what the server tells, and what the board then shows.
    pub fn follow(api: Api, board: Loaded<Board>, locale: Locale) -> Self {
        let fresh = Self::new();
        api.on_change(move |change| {
            let id = match change {
                Change::Case(change) => Some(change.id.clone()),
                Change::Involvement(change) => change.case_id.clone(),
                Change::Notices(_) | Change::PeerQuestion(_) | Change::Missed => None,
            };
            fresh.told.update_value(|told| told.extend(id.map(|id| (id, now()))));
        });
        effect(move || {
            if let Some(board) = board.answer() {
                fresh.look(&board, locale);
            }
        });
        fresh
    }

    fn new() -> Self {
        Self {
            marked: RwSignal::new(HashSet::new()),
            said: Said::new(),
            seen: StoredValue::new(HashMap::new()),
            told: StoredValue::new(HashMap::new()),
        }
    }

    /// Whether others changed this card just now.
    pub fn is_marked(self, id: &CaseId) -> bool {
        self.marked.with(|marked| marked.contains(id))
    }

    /// The viewer changed this card, which is no news to them.
    pub fn own(self, card: &CaseCard) {
        self.seen.update_value(|seen| {
            seen.insert(card.id.clone(), stamp(card));
        });
        self.told.update_value(|told| {
            told.remove(&card.id);
        });
        self.unmark(std::slice::from_ref(&card.id));
    }

    /// The cards that came of what the server told. Cards come one by one: what was told of another stays until that one is
    /// here.
    fn heard_of(self, board: &Board, now: Instant) -> Vec<CaseId> {
        let mut changed = self.seen.with_value(|seen| changed(board, seen));
        self.told.update_value(|told| {
            told.retain(|_, at| now.0 - at.0 < COMES);
            changed.retain(|id| told.remove(id).is_some());
        });
        // What was seen before stays known, also while a filter hides it.
        self.seen.update_value(|seen| seen.extend(stamps(board)));
        changed
    }

    fn look(self, board: &Board, locale: Locale) {
        let changed = self.heard_of(board, now());
        if changed.is_empty() {
            return;
        }
        self.said.say(announcement(locale, board, &changed));
        self.marked.update(|marked| marked.extend(changed.iter().cloned()));
        set_timeout(move || self.unmark(&changed), STAYS);
    }

    fn unmark(self, ids: &[CaseId]) {
        let is_any = self.marked.try_with_untracked(|marked| ids.iter().any(|id| marked.contains(id)));
        if is_any == Some(true) {
            self.marked.update(|marked| marked.retain(|id| !ids.contains(id)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::board_model::place;
    use super::super::queries::{BoardColumnCards, CardConnection};
    use super::super::sample::card;
    use super::*;
    use crate::graphql::PageInfo;
    use crate::graphql::enums::BoardColumn;

    #[test]
    fn only_what_the_server_told_of_is_marked_and_never_what_was_done_here() {
        let owner = Owner::new();
        owner.set();
        let cards = CardConnection { nodes: Vec::new(), page_info: PageInfo::default(), total_count: 0 };
        let column = BoardColumnCards { column: BoardColumn::Active, cards };
        let mut board = Board { columns: vec![column], total_count: 0, overdue_count: 0, my_turn_count: 0 };
        for word in ["melkbus", "fluitketel"] {
            place(&mut board, card(word));
        }
        let fresh = Fresh::new();
        let (id, at) = (|word: &str| CaseId(word.to_owned()), Instant);
        let hear = |word: &str, moment: i64| {
            fresh.told.update_value(|told| {
                told.insert(id(word), at(moment));
            })
        };
        assert_eq!(fresh.heard_of(&board, at(0)), []);
        let newer = |word: &str| CaseCard { version: 4, ..card(word) };
        place(&mut board, newer("melkbus"));
        hear("melkbus", 0);
        hear("fluitketel", 0);
        fresh.own(&newer("melkbus"));
        // The other card is still to come, and so is what was told of it.
        assert_eq!(fresh.heard_of(&board, at(300)), []);
        place(&mut board, newer("fluitketel"));
        assert_eq!(fresh.heard_of(&board, at(600)), [id("fluitketel")]);
        assert_eq!(fresh.heard_of(&board, at(900)), []);
        // What comes after that, because a filter went, is no news.
        hear("melkbus", 1000);
        place(&mut board, CaseCard { version: 5, ..card("melkbus") });
        assert_eq!(fresh.heard_of(&board, at(1000 + COMES)), []);
    }
}
