//! What stands around the pages: a rail on a desk, a bar on a phone, and the menu of the account.

mod menu;
mod shell_model;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use crate::account::{Session, use_language, use_session, use_viewer};
use crate::graphql::{Connection, use_api};
use crate::i18n::{use_locale, words};
use crate::notices::Bell;
use crate::parts;
use crate::ui::{Banner, Face, Glyph, Icon, SkipLink, focus_soon};
use menu::AccountMenu;
use shell_model::{Entry, count, is_current, main_role, on_bar};

pub use shell_model::{entries, has_page, home, may_have_profile, may_open_case, role_name};

/// The page in its surroundings.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let menu_open = RwSignal::new(false);
    let palette_open = RwSignal::new(false);
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            palette_open.set(true);
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <SkipLink />
        <div class="bv-app">
            <Rail menu_open palette_open />
            <div>
                <div class="bv-column">
                    <DemoBanner session=use_session() />
                    <ConnectionBanner />
                    <div class="bv-stage">
                        <nav class="bv-bell-place" aria-label=words::notices::title(use_locale())>
                            <Bell class="bv-bell" named=false />
                        </nav>
                        <main class="bv-main" id="inhoud">
                            {children()}
                        </main>
                    </div>
                </div>
                <Bar menu_open />
            </div>
        </div>
        <AccountMenu open=menu_open palette_open />
        {parts::palette(palette_open)}
    }
}

/// Says on every page that all of it is invented.
#[component]
pub fn DemoBanner(session: Session) -> impl IntoView {
    let locale = use_locale();
    let is_demo = Memo::new(move |_| session.installation().is_some_and(|it| it.is_demo));
    view! {
        <Show when=move || is_demo.get()>
            <section aria-label=words::account::demo(locale)>
                <Banner glyph=Glyph::Info>
                    <p>
                        <strong>{words::account::demo_title(locale)}</strong>
                        " "
                        {words::account::demo_text(locale)}
                    </p>
                </Banner>
            </section>
        </Show>
    }
}

#[component]
fn ConnectionBanner() -> impl IntoView {
    let locale = use_locale();
    let connection = use_api().connection;
    let is_offline = Memo::new(move |_| connection.get() == Connection::Offline);
    view! {
        <div role="status">
            <Show when=move || is_offline.get()>
                <Banner glyph=Glyph::Offline>
                    <p>
                        <strong>{words::ui::offline_title(locale)}</strong>
                        " "
                        {words::ui::offline_text(locale)}
                    </p>
                </Banner>
            </Show>
        </div>
    }
}

#[component]
fn Rail(menu_open: RwSignal<bool>, palette_open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let viewer = use_viewer();
    let name = move || session.installation().map(|it| it.product_name);
    let place = move || session.installation().map(|it| [&it.welfare_organisation, " · ", &it.municipality].concat());
    let links = move || {
        let viewer = viewer.get();
        let link = |entry: &'static Entry| view! { <li><NavLink entry class="bv-rail__link" counts=true /></li> };
        entries(&viewer.areas).map(link).collect_view()
    };
    let new = move || {
        may_open_case(&viewer.get()).then(|| {
            view! {
                <li>
                    <a class="bv-rail__link" href="/vragen/nieuw">
                        <Icon glyph=Glyph::Plus />
                        <span>{words::ui::new_question(locale)}</span>
                    </a>
                </li>
            }
        })
    };
    let person = move || {
        let viewer = viewer.get();
        let role = main_role(&viewer).map(|role| role_name(locale, role));
        view! {
            <Face initials=viewer.person.initials.clone() small=true />
            <span>
                {viewer.person.name.clone()} <br /> <span class="bv-rail__role">{role}</span>
            </span>
        }
    };
    view! {
        <nav class="bv-rail bv-street" aria-label=words::ui::main_menu(locale)>
            <div class="bv-rail__brand">
                <p class="bv-rail__name">{name}</p>
                <p class="bv-rail__place">{place}</p>
            </div>
            <button
                class="bv-rail__link bv-bare"
                type="button"
                aria-haspopup="dialog"
                aria-keyshortcuts="Control+K"
                on:click=move |_| palette_open.set(true)
            >
                <Icon glyph=Glyph::Search />
                <span>{words::ui::palette(locale)}</span>
                <kbd class="bv-key">"Ctrl K"</kbd>
            </button>
            <ul class="bv-rail__list">
                {links} {new} <li>
                    <Bell class="bv-rail__link" named=true />
                </li>
            </ul>
            <div class="bv-rail__end">
                <LanguageSwitch id="language-rail" class="bv-rail__link bv-bare" />
                <button
                    class="bv-rail__link bv-bare"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| menu_open.set(true)
                >
                    {person}
                </button>
            </div>
        </nav>
    }
}

#[component]
fn Bar(menu_open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let links = move || {
        let viewer = viewer.get();
        let link = |entry: &'static Entry| view! { <NavLink entry class="bv-bar__link" counts=false /> };
        let on_bar = on_bar(&viewer.areas);
        let new = may_open_case(&viewer).then(|| {
            view! {
                <a class="bv-bar__link bv-bar__link--new" href="/vragen/nieuw">
                    <Icon glyph=Glyph::Plus />
                    {words::ui::new(locale)}
                </a>
            }
        });
        let (before, after) = on_bar.split_at(on_bar.len().min(2));
        view! {
            {before.iter().copied().map(link).collect_view()}
            {new}
            {after.iter().copied().map(link).collect_view()}
        }
    };
    view! {
        <nav class="bv-bar" aria-label=words::ui::main_menu(locale)>
            {links}
            <button
                class="bv-bar__link bv-bare"
                type="button"
                aria-haspopup="dialog"
                on:click=move |_| menu_open.set(true)
            >
                <Icon glyph=Glyph::More />
                {words::ui::more(locale)}
            </button>
        </nav>
    }
}

/// A link to one part of the app; says when it is the one that is open.
#[component]
fn NavLink(entry: &'static Entry, class: &'static str, counts: bool) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let path = use_location().pathname;
    let number = move || {
        let number = count(entry, &viewer.get()).filter(|number| counts && *number > 0)?;
        Some(view! {
            <span class="bv-rail__count">
                {number} <span class="bv-hidden">" " {words::ui::open(locale)}</span>
            </span>
        })
    };
    view! {
        <a
            class=class
            href=entry.href
            aria-current=move || is_current(entry.href, &path.get()).then_some("page")
        >
            <Icon glyph=entry.glyph />
            <span>{(entry.label)(locale)}</span>
            {number}
        </a>
    }
}

/// One tap to the other language. The page is drawn anew, so the focus is put back where it was.
#[component]
pub fn LanguageSwitch(
    /// Unique on the page.
    id: &'static str,
    class: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let language = use_language();
    let other = locale.other();
    let switch = move |_| {
        spawn_local(async move {
            language.choose(other).await;
            focus_soon(id);
        });
    };
    view! {
        <button class=class id=id type="button" lang=other.tag() on:click=switch>
            <Icon glyph=Glyph::Globe />
            <span>{other.own_name()}</span>
        </button>
    }
}

/// The same switch, as a button on a page.
#[component]
pub fn LanguageButton() -> impl IntoView {
    view! { <LanguageSwitch id="language" class="bv-button bv-button--plain" /> }
}
