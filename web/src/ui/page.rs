//! The head of a page: its title in the window, its heading with the focus after navigation.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon, effect};
use crate::i18n::{use_locale, words};

/// Whether a page was shown before: the first one leaves the focus where the browser puts it.
#[derive(Clone, Copy)]
struct WasShown(StoredValue<bool>);

/// What stands behind every title in the window.
#[derive(Clone, Copy)]
struct Product(RwSignal<String>);

/// Prepares titles and focus for all pages below. Returns where the name of the product is to be put.
pub fn provide_pages() -> RwSignal<String> {
    let product = RwSignal::new(String::new());
    provide_context(Product(product));
    provide_context(WasShown(StoredValue::new(false)));
    product
}

/// Puts the title in the window.
pub fn use_title(title: impl Fn() -> String + 'static) {
    let product = use_context::<Product>();
    effect(move || {
        let product = product.map(|Product(name)| name.get()).unwrap_or_default();
        let title = title();
        document().set_title(&if product.is_empty() || product == title {
            title
        } else {
            [&title, " – ", &product].concat()
        });
    });
}

/// The heading of the page, with its title in the window. It takes the focus when it appears, so that a screen
/// reader begins here and not at a link that is gone.
#[component]
pub fn Heading(
    #[prop(into)] title: Signal<String>,
    /// Whether it is the title in the window too.
    #[prop(default = true)]
    names_window: bool,
    /// Whether that of the page itself takes its place soon: then the page isn't shown yet.
    #[prop(optional)]
    is_for_now: bool,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let was_shown = use_context::<WasShown>();
    if names_window {
        use_title(move || title.get());
    }
    heading.on_load(move |heading| {
        let Some(WasShown(was_shown)) = was_shown else {
            return;
        };
        if was_shown.get_value() {
            let _ = heading.focus();
        }
        if !is_for_now {
            was_shown.set_value(true);
        }
    });
    view! {
        <h1 tabindex="-1" node_ref=heading>
            {title}
        </h1>
    }
}

/// Heading, a second line, and acts at the side.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] sub: Signal<Option<String>>,
    /// Beside the heading: the status.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// Whether that of the page itself takes its place soon.
    #[prop(optional)]
    is_for_now: bool,
    /// At the side: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="bv-head">
            <div>
                <div class="bv-head__title">
                    <Heading title is_for_now /> {beside.map(|beside| beside.run())}
                </div>
                {move || sub.get().map(|sub| view! { <p class="bv-head__sub">{sub}</p> })}
            </div>
            {children.map(|children| view! { <div class="bv-buttons">{children()}</div> })}
        </header>
    }
}

/// The way back, above the head.
#[component]
pub fn Top(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    #[prop(default = Glyph::Back)] glyph: Glyph,
) -> impl IntoView {
    view! {
        <div class="bv-top">
            <a class="bv-back" href=href>
                <Icon glyph />
                {label}
            </a>
        </div>
    }
}

/// The first thing the tab key finds.
#[component]
pub fn SkipLink() -> impl IntoView {
    let locale = use_locale();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(heading) = document().query_selector("main h1").ok().flatten() {
            use wasm_bindgen::JsCast;
            let _ = heading.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    view! {
        <a class="bv-skip" href="#inhoud" on:click=skip>
            {words::ui::skip(locale)}
        </a>
    }
}
