//! What others changed while somebody looks: marked on the cards, and said once.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use leptos::prelude::*;

use super::board_model::{Stamp, announcement, changed, stamp, stamps};
use super::queries::{Board, CaseCard};
use crate::graphql::scalars::CaseId;
use crate::graphql::{Api, Change, Loaded};
use crate::i18n::Locale;
use crate::ui::effect;

/// So long a card is marked.
const STAYS: Duration = Duration::from_mins(5);

/// The cards that others changed just now.
#[derive(Clone, Copy)]
pub struct Fresh {
    marked: RwSignal<HashSet<CaseId>>,
    /// What is said to who can't see the marks.
    pub said: RwSignal<String>,
    seen: StoredValue<HashMap<CaseId, Stamp>>,
    told: StoredValue<HashSet<CaseId>>,
}

impl Fresh {
    /// Follows what the server tells, and what the board then shows.
    pub fn follow(api: Api, board: Loaded<Board>, locale: Locale) -> Self {
        let fresh = Self {
            marked: RwSignal::new(HashSet::new()),
            said: RwSignal::new(String::new()),
            seen: StoredValue::new(HashMap::new()),
            told: StoredValue::new(HashSet::new()),
        };
        api.on_change(move |change| {
            let id = match change {
                Change::Case(change) => Some(change.id.clone()),
                Change::Involvement(change) => change.case_id.clone(),
                Change::Notices(_) | Change::PeerQuestion(_) | Change::Missed => None,
            };
            fresh.told.update_value(|told| told.extend(id));
        });
        effect(move || {
            if let Some(board) = board.answer() {
                fresh.look(&board, locale);
            }
        });
        fresh
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

    fn look(self, board: &Board, locale: Locale) {
        let told = self.told.try_update_value(std::mem::take).unwrap_or_default();
        let mut changed = self.seen.with_value(|seen| changed(board, seen));
        changed.retain(|id| told.contains(id));
        // What was seen before stays known, also while a filter hides it.
        self.seen.update_value(|seen| seen.extend(stamps(board)));
        if changed.is_empty() {
            return;
        }
        self.said.set(announcement(locale, board, &changed));
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
        let fresh = Fresh {
            marked: RwSignal::new(HashSet::new()),
            said: RwSignal::new(String::new()),
            seen: StoredValue::new(HashMap::new()),
            told: StoredValue::new(HashSet::new()),
        };
        fresh.look(&board, Locale::Nl);
        let id = |word: &str| CaseId(word.to_owned());
        assert!(!fresh.is_marked(&id("melkbus")) && fresh.said.get_untracked().is_empty());
        let newer = |word: &str| CaseCard { version: 4, ..card(word) };
        place(&mut board, newer("melkbus"));
        place(&mut board, newer("fluitketel"));
        fresh.told.update_value(|told| told.extend([id("melkbus"), id("fluitketel")]));
        fresh.own(&newer("melkbus"));
        fresh.told.update_value(|told| told.extend([id("melkbus")]));
        let told = fresh.told.with_value(Clone::clone);
        assert_eq!(told.len(), 2);
        let mut changed = fresh.seen.with_value(|seen| changed(&board, seen));
        changed.retain(|id| told.contains(id));
        assert_eq!(changed, [id("fluitketel")]);
    }
}
