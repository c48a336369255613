//! What a page asked for: still coming, there, or failed; and asked again when something changes.
//!
//! The type of the answer is forgotten inside, so that all of this stands in the app once and not once a query.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::turn::Turn;
use super::{Api, Change, Connection, Failure};
use crate::ui::effect;

/// Changes that come together are one reason to ask again.
const CALM: Duration = Duration::from_millis(250);

type Anything = Arc<dyn Any + Send + Sync>;
type Asking = LocalBoxFuture<'static, Result<Anything, Failure>>;

/// The answer to a page's question. While it is asked again, the last answer stays.
pub struct Loaded<T: Send + Sync + 'static> {
    state: State,
    answer: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
struct State {
    answer: RwSignal<Option<Anything>>,
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
    Loaded { state: State::load(untyped(ask), AskAgain::AtOnce), answer: PhantomData }
}

/// The same for what changes quickly, such as what somebody types: one question is under way at most. What changes
/// in the meantime is asked when it is answered, only the last of it, and the late answer isn't shown.
pub fn load_in_turn<T, F>(ask: impl Fn() -> F + 'static) -> Loaded<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
{
    Loaded { state: State::load(untyped(ask), AskAgain::InTurn), answer: PhantomData }
}

/// When to ask what changed while a question is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AskAgain {
    AtOnce,
    InTurn,
}

fn untyped<T, F>(ask: impl Fn() -> F + 'static) -> Box<dyn Fn() -> Asking>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
{
    Box::new(move || {
        let answer = ask();
        Box::pin(async move { answer.await.map(|answer| Arc::new(answer) as Anything) })
    })
}

impl State {
    fn load(ask: Box<dyn Fn() -> Asking>, again: AskAgain) -> Self {
        let state = Self {
            answer: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_waiting: RwSignal::new(true),
            again: Trigger::new(),
        };
        if let Some(api) = use_context::<Api>() {
            api.on_return(move || state.try_again());
        }
        let latest = StoredValue::new(0_u32);
        let turn = StoredValue::new_local(Turn::default());
        effect(move || {
            state.again.track();
            let answer = ask();
            if again == AskAgain::InTurn {
                state.is_waiting.set(true);
                if let Some(now) = turn.try_update_value(|turn| turn.come(answer)).flatten() {
                    spawn_local(state.ask_in_turn(turn, now));
                }
                return;
            }
            latest.update_value(|number| *number += 1);
            let number = latest.get_value();
            state.is_waiting.set(true);
            spawn_local(async move {
                let answer = answer.await;
                // A later question may have been answered first, or the page may be gone.
                if latest.try_get_value() == Some(number) {
                    state.take(answer);
                }
            });
        });
        state
    }

    /// Asks until nothing waits any more; the last answer is the one to show.
    async fn ask_in_turn(self, turn: StoredValue<Turn<Asking>, LocalStorage>, first: Asking) {
        let mut asking = first;
        loop {
            let answer = asking.await;
            match turn.try_update_value(Turn::next) {
                Some(Some(next)) => asking = next,
                Some(None) => return self.take(answer),
                // The page is gone.
                None => return,
            }
        }
    }

    /// Asks again what didn't come for want of a connection; what failed otherwise waits for the person.
    fn try_again(self) {
        if self.failure.try_get_untracked().flatten().is_some_and(|failure| is_of_connection(&failure)) {
            self.again.notify();
        }
    }

    fn take(self, answer: Result<Anything, Failure>) {
        match answer {
            Ok(answer) => {
                self.failure.set(None);
                self.answer.set(Some(answer));
            }
            // The sign-in page is on its way; nothing to show here.
            Err(Failure::Unauthenticated) => return,
            Err(failure) => self.failure.set(Some(failure)),
        }
        self.is_waiting.set(false);
    }
}

impl<T: Send + Sync> Loaded<T> {
    /// The last answer.
    pub fn answer(self) -> Option<Arc<T>> {
        // What is put in is always a T.
        self.state.answer.get()?.downcast().ok()
    }

    /// The last answer, without following it.
    pub fn answer_untracked(self) -> Option<Arc<T>> {
        self.state.answer.get_untracked()?.downcast().ok()
    }

    /// Whether there is an answer.
    pub fn has_answer(self) -> bool {
        self.state.answer.with(Option::is_some)
    }

    /// Why the last attempt failed.
    pub fn failure(self) -> Option<Failure> {
        self.state.failure.get()
    }

    /// Whether a question is under way.
    pub fn is_waiting(self) -> bool {
        self.state.is_waiting.get()
    }

    /// Asks again.
    pub fn reload(self) {
        self.state.again.notify();
    }

    /// Puts an answer in place that came another way, such as from an act.
    pub fn put(self, answer: T) {
        self.state.failure.set(None);
        // A question that is under way still is: its answer comes later.
        self.state.answer.set(Some(Arc::new(answer)));
    }

    /// The same, when it doesn't matter what the answer is.
    pub fn untyped(self) -> Loaded<()> {
        Loaded { state: self.state, answer: PhantomData }
    }

    /// Asks again when the server tells of a change that matters here.
    pub fn follow(self, api: Api, matters: impl Fn(&Change) -> bool + 'static) {
        self.state.follow(api, Box::new(matters));
    }
}

impl Api {
    /// Calls `run` whenever the server can be reached again, for as long as the component lives.
    pub fn on_return(self, run: impl Fn() + 'static) {
        let run = Rc::new(run);
        // The device knows first, where there is no live connection too; the live connection knows for certain.
        let at_network = run.clone();
        let handle = window_event_listener_untyped("online", move |_| at_network());
        on_cleanup(move || handle.remove());
        let mut was_away = false;
        effect(move || {
            let is_away = self.connection.get() != Connection::Online;
            if was_away && !is_away {
                untrack(|| run());
            }
            was_away = is_away;
        });
    }
}

fn is_of_connection(failure: &Failure) -> bool {
    matches!(failure, Failure::Offline | Failure::Timeout)
}

impl State {
    fn follow(self, api: Api, matters: Box<dyn Fn(&Change) -> bool>) {
        let mut ask = leptos::leptos_dom::helpers::debounce(CALM, move |()| self.again.notify());
        let ask = StoredValue::new_local(move || ask(()));
        api.on_change(move |change| {
            if matters(change) {
                ask.try_update_value(|ask| ask());
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_back_as_what_it_was() {
        let owner = Owner::new();
        owner.set();
        let state = State {
            answer: RwSignal::new(None),
            failure: RwSignal::new(Some(Failure::Offline)),
            is_waiting: RwSignal::new(true),
            again: Trigger::new(),
        };
        let loaded: Loaded<String> = Loaded { state, answer: PhantomData };
        assert_eq!(loaded.answer_untracked(), None);
        loaded.put("lantaarn".to_owned());
        assert_eq!(loaded.answer_untracked().as_deref().map(String::as_str), Some("lantaarn"));
        assert_eq!(state.failure.get_untracked(), None);
        assert!(state.is_waiting.get_untracked(), "what was asked before is still under way");
    }

    #[test]
    fn only_a_lost_connection_is_tried_again_by_itself() {
        assert!(is_of_connection(&Failure::Offline) && is_of_connection(&Failure::Timeout));
        for failure in [Failure::Busy, Failure::BadInput, Failure::Unauthenticated] {
            assert!(!is_of_connection(&failure), "{failure:?}");
        }
    }
}
