//! What this device remembers: drafts, language, light or dark. Never anything that identifies a resident.

fn storage() -> Option<web_sys::Storage> {
    // Private windows and strict settings refuse storage; the app works on without.
    leptos::prelude::window().local_storage().ok().flatten()
}

fn full(key: &str) -> String {
    ["buurtverbinders.", key].concat()
}

/// What was kept under the key.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(&full(key)).ok().flatten()
}

/// Keeps the text under the key; does nothing where storage is refused or full.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&full(key), text);
    }
}

/// Forgets what was kept under the key.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&full(key));
    }
}
