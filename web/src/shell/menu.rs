//! The menu of the account: the other parts of the app, language, light or dark, signing out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::shell_model::{in_menu, main_role, may_have_profile, role_name};
use super::{LanguageSwitch, NavLink};
use crate::account::{SignOutInput, SignOutMutation, SignOutVariables, use_session, use_viewer};
use crate::graphql::use_api;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Choice, ChoiceField, Dialog, Emphasis, Glyph, Icon, Theme, effect, explain};

/// The menu.
#[component]
pub fn AccountMenu(open: RwSignal<bool>, palette_open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let name = Signal::derive(move || viewer.get().person.name.clone());
    let role = Signal::derive(move || main_role(&viewer.get()).map(|it| role_name(locale, it).to_owned()));
    view! {
        <Dialog id="account" open title=name sub=role foot=move || view! { <SignOutButtons open /> }>
            <MenuLinks open />
            <PaletteButton open palette_open />
            <LanguageSwitch id="language-menu" class="bv-act" />
            <ThemeChoice />
        </Dialog>
    }
}

/// The parts that the bar of a phone has no room for.
#[component]
fn MenuLinks(open: RwSignal<bool>) -> impl IntoView {
    let viewer = use_viewer();
    let links = move || {
        let viewer = viewer.get();
        let others = in_menu(&viewer.areas).into_iter();
        others.map(|entry| view! { <li><NavLink entry class="bv-act" counts=false /></li> }).collect_view()
    };
    let locale = use_locale();
    let own = move || {
        may_have_profile(&viewer.get()).then(|| {
            view! {
                <li>
                    <a class="bv-act" href="/mijn-profiel">
                        <Icon glyph=Glyph::Heart />
                        <span>{words::connectors::profile_title(locale)}</span>
                    </a>
                </li>
            }
        })
    };
    view! {
        <ul class="bv-menu__links" on:click=move |_| open.set(false)>
            {own}
            <li>
                <a class="bv-act" href="/berichten#mail">
                    <Icon glyph=Glyph::Mail />
                    <span>{words::notices::mail_menu(locale)}</span>
                </a>
            </li>
            {links}
        </ul>
    }
}

/// A phone has no keys for it, and a rail only on a desk.
#[component]
fn PaletteButton(open: RwSignal<bool>, palette_open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let press = move |_| {
        open.set(false);
        palette_open.set(true);
    };
    view! {
        <button class="bv-act" type="button" on:click=press>
            <Icon glyph=Glyph::Search />
            <span>{words::ui::palette(locale)}</span>
        </button>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let locale = use_locale();
    let chosen = RwSignal::new(Theme::remembered().name().to_owned());
    effect(move || Theme::named(&chosen.get()).choose());
    let choices = [
        (Theme::Device, words::account::theme_device(locale)),
        (Theme::Light, words::account::theme_light(locale)),
        (Theme::Dark, words::account::theme_dark(locale)),
    ];
    let choice = move |(theme, label): (Theme, &'static str)| {
        view! { <Choice name="theme" value=theme.name() chosen label /> }
    };
    view! {
        <ChoiceField id="theme" label=words::account::theme(locale)>
            {choices.map(choice)}
        </ChoiceField>
    }
}

#[component]
fn SignOutButtons(open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let failed = RwSignal::new(None);
    let sign_out = move |everywhere: bool| {
        spawn_local(async move {
            let input = SignOutInput { everywhere: Some(everywhere) };
            match api.ask_written::<SignOutMutation, _>(SignOutVariables { input }).await {
                Ok(_) => {
                    open.set(false);
                    session.sign_out();
                }
                Err(failure) => failed.set(Some(failure)),
            }
        });
    };
    view! {
        <Button icon=Glyph::Leave press=move || sign_out(false)>
            {words::account::sign_out(locale)}
        </Button>
        <Button emphasis=Emphasis::Plain press=move || sign_out(true)>
            {words::account::sign_out_everywhere(locale)}
        </Button>
        <p role="alert">{move || failed.get().map(|failure| explain(locale, &failure))}</p>
    }
}
