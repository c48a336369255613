//! The chosen entry beside the list, on a desk.

use std::sync::Arc;

use leptos::prelude::*;

use super::acts::EntryActs;
use super::entry::{Facts, Hours, OpeningSaid, Pair, RoomMark, Trust, Ways};
use super::notes::Notes;
use super::queries::{Specialist, SpecialistConnection, SpecialistQuery, SpecialistVariables};
use super::result::has_panel;
use crate::graphql::scalars::SpecialistId;
use crate::graphql::{load_in_turn, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{SkeletonRows, effect, live, show_loaded};

/// The panel: the chosen entry, or else the best. While `is_coming`, the list may still become another one.
#[component]
pub fn Panel(
    connection: Signal<Arc<SpecialistConnection>>,
    #[prop(into)] is_coming: Signal<bool>,
    chosen: RwSignal<Option<SpecialistId>>,
) -> impl IntoView {
    // The best result is chosen until somebody chooses; what is no longer found is let go.
    effect(move || {
        // The best of a list that nobody looks at any more is not worth a question.
        if is_coming.get() {
            return;
        }
        let found = connection.get();
        let first = found.edges.first().map(|edge| edge.node.id.clone());
        let is_found = |id: &SpecialistId| found.edges.iter().any(|edge| edge.node.id == *id);
        if has_panel() && !chosen.get_untracked().as_ref().is_some_and(is_found) {
            chosen.set(first);
        }
    });
    let api = use_api();
    let locale = use_locale();
    let shown = Memo::new(move |_| chosen.get());
    let has_chosen = Memo::new(move |_| shown.with(Option::is_some));
    let entry = load_in_turn(move || {
        let id = shown.get();
        async move {
            match id {
                Some(id) => api.query::<SpecialistQuery, _>(SpecialistVariables { id }).await.map(Some),
                None => Ok(None),
            }
        }
    });
    // The entry of before is not shown under the name of the next.
    let of_chosen = move |answer: &Option<SpecialistQuery>| {
        let specialist = answer.as_ref().and_then(|answer| answer.specialist.clone());
        specialist.filter(|specialist| shown.get().as_ref() == Some(&specialist.id))
    };
    move || {
        has_chosen.get().then(|| {
            view! {
                <section class="bv-panel bv-stack" aria-labelledby="gekozen">
                    {show_loaded(
                        entry,
                        words::specialists::failed(locale),
                        || view! { <SkeletonRows /> },
                        move |answer| {
                            live(move || match of_chosen(&answer.get()) {
                                Some(specialist) => {
                                    view! { <Whole specialist changed=move |()| entry.reload() /> }.into_any()
                                }
                                None if entry.is_waiting() => view! { <SkeletonRows /> }.into_any(),
                                None => ().into_any(),
                            })
                        },
                    )}
                </section>
            }
        })
    }
}

#[component]
fn Whole(specialist: Specialist, #[prop(into)] changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let entry = specialist.clone();
    let hours = entry.clone();
    view! {
        <div>
            <h2 id="gekozen">{entry.name.clone()}</h2>
            <p class="bv-muted">{entry.organisation.name.clone()}</p>
        </div>
        <p class="bv-cluster bv-small">
            <RoomMark capacity=entry.capacity />
            <OpeningSaid state=entry.opening_state />
        </p>
        <div class="bv-buttons bv-buttons--even">
            <Ways
                name=entry.name.clone()
                phone=entry.phone.clone()
                email=entry.email.clone()
                address=entry.address.clone()
                shows_number=true
            />
        </div>
        <p>{entry.description.clone()}</p>
        <Pair entry=entry.clone() />
        <Notes entry=entry.clone() />
        <dl class="bv-grid bv-facts bv-facts--rows">
            <div>
                <dt>{words::specialists::how_to_get_in(locale)}</dt>
                <dd>{entry.how_to_get_in.clone()}</dd>
            </div>
            <div>
                <dt>{words::specialists::open(locale)}</dt>
                <dd>
                    <Hours entry=hours />
                </dd>
            </div>
            <Facts entry=entry.clone() />
        </dl>
        <EntryActs specialist=specialist changed />
        <Trust entry />
    }
}
