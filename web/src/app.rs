//! The routes. Paths are Dutch in both languages, so that a link stays a link.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::account::{AcceptInvitation, SignIn, SignedInOnly, provide_language, provide_session};
use crate::administration::AdministrationPage;
use crate::cases::{BoardPage, CasePage, NewQuestionPage};
use crate::figures::{AnswerListPage, CaseListPage, FiguresPage};
use crate::graphql::provide_api;
use crate::i18n::{self, use_locale, words};
use crate::shell::Shell;
use crate::specialists::{AddPage, ChangePage, DirectoryPage, SpecialistPage};
use crate::today::HomePage;
use crate::ui::{ButtonLink, Empty, Heading, ToastRegion, provide_pages, provide_toasts};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let api = provide_api();
    let toasts = provide_toasts();
    let product = provide_pages();
    let session = provide_session(api, product);
    let language = provide_language(api, session);
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
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/inloggen") view=SignIn />
            <Route path=path!("/uitnodiging/:token") view=AcceptInvitation />
            // Before the page of a case, which would take "nieuw" for an id.
            <Route path=path!("/vragen/nieuw") view=NewQuestion />
            <ParentRoute path=path!("") view=Rooms>
                <Route path=path!("") view=HomePage />
                <Route path=path!("/cijfers") view=FiguresPage />
                <Route path=path!("/cijfers/vragen") view=CaseListPage />
                <Route path=path!("/cijfers/antwoorden") view=AnswerListPage />
                <Route path=path!("/beheer") view=AdministrationPage />
                <Route path=path!("/specialisten") view=DirectoryPage />
                <Route path=path!("/specialisten/nieuw") view=AddPage />
                <Route path=path!("/specialisten/:id") view=SpecialistPage />
                <Route path=path!("/specialisten/:id/veranderen") view=ChangePage />
                <Route path=path!("/vragen") view=BoardPage />
                <Route path=path!("/vragen/:id") view=CasePage />
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
            <NewQuestionPage />
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
