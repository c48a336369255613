//! The page of one entry, made for the phone in the hand.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::EntryActs;
use super::entry::{Facts, Hours, OpeningSaid, Pair, RoomMark, Trust, Ways};
use super::notes::Notes;
use super::queries::{Specialist, SpecialistQuery, SpecialistVariables};
use super::share::Share;
use crate::graphql::scalars::SpecialistId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{ButtonLink, Emphasis, Empty, Heading, PageBones, Top, show_page};

/// The page.
#[component]
pub fn SpecialistPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let loaded = load(move || {
        let id = SpecialistId(params.with(|params| params.get("id")).unwrap_or_default());
        api.query::<SpecialistQuery, _>(SpecialistVariables { id })
    });
    view! {
        <div class="bv-main--narrow">
            <Top href="/specialisten" label=words::specialists::title(locale) />
            {show_page(
                loaded,
                words::specialists::title(locale),
                words::specialists::failed(locale),
                move || view! { <PageBones title=words::specialists::title(locale) rows=5 /> },
                move |answer| {
                    move || match answer.get().specialist.clone() {
                        Some(specialist) => {
                            view! { <Whole specialist changed=move |()| loaded.reload() /> }.into_any()
                        }
                        None => view! { <Gone /> }.into_any(),
                    }
                },
            )}
        </div>
    }
}

/// No such entry, or not for the viewer.
#[component]
pub fn Gone() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Heading title=words::specialists::gone(locale) />
        <Empty title=words::specialists::gone_text(locale)>
            <ButtonLink href="/specialisten">{words::specialists::to_directory(locale)}</ButtonLink>
        </Empty>
    }
}

#[component]
fn Whole(specialist: Specialist, #[prop(into)] changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let entry = specialist.clone();
    view! {
        <header>
            <Heading title=entry.name.clone() />
            <p class="bv-muted">{entry.organisation.name.clone()}</p>
        </header>
        <div class="bv-stack bv-after">
            <p class="bv-cluster">
                <RoomMark capacity=entry.capacity />
                <OpeningSaid state=entry.opening_state />
            </p>
            <div class="bv-buttons bv-buttons--even">
                <Ways
                    name=entry.name.clone()
                    phone=entry.phone.clone()
                    email=entry.email.clone()
                    address=entry.address.clone()
                    emphasis=Emphasis::Tint
                    is_big=true
                />
            </div>
            <div class="bv-buttons">
                <Share name=entry.name.clone() path=["/specialisten/", &entry.id.0].concat() />
            </div>
            <p>{entry.description.clone()}</p>
            <Pair entry=entry.clone() />
        </div>
        <section class="bv-section">
            <h2>{words::specialists::how_to_get_in(locale)}</h2>
            <p>{entry.how_to_get_in.clone()}</p>
        </section>
        <div class="bv-section">
            <Notes entry=entry.clone() />
        </div>
        <section class="bv-section">
            <h2>{words::specialists::open(locale)}</h2>
            <Hours entry=entry.clone() />
        </section>
        <section class="bv-section">
            <dl class="bv-grid bv-facts">
                <Facts entry=entry.clone() />
            </dl>
        </section>
        <section class="bv-section">
            <EntryActs specialist changed />
            <Trust entry />
        </section>
    }
}
