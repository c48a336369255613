//! Passing the page of an entry on: with what the phone has for it, or else as a copied link.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Button, Glyph, Toasts, use_toasts};

/// The button.
#[component]
pub fn Share(
    /// What is passed on.
    #[prop(into)]
    name: String,
    /// Its path.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let locale = use_locale();
    let toasts = use_toasts();
    let press = move || {
        let address = [&window().location().origin().unwrap_or_default(), path.as_str()].concat();
        let name = name.clone();
        spawn_local(share(locale, toasts, name, address));
    };
    view! {
        <Button icon=Glyph::Letter press>
            {words::specialists::share(locale)}
        </Button>
    }
}

async fn share(locale: Locale, toasts: Toasts, name: String, address: String) {
    let navigator = JsValue::from(window().navigator());
    let sheet = js_sys::Object::new();
    let is_filled = [("title", &name), ("url", &address)]
        .iter()
        .all(|(key, text)| js_sys::Reflect::set(&sheet, &(*key).into(), &text.as_str().into()).is_ok());
    if is_filled && let Some(shared) = call(&navigator, "share", &sheet) {
        // Somebody who thinks better of it needs no word; where it isn't allowed, copying is.
        match JsFuture::from(shared).await {
            Ok(_) => return,
            Err(error) if is_abort(&error) => return,
            Err(_) => {}
        }
    }
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
    let copied = match call(&clipboard, "writeText", &JsValue::from(address.as_str())) {
        Some(copied) => JsFuture::from(copied).await.is_ok(),
        None => false,
    };
    toasts.tell(if copied {
        words::specialists::link_copied(locale).to_owned()
    } else {
        words::specialists::link_to_copy(locale, &address)
    });
}

/// Calls a function of the browser that not every browser has, and gives what it promises.
fn call(of: &JsValue, name: &str, with: &JsValue) -> Option<js_sys::Promise> {
    let function = js_sys::Reflect::get(of, &name.into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    function.call1(of, with).ok()?.dyn_into().ok()
}

fn is_abort(error: &JsValue) -> bool {
    js_sys::Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
}
