//! What the forms let one choose from, asked when a form opens.

use std::sync::Arc;

use leptos::prelude::*;

use super::queries::ChoicesQuery;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{SkeletonRows, show_loaded};

/// Options of a `select`.
pub type Options = Vec<(String, String)>;

/// Shows a form once there is something to choose from.
pub fn with_choices<V: IntoView + 'static>(
    show: impl Fn(Signal<Arc<ChoicesQuery>>) -> V + Send + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let choices = load(move || api.query::<ChoicesQuery, _>(()));
    show_loaded(choices, words::administration::choices_failed(locale), || view! { <SkeletonRows /> }, show)
}

/// The organisations, after an empty first choice.
pub fn organisations(choices: &ChoicesQuery, none: &str) -> Options {
    let each = choices.organisations.nodes.iter().map(|it| (it.id.0.clone(), it.name.clone()));
    std::iter::once((String::new(), none.to_owned())).chain(each).collect()
}

/// The specialists, after an empty first choice.
pub fn specialists(choices: &ChoicesQuery, none: &str) -> Options {
    let each = choices.specialists.nodes.iter().map(|it| (it.id.0.clone(), it.name.clone()));
    std::iter::once((String::new(), none.to_owned())).chain(each).collect()
}
