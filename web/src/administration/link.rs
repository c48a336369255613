//! The link with which somebody chooses a password: shown once, for the administrator to pass on.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queries::{
    InvitePersonPayload, Person, RenewInvitationInput, RenewInvitationMutation, RenewInvitationVariables,
};
use crate::graphql::scalars::PersonId;
use crate::graphql::{Api, Failure, elsewhere, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Button, Dialog, Emphasis, effect, explain, focus_soon};

/// The whole address of a path of this app.
pub fn address_of(path: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    [&origin, path].concat()
}

/// Makes a new link; former ones stop working. Each try has its own key, since a link isn't shown a second time.
///
/// # Errors
///
/// What went wrong; a refusal is in the payload.
pub async fn renew(api: Api, person_id: PersonId) -> Result<InvitePersonPayload, Failure> {
    let input = RenewInvitationInput { person_id, idempotency_key: Some(new_key()) };
    let answer = api.mutate::<RenewInvitationMutation, _>(RenewInvitationVariables { input }).await?;
    Ok(answer.renew_invitation)
}

/// The link, to pass on. Nobody can see it again. It takes the focus, since the button that made it is gone.
#[component]
pub fn LinkField(link: String) -> impl IntoView {
    let locale = use_locale();
    focus_soon("link");
    let select_all = |event: leptos::ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    view! {
        <div class="bv-field" role="status">
            <label for="link">{words::administration::link(locale)}</label>
            <p class="bv-field__hint" id="link-hint">
                {words::administration::link_hint(locale)}
            </p>
            <input
                class="bv-input"
                id="link"
                readonly=true
                aria-describedby="link-hint"
                prop:value=link
                on:focus=select_all
            />
        </div>
    }
}

/// A new link for somebody who is there already.
#[component]
pub fn RenewDialog(person: Person, chosen: RwSignal<Option<Person>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let open = RwSignal::new(true);
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let link = RwSignal::new(None::<String>);
    close_with(open, chosen);
    let id = person.id;
    let on_submit = Callback::new(move |()| {
        if busy.get_untracked() || link.with_untracked(Option::is_some) {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let id = id.clone();
        spawn_local(async move {
            let answer = renew(api, id).await;
            busy.set(false);
            match answer {
                Ok(InvitePersonPayload { invitation_path: Some(path), .. }) => link.set(Some(address_of(&path))),
                Ok(InvitePersonPayload { user_errors, .. }) => trouble.set(elsewhere(&user_errors, &[])),
                Err(failure) => trouble.set(Some(explain(locale, &failure))),
            }
        });
    });
    let buttons = move || {
        if link.with(Option::is_some) {
            view! {
                <Button emphasis=Emphasis::Primary press=move || open.set(false)>
                    {words::administration::done(locale)}
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Button emphasis=Emphasis::Primary submits=true busy>
                    {words::administration::make_link(locale)}
                </Button>
                <Button press=move || open.set(false)>{words::administration::keep(locale)}</Button>
            }
            .into_any()
        }
    };
    let foot = move || view! { {buttons} };
    let title = words::administration::new_link_title(locale, &person.name);
    view! {
        <Dialog id="nieuwe-link" open title on_submit foot>
            <Alert text=trouble />
            {move || match link.get() {
                Some(link) => view! { <LinkField link /> }.into_any(),
                None => view! { <p>{words::administration::new_link_text(locale)}</p> }.into_any(),
            }}
        </Dialog>
    }
}

/// Takes a dialog about somebody away once it is closed.
pub fn close_with(open: RwSignal<bool>, chosen: RwSignal<Option<Person>>) {
    effect(move || {
        if !open.get() {
            // The browser gives the focus back as it closes the dialog; what follows comes after that.
            set_timeout(move || drop(chosen.try_set(None)), Duration::ZERO);
        }
    });
}
