//! Letting a machine in: a name, whose it is, and its public key.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::{organisations, with_choices};
use super::queries::{RegisterMachineClientInput, RegisterMachineClientMutation, RegisterMachineClientVariables};
use crate::graphql::enums::MachineScope;
use crate::graphql::scalars::OrganisationId;
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Entry, SelectField, TextField, effect, explain, focus_wrong, use_toasts,
};

const OWN_ERRORS: [&str; 3] = ["name", "organisationId", "publicKey"];

/// The dialog.
#[component]
pub fn RegisterDialog(open: RwSignal<bool>, on_registered: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let [name, organisation, public_key] = [(); 3].map(|()| RwSignal::new(String::new()));
    let key = StoredValue::new(SteadyKey::default());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    effect(move || {
        if open.get() {
            for text in [name, organisation, public_key] {
                text.set(String::new());
            }
            refusals.set(Vec::new());
            failure.set(None);
            key.set_value(SteadyKey::default());
        }
    });
    let submit = Callback::new(move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let missing = all_missing(locale, [name, organisation, public_key]);
        if !missing.is_empty() {
            failure.set(None);
            refusals.set(missing);
            return focus_wrong();
        }
        is_busy.set(true);
        let mut input = RegisterMachineClientInput {
            name: name.get_untracked().trim().to_owned(),
            organisation_id: OrganisationId(organisation.get_untracked()),
            scopes: vec![MachineScope::Directory],
            public_key: public_key.get_untracked().trim().to_owned(),
            idempotency_key: None,
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        spawn_local(async move {
            let called = input.name.clone();
            let answer = api.mutate::<RegisterMachineClientMutation, _>(RegisterMachineClientVariables { input }).await;
            is_busy.set(false);
            failure.set(answer.as_ref().err().cloned());
            let Ok(answer) = answer else { return };
            key.update_value(SteadyKey::answered);
            let errors = answer.register_machine_client.user_errors;
            if errors.is_empty() {
                toasts.tell(words::administration::is_registered(locale, &called));
                open.set(false);
                on_registered.try_run(());
            }
            refusals.set(errors);
            focus_wrong();
        });
    });
    let told = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| elsewhere(all, &OWN_ERRORS)))
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy=is_busy>
                {words::administration::register(locale)}
            </Button>
        }
    };
    view! {
        <Dialog id="systeem" open title=words::administration::register(locale) on_submit=submit foot=foot>
            <Alert text=wrong />
            <TextField
                id="systeem-naam"
                label=words::administration::machine_name(locale)
                required=true
                error=told("name")
                value=name
            />
            {with_choices(move |choices| {
                let none = words::administration::choose(locale);
                view! {
                    <SelectField
                        id="systeem-organisatie"
                        label=words::administration::owner(locale)
                        required=true
                        options=Signal::derive(move || organisations(&choices.get(), none))
                        error=told("organisationId")
                        value=organisation
                    />
                }
            })}
            <TextField
                id="sleutel"
                label=words::administration::public_key(locale)
                hint=words::administration::public_key_hint(locale)
                entry=Entry::Lines(4)
                required=true
                error=told("publicKey")
                value=public_key
            />
        </Dialog>
    }
}

/// All that is empty and has to be filled in, told at once.
fn all_missing(locale: Locale, [name, organisation, public_key]: [RwSignal<String>; 3]) -> Vec<UserError> {
    let needed = [
        ("name", name, words::dialogs::required(locale)),
        ("organisationId", organisation, words::administration::choose_owner(locale)),
        ("publicKey", public_key, words::dialogs::required(locale)),
    ];
    let empty = needed.into_iter().filter(|(_, typed, _)| typed.with_untracked(|typed| typed.trim().is_empty()));
    empty.map(|(field, _, message)| UserError::missing(field, message)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_empty_fields_are_told_at_once() {
        let owner = Owner::new();
        owner.set();
        let typed = ["", "", " "].map(|text| RwSignal::new(text.to_owned()));
        let missing = |typed| -> Vec<String> {
            all_missing(Locale::Nl, typed).into_iter().map(|error| error.field.concat()).collect()
        };
        assert_eq!(missing(typed), ["name", "organisationId", "publicKey"]);
        typed[1].set("o1".to_owned());
        assert_eq!(missing(typed), ["name", "publicKey"]);
    }
}
