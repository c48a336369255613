//! How many people have to come to a training, with the list behind it. It stands apart from the figures about questions for
//! help: a period, a topic and who asks say nothing of it.

use leptos::prelude::*;

use crate::graphql::schema;
use crate::i18n::{use_locale, words};

/// The sums.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
#[cynic(graphql_type = "TrainingDueConnection")]
pub struct DueSums {
    /// How many in all.
    pub total_count: i32,
    /// For how many nothing is planned.
    pub unplanned_count: i32,
}

/// The number, and its list.
#[component]
pub fn TrainingFigures(#[prop(into)] due: Signal<DueSums>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="bv-section" aria-labelledby="training">
            <h2 id="training">{words::training::title(locale)}</h2>
            <div class="bv-grid bv-tiles">
                <section class="bv-tile">
                    <p class="bv-tile__number">{move || due.get().total_count}</p>
                    <h3>
                        <a href="/training/herhalen">{words::figures::training_due(locale)}</a>
                    </h3>
                    <p>{move || words::figures::training_unplanned(locale, due.get().unplanned_count)}</p>
                </section>
            </div>
        </section>
    }
}
