//! Whom a connector calls today: each side's contact person, or who stands in, with a button to call.

use leptos::prelude::*;

use super::connector_words::side_name;
use super::queries::ContactToday;
use crate::account::use_session;
use crate::calendar::{full_day_near, now};
use crate::i18n::{use_locale, words};
use crate::ui::{CallButton, Emphasis, Face};

/// The section.
#[component]
pub fn ContactsToday(contacts: Vec<ContactToday>, #[prop(into)] title: String) -> impl IntoView {
    let locale = use_locale();
    let rows = if contacts.is_empty() {
        view! { <p class="bv-muted">{words::connectors::today_none(locale)}</p> }.into_any()
    } else {
        let rows = contacts.into_iter().map(|contact| view! { <ContactRow contact /> });
        view! { <ul class="bv-list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="bel-vandaag">
            <div class="bv-section__head">
                <h2 id="bel-vandaag">{title}</h2>
            </div>
            {rows}
        </section>
    }
}

#[component]
fn ContactRow(contact: ContactToday) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let welfare = session.installation().map(|it| it.welfare_organisation.clone()).unwrap_or_default();
    let side = side_name(locale, contact.side, &welfare);
    let described = match (&contact.stands_in_for, contact.stands_in_until) {
        (Some(other), Some(until)) => {
            let day = full_day_near(locale, until, now().here().day);
            words::connectors::stands_in(locale, &side, &other.name, &day)
        }
        _ => side,
    };
    let person = contact.person;
    let call = person
        .phone
        .clone()
        .map(|phone| view! { <CallButton phone name=person.name.clone() emphasis=Emphasis::Tint /> });
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
