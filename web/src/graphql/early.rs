//! What `early.js` asked while the app was still on its way. It sends the same texts; tests keep them the same.

use gloo_net::http::Response;
use js_sys::{Map, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::storage;

/// Under this name the device remembers that who is signed in here begins with today. `early.js` reads it.
const TODAY: &str = "today";

/// From now on what today needs is asked early too.
pub fn expect_today() {
    storage::write(TODAY, "ja");
}

/// Whether who is signed in here begins with today, as far as this device knows.
pub fn expects_today() -> bool {
    storage::read(TODAY).is_some()
}

/// From now on only what everybody needs is asked early; what was asked for somebody is answered to nobody.
pub fn expect_nobody() {
    storage::forget(TODAY);
    if let Some(answers) = answers() {
        answers.clear();
    }
}

/// Status and body of the answer to this question, when it was asked early. Each is taken once; what failed counts as not
/// asked.
pub async fn answer(body: &str) -> Option<(u16, String)> {
    let answer = JsFuture::from(take(body)?).await.ok()?;
    let answer = Response::from(answer.dyn_into::<web_sys::Response>().ok()?);
    // Asked before somebody signed in, say: now the server may say something else.
    let body = if answer.ok() { answer.text().await.ok()? } else { return None };
    Some((answer.status(), body))
}

fn answers() -> Option<Map> {
    Reflect::get(&window(), &"early".into()).ok()?.dyn_into().ok()
}

fn take(body: &str) -> Option<Promise> {
    let answers = answers()?;
    if answers.size() == 0 {
        return None;
    }
    let body = body.into();
    let answer = answers.get(&body);
    answers.delete(&body);
    answer.dyn_into().ok()
}
