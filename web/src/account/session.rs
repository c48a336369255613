//! Who is signed in, as every page knows it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::queries::{Installation, SessionQuery, Viewer};
use super::return_path::sign_in_path;
use crate::graphql::{Api, Failure, Loaded, early, listen, load, use_api};
use crate::i18n::{use_locale, words};
use crate::parts::{self, Directory};
use crate::storage::{self, KEPT_LIST};
use crate::ui::{ButtonLink, ErrorCard, Glyph, LoadingSaid, PageHead, effect};

/// The address of the directory.
const DIRECTORY: &str = "/specialisten";

/// Who is signed in.
#[derive(Clone, Copy)]
pub struct Session {
    loaded: Loaded<SessionQuery>,
    viewer: Memo<Option<Arc<Viewer>>>,
}

/// Asks who is signed in, and makes it known to all components below.
pub fn provide_session(api: Api, product: RwSignal<String>) -> Session {
    let loaded = load(move || api.ask_written::<SessionQuery, _>(()));
    let viewer = Memo::new(move |_| loaded.answer()?.viewer.clone().map(Arc::new));
    let session = Session { loaded, viewer };
    api.know_whether(Signal::derive(move || viewer.with(Option::is_some)));
    effect(move || {
        api.signed_out.track();
        if session.viewer.get_untracked().is_some() {
            session.leave();
        }
    });
    effect(move || {
        if let Some(installation) = session.installation() {
            product.set(installation.product_name);
        }
    });
    provide_context(session);
    session
}

/// Who is signed in. Ask for it in the body of a component, not in a handler.
pub fn use_session() -> Session {
    expect_context()
}

/// The viewer of a page that only who is signed in can see.
pub fn use_viewer() -> Signal<Arc<Viewer>> {
    expect_context()
}

impl Session {
    /// The viewer; None when nobody is signed in, or it isn't known yet.
    pub fn viewer(self) -> Option<Arc<Viewer>> {
        self.viewer.get()
    }

    /// The viewer as known now.
    pub fn viewer_untracked(self) -> Option<Arc<Viewer>> {
        self.viewer.get_untracked()
    }

    /// What this installation calls itself, once known.
    pub fn installation(self) -> Option<Installation> {
        Some(self.loaded.answer()?.installation.clone())
    }

    /// Why it isn't known who is signed in, when the server could not be asked.
    pub fn failure(self) -> Option<Failure> {
        self.loaded.failure().filter(|_| !self.loaded.has_answer())
    }

    /// Somebody signed in.
    pub fn enter(self, viewer: Viewer) {
        self.put(Some(viewer));
    }

    /// Somebody signed out: nothing of what they were writing stays, nor the list that this device kept.
    pub fn sign_out(self) {
        storage::forget_drafts(None);
        storage::forget(KEPT_LIST);
        self.leave();
    }

    /// Nobody is signed in any more.
    pub fn leave(self) {
        self.put(None);
    }

    /// Asks again: counts and roles change.
    pub fn refresh(self) {
        self.loaded.reload();
    }

    fn put(self, viewer: Option<Viewer>) {
        match self.loaded.answer_untracked() {
            Some(known) => {
                let installation = known.installation.clone();
                self.loaded.put(SessionQuery { viewer, installation });
            }
            None => self.loaded.reload(),
        }
    }
}

/// What stands where the app can't begin: why, and another try.
#[component]
pub fn NoStart(session: Session) -> impl IntoView {
    let locale = use_locale();
    let card = move || {
        let failure = session.failure()?;
        let retry = move |()| session.refresh();
        Some(view! { <ErrorCard title=words::account::no_start(locale) failure retry /> })
    };
    view! { {card} }
}

/// Shows its children to who is signed in, with the live connection open; sends others to the sign-in page.
#[component]
pub fn SignedInOnly(children: ChildrenFn) -> impl IntoView {
    #[derive(Clone, Copy, PartialEq)]
    enum Stage {
        Asking,
        Failed,
        Nobody,
        Somebody,
    }
    let session = use_session();
    let stage = Memo::new(move |_| match (session.loaded.answer(), session.loaded.failure()) {
        (Some(answer), _) if answer.viewer.is_some() => Stage::Somebody,
        (Some(_), _) => Stage::Nobody,
        (None, Some(_)) => Stage::Failed,
        (None, None) => Stage::Asking,
    });
    let navigate = use_navigate();
    let location = use_location();
    effect(move || {
        if stage.get() == Stage::Nobody {
            early::expect_nobody();
            let path = [location.pathname.get_untracked(), location.search.get_untracked()];
            let path = path.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("?");
            let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&sign_in_path(&path), replace);
        }
    });
    move || match stage.get() {
        Stage::Somebody => view! { <Present session children=children.clone() /> }.into_any(),
        Stage::Failed => view! { <Unknown session /> }.into_any(),
        Stage::Asking | Stage::Nobody => view! { <LoadingSaid /> }.into_any(),
    }
}

/// It can't be known who is here. The list of specialists that this device has is everybody's.
#[component]
fn Unknown(session: Session) -> impl IntoView {
    let locale = use_locale();
    let path = use_location().pathname;
    let has_list = storage::read(KEPT_LIST).is_some();
    let is_there = Memo::new(move |_| path.get() == DIRECTORY);
    let page = move || {
        if has_list && is_there.get() {
            return parts::directory(Directory::Kept).into_any();
        }
        let to_list = has_list.then(|| {
            view! {
                <p class="bv-section">
                    <ButtonLink href=DIRECTORY icon=Glyph::Directory>
                        {words::specialists::search(locale)}
                    </ButtonLink>
                </p>
            }
        });
        // As the page was called when it came: the server can't be asked.
        view! {
            <PageHead title=document().title() />
            <NoStart session />
            {to_list}
        }
        .into_any()
    };
    view! {
        <main class="bv-main bv-main--narrow" id="inhoud">
            {page}
        </main>
    }
}

/// The viewer is known: gives it to the pages, and follows changes for as long as it lasts.
#[component]
fn Present(session: Session, children: ChildrenFn) -> impl IntoView {
    let api = use_api();
    let Some(first) = session.viewer.get_untracked() else {
        return ().into_any();
    };
    // What another person was writing in this tab is nobody's any more.
    storage::forget_drafts(Some(&first.person.id.0));
    let viewer: Signal<Arc<Viewer>> = Signal::derive(move || session.viewer().unwrap_or_else(|| first.clone()));
    provide_context(viewer);
    listen(api);
    session.loaded.follow(api, |_| true);
    children().into_any()
}
