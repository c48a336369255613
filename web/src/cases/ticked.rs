//! A box of a list in which several may be ticked.

use leptos::prelude::*;

use crate::ui::{Check, effect};

/// A box that puts its value in the list, or takes it out.
#[component]
pub fn Ticked<T>(all: RwSignal<Vec<T>>, value: T, #[prop(into)] label: String) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let is_in = RwSignal::new(all.with_untracked(|all| all.contains(&value)));
    effect(move || {
        let wanted = is_in.get();
        if all.with_untracked(|all| all.contains(&value)) != wanted {
            all.update(|all| if wanted { all.push(value.clone()) } else { all.retain(|other| *other != value) });
        }
    });
    view! { <Check value=is_in label /> }
}
