//! What who runs the programme sets in days: how often contact persons and connectors speak, how often connectors are asked how
//! they are, and when an application that ended is forgotten.

use std::sync::Arc;

use futures::FutureExt;
use leptos::prelude::*;

use super::days_setting::{DaysSetting, DaysWords};
use super::queries::{
    BoardQuery, SetApplicationRetentionInput, SetApplicationRetentionMutation, SetApplicationRetentionVariables,
    SetContactRhythmInput, SetContactRhythmMutation, SetContactRhythmVariables,
};
use crate::check_ins::set_check_in_rhythm;
use crate::graphql::new_key;
use crate::i18n::words;

const CONTACT: DaysWords = DaysWords {
    id: "ritme",
    told: words::connectors::rhythm,
    title: words::connectors::rhythm_title,
    label: words::connectors::rhythm_days,
    send: |api, days, expected_version| {
        async move {
            let input = SetContactRhythmInput { expected_version, days, idempotency_key: Some(new_key()) };
            let answer = api.mutate::<SetContactRhythmMutation, _>(SetContactRhythmVariables { input }).await?;
            Ok(answer.set_contact_rhythm.user_errors)
        }
        .boxed_local()
    },
};

const CHECK_IN: DaysWords = DaysWords {
    id: "ritme-vraag",
    told: words::check_ins::rhythm,
    title: words::check_ins::rhythm_title,
    label: words::connectors::rhythm_days,
    send: |api, days, version| set_check_in_rhythm(api, days, version).boxed_local(),
};

const RETENTION: DaysWords = DaysWords {
    id: "wissen",
    told: words::connectors::retention,
    title: words::connectors::retention_title,
    label: words::connectors::retention_days,
    send: |api, days, expected_version| {
        async move {
            let input = SetApplicationRetentionInput { expected_version, days, idempotency_key: Some(new_key()) };
            let variables = SetApplicationRetentionVariables { input };
            let answer = api.mutate::<SetApplicationRetentionMutation, _>(variables).await?;
            Ok(answer.set_application_retention.user_errors)
        }
        .boxed_local()
    },
};

/// The three of them.
#[component]
pub fn Rhythm(answer: Signal<Arc<BoardQuery>>, changed: Callback<()>) -> impl IntoView {
    let contact = Signal::derive(move || answer.get().contact_rhythm.map(|it| (it.days, it.version)));
    let check_in = Signal::derive(move || answer.get().check_in_rhythm.map(|it| (it.days, it.version)));
    let retention = Signal::derive(move || answer.get().application_retention.map(|it| (it.days, it.version)));
    view! {
        <DaysSetting words=CONTACT now=contact changed />
        <DaysSetting words=CHECK_IN now=check_in changed />
        <DaysSetting words=RETENTION now=retention changed />
    }
}
