//! The language that somebody chose: kept on the device, told to the server.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::queries::{ChooseLocaleInput, ChooseLocaleMutation, ChooseLocaleVariables};
use crate::graphql::Api;
use crate::i18n::{self, Locale};
use crate::ui::effect;

/// The language, and the way to change it.
#[derive(Clone, Copy)]
pub struct Language {
    shown: RwSignal<Locale>,
    api: Api,
    session: Session,
}

/// Makes the language known to all components below: the one of this device, else the one of the account.
pub fn provide_language(api: Api, session: Session) -> Language {
    let shown = RwSignal::new(i18n::remembered().unwrap_or_default());
    let language = Language { shown, api, session };
    let account = Memo::new(move |_| session.viewer().map(|viewer| viewer.locale));
    effect(move || match (account.get(), i18n::remembered()) {
        (Some(account), Some(device)) if Locale::from(account) != device => {
            language.tell_server(device);
        }
        (Some(account), None) if Locale::from(account) != shown.get_untracked() => {
            shown.set(account.into());
        }
        _ => {}
    });
    provide_context(language);
    language
}

/// The language and the way to change it. Ask for it in the body of a component, not in a handler.
pub fn use_language() -> Language {
    expect_context()
}

impl Language {
    /// The language that is shown.
    pub fn get(self) -> Locale {
        self.shown.get()
    }

    /// Draws everything anew in another language, and remembers it.
    pub fn choose(self, locale: Locale) {
        i18n::remember(locale);
        self.shown.set(locale);
        if self.session.viewer().is_some() {
            self.tell_server(locale);
        }
    }

    fn tell_server(self, locale: Locale) {
        spawn_local(async move {
            let input = ChooseLocaleInput { locale: locale.into() };
            // When this fails, the next start tells it again.
            let _ = self.api.mutate::<ChooseLocaleMutation, _>(ChooseLocaleVariables { input }).await;
        });
    }
}
