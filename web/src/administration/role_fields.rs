//! What a role needs beside itself: the neighbourhoods, or the entry of the directory.

use std::sync::Arc;

use leptos::prelude::*;

use super::choices::specialists;
use super::people_model::{Scope, role_key, scope};
use super::queries::ChoicesQuery;
use crate::graphql::enums::Role;
use crate::i18n::{use_locale, words};
use crate::ui::{ChoiceField, SelectField};

/// The fields of one role.
#[component]
pub fn ScopeFields(
    role: Role,
    places: RwSignal<Vec<String>>,
    specialist: RwSignal<String>,
    choices: Arc<ChoicesQuery>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    match scope(role) {
        Scope::Neighbourhoods => {
            let boxes = choices.neighbourhoods.iter().map(|place| {
                view! { <PlaceBox id=place.id.0.clone() name=place.name.clone() chosen=places /> }
            });
            let boxes = boxes.collect_view();
            let id = ["buurten-", role_key(role)].concat();
            view! {
                <ChoiceField id label=words::administration::places(locale) error>
                    {boxes}
                </ChoiceField>
            }
            .into_any()
        }
        Scope::Specialist => {
            let entries = specialists(&choices, words::administration::choose(locale));
            view! {
                <SelectField
                    id="specialist"
                    label=words::administration::specialist(locale)
                    required=true
                    options=Signal::stored(entries)
                    error
                    value=specialist
                />
            }
            .into_any()
        }
        Scope::Nothing => ().into_any(),
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
