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

/// What this tab remembers, and forgets when it is closed.
///
/// What somebody writes about a case may hold words that are nobody else's business, however often the app asks to leave
/// names out. So it stands in `sessionStorage` and never in `localStorage`: it is there for this tab only, doesn't outlive
/// it, and on a device that people share the next one finds nothing. Who signs out takes it along at once.
pub mod tab {
    use super::full;

    /// Begins the names of all drafts.
    const DRAFTS: &str = "drafts.";

    fn storage() -> Option<web_sys::Storage> {
        leptos::prelude::window().session_storage().ok().flatten()
    }

    /// Where the drafts of one person are kept.
    pub fn draft_place(person: &str) -> String {
        [DRAFTS, person].concat()
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

    /// Forgets all drafts, but those of one person when one is named.
    pub fn forget_drafts(but: Option<&str>) {
        let Some(storage) = storage() else { return };
        let number = storage.length().unwrap_or_default();
        let names: Vec<_> = (0..number).filter_map(|index| storage.key(index).ok().flatten()).collect();
        let (all, own) = (full(DRAFTS), but.map(|person| full(&draft_place(person))));
        for name in names.iter().filter(|name| name.starts_with(&all) && Some(*name) != own.as_ref()) {
            let _ = storage.remove_item(name);
        }
    }
}
