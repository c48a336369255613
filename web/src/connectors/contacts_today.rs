//! Whom a connector calls today: each side's contact person, or who stands in, with a button to call; and who runs the
//! programme, when none of these can be called.

use leptos::prelude::*;

use super::connector_words::contact_words;
use super::queries::{ContactPerson, ContactToday};
use crate::account::use_session;
use crate::calendar::now;
use crate::graphql::enums::Role;
use crate::i18n::{capital, use_locale, words};
use crate::shell::role_name;
use crate::ui::{CallButton, Emphasis, Face};

/// The section.
#[component]
pub fn ContactsToday(
    contacts: Vec<ContactToday>,
    /// When no contact can be called.
    coordinator: Option<ContactPerson>,
    /// The viewer is the one who calls.
    own: bool,
) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let welfare = session.installation().map(|it| it.welfare_organisation.clone()).unwrap_or_default();
    let title = if own { words::connectors::today(locale) } else { words::connectors::contacts(locale) };
    let told = if coordinator.is_some() && own {
        Some(words::connectors::today_alone(locale))
    } else if coordinator.is_some() {
        Some(words::connectors::contacts_alone(locale))
    } else {
        contacts.is_empty().then(|| words::connectors::today_none(locale))
    };
    let role = capital(role_name(locale, Role::Coordinator));
    let coordinator = coordinator.map(|person| view! { <ContactRow person described=role calls=true /> });
    let today = now().here().day;
    let row = move |contact: ContactToday| {
        let described = contact_words(locale, &contact, &welfare, today);
        view! { <ContactRow person=contact.person described calls=!contact.is_away /> }
    };
    let rows: Vec<_> = contacts.into_iter().map(row).collect();
    let has_rows = coordinator.is_some() || !rows.is_empty();
    view! {
        <section aria-labelledby="bel-vandaag">
            <div class="bv-section__head">
                <h2 id="bel-vandaag">{title}</h2>
            </div>
            {told.map(|told| view! { <p class="bv-muted">{told}</p> })}
            {has_rows.then(|| view! { <ul class="bv-list">{coordinator} {rows}</ul> })}
        </section>
    }
}

#[component]
fn ContactRow(
    person: ContactPerson,
    described: String,
    /// Whether they are there to be called.
    calls: bool,
) -> impl IntoView {
    let phone = person.phone.clone().filter(|_| calls);
    let call = phone.map(|phone| view! { <CallButton phone name=person.name.clone() emphasis=Emphasis::Tint /> });
    view! {
        <li class="bv-row bv-row--lead">
            <Face initials=person.initials />
            <div>
                <h3 class="bv-row__title">{person.name}</h3>
                <p class="bv-row__sub">{described}</p>
            </div>
            {call}
        </li>
    }
}
