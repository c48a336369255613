//! Accepting an invitation: choose a password, and you are in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::queries::{AcceptInvitationInput, AcceptInvitationMutation, AcceptInvitationVariables};
use super::session::use_session;
use super::sign_in::{FrontDoor, go_on_when_signed_in};
use crate::graphql::{Failure, UserError, elsewhere, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::LanguageButton;
use crate::ui::{Alert, Button, Emphasis, Entry, Room, SkipLink, TextField, explain, focus_wrong};

/// The page behind the link of an invitation.
#[component]
pub fn AcceptInvitation() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    go_on_when_signed_in(session);
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
        spawn_local(async move {
            let answer = api.mutate::<AcceptInvitationMutation, _>(AcceptInvitationVariables { input }).await;
            is_busy.set(false);
            failure.set(answer.as_ref().err().cloned());
            if let Ok(answer) = answer {
                refusals.set(answer.accept_invitation.user_errors);
                focus_wrong();
                if let Some(viewer) = answer.accept_invitation.viewer {
                    session.enter(viewer);
                }
            }
        });
    };
    let at_password = Signal::derive(move || refusals.with(|all| told_at(all, "password")));
    let wrong = move || {
        let refused = refusals.with(|all| elsewhere(all, &["password"]));
        failure.get().map(|failure| explain(locale, &failure)).or(refused)
    };
    view! {
        <SkipLink />
        <main class="bv-main" id="inhoud">
            <FrontDoor session />
            <div class="bv-main--narrow">
                <form class="bv-stack" novalidate on:submit=submit>
                    <h2>{words::account::invited(locale)}</h2>
                    <Alert text=Signal::derive(wrong) />
                    <TextField
                        id="password"
                        label=words::account::new_password(locale)
                        hint=words::account::new_password_hint(locale)
                        entry=Entry::NewPassword
                        error=at_password
                        value=password
                    />
                    <Button emphasis=Emphasis::Primary room=Room::Foot submits=true busy=is_busy>
                        {words::account::accept_invitation(locale)}
                    </Button>
                </form>
                <p class="bv-section">
                    <LanguageButton />
                </p>
            </div>
        </main>
    }
}
