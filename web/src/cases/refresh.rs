//! Keeps the board as it is at the server: what changed is asked again, and no more than that.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::COLUMNS;
use super::queries::{Board, CaseFilter, ChangedCardsQuery, ChangedCardsVariables};
use super::stale_model::{Stale, merged};
use crate::graphql::scalars::CaseId;
use crate::graphql::{Api, Failure, Loaded};

/// Changes that come together are asked together.
const CALM: Duration = Duration::from_millis(250);

/// What changed and isn't asked yet. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct Refresh {
    api: Api,
    board: Loaded<Board>,
    filter: Memo<CaseFilter>,
    stale: StoredValue<Stale>,
    /// Whether a moment is waited for what comes together.
    waits: StoredValue<bool>,
    is_asking: StoredValue<bool>,
}

impl Refresh {
    /// Follows what the server tells.
    pub fn follow(api: Api, board: Loaded<Board>, filter: Memo<CaseFilter>) -> Self {
        let (waits, is_asking) = (StoredValue::new(false), StoredValue::new(false));
        let refresh = Self { api, board, filter, stale: StoredValue::new(Stale::default()), waits, is_asking };
        api.on_change(move |change| {
            if change.is_of_cases() && refresh.stale.try_update_value(|stale| stale.hear(change)).is_some() {
                refresh.ask_soon();
            }
        });
        refresh
    }

    /// The viewer did something with this case: the counts changed, and maybe more.
    pub fn case(self, id: &CaseId) {
        // The answer to an act may come after the page was left.
        if self.stale.try_update_value(|stale| stale.add(id)).is_some() {
            self.ask_soon();
        }
    }

    fn ask_soon(self) {
        if self.waits.try_update_value(|waits| std::mem::replace(waits, true)) == Some(false) {
            set_timeout(
                move || {
                    if self.waits.try_set_value(false).is_none() {
                        self.ask();
                    }
                },
                CALM,
            );
        }
    }

    fn ask(self) {
        // One question is under way at most; the next follows its answer.
        if self.is_asking.get_value() {
            return;
        }
        let stale = self.stale.try_update_value(std::mem::take).unwrap_or_default();
        let is_whole_coming = untrack(|| self.board.is_waiting() || self.board.failure().is_some());
        match stale {
            Stale::Nothing => {}
            Stale::Cases(ids) if !is_whole_coming => self.ask_for(ids),
            // What is under way may have been answered before the change.
            Stale::Cases(_) | Stale::All => self.board.reload(),
        }
    }

    fn ask_for(self, ids: Vec<CaseId>) {
        let filter = self.filter.get_untracked();
        let changed = CaseFilter { ids: Some(ids.clone()), columns: Some(COLUMNS.to_vec()), ..filter.clone() };
        let first = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        self.is_asking.set_value(true);
        spawn_local(async move {
            let variables = ChangedCardsVariables { filter: filter.clone(), changed, first };
            let answer = self.api.query::<ChangedCardsQuery, _>(variables).await;
            if self.is_asking.try_set_value(false).is_some() {
                return;
            }
            // Who looks at other cards by now asked for all of those, and that is newer.
            let is_over = untrack(|| self.board.is_waiting()) || self.filter.get_untracked() != filter;
            if !is_over {
                match answer {
                    Ok(answer) => match self.board.answer_untracked().and_then(|board| merged(&board, &ids, answer)) {
                        Some(board) => self.board.put(board),
                        None => self.board.reload(),
                    },
                    // The whole board is asked when the server can be reached again.
                    Err(Failure::Offline | Failure::Timeout) => self.board.reload(),
                    // A server in trouble isn't asked for more: what is still to come is asked with the next change.
                    Err(_) => {
                        self.stale.update_value(|stale| ids.iter().for_each(|id| stale.add(id)));
                        return;
                    }
                }
            }
            if self.stale.with_value(|stale| *stale != Stale::Nothing) {
                self.ask_soon();
            }
        });
    }
}
