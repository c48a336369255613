//! Accepting an invitation: choose a password, and you are in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::queries::{
    AcceptInvitationInput, AcceptInvitationMutation, AcceptInvitationVariables, SignOutInput, SignOutMutation,
    SignOutVariables,
};
use super::session::{Session, use_session};
use super::sign_in::FrontDoor;
use crate::graphql::{Api, Failure, UserError, elsewhere, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::LanguageButton;
use crate::ui::{
    Alert, Banner, Button, ButtonLink, Emphasis, Entry, Glyph, Room, SkipLink, TextField, explain, focus_soon,
    focus_wrong,
};

/// The page behind the link of an invitation.
#[component]
pub fn AcceptInvitation() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let navigate = use_navigate();
    let params = use_params_map();
    let password = RwSignal::new(String::new());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let token = params.get_untracked().get("token").unwrap_or_default();
        let input = AcceptInvitationInput { token, password: password.get_untracked() };
        let is_somebody = session.viewer_untracked().is_some();
        let navigate = navigate.clone();
        spawn_local(async move {
            if is_somebody && let Err(failed) = sign_out(api, session).await {
                is_busy.set(false);
                failure.set(Some(failed));
                return;
            }
            let answer = api.ask_written::<AcceptInvitationMutation, _>(AcceptInvitationVariables { input }).await;
            is_busy.set(false);
            failure.set(answer.as_ref().err().cloned());
            if let Ok(answer) = answer {
                refusals.set(answer.accept_invitation.user_errors);
                focus_wrong();
                if let Some(viewer) = answer.accept_invitation.viewer {
                    session.enter(viewer);
                    navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() });
                }
            }
        });
    };
    // What is wrong with the link is the state of the page: another password changes nothing about it.
    let dead = Memo::new(move |_| refusals.with(|all| told_at(all, "token")));
    let at_password = Signal::derive(move || refusals.with(|all| told_at(all, "password")));
    let wrong = Signal::derive(move || {
        let refused = refusals.with(|all| elsewhere(all, &["password"]));
        failure.get().map(|failure| explain(locale, &failure)).or(refused)
    });
    view! {
        <SkipLink />
        <main class="bv-main" id="inhoud">
            <FrontDoor session />
            <div class="bv-main--narrow">
                {move || match dead.get() {
                    Some(why) => view! { <DeadLink why /> }.into_any(),
                    None => {
                        view! {
                            <form class="bv-stack" novalidate on:submit=submit.clone()>
                                <h2>{words::account::invited(locale)}</h2>
                                <SomebodyElse session />
                                <Alert text=wrong />
                                <TextField
                                    id="password"
                                    label=words::account::new_password(locale)
                                    hint=words::account::new_password_hint(locale)
                                    entry=Entry::NewPassword
                                    required=true
                                    error=at_password
                                    value=password
                                />
                                <Button emphasis=Emphasis::Primary room=Room::Foot submits=true busy=is_busy>
                                    {words::account::accept_invitation(locale)}
                                </Button>
                            </form>
                        }
                        .into_any()
                    }
                }}
                <p class="bv-section">
                    <LanguageButton />
                </p>
            </div>
        </main>
    }
}

/// The link can't be used any more, and the way in for who has an account.
#[component]
fn DeadLink(why: String) -> impl IntoView {
    let locale = use_locale();
    // The button that had the focus is gone.
    focus_soon("dode-link");
    view! {
        <div class="bv-stack">
            <h2 id="dode-link" tabindex="-1">
                {words::account::dead_link(locale)}
            </h2>
            <p>{why}</p>
            <div class="bv-buttons">
                <ButtonLink href="/inloggen" emphasis=Emphasis::Primary>
                    {words::account::sign_in(locale)}
                </ButtonLink>
            </div>
        </div>
    }
}

/// Who is signed in on this device, when somebody is: the link may be another person's.
#[component]
fn SomebodyElse(session: Session) -> impl IntoView {
    let locale = use_locale();
    move || {
        let name = session.viewer()?.person.name.clone();
        Some(view! {
            <Banner glyph=Glyph::Info>
                <p>{words::account::signed_in_here(locale, &name)}</p>
                <ButtonLink href="/">{words::account::stay(locale)}</ButtonLink>
            </Banner>
        })
    }
}

/// The person of this device makes room for the one of the link, before the link is used.
async fn sign_out(api: Api, session: Session) -> Result<(), Failure> {
    let input = SignOutInput { everywhere: Some(false) };
    api.ask_written::<SignOutMutation, _>(SignOutVariables { input }).await?;
    session.sign_out();
    Ok(())
}
