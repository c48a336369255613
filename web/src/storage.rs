//! What this device remembers: drafts, language, light or dark. Never anything that identifies a resident.

/// Under this name the list of specialists is kept for where there is no connection.
pub const KEPT_LIST: &str = "directory";

/// Where the browser keeps texts. Private windows and strict settings refuse it; the app works on without.
struct Shelf(fn(&web_sys::Window) -> Option<web_sys::Storage>);

const DEVICE: Shelf = Shelf(|window| window.local_storage().ok().flatten());

impl Shelf {
    fn storage(&self) -> Option<web_sys::Storage> {
        (self.0)(&leptos::prelude::window())
    }

    fn read(&self, key: &str) -> Option<String> {
        self.storage()?.get_item(&full(key)).ok().flatten()
    }

    fn write(&self, key: &str, text: &str) {
        if let Some(storage) = self.storage() {
            // Full is as good as refused.
            let _ = storage.set_item(&full(key), text);
        }
    }

    fn forget(&self, key: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(&full(key));
        }
    }
}

fn full(key: &str) -> String {
    ["buurtverbinders.", key].concat()
}

/// What was kept under the key.
pub fn read(key: &str) -> Option<String> {
    DEVICE.read(key)
}

/// Keeps the text under the key; does nothing where storage is refused or full.
pub fn write(key: &str, text: &str) {
    DEVICE.write(key, text);
}

/// Forgets what was kept under the key.
pub fn forget(key: &str) {
    DEVICE.forget(key);
}

/// Begins the names of all drafts.
const DRAFTS: &str = "drafts.";

/// Where what one person is writing is kept; `what` tells one thing from another.
pub fn draft_place(person: &str, what: &str) -> String {
    [DRAFTS, person, ".", what].concat()
}

/// Forgets all drafts, but those of one person when one is named.
pub fn forget_drafts(but: Option<&str>) {
    for storage in [DEVICE, tab::TAB].iter().filter_map(Shelf::storage) {
        let number = storage.length().unwrap_or_default();
        let names: Vec<_> = (0..number).filter_map(|index| storage.key(index).ok().flatten()).collect();
        for name in names.iter().filter(|name| is_to_forget(name, but)) {
            let _ = storage.remove_item(name);
        }
    }
}

fn is_to_forget(name: &str, but: Option<&str>) -> bool {
    let is_own = but.is_some_and(|person| name.starts_with(&full(&draft_place(person, ""))));
    name.starts_with(&full(DRAFTS)) && !is_own
}

/// What this tab remembers, and forgets when it is closed.
///
/// What somebody writes about a case may hold words that are nobody else's business, however often the app asks to leave
/// names out. So it stands in `sessionStorage`: it is there for this tab only, doesn't outlive it, and on a device that
/// people share the next one finds nothing. The one draft that outlives its tab is that of a new question, which a
/// telephone may close at any time. Who signs out takes all of them along at once.
pub mod tab {
    use leptos::prelude::*;

    use super::Shelf;
    use crate::ui::effect;

    pub(super) const TAB: Shelf = Shelf(|window| window.session_storage().ok().flatten());

    /// What was kept under the key.
    pub fn read(key: &str) -> Option<String> {
        TAB.read(key)
    }

    /// Keeps the text under the key; does nothing where storage is refused or full.
    pub fn write(key: &str, text: &str) {
        TAB.write(key, text);
    }

    /// Forgets what was kept under the key.
    pub fn forget(key: &str) {
        TAB.forget(key);
    }

    /// A text that is being written: it begins with what was kept, and stays until it is wiped or sent.
    pub fn written(place: String) -> RwSignal<String> {
        let text = RwSignal::new(read(&place).unwrap_or_default());
        keep(place, move || text.get());
        text
    }

    /// Keeps what something tells, as long as it tells anything.
    pub fn keep(place: String, tell: impl Fn() -> String + 'static) {
        effect(move || match tell() {
            text if text.is_empty() => forget(&place),
            text => write(&place, &text),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_drafts_of_others_are_forgotten() {
        let (mia, joris) = (full(&draft_place("p1", "cases")), full(&draft_place("p10", "cases")));
        assert!(is_to_forget(&mia, None) && is_to_forget(&joris, None));
        assert!(!is_to_forget(&mia, Some("p1")) && is_to_forget(&joris, Some("p1")));
        assert!(!is_to_forget("buurtverbinders.theme", None));
    }
}
