//! What somebody does here, changed at once.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::with_choices;
use super::link::close_with;
use super::people_model::{Held, ROLES};
use super::queries::{ChangeRolesInput, ChangeRolesMutation, ChangeRolesVariables, ChoicesQuery, Person};
use super::role_fields::ScopeFields;
use crate::account::{Viewer, use_session, use_viewer};
use crate::graphql::enums::{Role, UserErrorCode};
use crate::graphql::{SteadyKey, UserError, elsewhere, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::shell::role_name;
use crate::ui::{Alert, Button, Check, ChoiceField, Dialog, Emphasis, explain, focus_wrong, use_toasts};

/// Whether the viewer may give this role to somebody, and take it away. The server decides; what it always refuses
/// isn't offered.
pub fn may_give(viewer: &Viewer, role: Role) -> bool {
    viewer.roles.iter().any(|own| gives(own.role, role))
}

/// Whether who has this role gives that one.
fn gives(own: Role, role: Role) -> bool {
    match own {
        Role::Administrator => true,
        Role::Coordinator => matches!(role, Role::Connector | Role::CommunityWorker | Role::Specialist),
        Role::Connector
        | Role::CommunityWorker
        | Role::Specialist
        | Role::MunicipalityOfficer
        | Role::CentreManager => false,
    }
}

/// One role in the form.
#[derive(Clone, Copy)]
struct RoleForm {
    role: Role,
    is_on: RwSignal<bool>,
    places: RwSignal<Vec<String>>,
    specialist: RwSignal<String>,
    /// For which other entries of the directory; they stay.
    others: StoredValue<Vec<String>>,
}

impl RoleForm {
    fn of(person: &Person, role: Role) -> Self {
        let Held { is_on, places, mut specialists, .. } = Held::of(person, role);
        let others = specialists.split_off(specialists.len().min(1));
        Self {
            role,
            is_on: RwSignal::new(is_on),
            places: RwSignal::new(places),
            specialist: RwSignal::new(specialists.pop().unwrap_or_default()),
            others: StoredValue::new(others),
        }
    }

    fn held(self) -> Held {
        let first = Some(self.specialist.get_untracked()).filter(|id| !id.is_empty());
        let specialists = first.into_iter().chain(self.others.get_value()).collect();
        Held { role: self.role, is_on: self.is_on.get_untracked(), places: self.places.get_untracked(), specialists }
    }
}

/// The dialog.
#[component]
pub fn RolesDialog(person: Person, chosen: RwSignal<Option<Person>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let session = use_session();
    let viewer = use_viewer();
    let open = RwSignal::new(true);
    let busy = RwSignal::new(false);
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let trouble = RwSignal::new(None::<String>);
    let key = StoredValue::new(SteadyKey::default());
    close_with(open, chosen);
    let forms = ROLES.map(|role| RoleForm::of(&person, role));
    let title = words::administration::roles_title(locale, &person.name);
    let Person { id, name, roles_version, .. } = person;
    let on_submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let roles = forms.into_iter().flat_map(|form| form.held().grants()).collect();
        let mut input = ChangeRolesInput {
            person_id: id.clone(),
            expected_version: Some(roles_version),
            roles,
            idempotency_key: None,
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input));
        let (name, is_own) = (name.clone(), viewer.get_untracked().person.id == id);
        spawn_local(async move {
            let answer = api.mutate::<ChangeRolesMutation, _>(ChangeRolesVariables { input }).await;
            busy.set(false);
            match answer {
                Ok(ChangeRolesMutation { change_roles }) if change_roles.user_errors.is_empty() => {
                    toasts.tell(words::administration::roles_changed(locale, &name));
                    open.set(false);
                    changed.try_run(());
                    if is_own {
                        session.refresh();
                    }
                }
                Ok(ChangeRolesMutation { change_roles }) => {
                    key.update_value(SteadyKey::answered);
                    // Somebody else was first: the list shows what they did when this is closed.
                    if change_roles.user_errors.iter().any(|error| error.code == UserErrorCode::StaleVersion) {
                        changed.try_run(());
                    }
                    trouble.set(elsewhere(&change_roles.user_errors, &["roles"]));
                    refusals.set(change_roles.user_errors);
                    focus_wrong();
                }
                Err(failure) => trouble.set(Some(explain(locale, &failure))),
            }
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::administration::save_roles(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::administration::keep(locale)}</Button>
        }
    };
    let error = Signal::derive(move || refusals.with(|all| told_at(all, "roles")));
    view! {
        <Dialog id="rollen" open title on_submit foot>
            <Alert text=trouble />
            {with_choices(move |choices| {
                view! {
                    <ChoiceField
                        id="welke-rollen"
                        label=words::administration::which_roles(locale)
                        hint=words::administration::roles_hint(locale)
                        error
                    >
                        {forms
                            .into_iter()
                            .filter(|form| viewer.with_untracked(|viewer| may_give(viewer, form.role)))
                            .map(|form| view! { <OneRole form choices=choices.get_untracked() /> })
                            .collect_view()}
                    </ChoiceField>
                }
            })}
        </Dialog>
    }
}

/// A role to tick, and what it needs beside itself.
#[component]
fn OneRole(form: RoleForm, choices: Arc<ChoicesQuery>) -> impl IntoView {
    let locale = use_locale();
    let RoleForm { role, is_on, places, specialist, .. } = form;
    let needs = move || {
        let choices = choices.clone();
        is_on.get().then(|| view! { <ScopeFields role places specialist choices /> })
    };
    view! {
        <Check value=is_on label=role_name(locale, role) />
        {needs}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coordinator_gives_the_roles_of_the_neighbourhood() {
        let given_by = |own: Role| ROLES.into_iter().filter(|role| gives(own, *role)).collect::<Vec<_>>();
        assert_eq!(given_by(Role::Coordinator), [Role::Connector, Role::CommunityWorker, Role::Specialist]);
        assert_eq!(given_by(Role::Administrator), ROLES);
        assert_eq!(given_by(Role::CommunityWorker), []);
    }
}
