//! Who isn't well, on the home of the fixed contact to whom they said it: until it is noted that they spoke.

use leptos::prelude::*;

use super::queries::{NotWell, NotWellQuery};
use crate::account::use_viewer;
use crate::calendar::{full_day_near, now};
use crate::connectors::CallRow;
use crate::graphql::enums::Role;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};

/// The section; nothing when all are well, and for who is nobody's fixed contact.
#[component]
pub fn NotWellCard() -> impl IntoView {
    let can_be_contact =
        use_viewer().with_untracked(|viewer| viewer.has_role(&[Role::CommunityWorker, Role::Coordinator]));
    can_be_contact.then(|| view! { <Waiting /> })
}

#[component]
fn Waiting() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.ask_written::<NotWellQuery, _>(()));
    move || {
        let rows = loaded.answer().map(|answer| answer.not_well.clone()).unwrap_or_default();
        (!rows.is_empty()).then(|| {
            view! {
                <section aria-labelledby="niet-goed">
                    <div class="bv-section__head">
                        <h2 id="niet-goed">{words::check_ins::well_title(locale)}</h2>
                    </div>
                    <ul class="bv-list bv-list--card">
                        {rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}
                    </ul>
                    <p class="bv-muted bv-small">{words::check_ins::well_note(locale)}</p>
                </section>
            }
        })
    }
}

#[component]
fn Row(row: NotWell) -> impl IntoView {
    let locale = use_locale();
    let day = full_day_near(locale, row.on_day, now().here().day);
    row.connector.map(|connector| {
        view! {
            <CallRow id=connector.id name=connector.name phone=connector.phone>
                <p class="bv-row__sub">{words::check_ins::well_said(locale, &day)}</p>
            </CallRow>
        }
    })
}
