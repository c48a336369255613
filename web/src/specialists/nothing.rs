//! Where nothing was found: without filters, as another word, with somebody to call, or told to the coordinator.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::directory::go;
use super::directory_model::Wanted;
use super::missing::Missing;
use super::queries::SpecialistConnection;
use super::unmet_model::{may_report, to_call};
use super::unmet_queries::{PeopleToCallQuery, ToCall};
use crate::account::use_viewer;
use crate::graphql::{load, use_api};
use crate::i18n::{capital, use_locale, words};
use crate::peers::connects;
use crate::shell::role_name;
use crate::ui::{Button, ButtonLink, CallButton, Emphasis, Empty, Face, Glyph};

/// The question whether another word was meant.
#[component]
pub fn Meant(wanted: Memo<Wanted>, connection: Signal<Arc<SpecialistConnection>>) -> impl IntoView {
    let locale = use_locale();
    let navigate = use_navigate();
    let take = StoredValue::new_local(move |search: String| {
        go(&navigate, &Wanted { search, ..wanted.get_untracked() }, false);
    });
    let read_as = Memo::new(move |_| connection.with(|found| found.read_as.clone()));
    move || {
        read_as.get().map(|search| {
            let asked = words::specialists::meant(locale);
            let words = ["‘", &search, "’"].concat();
            view! {
                <p class="bv-meant">
                    {asked} " "
                    <button
                        class="bv-bare bv-meant__words"
                        type="button"
                        on:click=move |_| take.with_value(|take| take(search.clone()))
                    >
                        {words}
                    </button> "?"
                </p>
            }
        })
    }
}

/// Nothing was found, and what to do now.
#[component]
pub fn Nothing(wanted: Memo<Wanted>) -> impl IntoView {
    let locale = use_locale();
    let navigate = use_navigate();
    let viewer = use_viewer();
    let unfilter = StoredValue::new_local(move || go(&navigate, &wanted.get_untracked().unfiltered(), false));
    let said = move || {
        let wanted = wanted.get();
        let (title, text) = if wanted.filters.is_empty() {
            (words::specialists::nothing(locale, &wanted.search), words::specialists::nothing_text(locale))
        } else {
            (words::specialists::nothing_filtered(locale).to_owned(), words::specialists::nothing_filtered_text(locale))
        };
        let without = (!wanted.filters.is_empty()).then(|| {
            view! {
                <Button emphasis=Emphasis::Tint press=move || unfilter.with_value(|unfilter| unfilter())>
                    {words::specialists::without_filters(locale)}
                </Button>
            }
        });
        view! {
            <Empty title text>
                {without}
            </Empty>
        }
    };
    let tells = Memo::new(move |_| may_report(&viewer.get()));
    view! {
        {said}
        <Show when=move || tells.get()>
            <Missing wanted />
        </Show>
        <People />
    }
}

/// Somebody who may know.
#[component]
fn People() -> impl IntoView {
    let api = use_api();
    let locale = use_locale();
    let asked = load(move || api.query::<PeopleToCallQuery, _>(()));
    let people = Memo::new(move |_| {
        let answer = asked.answer()?;
        Some(to_call(&answer.viewer.as_ref()?.people)).filter(|people| !people.is_empty())
    });
    let row = move |person: ToCall| {
        let role = person.roles.first().map(|own| capital(role_name(locale, own.role)));
        let call = person.phone.map(|phone| view! { <CallButton phone name=person.name.clone() /> });
        view! {
            <li class="bv-row bv-row--lead">
                <Face initials=person.initials />
                <div>
                    <h3 class="bv-row__title">{person.name.clone()}</h3>
                    <p class="bv-row__sub">{role}</p>
                </div>
                {call}
            </li>
        }
    };
    let asks_peers = connects();
    move || {
        let people = people.get().map(|people| {
            view! { <ul class="bv-list">{people.into_iter().map(row).collect_view()}</ul> }
        });
        // Not before the others are there, so that nothing moves.
        let is_answered = asked.has_answer() || asked.failure().is_some();
        let peers = (asks_peers && is_answered).then(|| {
            view! {
                <p class="bv-section">
                    <ButtonLink href="/sparren/nieuw" icon=Glyph::With>
                        {words::specialists::ask_peers(locale)}
                    </ButtonLink>
                </p>
            }
        });
        (people.is_some() || peers.is_some()).then(|| {
            view! {
                <section class="bv-section" aria-labelledby="bel-iemand">
                    <h2 id="bel-iemand">{words::specialists::ask_somebody(locale)}</h2>
                    {people}
                    {peers}
                </section>
            }
        })
    }
}
