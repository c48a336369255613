//! The rest of a long list: the button that brings the next page, once, and what went wrong with it.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Alert, Button, Room, explain, live};
use crate::graphql::Failure;
use crate::i18n::use_locale;

/// The rows of a list, of the first page and of the pages after it. Made anew for another first page.
pub struct Further<R: Send + Sync + 'static> {
    /// All rows so far.
    pub rows: RwSignal<Vec<R>>,
    next: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl<R: Send + Sync> Clone for Further<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync> Copy for Further<R> {}

impl<R: Send + Sync> Further<R> {
    /// The first page, and where the list goes on; None when that is all.
    pub fn of(first: Vec<R>, next: Option<String>) -> Self {
        Self {
            rows: RwSignal::new(first),
            next: RwSignal::new(next),
            is_busy: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// Where the next page begins, when it may be asked: not while it is under way, else its rows come twice.
    fn begin(self) -> Option<String> {
        let next = self.next.get_untracked().filter(|_| !self.is_busy.get_untracked())?;
        self.is_busy.set(true);
        Some(next)
    }

    fn take(self, answer: Result<(Vec<R>, Option<String>), Failure>) {
        // The list may be gone before its next page is there.
        self.is_busy.try_set(false);
        match answer {
            Ok((rows, next)) => {
                self.failure.try_set(None);
                self.rows.try_update(|own| own.extend(rows));
                self.next.try_set(next);
            }
            Err(failure) => {
                self.failure.try_set(Some(failure));
            }
        }
    }
}

/// The button below a list that goes on. `ask` gives the page that begins at the cursor, and where the one after it does.
pub fn more_button<R, F>(
    label: &'static str,
    further: Further<R>,
    ask: impl Fn(String) -> F + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    R: Send + Sync + 'static,
    F: Future<Output = Result<(Vec<R>, Option<String>), Failure>> + 'static,
{
    let locale = use_locale();
    let press = move || {
        if let Some(cursor) = further.begin() {
            spawn_local(async move { further.take(ask(cursor).await) });
        }
    };
    let is_more = Memo::new(move |_| further.next.with(Option::is_some));
    live(move || {
        is_more.get().then(|| {
            let failed = Signal::derive(move || further.failure.get().map(|failure| explain(locale, &failure)));
            view! {
                <div class="bv-section">
                    <Alert text=failed />
                    <Button room=Room::Line busy=further.is_busy press>
                        {label}
                    </Button>
                </div>
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_once_and_its_rows_come_once() {
        let owner = Owner::new();
        owner.set();
        let further = Further::of(vec![1, 2], Some("a".to_owned()));
        assert_eq!(further.begin().as_deref(), Some("a"));
        assert_eq!(further.begin(), None);
        further.take(Err(Failure::Offline));
        assert_eq!(further.begin().as_deref(), Some("a"));
        further.take(Ok((vec![3], None)));
        assert_eq!(further.rows.get_untracked(), [1, 2, 3]);
        assert_eq!(further.failure.get_untracked(), None);
        assert_eq!(further.begin(), None);
    }
}
