//! Inviting somebody: the link is shown once, for the administrator to pass on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::{organisations, specialists, with_choices};
use super::people_model::{ROLES, Scope, grants, role_key, role_of, scope};
use super::queries::{ChoicesQuery, InvitePersonInput, InvitePersonMutation, InvitePersonVariables};
use crate::graphql::scalars::{Email, OrganisationId, Phone};
use crate::graphql::{Failure, UserError, elsewhere, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::role_name;
use crate::ui::{
    Alert, Button, ChoiceField, Dialog, Emphasis, Entry, SelectField, TextField, effect, explain, focus_wrong,
};

const OWN_ERRORS: [&str; 5] = ["name", "email", "phone", "organisationId", "roles"];

/// What is typed, and how the last try went.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    organisation: RwSignal<String>,
    role: RwSignal<String>,
    neighbourhoods: RwSignal<Vec<String>>,
    specialist: RwSignal<String>,
    key: RwSignal<String>,
    refusals: RwSignal<Vec<UserError>>,
    failure: RwSignal<Option<Failure>>,
    is_busy: RwSignal<bool>,
    /// The link, once there is one.
    link: RwSignal<Option<String>>,
}

impl Form {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            email: text(),
            phone: text(),
            organisation: text(),
            role: RwSignal::new(role_key(ROLES[0]).to_owned()),
            neighbourhoods: RwSignal::new(Vec::new()),
            specialist: text(),
            key: text(),
            refusals: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            link: RwSignal::new(None),
        }
    }

    /// Ready for somebody else.
    fn clear(self) {
        for text in [self.name, self.email, self.phone, self.organisation, self.specialist] {
            text.set(String::new());
        }
        self.neighbourhoods.set(Vec::new());
        self.refusals.set(Vec::new());
        self.failure.set(None);
        self.link.set(None);
        self.key.set(new_key());
    }

    fn input(self) -> InvitePersonInput {
        let typed = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let filled = |text| Some(typed(text)).filter(|text| !text.is_empty());
        let role = role_of(&typed(self.role)).unwrap_or(ROLES[0]);
        InvitePersonInput {
            name: typed(self.name),
            email: Email(typed(self.email)),
            phone: filled(self.phone).map(Phone),
            organisation_id: filled(self.organisation).map(OrganisationId),
            roles: grants(role, &self.neighbourhoods.get_untracked(), &typed(self.specialist)),
            idempotency_key: Some(self.key.get_untracked()),
        }
    }

    fn told_at(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.refusals.with(|refusals| told_at(refusals, field)))
    }
}

/// The dialog.
#[component]
pub fn InviteDialog(open: RwSignal<bool>, on_invited: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let form = Form::new();
    effect(move || {
        if open.get() {
            form.clear();
        }
    });
    let submit = Callback::new(move |()| {
        if form.is_busy.get_untracked() || form.link.with_untracked(Option::is_some) {
            return;
        }
        form.is_busy.set(true);
        let input = form.input();
        spawn_local(async move {
            let answer = api.mutate::<InvitePersonMutation, _>(InvitePersonVariables { input }).await;
            form.is_busy.set(false);
            form.failure.set(answer.as_ref().err().cloned());
            let Ok(answer) = answer else { return };
            if let Some(path) = answer.invite_person.invitation_path {
                let origin = window().location().origin().unwrap_or_default();
                form.link.set(Some([origin, path].concat()));
                on_invited.run(());
            }
            form.refusals.set(answer.invite_person.user_errors);
            focus_wrong();
        });
    });
    let foot = move || view! { <Foot form open /> };
    view! {
        <Dialog id="uitnodigen" open title=words::administration::invite(locale) on_submit=submit foot=foot>
            {move || match form.link.get() {
                Some(link) => view! { <Invited link /> }.into_any(),
                None => with_choices(move |choices| view! { <Fields form choices=choices.get() /> }).into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Foot(form: Form, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    move || {
        if form.link.with(Option::is_some) {
            view! {
                <Button emphasis=Emphasis::Primary press=move || open.set(false)>
                    {words::administration::done(locale)}
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Button emphasis=Emphasis::Primary submits=true busy=form.is_busy>
                    {words::administration::make_link(locale)}
                </Button>
            }
            .into_any()
        }
    }
}

/// The link, to pass on. Nobody can see it again.
#[component]
fn Invited(link: String) -> impl IntoView {
    let locale = use_locale();
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

#[component]
fn Fields(form: Form, choices: std::sync::Arc<ChoicesQuery>) -> impl IntoView {
    let locale = use_locale();
    let roles = ROLES.map(|role| (role_key(role).to_owned(), role_name(locale, role).to_owned()));
    let failed = Signal::derive(move || {
        let failed = form.failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| form.refusals.with(|refusals| elsewhere(refusals, &OWN_ERRORS)))
    });
    let employers = organisations(&choices, words::administration::no_organisation(locale));
    let entries = specialists(&choices, words::administration::choose(locale));
    let scoped = move || match role_of(&form.role.get()).map(scope) {
        Some(Scope::Neighbourhoods) => {
            let boxes = choices.neighbourhoods.iter().map(|place| {
                view! { <PlaceBox id=place.id.0.clone() name=place.name.clone() chosen=form.neighbourhoods /> }
            });
            let boxes = boxes.collect_view();
            view! {
                <ChoiceField id="buurten" label=words::administration::places(locale) error=form.told_at("roles")>
                    {boxes}
                </ChoiceField>
            }
            .into_any()
        }
        Some(Scope::Specialist) => view! {
            <SelectField
                id="specialist"
                label=words::administration::specialist(locale)
                options=Signal::stored(entries.clone())
                error=form.told_at("roles")
                value=form.specialist
            />
        }
        .into_any(),
        Some(Scope::Nothing) | None => ().into_any(),
    };
    view! {
        <Alert text=failed />
        <TextField
            id="naam"
            label=words::administration::name(locale)
            error=form.told_at("name")
            value=form.name
        />
        <TextField
            id="mail"
            label=words::account::email(locale)
            entry=Entry::Email
            error=form.told_at("email")
            value=form.email
        />
        <TextField
            id="telefoon"
            label=words::administration::phone(locale)
            entry=Entry::Phone
            error=form.told_at("phone")
            value=form.phone
        />
        <SelectField
            id="organisatie"
            label=words::administration::organisation(locale)
            options=Signal::stored(employers)
            error=form.told_at("organisationId")
            value=form.organisation
        />
        <SelectField
            id="rol"
            label=words::administration::role(locale)
            options=Signal::stored(roles.to_vec())
            value=form.role
        />
        {scoped}
    }
}

#[component]
fn PlaceBox(id: String, name: String, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let own = id.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.contains(&own));
    let toggle = move |event| {
        let is_on = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|it| *it != id);
            if is_on {
                chosen.push(id.clone());
            }
        });
    };
    view! {
        <label class="bv-check">
            <input type="checkbox" prop:checked=is_chosen on:change=toggle />
            {name}
        </label>
    }
}
