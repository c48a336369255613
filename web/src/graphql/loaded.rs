//! What a page asked for: still coming, there, or failed; and asked again when something changes.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Api, Change, Failure};

/// Changes that come together are one reason to ask again.
const CALM: Duration = Duration::from_millis(250);

/// The answer to a page's question. While it is asked again, the last answer stays.
pub struct Loaded<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Arc<T>>>,
    failure: RwSignal<Option<Failure>>,
    is_waiting: RwSignal<bool>,
    again: Trigger,
}

impl<T: Send + Sync> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Loaded<T> {}

/// Asks now, and again whenever a signal changes that `ask` reads before its first await.
pub fn load<T, F>(ask: impl Fn() -> F + 'static) -> Loaded<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
{
    let loaded = Loaded {
        answer: RwSignal::new(None),
        failure: RwSignal::new(None),
        is_waiting: RwSignal::new(true),
        again: Trigger::new(),
    };
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        loaded.again.track();
        let answer = ask();
        latest.update_value(|number| *number += 1);
        let number = latest.get_value();
        loaded.is_waiting.set(true);
        spawn_local(async move {
            let answer = answer.await;
            // A later question may have been answered first, or the page may be gone.
            if latest.try_get_value() == Some(number) {
                loaded.take(answer);
            }
        });
    });
    loaded
}

impl<T: Send + Sync> Loaded<T> {
    fn take(self, answer: Result<T, Failure>) {
        match answer {
            Ok(answer) => {
                self.failure.set(None);
                self.answer.set(Some(Arc::new(answer)));
            }
            // The sign-in page is on its way; nothing to show here.
            Err(Failure::Unauthenticated) => return,
            Err(failure) => self.failure.set(Some(failure)),
        }
        self.is_waiting.set(false);
    }

    /// The last answer.
    pub fn answer(self) -> Option<Arc<T>> {
        self.answer.get()
    }

    /// The last answer, without following it.
    pub fn answer_untracked(self) -> Option<Arc<T>> {
        self.answer.get_untracked()
    }

    /// Why the last attempt failed.
    pub fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// Whether a question is under way.
    pub fn is_waiting(self) -> bool {
        self.is_waiting.get()
    }

    /// Asks again.
    pub fn reload(self) {
        self.again.notify();
    }

    /// Puts an answer in place that came another way, such as from an act.
    pub fn put(self, answer: T) {
        self.take(Ok(answer));
    }

    /// Asks again when the server tells of a change that matters here.
    pub fn follow(self, api: Api, matters: impl Fn(&Change) -> bool + 'static) {
        let mut ask = leptos::leptos_dom::helpers::debounce(CALM, move |()| self.reload());
        let ask = StoredValue::new_local(move || ask(()));
        api.on_change(move |change| {
            if matters(change) {
                ask.try_update_value(|ask| ask());
            }
        });
    }
}
