//! Inviting somebody: the link is shown once, for the administrator to pass on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::{organisations, with_choices};
use super::link::{LinkField, address_of, renew};
use super::people_model::{ROLES, Scope, grants, role_key, role_of, scope};
use super::queries::{
    ChoicesQuery, InvitePersonInput, InvitePersonMutation, InvitePersonPayload, InvitePersonVariables, Invited,
};
use super::role_fields::ScopeFields;
use super::roles::may_give;
use crate::account::use_viewer;
use crate::graphql::scalars::{Email, OrganisationId, Phone};
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::shell::role_name;
use crate::ui::{Alert, Button, Dialog, Emphasis, Entry, SelectField, TextField, effect, explain, focus_wrong};

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
    key: StoredValue<SteadyKey>,
    refusals: RwSignal<Vec<UserError>>,
    failure: RwSignal<Option<Failure>>,
    is_busy: RwSignal<bool>,
    /// The link, once there is one.
    link: RwSignal<Option<String>>,
    /// Who was invited by an earlier try, of which the link got lost on its way.
    arrived: RwSignal<Option<Invited>>,
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
            key: StoredValue::new(SteadyKey::default()),
            refusals: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            link: RwSignal::new(None),
            arrived: RwSignal::new(None),
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
        self.arrived.set(None);
        self.key.set_value(SteadyKey::default());
    }

    /// What is plainly missing or wrong; everything else is the server's to judge.
    fn missing(self, locale: Locale) -> Vec<UserError> {
        let (name, email) = (self.name.get_untracked(), self.email.get_untracked());
        let mut missing = Vec::new();
        if name.trim().is_empty() {
            missing.push(UserError::missing("name", words::dialogs::required(locale)));
        }
        if email.trim().is_empty() {
            missing.push(UserError::missing("email", words::dialogs::required(locale)));
        } else if !is_address(email.trim()) {
            missing.push(UserError::missing("email", words::administration::email_wrong(locale)));
        }
        missing
    }

    fn input(self) -> InvitePersonInput {
        let typed = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let filled = |text| Some(typed(text)).filter(|text| !text.is_empty());
        let role = role_of(&typed(self.role)).unwrap_or(ROLES[0]);
        let mut input = InvitePersonInput {
            name: typed(self.name),
            email: Email(typed(self.email)),
            phone: filled(self.phone).map(Phone),
            organisation_id: filled(self.organisation).map(OrganisationId),
            roles: grants(role, &self.neighbourhoods.get_untracked(), &typed(self.specialist)),
            idempotency_key: None,
        };
        input.idempotency_key = self.key.try_update_value(|key| key.of(&input));
        input
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
    // What was typed stays until it was sent, also when the dialog is closed in between.
    effect(move || {
        let is_done = || form.link.with_untracked(Option::is_some) || form.arrived.with_untracked(Option::is_some);
        if !open.get() && is_done() {
            form.clear();
        }
    });
    let submit = Callback::new(move |()| {
        if form.is_busy.get_untracked() || form.link.with_untracked(Option::is_some) {
            return;
        }
        let missing = form.missing(locale);
        if form.arrived.with_untracked(Option::is_none) && !missing.is_empty() {
            form.failure.set(None);
            form.refusals.set(missing);
            return focus_wrong();
        }
        form.is_busy.set(true);
        spawn_local(async move {
            let answer = if let Some(person) = form.arrived.get_untracked() {
                renew(api, person.id).await
            } else {
                let variables = InvitePersonVariables { input: form.input() };
                api.mutate::<InvitePersonMutation, _>(variables).await.map(|it| it.invite_person)
            };
            if form.is_busy.try_set(false).is_some() {
                return;
            }
            form.failure.set(answer.as_ref().err().cloned());
            let Ok(InvitePersonPayload { person, invitation_path, user_errors }) = answer else { return };
            form.key.update_value(SteadyKey::answered);
            if let Some(path) = &invitation_path {
                form.link.set(Some(address_of(path)));
            } else if user_errors.is_empty() {
                form.arrived.set(person);
            }
            if user_errors.is_empty() {
                on_invited.try_run(());
            }
            form.refusals.set(user_errors);
            focus_wrong();
        });
    });
    let foot = move || view! { <Foot form open /> };
    view! {
        <Dialog id="uitnodigen" open title=words::administration::invite(locale) on_submit=submit foot=foot>
            {move || match (form.link.get(), form.arrived.get()) {
                (Some(link), _) => view! { <LinkField link /> }.into_any(),
                (None, Some(Invited { name, .. })) => view! { <Arrived form name /> }.into_any(),
                (None, None) => with_choices(move |choices| view! { <Fields form choices=choices.get() /> }).into_any(),
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
                    {move || {
                        if form.arrived.with(Option::is_some) {
                            words::administration::new_link(locale)
                        } else {
                            words::administration::make_link(locale)
                        }
                    }}
                </Button>
            }
            .into_any()
        }
    }
}

/// An earlier try did arrive, but its link got lost: a link is shown once, so this takes a new one.
#[component]
fn Arrived(form: Form, name: String) -> impl IntoView {
    let locale = use_locale();
    let failed = Signal::derive(move || {
        let failed = form.failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| form.refusals.with(|refusals| elsewhere(refusals, &[])))
    });
    view! {
        <p role="status">{words::administration::invited_already(locale, &name)}</p>
        <Alert text=failed />
    }
}

#[component]
fn Fields(form: Form, choices: std::sync::Arc<ChoicesQuery>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let roles = ROLES.into_iter().filter(|role| viewer.with_untracked(|viewer| may_give(viewer, *role)));
    let roles = roles.map(|role| (role_key(role).to_owned(), role_name(locale, role).to_owned()));
    let failed = Signal::derive(move || {
        let failed = form.failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| form.refusals.with(|refusals| elsewhere(refusals, &OWN_ERRORS)))
    });
    let employers = organisations(&choices, words::administration::no_organisation(locale));
    let role = Memo::new(move |_| role_of(&form.role.get()));
    // Where the role has fields of its own, it is told there.
    let is_bare = Memo::new(move |_| role.get().is_none_or(|role| scope(role) == Scope::Nothing));
    let at_role = Signal::derive(move || form.told_at("roles").get().filter(|_| is_bare.get()));
    let scoped = move || {
        let choices = choices.clone();
        role.get().map(|role| {
            let (places, specialist) = (form.neighbourhoods, form.specialist);
            view! { <ScopeFields role places specialist choices error=form.told_at("roles") /> }
        })
    };
    view! {
        <Alert text=failed />
        <TextField
            id="naam"
            label=words::administration::name(locale)
            required=true
            error=form.told_at("name")
            value=form.name
        />
        <TextField
            id="mail"
            label=words::account::email(locale)
            entry=Entry::Email
            required=true
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
            options=Signal::stored(roles.collect::<Vec<_>>())
            error=at_role
            value=form.role
        />
        {scoped}
    }
}

/// Whether a text has the shape of an address for mail.
fn is_address(text: &str) -> bool {
    let is_something = |part: &str| !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace());
    text.split_once('@').is_some_and(|(who, host)| is_something(who) && is_something(host) && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, email: &str) -> Vec<(String, String)> {
        let owner = Owner::new();
        owner.set();
        let form = Form::new();
        form.name.set(name.to_owned());
        form.email.set(email.to_owned());
        let missing = form.missing(Locale::Nl);
        missing.into_iter().map(|error| (error.field[0].clone(), error.message)).collect()
    }

    #[test]
    fn a_missing_or_wrong_address_is_told_at_its_field() {
        let told_at = |fields: &[(&str, &str)]| -> Vec<(String, String)> {
            fields.iter().map(|(field, message)| (field.to_string(), message.to_string())).collect()
        };
        assert_eq!(told(" ", ""), told_at(&[("name", "Vul dit in."), ("email", "Vul dit in.")]));
        for wrong in ["toos", "toos@", "@dorp.example", "toos@dorp@example", "toos de vries@dorp.example"] {
            assert_eq!(told("Toos", wrong), told_at(&[("email", "Dit is geen e-mailadres.")]), "{wrong}");
        }
        assert_eq!(told("Toos", " toos@dorp.example "), []);
    }
}
