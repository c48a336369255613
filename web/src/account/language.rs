//! The language: of who is signed in as their account has it, so that the words of the app and of the server are in the
//! same one on each device; before that, as it was chosen on the device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::queries::{ChooseLocaleInput, ChooseLocaleMutation, ChooseLocaleVariables};
use crate::graphql::Api;
use crate::i18n::{self, Locale};
use crate::storage;
use crate::ui::effect;

/// Under this name the device remembers that the server doesn't know yet what was chosen.
const UNTOLD: &str = "locale.untold";

/// The language, and the way to change it.
#[derive(Clone, Copy)]
pub struct Language {
    shown: RwSignal<Locale>,
    api: Api,
    session: Session,
}

/// What follows when it becomes known who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The account has the language that is shown.
    Nothing,
    /// The account gets the language in which somebody signed in.
    Tell(Locale),
    /// The app takes over the language of the account.
    Show(Locale),
}

/// Who signs in here chose the language of the page they see, or never chose one. Who was signed in already may have
/// chosen another since, on another device; only what never reached the server is told again.
fn step(account: Locale, shown: Locale, chosen_here: Option<Locale>, is_news: bool) -> Step {
    match chosen_here.filter(|_| is_news) {
        Some(chosen) if chosen != account => Step::Tell(chosen),
        None if shown != account => Step::Show(account),
        _ => Step::Nothing,
    }
}

/// Makes the language known to all components below: the one of this device, until that of the account is known.
pub fn provide_language(api: Api, session: Session) -> Language {
    let shown = RwSignal::new(i18n::remembered().unwrap_or_default());
    let language = Language { shown, api, session };
    let is_known = Memo::new(move |_| session.installation().is_some());
    let who = Memo::new(move |_| session.viewer().map(|viewer| viewer.person.id.clone()));
    let was_nobody = StoredValue::new(false);
    // Once for each who is signed in: a page must not be drawn anew while somebody writes in it.
    effect(move || {
        if who.get().is_none() {
            was_nobody.set_value(is_known.get());
            return;
        }
        let Some(viewer) = session.viewer_untracked() else { return };
        let device = i18n::remembered();
        let is_news = was_nobody.get_value() || storage::read(UNTOLD).is_some();
        match step(viewer.locale.into(), shown.get_untracked(), device, is_news) {
            Step::Nothing => storage::forget(UNTOLD),
            Step::Tell(chosen) => spawn_local(async move {
                language.tell_server(chosen).await;
                // What the server answered meanwhile was in the other one.
                language.shown.set(chosen);
            }),
            Step::Show(account) => {
                // The next start draws it at once.
                if device.is_some() {
                    i18n::remember(account);
                }
                shown.set(account);
            }
        }
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

    /// Remembers another language and draws everything anew in it: as soon as the server answers in it too, or can't be
    /// told.
    pub async fn choose(self, locale: Locale) {
        i18n::remember(locale);
        if self.session.viewer_untracked().is_some() {
            self.tell_server(locale).await;
        }
        self.shown.set(locale);
    }

    async fn tell_server(self, locale: Locale) {
        let input = ChooseLocaleInput { locale: locale.into() };
        storage::write(UNTOLD, locale.tag());
        // When this fails, the next start tells it again.
        if self.api.ask_written::<ChooseLocaleMutation, _>(ChooseLocaleVariables { input }).await.is_ok() {
            storage::forget(UNTOLD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale::{En, Nl};
    use super::*;

    #[test]
    fn the_account_has_the_last_word_but_for_who_signs_in() {
        assert_eq!(step(En, Nl, Some(Nl), false), Step::Show(En));
        assert_eq!(step(En, Nl, None, false), Step::Show(En));
        assert_eq!(step(En, En, Some(En), false), Step::Nothing);
        assert_eq!(step(Nl, En, Some(En), true), Step::Tell(En));
        assert_eq!(step(En, Nl, None, true), Step::Show(En));
        assert_eq!(step(Nl, Nl, Some(Nl), true), Step::Nothing);
    }
}
