//! The routes. Paths are Dutch in both languages, so that a link stays a link.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::account::{SignedInOnly, provide_language, provide_session};
use crate::addresses::remember_where_the_browser_goes;
use crate::cases::provide_at_hand;
use crate::graphql::{early, provide_api};
use crate::i18n::{self, use_locale, words};
use crate::parts::{self, Account, Connectors, Directory, Office, Training};
use crate::shell::Shell;
use crate::today::HomePage;
use crate::ui::{ButtonLink, Empty, Heading, ToastRegion, provide_pages, provide_toasts};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let path = location().pathname().unwrap_or_default();
    // As `early.js` has it: who isn't known to begin with today sees the front door first.
    if path != "/" || early::expects_today() {
        parts::expect(&path);
    }
    let api = provide_api();
    let toasts = provide_toasts();
    let product = provide_pages();
    let session = provide_session(api, product);
    let language = provide_language(api, session);
    provide_at_hand();
    let pages = move || {
        let locale = language.get();
        i18n::mark_document(locale);
        provide_context(locale);
        view! {
            <Pages />
            <ToastRegion toasts />
        }
    };
    view! { <Router>{pages}</Router> }
}

#[component]
fn Pages() -> impl IntoView {
    remember_where_the_browser_goes();
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/inloggen") view=|| parts::account(Account::SignIn) />
            <Route path=path!("/uitnodiging/:token") view=|| parts::account(Account::Invitation) />
            <Route path=path!("/word-buurtverbinder") view=|| parts::connectors(Connectors::Apply) />
            // Before the page of a case, which would take "nieuw" for an id.
            <Route path=path!("/vragen/nieuw") view=NewQuestion />
            <Route path=path!("/specialisten/afdrukken") view=OnPaper />
            <ParentRoute path=path!("") view=Rooms>
                <Route path=path!("") view=HomePage />
                <Route path=path!("/berichten") view=|| parts::training(Training::Notices) />
                <Route path=path!("/cijfers") view=|| parts::office(Office::Figures) />
                <Route path=path!("/cijfers/verslag") view=|| parts::office(Office::Report) />
                <Route path=path!("/cijfers/vragen") view=|| parts::office(Office::CaseList) />
                <Route path=path!("/cijfers/antwoorden") view=|| parts::office(Office::AnswerList) />
                <Route path=path!("/beheer") view=|| parts::office(Office::Administration) />
                <Route path=path!("/buurtverbinders") view=|| parts::connectors(Connectors::Board) />
                <Route path=path!("/buurtverbinders/:id") view=|| parts::connectors(Connectors::Profile) />
                <Route path=path!("/mijn-profiel") view=|| parts::connectors(Connectors::Own) />
                <Route path=path!("/specialisten") view=|| parts::directory(Directory::Search) />
                <Route path=path!("/specialisten/nieuw") view=|| parts::directory(Directory::Add) />
                <Route path=path!("/specialisten/gemist") view=|| parts::directory(Directory::Unmet) />
                <Route path=path!("/specialisten/:id") view=|| parts::directory(Directory::Entry) />
                <Route path=path!("/specialisten/:id/veranderen") view=|| parts::directory(Directory::Change) />
                <Route path=path!("/mensen") view=|| parts::training(Training::Network) />
                <Route path=path!("/sparren") view=|| parts::training(Training::Peers) />
                <Route path=path!("/sparren/nieuw") view=|| parts::training(Training::AskPeers) />
                <Route path=path!("/sparren/:id") view=|| parts::training(Training::PeerQuestion) />
                <Route path=path!("/training") view=|| parts::training(Training::Meetings) />
                <Route path=path!("/training/geweest") view=|| parts::training(Training::Past) />
                <Route path=path!("/training/plannen") view=|| parts::training(Training::Plan) />
                <Route path=path!("/training/herhalen") view=|| parts::training(Training::Due) />
                <Route path=path!("/training/:id") view=|| parts::training(Training::Meeting) />
                <Route path=path!("/training/:id/veranderen") view=|| parts::training(Training::Change) />
                <Route path=path!("/vragen") view=|| parts::board() />
                <Route path=path!("/vragen/:id") view=|| parts::case() />
            </ParentRoute>
        </Routes>
    }
}

/// The pages with the navigation around them, for who is signed in.
#[component]
fn Rooms() -> impl IntoView {
    view! {
        <SignedInOnly>
            <Shell>
                <Outlet />
            </Shell>
        </SignedInOnly>
    }
}

/// A page of its own: nothing beside it leads away from what is being written.
#[component]
fn NewQuestion() -> impl IntoView {
    view! {
        <SignedInOnly>
            {parts::question()}
        </SignedInOnly>
    }
}

/// A page for paper: nothing stands around it.
#[component]
fn OnPaper() -> impl IntoView {
    view! {
        <SignedInOnly>
            {parts::directory(Directory::Print)}
        </SignedInOnly>
    }
}

/// A path that leads nowhere.
#[component]
fn NotFound() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main class="bv-main bv-main--narrow" id="inhoud">
            <header class="bv-head">
                <Heading title=words::ui::not_found_title(locale) />
            </header>
            <Empty title=words::ui::not_found(locale)>
                <ButtonLink href="/">{words::ui::to_today(locale)}</ButtonLink>
            </Empty>
        </main>
    }
}
