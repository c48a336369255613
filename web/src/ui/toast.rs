//! Short news of what was done, with a way back. Never the only place of an error.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{Button, Emphasis, Glyph, Icon, effect, rich};
use crate::i18n::{use_locale, words};

/// Long enough to read it, decide, and reach the button.
const STAYS: Duration = Duration::from_secs(12);

#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    /// Belongs to no component: the news stays when its page is left.
    undo: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// Where news is put.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Option<Toast>>);

impl Toasts {
    /// Tells what was done. `*Stars*` in the text make it bold.
    pub fn tell(self, text: impl Into<String>) {
        self.put(text.into(), None);
    }

    /// Tells what was done, with a button that puts it back.
    pub fn tell_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        // Hidden from the optimiser, which would see that only an act on a case is put back, and hang all acts on the
        // news: everybody would fetch them, and not only who goes to the cases.
        let undo: Arc<dyn Fn() + Send + Sync> = Arc::new(undo);
        self.put(text.into(), Some(black_box(undo)));
    }

    /// Takes the news away.
    pub fn clear(self) {
        self.0.set(None);
    }

    fn put(self, text: String, undo: Option<Arc<dyn Fn() + Send + Sync>>) {
        let number = self.0.with_untracked(|toast| toast.as_ref().map_or(0, |it| it.number)) + 1;
        self.0.set(Some(Toast { number, text, undo }));
    }
}

/// Makes the place for news known to all components below.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts(RwSignal::new(None));
    provide_context(toasts);
    toasts
}

/// Where news is put. Ask for it in the body of a component, not in a handler.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// The news, in a region that screen readers follow. Once on a page.
#[component]
pub fn ToastRegion(toasts: Toasts) -> impl IntoView {
    let locale = use_locale();
    let is_held = RwSignal::new(false);
    effect(move || {
        if toasts.0.with(Option::is_none) || is_held.get() {
            return;
        }
        if let Ok(timer) = set_timeout_with_handle(move || toasts.clear(), STAYS) {
            on_cleanup(move || timer.clear());
        }
    });
    let shown = move || {
        let Toast { text, undo, .. } = toasts.0.get()?;
        let undo = undo.map(|undo| {
            let press = move || {
                toasts.clear();
                undo();
            };
            view! {
                <Button emphasis=Emphasis::Plain icon=Glyph::Undo press>
                    {words::ui::undo(locale)}
                </Button>
            }
        });
        Some(view! {
            <div
                class="bv-toast"
                on:pointerenter=move |_| is_held.set(true)
                on:pointerleave=move |_| is_held.set(false)
                on:focusin=move |_| is_held.set(true)
                on:focusout=move |_| is_held.set(false)
            >
                <Icon glyph=Glyph::Check />
                <p>{rich(&text)}</p>
                {undo}
            </div>
        })
    };
    view! { <div role="status">{shown}</div> }
}
