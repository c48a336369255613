//! A table as a file on the device: fetched as everything is, with the header of our page, and saved from memory. No
//! address of it works outside the app.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::graphql::{ServerFile, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Glyph, explain};

/// Buttons that save a table, and what went wrong when it didn't come. `addresses` are of the text and of the workbook.
#[component]
pub fn Files(
    /// What the table is.
    caption: String,
    addresses: [String; 2],
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let failure = RwSignal::new(None);
    let coming = RwSignal::new(false);
    let names = [words::figures::csv(locale), words::figures::excel(locale)];
    let buttons = names.into_iter().zip(addresses).map(|(name, address)| {
        let press = move || {
            let file = api.file(address.clone());
            failure.set(None);
            coming.set(true);
            spawn_local(async move {
                let file = file.await;
                let _ = coming.try_set(false);
                match file {
                    Ok(file) => drop(save(&file)),
                    Err(why) => drop(failure.try_set(Some(why))),
                }
            });
        };
        let of = words::figures::file_of(locale, &caption);
        view! {
            <Button emphasis=Emphasis::Plain icon=Glyph::Download busy=coming press>
                {name}
                <span class="bv-hidden">" " {of}</span>
            </Button>
        }
    });
    let buttons = buttons.collect_view();
    let told =
        move || failure.get().map(|why| [words::figures::file_failed(locale), " ", &explain(locale, &why)].concat());
    view! {
        <div class="bv-buttons bv-files">{buttons}</div>
        <p class="bv-small" role="alert">
            {told}
        </p>
    }
}

/// Saves a file as if it were a link to it.
fn save(file: &ServerFile) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
    let kind = BlobPropertyBag::new();
    kind.set_type(&file.media);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&address);
    link.set_download(&file.name);
    link.click();
    Url::revoke_object_url(&address)
}
