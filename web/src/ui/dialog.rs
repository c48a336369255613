//! A dialog over the page. The browser keeps the focus inside, closes it on Escape and gives the focus back.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon, effect};
use crate::i18n::{use_locale, words};

/// A dialog, shown while `open`. The foot holds the buttons; pressing Stop or Escape only closes.
#[component]
pub fn Dialog(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] sub: Signal<Option<String>>,
    /// What the form in it does; without, the dialog has no form.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// The fields. Made anew each time the dialog opens.
    children: ChildrenFn,
    /// The buttons. A dialog has one that submits.
    #[prop(into)]
    foot: ViewFn,
) -> impl IntoView {
    let locale = use_locale();
    let dialog = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Refused only when the page no longer has the dialog.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    // The browser tells it later. By then the same element may be open for another dialog that took the place of this one.
    let closed = move || {
        if dialog.get_untracked().is_none_or(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    let title_id = [&id, "-title"].concat();
    let labelled_by = title_id.clone();
    let inside = StoredValue::new(children);
    let foot = StoredValue::new(foot);
    view! {
        <dialog
            class="bv-dialog"
            id=id
            node_ref=dialog
            aria-labelledby=labelled_by
            on:close=move |_| closed()
        >
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if let Some(on_submit) = on_submit {
                        on_submit.run(());
                    }
                }
            >
                <div class="bv-dialog__head">
                    <div>
                        <h2 id=title_id tabindex="-1">
                            {title}
                        </h2>
                        {move || sub.get().map(|sub| view! { <p class="bv-muted">{sub}</p> })}
                    </div>
                    <button class="bv-back" type="button" on:click=move |_| open.set(false)>
                        <Icon glyph=Glyph::Close />
                        {words::ui::stop(locale)}
                    </button>
                </div>
                <Show when=move || open.get()>
                    <div class="bv-dialog__body">{inside.with_value(|inside| inside())}</div>
                    <div class="bv-dialog__foot">{foot.with_value(ViewFn::run)}</div>
                </Show>
            </form>
        </dialog>
    }
}
