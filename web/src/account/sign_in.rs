//! The front door: e-mail and password, or in a demo somebody to look around as.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::queries::{
    DemoPeopleQuery, DemoPerson, SignInAsDemoPersonInput, SignInAsDemoPersonMutation, SignInAsDemoPersonVariables,
    SignInInput, SignInMutation, SignInPayload, SignInVariables,
};
use super::return_path::back_to;
use super::session::{NoStart, Session, use_session};
use crate::graphql::{Failure, UserError, elsewhere, load, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::parts;
use crate::shell::{DemoBanner, LanguageButton, role_name};
use crate::ui::{
    Alert, Button, ButtonLink, Emphasis, Entry, Face, Glyph, Heading, Icon, LoadingSaid, Room, SkeletonRows, SkipLink,
    TextField, effect, explain, focus_soon, focus_wrong, initials, show_loaded, use_toasts,
};

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    go_on_when_signed_in(session);
    let is_demo = Memo::new(move |_| session.installation().is_some_and(|it| it.is_demo));
    let is_known = Memo::new(move |_| session.installation().is_some());
    let own_account = RwSignal::new(false);
    let door = move || {
        if is_demo.get() && !own_account.get() {
            view! { <DemoDoor own_account /> }.into_any()
        } else {
            view! { <OwnDoor /> }.into_any()
        }
    };
    view! {
        <SkipLink />
        <DemoBanner session />
        <main class="bv-main" id="inhoud">
            <FrontDoor session />
            <div class="bv-main--narrow">
                {move || is_known.get().then_some(door)}
                <NoStart session />
                <div class="bv-section bv-buttons">
                    <ButtonLink href="/word-buurtverbinder" emphasis=Emphasis::Plain icon=Glyph::Heart>
                        {words::apply::link(locale)}
                    </ButtonLink>
                    <LanguageButton />
                </div>
            </div>
        </main>
    }
}

/// The front door before its part is there: the same head, so that nothing jumps.
#[component]
pub fn DoorBones() -> impl IntoView {
    let session = use_session();
    view! {
        <SkipLink />
        <DemoBanner session />
        <main class="bv-main" id="inhoud">
            <FrontDoor session is_for_now=true />
            <div class="bv-main--narrow">
                <LoadingSaid />
            </div>
        </main>
    }
}

/// The green head with the name of the product.
#[component]
pub fn FrontDoor(
    session: Session,
    /// Whether that of the page itself takes its place soon.
    #[prop(optional)]
    is_for_now: bool,
) -> impl IntoView {
    let locale = use_locale();
    let name = Signal::derive(move || {
        session.installation().map_or_else(String::new, |installation| installation.product_name)
    });
    let about = move || {
        let installation = session.installation()?;
        Some(words::account::about(locale, &installation.municipality, &installation.welfare_organisation))
    };
    view! {
        <header class="bv-hero bv-street">
            <div class="bv-main--narrow">
                <Heading title=name is_for_now />
                <p>{about}</p>
            </div>
        </header>
    }
}

/// Once somebody is signed in, goes where they wanted to be.
fn go_on_when_signed_in(session: Session) {
    let navigate = use_navigate();
    let next = use_next();
    effect(move || {
        if session.viewer().is_some() {
            navigate(&next(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}

/// Where somebody wanted to be.
fn use_next() -> impl Fn() -> String + Copy + 'static {
    let query = use_query_map();
    move || back_to(query.get_untracked().get("terug").as_deref())
}

#[component]
fn OwnDoor() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    let next = use_next();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        // It comes while the password is looked at.
        parts::expect(&next());
        spawn_local(async move {
            let (email, password) = (email.get_untracked(), password.get_untracked());
            let input = SignInInput { email: email.trim().to_owned(), password };
            let answer = api.ask_written::<SignInMutation, _>(SignInVariables { input }).await;
            is_busy.set(false);
            failure.set(answer.as_ref().err().cloned());
            if let Ok(SignInMutation { sign_in: SignInPayload { viewer, user_errors } }) = answer {
                refusals.set(user_errors);
                focus_wrong();
                if let Some(viewer) = viewer {
                    session.enter(viewer);
                }
            }
        });
    };
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let wrong = move || {
        let refused = refusals.with(|all| elsewhere(all, &["email", "password"]));
        failure.get().map(|failure| explain(locale, &failure)).or(refused)
    };
    view! {
        <form class="bv-stack" novalidate on:submit=submit>
            <h2>{words::account::sign_in(locale)}</h2>
            <Alert text=Signal::derive(wrong) />
            <TextField
                id="email"
                label=words::account::email(locale)
                entry=Entry::Email
                error=at("email")
                value=email
            />
            <TextField
                id="password"
                label=words::account::password(locale)
                entry=Entry::Password
                error=at("password")
                value=password
            />
            <Button emphasis=Emphasis::Primary room=Room::Foot submits=true busy=is_busy>
                {words::account::sign_in(locale)}
            </Button>
        </form>
    }
}

#[component]
fn DemoDoor(own_account: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let people = load(move || api.ask_written::<DemoPeopleQuery, _>(()));
    let rows = move || {
        show_loaded(
            people,
            words::account::no_demo_people(locale),
            || view! { <SkeletonRows rows=6 /> },
            |people| {
                view! {
                    <ul class="bv-list bv-list--card bv-after" aria-labelledby="wie">
                        <For
                            each=move || people.get().demo_people.clone()
                            key=|person| person.person_id.clone()
                            let:person
                        >
                            <DemoRow person />
                        </For>
                    </ul>
                }
            },
        )
    };
    let choose_own = move || {
        own_account.set(true);
        focus_soon("email");
    };
    view! {
        <h2 id="wie">{words::account::demo_who(locale)}</h2>
        <p class="bv-muted">{words::account::demo_choose(locale)}</p>
        {rows}
        <p class="bv-section">
            <Button emphasis=Emphasis::Plain press=choose_own>
                {words::account::own_account(locale)}
            </Button>
        </p>
    }
}

#[component]
fn DemoRow(person: DemoPerson) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let toasts = use_toasts();
    let id = person.person_id.clone();
    let next = use_next();
    let choose = move |_| {
        parts::expect(&next());
        let input = SignInAsDemoPersonInput { person_id: id.clone() };
        spawn_local(async move {
            let variables = SignInAsDemoPersonVariables { input };
            match api.ask_written::<SignInAsDemoPersonMutation, _>(variables).await {
                Ok(answer) => match answer.sign_in_as_demo_person {
                    SignInPayload { viewer: Some(viewer), .. } => session.enter(viewer),
                    SignInPayload { user_errors, .. } => {
                        toasts.tell(elsewhere(&user_errors, &[]).unwrap_or_default());
                    }
                },
                Err(failure) => toasts.tell(explain(locale, &failure)),
            }
        });
    };
    let role = match (role_name(locale, person.role), person.place.as_str()) {
        (role, "") => [role, "."].concat(),
        (role, place) => words::account::demo_role(locale, role, place),
    };
    view! {
        <li class="bv-row bv-row--lead">
            <Face initials=initials(&person.name) />
            <div>
                <h3 class="bv-row__title">
                    <button class="bv-cover bv-bare" type="button" on:click=choose>
                        {person.name}
                    </button>
                </h3>
                <p class="bv-row__sub">{role} " " {person.story}</p>
            </div>
            <span class="bv-row__go">
                <Icon glyph=Glyph::Go />
            </span>
        </li>
    }
}
